"""Which duties the grants of one year give a party, and by when. Pure; the sums, months and sources are dated values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dure.apps.grants.words import PartyDutyKey
from dure.kernel.period import due_after_months


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of the law with its source."""

    value: int
    source: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One duty with its day."""

    key: PartyDutyKey
    due_on: date
    source: str


Bounds = Mapping[str, Bound]


def wanted(decided: Iterable[tuple[date, int]], year: int, bounds: Bounds) -> list[Wanted]:
    """(day of the decision, won) of each grant of the year. The auditor's days count from the decision that reached the sum."""
    found, end = [], date(year, 12, 31)
    reached = reached_on(decided, bounds["party_audit_from"].value)
    if reached is not None:
        named, report = bounds["party_audit_name_months"], bounds["party_audit_months"]
        found += [
            Wanted(PartyDutyKey.AUDITOR, due_after_months(reached, named.value), named.source),
            Wanted(PartyDutyKey.AUDIT, due_after_months(end, report.value), report.source),
        ]
    if reached_on(decided, bounds["party_disclosure_from"].value) is not None:
        months = bounds["party_disclosure_months"]
        found.append(Wanted(PartyDutyKey.DISCLOSURE, due_after_months(end, months.value), months.source))
    return found


def reached_on(decided: Iterable[tuple[date, int]], least: int) -> date | None:
    """The day on which the grants of a year came to so much; nothing while they do not."""
    total = 0
    for day, amount in sorted(decided):
        total += amount
        if total >= least:
            return day
    return None


def may_skip(year_before: Iterable[tuple[str, bool, bool]]) -> bool:
    """한 해 걸러: (key, met, skipped) of the year before. It was audited then, not skipped, so this year may be."""
    return any(key == PartyDutyKey.AUDIT and met and not skipped for key, met, skipped in year_before)
