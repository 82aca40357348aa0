"""Sums and order of a tally, in hundredths of a point; who has to stand aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BEST_LEVEL = 5


def total_of(levels: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """Weighted points in hundredths: each level is that many fifths of the criterion's weight."""
    return sum(weights[key] * level * 100 // BEST_LEVEL for key, level in levels.items())


def unscored(levels: Mapping[str, int], weights: Mapping[str, int]) -> list[str]:
    """Criteria that have no level yet, in the sheet's order."""
    return [key for key in weights if key not in levels]


def mean_of(totals: Sequence[int], *, trimmed: bool) -> int:
    """Mean in hundredths, cut below; with `trimmed` and five or more sheets the highest and the lowest stay out."""
    counted = sorted(totals)
    if trimmed and len(counted) >= 5:
        counted = counted[1:-1]
    return sum(counted) // len(counted) if counted else 0


def spread_of(totals: Sequence[int]) -> int:
    """Distance between the highest and the lowest sheet, in hundredths."""
    return max(totals) - min(totals) if totals else 0


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


@dataclass(frozen=True, slots=True)
class Placed:
    """One case's place after ranking."""

    tally: Tally
    rank: int
    outcome: str
    reserve_rank: int | None
    reason: str


def rank(tallies: Sequence[Tally], *, places: int, reserves: int, threshold: int) -> list[Placed]:
    """Order by mean, then by the criterion of the greatest weight, then by receipt number; fill places, then reserves.

    `threshold` is in whole points; a case below it is not selected whatever places remain.
    """
    ordered = sorted(tallies, key=lambda tally: (-tally.mean, -tally.heaviest_mean, tally.receipt_number))
    placed: list[Placed] = []
    for position, tally in enumerate(ordered, start=1):
        if tally.mean < threshold * 100:
            placed.append(Placed(tally, position, "rejected", None, f"평균 {tally.mean / 100:.2f}점으로 기준 점수 {threshold}점에 미치지 못했습니다."))
        elif position <= places:
            placed.append(Placed(tally, position, "selected", None, ""))
        elif position <= places + reserves:
            placed.append(Placed(tally, position, "reserve", position - places, ""))
        else:
            placed.append(Placed(tally, position, "rejected", None, f"선정 {places}곳 안에 들지 못했습니다. 순위는 {position}위입니다."))
    return placed


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that binds a reviewer to an applicant."""

    party_id: int
    reason: str


def reason_to_stand_aside(ties: Sequence[Tie], case_parties: frozenset[int]) -> str:
    """The first tie that touches the applicant or one of its partners, or nothing."""
    return next((tie.reason for tie in ties if tie.party_id in case_parties), "")
