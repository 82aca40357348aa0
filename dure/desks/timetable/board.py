"""The year's timetable made ready for drawing, once for every form it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from dure.apps.programs import facade as programs
from dure.desks.timetable.lines import HALVES, Bar, Drawing, draw, half_of, words_now
from dure.kernel.clock import seoul_date
from dure.kernel.korean import days_left, table_day, time_left


@dataclass(frozen=True, slots=True)
class Badge:
    """접수 중 with the time left, or when it begins."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell of one lane: a bar, or empty half months. `look` is its class names."""

    span: int
    look: str
    text: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the year's strip on a phone, on a field of 240 by 14."""

    x: int
    y: float
    width: int
    height: float
    tone: str
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One program on the board."""

    title: str
    href: str
    badge: Badge | None
    now: str
    drawing: Drawing
    lanes: tuple[tuple[Cell, ...], ...]
    target: str
    scale: str
    per_firm: str
    contact: str
    entries: tuple[object, ...] = ()
    is_expected: bool = False

    @property
    def first_lane(self) -> tuple[Cell, ...]:
        return self.lanes[0] if self.lanes else ()

    @property
    def more_lanes(self) -> tuple[tuple[Cell, ...], ...]:
        return self.lanes[1:]

    @property
    def pieces(self) -> list[Piece]:
        """The year without words, for narrow screens."""
        bands = self.drawing.height
        tall = 14 / bands
        drawn = [
            Piece(bar.start * 10, round(lane * tall, 2), bar.span * 10, round(tall, 2), bar.tone)
            for lane, bars in enumerate(self.drawing.lanes)
            for bar in bars
        ]
        wide = 240 // max(1, len(self.drawing.strip))
        top = round(len(self.drawing.lanes) * tall, 2)
        return drawn + [
            Piece(place * wide, top, wide, round(tall, 2), chip.tone, chip.look != "rolling")
            for place, chip in enumerate(self.drawing.strip)
        ]

    @property
    def strip_first(self) -> bool:
        """Is the strip all there is, so that it stands in the program's own row?"""
        return not self.lanes


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one merged field cell."""

    field: str
    heading: str
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        return sum(line.drawing.height for line in self.lines)


@dataclass(frozen=True, slots=True)
class Board:
    """A year of lines."""

    year: int
    groups: tuple[Group, ...]
    count: int
    without_month: int
    today: date | None
    at: datetime

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def has_no_month(self) -> bool:
        """Must the hatching be explained?"""
        return any(line.drawing.has_no_month for line in self.lines)

    @property
    def expected(self) -> int:
        """How many lines are only expected from past years."""
        return sum(1 for line in self.lines if line.is_expected)

    @property
    def today_x(self) -> int:
        """Where today stands on a field of 240."""
        return round((self.today.month - 1) * 20 + (self.today.day - 1) / 31 * 20) if self.today else 0

    @property
    def issued(self) -> str:
        return table_day(seoul_date(self.at))


def board(year: int, filters: programs.TimetableFilters | None, *, at: datetime) -> Board:
    """Read the year once and lay it out: three queries however many programs."""
    table = programs.timetable(year, filters, at=at)
    today = seoul_date(at) if seoul_date(at).year == year else None
    groups = tuple(
        Group(group.field, group.source_field, tuple(_line(row, year, at, today) for row in group.rows)) for group in table.groups
    )
    return Board(year, groups, table.count, table.without_month, today, at)


def _line(row: programs.TimetableRow, year: int, at: datetime, today: date | None) -> Line:
    card = row.card
    drawing = draw(row.entries, year)
    mark = half_of(today) if today else None
    return Line(
        title=card.title,
        href=reverse("public:program", args=[card.year, card.slug]),
        badge=Badge("예상", "expected") if row.is_expected else badge_of(card, at),
        now=words_now(row.entries, today),
        drawing=drawing,
        lanes=tuple(tuple(cells_of(lane, mark)) for lane in drawing.lanes) or (() if drawing.strip else (tuple(cells_of((), mark)),)),
        target=card.target,
        scale=card.scale,
        per_firm=card.per_firm,
        contact=card.contact,
        entries=row.entries,
        is_expected=row.is_expected,
    )


def badge_of(card: programs.Card, at: datetime) -> Badge | None:
    """The round that takes applications now, else the next one."""
    if taking := card.taking(at):
        assert taking.closes_at is not None  # a round that takes has a window
        return Badge(time_left(taking.closes_at, at), urgency_of(taking.closes_at, at))
    if (coming := card.coming(at)) and coming.opens_at:
        day = seoul_date(coming.opens_at)
        return Badge(f"{day.month}.{day.day}. 시작", "calm")
    return None


def urgency_of(deadline: datetime, at: datetime) -> str:
    """calm above seven days, near from seven to four, soon from three on (ux.md §13)."""
    left = days_left(deadline, at)
    return "calm" if left > 7 else "near" if left > 3 else "soon"


def cells_of(lane: Sequence[Bar], today: int | None) -> list[Cell]:
    """A lane as table cells: bars, and between them empty cells cut at months so that the lines of the grid show."""
    cells: list[Cell] = []
    reached = 0
    for bar in lane:
        cells += _empty(reached, bar.start, today)
        look = " rolling" if bar.kind == "rolling" else " expected" if bar.is_expected else ""
        cells.append(Cell(bar.span, f"bar tone-{bar.tone}{look}", bar.text, bar.when))
        reached = bar.end
    return cells + _empty(reached, HALVES, today)


def _empty(start: int, end: int, today: int | None) -> list[Cell]:
    """Empty cells from month to month; today's half month stands alone."""
    cuts = sorted(
        {start, end, *(half for half in range(start, end) if half % 2 == 0)} | ({today, today + 1} if today is not None else set())
    )
    inside = [cut for cut in cuts if start <= cut <= end]
    return [Cell(after - before, "now" if before == today else "gap") for before, after in zip(inside, inside[1:], strict=False)]
