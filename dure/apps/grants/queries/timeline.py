"""What has happened, in words, from the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dure.apps.grants.models import Agreement
from dure.apps.grants.words import DEEDS
from dure.platform import journal
from dure.platform.models import JournalLine


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what, when, and why."""

    at: datetime
    who: str
    what: str
    why: str


def lines_of_agreement(agreement: Agreement) -> list[Line]:
    """The agreement's own lines, newest first."""
    return _told(journal.lines_of(agreement).filter(verb__in=DEEDS)[:50])


def lines_of_grant(agreement: Agreement) -> list[Line]:
    """Everything about the case that has to do with money and its reports, newest first."""
    return _told(journal.lines_of_case(agreement.case_id).filter(verb__in=DEEDS)[:80])


def _told(lines: Iterable[JournalLine]) -> list[Line]:
    return [
        Line(line.at, " · ".join(name for name in (line.actor_name, line.seat_title) if name), str(DEEDS[line.verb]), line.reason)
        for line in lines
    ]
