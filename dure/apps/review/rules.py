"""Sums and order of a tally, in hundredths of a point; who has to stand aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from dure.kernel.clock import seoul_date
from dure.kernel.period import due_after_days, start_of

BEST_LEVEL = 5
FAR_APART = 2000
"""Sheets of one case that lie 20 points or more apart are pointed out before anybody decides."""


def end_of_days(at: datetime, days: int) -> datetime:
    """The end of the day that many days later; of a day without office hours, the end of the next working day."""
    return start_of(due_after_days(seoul_date(at), days) + timedelta(days=1))


def total_of(levels: Mapping[str, int], points: Mapping[str, int]) -> int:
    """Points in hundredths: each level is that many fifths of the criterion's most points."""
    return sum(points[key] * level * 100 // BEST_LEVEL for key, level in levels.items())


def possible_so_far(levels: Mapping[str, int], points: Mapping[str, int]) -> int:
    """The most points of the criteria that have a level: what is not scored yet is not a low score."""
    return sum(points[key] for key in levels)


def unscored(levels: Mapping[str, int], needed: Sequence[str]) -> list[str]:
    """Criteria that have no level yet, in the sheet's order."""
    return [key for key in needed if key not in levels]


def mean_of(totals: Sequence[int], *, trimmed: bool) -> int:
    """Mean in hundredths, cut below; with `trimmed` and five or more sheets the highest and the lowest stay out."""
    counted = sorted(totals)
    if trimmed and len(counted) >= 5:
        counted = counted[1:-1]
    return sum(counted) // len(counted) if counted else 0


def spread_of(totals: Sequence[int]) -> int:
    """Distance between the highest and the lowest sheet, in hundredths."""
    return max(totals) - min(totals) if totals else 0


def outliers(totals: Sequence[int], *, points: int) -> list[int]:
    """Places of sheets that lie `points` or more from the middle one of the others; of two sheets nobody can say which is the odd one."""
    if len(totals) < 3:
        return []
    return [place for place, total in enumerate(totals) if abs(2 * total - _twice_the_median(totals, but=place)) >= points * 200]


def _twice_the_median(totals: Sequence[int], *, but: int) -> int:
    others = sorted(total for place, total in enumerate(totals) if place != but)
    return others[(len(others) - 1) // 2] + others[len(others) // 2]


def shown(hundredths: int) -> str:
    """Points as people read them: 64, 64.5, 72.33."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


@dataclass(frozen=True, slots=True)
class Tally:
    """One case's counted sheets."""

    case_id: int
    receipt_number: int
    mean: int
    heaviest_mean: int
    asked: int
    criterion_means: Mapping[str, int]
    totals: tuple[int, ...] = ()

    @property
    def far_apart(self) -> bool:
        return spread_of(self.totals) >= FAR_APART

    def below(self, least: Mapping[str, int]) -> str:
        """The first criterion whose mean does not reach its least points, or nothing."""
        return next((key for key, points in least.items() if self.criterion_means.get(key, 0) < points * 100), "")


@dataclass(frozen=True, slots=True)
class Placed:
    """One case's place after ranking."""

    tally: Tally
    rank: int
    outcome: str
    reserve_rank: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Bars:
    """What a case has to reach, in whole points: the mean of all, and of single criteria; and how equal means are told apart."""

    threshold: int = 0
    least: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[str, ...] = ()
    seed: str = ""


def rank(tallies: Sequence[Tally], *, places: int, reserves: int, bars: Bars) -> list[Placed]:
    """Order by mean, then by what the definition names for equal means, at last by receipt number; fill places, then reserves.

    A case below a bar comes after those above it and is not selected whatever places remain.
    """
    ordered = sorted(tallies, key=lambda tally: (_is_below(tally, bars), -tally.mean, *_tie_marks(tally, bars), tally.receipt_number))
    return [_place(tally, position, places, reserves, bars) for position, tally in enumerate(ordered, start=1)]


def _is_below(tally: Tally, bars: Bars) -> bool:
    return tally.mean < bars.threshold * 100 or bool(tally.below(bars.least))


def _tie_marks(tally: Tally, bars: Bars) -> list[int | str]:
    """One mark for each tie-breaker, smaller first; without any, the criterion of the most points."""
    if not bars.ties:
        return [-tally.heaviest_mean]
    return [_tie_mark(tally, name, bars.seed) for name in bars.ties]


def _tie_mark(tally: Tally, name: str, seed: str) -> int | str:
    if name == "receipt":
        return tally.receipt_number
    return lot_of(seed, tally.case_id) if name == "draw" else -tally.criterion_means.get(name, 0)


def lot_of(seed: str, case_id: int) -> str:
    """The lot drawn for a case: whoever has the seed can draw it again."""
    return sha256(f"{seed}:{case_id}".encode()).hexdigest()


def decided_by(first: Tally, second: Tally, bars: Bars) -> str:
    """Which tie-breaker put one equal mean before the other; nothing when their means differ or a bar parts them."""
    if first.mean != second.mean or _is_below(first, bars) != _is_below(second, bars):
        return ""
    names = bars.ties or ("",)
    marks = zip(names, _tie_marks(first, bars), _tie_marks(second, bars), strict=True)
    return next((_tie_word(name, bars) for name, one, other in marks if one != other), "접수번호")


def _tie_word(name: str, bars: Bars) -> str:
    return {"receipt": "접수번호", "draw": "추첨", "": "배점이 가장 큰 항목"}.get(name) or bars.titles.get(name, name)


def _place(tally: Tally, position: int, places: int, reserves: int, bars: Bars) -> Placed:
    if tally.mean < bars.threshold * 100:
        return Placed(
            tally, position, "rejected", None, f"평균 {shown(tally.mean)}점으로 기준 점수 {bars.threshold}점에 미치지 못했습니다."
        )
    if weak := tally.below(bars.least):
        name, mean, least = bars.titles.get(weak, weak), shown(tally.criterion_means.get(weak, 0)), bars.least[weak]
        return Placed(tally, position, "rejected", None, f"‘{name}’ 항목의 평균 {mean}점이 이 항목의 기준 {least}점에 미치지 못했습니다.")
    if position <= places:
        return Placed(tally, position, "selected", None, "")
    if position <= places + reserves:
        return Placed(tally, position, "reserve", position - places, "")
    return Placed(tally, position, "rejected", None, f"선정 {places}곳 안에 들지 못했습니다. 순위는 {position}위입니다.")


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that binds a reviewer to an applicant."""

    party_id: int
    reason: str


def reason_to_stand_aside(ties: Sequence[Tie], case_parties: frozenset[int]) -> str:
    """The first tie that touches the applicant or one of its partners, or nothing."""
    return next((tie.reason for tie in ties if tie.party_id in case_parties), "")


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody of the pool, as far as it counts for an invitation."""

    reviewer_id: int
    fits: bool
    ties: int
    open_sheets: int
    invited_this_year: int
    has_room: bool
    serves: bool


def turn_of(one: Standing) -> tuple[bool, int, bool, int, int, int]:
    """Whose turn it is, smaller first: who may serve, free of ties, of the field, fewest invitations this year, fewest open sheets."""
    return (not (one.serves and one.has_room), one.ties, not one.fits, one.invited_this_year, one.open_sheets, one.reviewer_id)


def suggested(pool: Sequence[Standing], *, seats: int) -> list[int]:
    """Reviewers to invite for the open seats, in turn: nobody with a tie, nobody out of term or without room."""
    fit = [one for one in pool if one.serves and one.has_room and not one.ties]
    return [one.reviewer_id for one in sorted(fit, key=turn_of)[: max(seats, 0)]]
