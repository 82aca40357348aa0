"""Giving the lines of a year's budget their money, and keeping what documents print."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from dure.apps.money import access, rules
from dure.apps.money.actions import accounts, ledger
from dure.apps.money.models import Account, BudgetLine, BudgetPart, Entry, FiscalYear
from dure.apps.money.rules import PrintedPart
from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.catalog.sections import Budget
from dure.platform.verbs import NO_KEY, Key, verb

_PRINTED = "printed:"
_UNITS = {"원": 1, "천원": 1_000, "만원": 10_000, "백만원": 1_000_000}


@verb
def allot_budget(
    *, year: int, line_key: str, title: str, amount: int, by: Actor, at: datetime, key: Key = NO_KEY, parent_key: str = ""
) -> Entry:
    """Give a line of the year's budget money, opening the line if it is new. Each pressing of the button is one allotment."""
    access.may_allot(by).or_refuse()
    line = accounts.open_line(year=year, key=line_key, title=title, parent_key=parent_key)
    _hold(line)
    turn = line.legs.filter(amount__gt=0, entry__kind="allot").count() + 1
    entry = ledger.allot(year=year, line_key=line_key, amount=amount, subject_key=f"{year}:{line_key}:{turn}", by=by, at=at)
    journal.write(entry, "allot_budget", by=by, at=at, detail={"year": year, "line": line_key, "amount": amount})
    return entry


def _hold(line: Account) -> None:
    """Allotments to a line come one at a time, so that each has a number of its own. Locked in the order of a posting."""
    moved = Q(pk__in=(line.pk, *line.ids_above)) | Q(book_id=line.book_id, key="budget")
    list(Account.objects.select_for_update().filter(moved).order_by("pk"))


@verb
def keep_parts(*, year: int, parts: Sequence[PrintedPart], by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """Keep the parts of a year's printed lines, and for each line the rest that the document does not itemize; a second time changes
    nothing. An inferred amount that the line has no room for becomes open; stated ones that do not fit are refused. Returns how many.
    """
    lines = {line.key: line for line in BudgetLine.objects.filter(year=year).order_by("order")}
    if strangers := {part.line_key for part in parts} - set(lines):
        raise Refused(f"{year}년 예산에 없는 항목이에요: {', '.join(sorted(strangers))}")
    kept: set[int] = set()
    for line in lines.values():
        for order, part in enumerate(rules.parts_of_line(line, [part for part in parts if part.line_key == line.key]), start=1):
            said = {
                "title": part.title,
                "amount": part.amount,
                "mark": part.mark,
                "basis": part.basis,
                "source": part.source,
                "order": order,
            }
            row, _ = BudgetPart.objects.update_or_create(year=year, line_key=line.key, key=part.key, defaults=said)
            kept.add(row.pk)
    BudgetPart.objects.filter(year=year).exclude(pk__in=kept).delete()
    return len(kept)


@verb
def allot_printed(*, year: int, by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """Put the printed budget of a year into its book: every part with an amount under its line, so that the lines and their sum are the
    document's to the won. A line that was allotted otherwise already is refused. A second time changes nothing. Returns how many parts.
    """
    access.may_allot(by).or_refuse()
    parts = list(BudgetPart.objects.filter(year=year, amount__gt=0).order_by("line_key", "order"))
    lines = {line.key: line for line in BudgetLine.objects.filter(year=year)}
    if not parts:
        raise Refused(f"{year}년의 문서에 적힌 예산이 없어요. 카탈로그를 먼저 적용해 주세요.")
    _refuse_other_allotments(year, lines)
    for part in parts:
        accounts.open_line(year=year, key=part.line_key, title=lines[part.line_key].title)
        line_key = f"{part.line_key}.{part.key}"
        given: dict[str, Any] = {"title": part.title, "parent_key": part.line_key, "amount": part.amount}
        ledger.allot(year=year, line_key=line_key, subject_key=f"{_PRINTED}{year}:{line_key}", by=by, at=at, **given)
    year_row = FiscalYear.objects.get(year=year)
    journal.write(year_row, "allot_printed", by=by, at=at, detail={"year": year, "amount": sum(part.amount for part in parts)})
    return len(parts)


def _refuse_other_allotments(year: int, lines: Mapping[str, BudgetLine]) -> None:
    below = [f"line:{key}" for key in lines]
    others = Entry.objects.filter(book__kind="project", book__fiscal_year=year, kind="allot", legs__account__key__in=below)
    titles = others.exclude(subject_key__startswith=_PRINTED).order_by("pk").values_list("memo", flat=True).distinct()
    if found := list(dict.fromkeys(titles)):
        raise Refused(f"이미 따로 배정한 항목이 있어요: {', '.join(found)}. 두 번 배정하지 않도록 올리지 않았어요.")


@verb
def apply_budget(section: Budget, *, by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """Keep the printed lines of the catalog, in won; a second time changes nothing. Returns how many lines there are."""
    unit = _UNITS[section.unit]
    wanted = {
        (year, line.key): (line.title, amount * unit, order, line.source)
        for order, line in enumerate(section.lines, start=1)
        for year, amount in line.amounts.items()
    }
    for (year, line_key), (title, amount, order, source) in wanted.items():
        BudgetLine.objects.update_or_create(
            year=year, key=line_key, defaults={"title": title, "amount": amount, "order": order, "source": source}
        )
    return len(wanted)
