"""Next year's days from past years' (예상): the months in which the same act was held, never more exact than that, with the years it rests on. Pure."""

from calendar import monthrange
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dure.kernel.period import Precision

MOST_YEARS = 3
"""A forecast rests on the newest so many years."""
KNOWN = frozenset({Precision.MINUTE, Precision.DAY, Precision.PART_OF_MONTH, Precision.MONTH})


@dataclass(frozen=True, slots=True)
class Held:
    """An act of a past year: what it was, and when. `year` is the year of its programs, not of its days."""

    year: int
    act: Hashable
    first: date | None
    last: date | None
    precision: Precision

    @property
    def is_dated(self) -> bool:
        return self.first is not None and self.precision in KNOWN


@dataclass(frozen=True, slots=True)
class Forecast:
    """Whole months in which the act may be expected, and the basis in words."""

    first: date
    last: date
    basis: str


def forecast(acts: Sequence[Held], year: int) -> Forecast | None:
    """The widest span of months that the newest years give, moved to `year`; nothing where no year says when."""
    dated = sorted((act for act in acts if act.is_dated), key=lambda act: act.year)[-MOST_YEARS:]
    if not dated:
        return None
    begins = min(_month(act.first, act.year) for act in dated)
    ends = max(_month(act.last or act.first, act.year) for act in dated)
    first, last = _of_month(begins, year), _of_month(ends, year)
    basis = ", ".join(
        f"{months_words(act.first, act.last or act.first)}{' 중' if act.precision is Precision.MONTH else ''}" for act in dated
    )
    return Forecast(first, last.replace(day=monthrange(last.year, last.month)[1]), f"{basis} → {months_words(first, last)} 예상")


def _month(day: date | None, year: int) -> int:
    """Months since the January of the programs' year: a December before it is −1."""
    assert day is not None  # asked of dated acts only
    return (day.year - year) * 12 + day.month - 1


def _of_month(number: int, year: int) -> date:
    return date(year + number // 12, number % 12 + 1, 1)


def months_words(first: date | None, last: date | None) -> str:
    """2021년 3월, 2021년 3–5월, 2021년 12월–2022년 1월."""
    assert first is not None  # asked of dated acts only
    assert last is not None
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}년 {first.month}월"
    if first.year == last.year:
        return f"{first.year}년 {first.month}–{last.month}월"
    return f"{first.year}년 {first.month}월–{last.year}년 {last.month}월"


def by_act(pasts: Iterable[Held]) -> Mapping[Hashable, list[Held]]:
    """The same act through the years: several of one kind in a year are told apart by their order."""
    found: dict[Hashable, list[Held]] = {}
    seen: dict[tuple[int, Hashable], int] = {}
    for held in pasts:
        number = seen[(held.year, held.act)] = seen.get((held.year, held.act), 0) + 1
        found.setdefault((held.act, number), []).append(held)
    return found


@dataclass(frozen=True, slots=True)
class Member:
    """A program of a year as far as its kinship goes: by address, by what it was copied from, or by what it says to follow."""

    id: int
    year: int
    slug: str
    copied_from: int | None = None
    follows: str = ""


def families(members: Iterable[Member]) -> list[list[Member]]:
    """Programs that continue one another, each family with its oldest first."""
    everybody = sorted(members, key=lambda member: (member.year, member.id))
    root: dict[int, int] = {member.id: member.id for member in everybody}

    def top(one: int) -> int:
        while root[one] != one:
            one = root[one]
        return one

    newest_of: dict[str, int] = {}
    for member in everybody:
        kin = [newest_of.get(member.slug), newest_of.get(member.follows), member.copied_from if member.copied_from in root else None]
        for other in kin:
            if other is not None:
                root[top(member.id)] = top(other)
        newest_of[member.slug] = member.id
    found: dict[int, list[Member]] = {}
    for member in everybody:
        found.setdefault(top(member.id), []).append(member)
    return list(found.values())
