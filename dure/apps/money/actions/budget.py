"""Giving the lines of a year's budget their money, and keeping what documents print."""

from datetime import datetime

from dure.apps.money import access
from dure.apps.money.actions import accounts, ledger
from dure.apps.money.models import BudgetLine, Entry
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.catalog.sections import Budget
from dure.platform.verbs import NO_KEY, Key, verb

_UNITS = {"원": 1, "천원": 1_000, "만원": 10_000, "백만원": 1_000_000}


@verb
def allot_budget(
    *, year: int, line_key: str, title: str, amount: int, by: Actor, at: datetime, key: Key = NO_KEY, parent_key: str = ""
) -> Entry:
    """Give a line of the year's budget money, opening the line if it is new. Each pressing of the button is one allotment."""
    access.may_allot(by).or_refuse()
    line = accounts.open_line(year=year, key=line_key, title=title, parent_key=parent_key)
    turn = line.legs.filter(amount__gt=0, entry__kind="allot").count() + 1
    entry = ledger.allot(year=year, line_key=line_key, amount=amount, subject_key=f"{year}:{line_key}:{turn}", by=by, at=at)
    journal.write(entry, "allot_budget", by=by, at=at, detail={"year": year, "line": line_key, "amount": amount})
    return entry


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
