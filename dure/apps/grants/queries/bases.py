"""What makes each figure of a settlement: the entries of the ledger, with the expense or the payment behind each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dure.apps.grants.models import Agreement, Spending
from dure.apps.grants.queries.agreements import ledger_key, planned, terms_of
from dure.apps.money import facade as money
from dure.platform.models import StoredFile

_FIGURES = (
    ("paid", "지급받은 지원금"),
    ("accepted-grant", "인정된 집행(보조금)"),
    ("accepted-own", "인정된 집행(자부담)"),
    ("owed", "반납할 돈이 된 지원금"),
    ("interest", "통장 이자"),
    ("returned", "반납한 돈"),
)


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One entry as it moved the figure, in won."""

    at: datetime
    word: str
    what: str
    category: str
    amount: int
    papers: tuple[tuple[str, StoredFile], ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """A figure with everything that makes it; `total` is the sum of the lines."""

    key: str
    title: str
    lines: tuple[BasisLine, ...]
    total: int


def bases_of(agreement: Agreement) -> list[Basis]:
    """Every figure with its lines. Three queries more than the entries, however many there are."""
    titles = {category.key: category.title for category in terms_of(agreement).categories}
    spendings = _spendings(agreement)
    found: dict[str, list[BasisLine]] = {key: [] for key, _title in _FIGURES}
    for entry in entries_of(agreement):
        spending = spendings.get(_spending_id(entry.subject_key))
        papers = tuple((str(paper.get_kind_display()), paper.file) for paper in spending.evidence.all()) if spending else ()
        for leg in entry.legs.all():
            for key in _moved(entry, leg, ledger_key(agreement)):
                what = spending.memo if spending else (entry.memo or leg.account.title)
                category = titles.get(leg.category, leg.category)
                found[key].append(BasisLine(entry.at, str(entry.get_kind_display()), what, category, leg.amount, papers))
    return [Basis(key, title, tuple(found[key]), sum(line.amount for line in found[key])) for key, title in _FIGURES]


def entries_of(agreement: Agreement) -> Iterable[money.Entry]:
    """The agreement's entries in the order in which they were posted."""
    return (
        money.Entry.objects.filter(owner_key=ledger_key(agreement), posted=True)
        .select_related("reverses")
        .prefetch_related("legs__account")
        .order_by("pk")
    )


def _moved(entry: money.Entry, leg: money.Leg, key: str) -> list[str]:
    """The figures that a leg moves. What was paid is what payments brought, or took back when one was undone."""
    account = leg.account
    if account.owner_key != key:
        return []
    if account.nature == money.Nature.PAID:
        undone = entry.reverses.kind if entry.reverses else ""
        return ["paid"] if money.EntryKind.PAY in (entry.kind, undone) else []
    if account.nature == money.Nature.SPENT:
        return ["accepted-own" if leg.source == money.Source.OWN else "accepted-grant"]
    if account.nature == money.Nature.OWED and entry.kind != money.EntryKind.RETURN:
        return ["interest"] if account.key.startswith("interest-") else ["owed"]
    return ["returned"] if account.nature == money.Nature.RETURNED else []


def _spending_id(subject_key: str) -> int:
    """The expense that an entry is about; a reversal names the entry that it undoes."""
    _, _, rest = subject_key.partition(":spending-")
    digits = rest.partition(":")[0]
    return int(digits) if digits.isdigit() else 0


def _spendings(agreement: Agreement) -> dict[int, Spending]:
    rows = agreement.spendings.prefetch_related("evidence__file").order_by("pk")
    return {spending.pk: spending for spending in rows}


@dataclass(frozen=True, slots=True)
class LineOfBudget:
    """A line of the approved budget beside what counts of it, in won."""

    category: str
    source: str
    planned: int
    spent: int
    counted: int


def lines_of(agreement: Agreement) -> list[LineOfBudget]:
    """Every (category, source) of the approved budget or with accepted expenses, in the budget's order."""
    plan, spent = planned(agreement), money.spent_by_category(ledger_key(agreement))
    titles = {category.key: category.title for category in terms_of(agreement).categories}
    places = [place for place in dict.fromkeys((*plan, *sorted(spent))) if place[0] and (plan.get(place) or spent.get(place))]
    words = {"grant": "보조금", "own": "자부담"}
    return [
        LineOfBudget(
            titles.get(place[0], "참여기업" if place[0] == "pass_through" else place[0]),
            words[place[1]],
            plan.get(place, 0),
            spent.get(place, 0),
            min(spent.get(place, 0), plan[place]) if place in plan else spent.get(place, 0),
        )
        for place in places
    ]
