"""Drawing a sample so that anybody draws the same again, and what it says about the whole. Pure; amounts are whole won.

The lot of an expense is SHA-256 of "seed:number of the expense". No program of ours is needed to draw again: any tool makes it.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_ITEMS = 500


@dataclass(frozen=True, slots=True)
class Unit:
    """One expense of the population."""

    id: int
    amount: int
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """One drawn expense: why, and how many of the equal steps of money hit it (once in every other method)."""

    unit: Unit
    why: str
    hits: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What the checked items say. `projected` is nothing where the method tells nothing about the whole."""

    items: int
    checked: int
    fine: int
    complete: int
    improper: int
    amount: int
    error: int
    projected: int | None

    @property
    def percent(self) -> str:
        """The error as a share of the drawn amount, cut after two places."""
        return share(self.error, self.amount)


def population_text(units: Sequence[Unit]) -> str:
    """The population as its file says it: number, amount and mark of each expense, by number."""
    lines = [f"{unit.id},{unit.amount},{int(unit.flagged)}" for unit in _sorted(units)]
    return "\n".join(["expense,amount,flagged", *lines]) + "\n"


def population_of(text: str) -> list[Unit]:
    """Read such a file again."""
    rows = (line.split(",") for line in text.splitlines()[1:])
    return [Unit(int(number), int(amount), flagged == "1") for number, amount, flagged in rows]


def _sorted(units: Sequence[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: unit.id)


def lot(seed: str, number: int) -> str:
    """The lot of an expense."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def draw(units: Sequence[Unit], method: str, size: int, seed: str) -> list[Pick]:
    """The sample, in its order."""
    return _WAYS[method](_sorted(units), size, seed)


def _random(units: list[Unit], size: int, seed: str) -> list[Pick]:
    """Every expense has the same chance: the smallest lots."""
    return [Pick(unit, "무작위") for unit in _by_lot(units, seed)[:size]]


def _by_lot(units: Sequence[Unit], seed: str) -> list[Unit]:
    return sorted(units, key=lambda unit: lot(seed, unit.id))


def _largest(units: list[Unit], size: int, _seed: str) -> list[Pick]:
    ranked = sorted(units, key=lambda unit: (-unit.amount, unit.id))[:size]
    return [Pick(unit, f"금액이 {place}번째로 큼") for place, unit in enumerate(ranked, 1)]


def _flagged(units: list[Unit], size: int, seed: str) -> list[Pick]:
    """Those with a mark, the largest first; then by lot."""
    marked = sorted((unit for unit in units if unit.flagged), key=lambda unit: (-unit.amount, unit.id))
    rest = _by_lot([unit for unit in units if not unit.flagged], seed)
    return [Pick(unit, "이상 징후가 있음" if unit.flagged else "무작위") for unit in [*marked, *rest][:size]]


def interval_of(total: int, size: int) -> int:
    """Every how many won one is hit."""
    return total // size


def start_of(seed: str, interval: int) -> int:
    """The first won that is hit: 1 to the interval."""
    return int(hashlib.sha256(seed.encode()).hexdigest(), 16) % interval + 1


def _units_of_money(units: list[Unit], size: int, seed: str) -> list[Pick]:
    """Every won has the same chance: the expenses are laid end to end by number, and every so many won one is hit."""
    interval = interval_of(sum(unit.amount for unit in units), size)
    start = start_of(seed, interval)
    picks, before = [], 0
    for unit in units:
        first, last = _steps(before, start, interval), _steps(before + unit.amount, start, interval)
        hits = min(last, size) - min(first, size)
        if hits:
            picks.append(Pick(unit, f"{start + first * interval:,}원째", hits))
        before += unit.amount
    return picks


def _steps(upto: int, start: int, interval: int) -> int:
    """How many of the steps lie within the first so many won."""
    return max(0, (upto - start) // interval + 1) if upto >= start else 0


_WAYS: dict[str, Callable[[list[Unit], int, str], list[Pick]]] = {
    "random": _random,
    "largest": _largest,
    "flagged": _flagged,
    "money": _units_of_money,
}


def reasons_not_drawable(units: Sequence[Unit], method: str, size: int | None) -> list[str]:
    """Why no sample can be drawn, each in a sentence."""
    if method not in _WAYS:
        return ["뽑는 방법을 골라 주세요."]
    if not units:
        return ["이 범위에는 인정한 집행이 아직 없어요. 다른 연도나 사업을 골라 주세요."]
    most = min(len(units), MOST_ITEMS)
    if size is None or not 1 <= size <= most:
        return [f"표본은 1건부터 {most}건까지 뽑을 수 있어요. 이 범위의 집행은 {len(units)}건이에요."]
    return []


def projected_error(checked: Sequence[tuple[int, int]], *, method: str, population_sum: int, size: int) -> int | None:
    """What the errors (amount, error) of the sample say about the whole; nothing for samples that were not left to chance.

    Of a random sample by ratio. Of money steps: an expense smaller than a step speaks for a whole step by its share of error, a larger one
    for itself. Cut below one won.
    """
    drawn = sum(amount for amount, _ in checked)
    if method == "random":
        return population_sum * sum(error for _, error in checked) // drawn if drawn else 0
    if method != "money":
        return None
    interval = interval_of(population_sum, size)
    return sum(error if amount >= interval else interval * error // amount for amount, error in checked)


def share(part: int, whole: int) -> str:
    """12.34, cut after two places; of nothing it is 0.00."""
    if not whole:
        return "0.00"
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}"
