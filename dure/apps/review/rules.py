"""Sums and order of a tally, in hundredths of a point; who has to stand aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BEST_LEVEL = 5
FAR_APART = 2000
"""Sheets of one case that lie 20 points or more apart are pointed out before anybody decides."""


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


@dataclass(frozen=True, slots=True)
class Placed:
    """One case's place after ranking."""

    tally: Tally
    rank: int
    outcome: str
    reserve_rank: int | None
    reason: str


def rank(tallies: Sequence[Tally], *, places: int, reserves: int, threshold: int) -> list[Placed]:
    """Order by mean, then by the criterion of the most points, then by receipt number; fill places, then reserves.

    `threshold` is in whole points; a case below it is not selected whatever places remain.
    """
    ordered = sorted(tallies, key=lambda tally: (-tally.mean, -tally.heaviest_mean, tally.receipt_number))
    return [_place(tally, position, places, reserves, threshold) for position, tally in enumerate(ordered, start=1)]


def _place(tally: Tally, position: int, places: int, reserves: int, threshold: int) -> Placed:
    if tally.mean < threshold * 100:
        return Placed(tally, position, "rejected", None, f"평균 {shown(tally.mean)}점으로 기준 점수 {threshold}점에 미치지 못했습니다.")
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
