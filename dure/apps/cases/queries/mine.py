"""One's own applications as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dure.apps.cases.models import Case
from dure.apps.cases.queries.cases import word_of
from dure.apps.cases.queries.lists import run_at_hand
from dure.apps.programs import facade as programs


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line: what it is, where it stands, and until when one may hand in. A draft whose window closed says so by itself."""

    case: Case
    word: str
    tone: str
    deadline: datetime | None


def own_lines(cases: Iterable[Case], at: datetime) -> list[OwnLine]:
    """Windows are read for all rounds at once."""
    shown = list(cases)
    windows = programs.windows_by_district({case.round_id for case in shown})
    return [_line(case, _closes(case, windows.get(case.round_id, [])), at) for case in shown]


def _closes(case: Case, windows: list[programs.RoundWindow]) -> datetime | None:
    fitting = [window for window in windows if window.district_id in {None, case.district_id}]
    if not fitting:
        return None
    closes: datetime = fitting[-1].closes_at
    return closes if case.round.closed_at is None else min(closes, case.round.closed_at)


def _line(case: Case, closes: datetime | None, at: datetime) -> OwnLine:
    if case.is_draft and (closes is None or at >= closes):
        return OwnLine(case, "접수 끝남", "quiet", None)
    word, tone = word_of(case, run_at_hand(case))
    return OwnLine(case, word, tone, closes if case.is_draft else None)
