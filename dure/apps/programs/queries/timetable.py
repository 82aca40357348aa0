"""The yearly timetable (추진일정표) as data: field group, program, stages by month. Screen, print, PDF, sheet and calendar are made from it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import F

from dure.apps.programs.models import Edition, Round, RoundStage, Stage
from dure.apps.programs.queries.forecasts import Expected, as_entry, expected_in, is_coming
from dure.apps.programs.queries.programs import Card, ProgramFilters, RoundGlance, card_of, glance_of, public_programs
from dure.apps.programs.words import STAGE_TONES, Listing, RoundState
from dure.kernel.period import Precision

FORGOTTEN_BY_SOURCE = frozenset({Precision.ORDER_ONLY})


@dataclass(frozen=True, slots=True)
class TimetableFilters:
    """What the address asks for. `month` is 1–12, or nothing."""

    field: str = ""
    target: str = ""
    month: int | None = None
    support: str = ""
    open_now: bool = False
    text: str = ""

    @property
    def of_programs(self) -> ProgramFilters:
        return ProgramFilters(self.field, self.target, self.support, self.open_now, self.text)

    @property
    def is_empty(self) -> bool:
        return self == TimetableFilters()


@dataclass(frozen=True, slots=True)
class Entry:
    """One stage on the timetable. Without days it has its place in the order only, and says so."""

    key: str
    kind: str
    tone: str
    label: str
    cell: str
    order: int
    first: date | None
    last: date | None
    precision: Precision
    text: str
    track: str = ""
    part: str = ""
    tier: str = ""
    stated_by: str = "source"
    state: str = "planned"
    closing_time: time | None = None
    months: tuple[int, ...] = ()
    edge: str = ""
    basis: str = ""

    @property
    def is_dated(self) -> bool:
        """Does the source (or a round) say when?"""
        return self.first is not None and self.precision not in FORGOTTEN_BY_SOURCE

    @property
    def shown(self) -> str:
        """What stands in the cell: the source's own words where there are any."""
        return self.cell or self.label


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """A program's line: its entries in the document's order, and the same by month. `unplaced` are those without a month.

    One that `is_expected` is not planned yet: it is told from past years, and its card is that of the newest of them.
    """

    card: Card
    entries: tuple[Entry, ...]
    months: tuple[tuple[Entry, ...], ...]
    unplaced: tuple[Entry, ...]
    edges: tuple[Entry, ...] = ()
    taking: RoundGlance | None = None
    is_expected: bool = False

    @property
    def title(self) -> str:
        return self.card.title

    @property
    def now_running(self) -> tuple[Entry, ...]:
        """Entries that a round has marked as running."""
        return tuple(entry for entry in self.entries if entry.state == "running")


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Rows that stand under one merged field cell, in the document's order."""

    field: str
    source_field: str
    rows: tuple[TimetableRow, ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """A year of programs. `without_month` counts rows that a month filter leaves out because the source gives them no month."""

    year: int
    filters: TimetableFilters
    groups: tuple[FieldGroup, ...]
    without_month: int = 0
    today: date | None = None

    @property
    def rows(self) -> tuple[TimetableRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def expected(self) -> int:
        """How many rows are only expected."""
        return sum(1 for row in self.rows if row.is_expected)


@dataclass(frozen=True, slots=True)
class _Drift:
    """What a round says about a stage: its days win over the version's."""

    first: date | None
    last: date | None
    state: str


@dataclass(slots=True)
class _Found:
    """What the queries brought, by program and by version."""

    stages: dict[int, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    drift: dict[int, dict[str, _Drift]] = field(default_factory=lambda: defaultdict(dict))
    rounds: dict[int, dict[int, RoundGlance]] = field(default_factory=lambda: defaultdict(dict))


def timetable(year: int, filters: TimetableFilters | None = None, *, at: datetime) -> Timetable:
    """The year's timetable: programs, their stages, and what the rounds made of them; three queries however many rows.

    A year that is coming also has what past years let one expect (예상), with four queries more.
    """
    filters = filters or TimetableFilters()
    programs = list(public_programs(year))
    found = _read(year) if programs else _Found()
    rows = []
    for program in programs:
        card = card_of(program, found.rounds[program.pk].values())
        if filters.of_programs.admits(card, at):
            rows.append(_row(card, found.stages[program.version_id or 0], found.drift[program.pk], at))
    if (not programs or (year > at.year and programs[0].edition.is_current)) and is_coming(year, at, _newest_year()):
        rows += _expected_rows(year, filters, at)
    kept = [row for row in rows if filters.month is None or _touches(row, filters.month)]
    left_out = sum(1 for row in rows if row not in kept and any(not entry.is_dated for entry in row.entries)) if filters.month else 0
    return Timetable(year, filters, _grouped(kept), without_month=left_out, today=at.date() if at.year == year else None)


def _newest_year() -> int | None:
    return Edition.objects.order_by("-year").values_list("year", flat=True).first()


def _expected_rows(year: int, filters: TimetableFilters, at: datetime) -> list[TimetableRow]:
    cards = [(one, card_of(one.program, ())) for one in expected_in(year)]
    return [_expected_row(one, card, year) for one, card in cards if filters.of_programs.admits(card, at)]


def _expected_row(one: Expected, card: Card, year: int) -> TimetableRow:
    entries = tuple(replace(entry_of(as_entry(stage, told), year), basis=told.basis if told else "") for stage, told in one.acts)
    return TimetableRow(
        card=card,
        entries=entries,
        months=tuple(tuple(entry for entry in entries if month in entry.months) for month in range(1, 13)),
        unplaced=tuple(entry for entry in entries if not entry.is_dated),
        edges=tuple(entry for entry in entries if entry.edge),
        is_expected=True,
    )


def _read(year: int) -> _Found:
    found = _Found()
    columns = (
        "key",
        "kind",
        "label",
        "cell",
        "order",
        "window_from",
        "window_to",
        "precision",
        "text",
        "track",
        "part",
        "tier",
        "stated_by",
    )
    newest = Stage.objects.filter(listing=Listing.SHOWN, version__program__edition__year=year, version__program__version=F("version"))
    for stage in newest.order_by("version_id", "order").values("version_id", "closing_time", *columns):
        found.stages[stage["version_id"]].append(stage)
    lived = RoundStage.objects.filter(round__program__edition__year=year, round__published_at__isnull=False)
    for step in lived.exclude(round__state=RoundState.CANCELLED).select_related("round").order_by("round_id", "id"):
        _remember(found, step)
    return found


def _remember(found: _Found, step: RoundStage) -> None:
    lived: Round = step.round
    found.rounds[lived.program_id].setdefault(lived.pk, glance_of(lived))
    first, last = step.actual_from or step.planned_from, step.actual_to or step.planned_to
    if step.shown_key and (first or step.state != "planned"):
        found.drift[lived.program_id][step.shown_key] = _Drift(first, last, step.state)


def _row(card: Card, stages: Iterable[dict[str, Any]], drift: dict[str, _Drift], at: datetime) -> TimetableRow:
    entries = tuple(entry_of(stage, card.year, drift.get(stage["key"])) for stage in stages)
    months = tuple(tuple(entry for entry in entries if month in entry.months) for month in range(1, 13))
    return TimetableRow(
        card=card,
        entries=entries,
        months=months,
        unplaced=tuple(entry for entry in entries if not entry.is_dated),
        edges=tuple(entry for entry in entries if entry.edge),
        taking=card.taking(at),
    )


def entry_of(stage: dict[str, Any], year: int, drift: _Drift | None = None) -> Entry:
    """One stage as it stands on the year's timetable."""
    first, last, precision, state = stage["window_from"], stage["window_to"], Precision(stage["precision"]), "planned"
    if drift is not None:
        first, last, state = drift.first or first, drift.last or last, drift.state
        precision = Precision.DAY if drift.first and precision is Precision.ORDER_ONLY else precision
    dated = first is not None and precision is not Precision.ORDER_ONLY
    return Entry(
        key=stage["key"],
        kind=stage["kind"],
        tone=STAGE_TONES.get(stage["kind"], "work"),
        label=stage["label"],
        cell=stage["cell"],
        order=stage["order"],
        first=first,
        last=last or first,
        precision=precision,
        text=stage["text"],
        track=stage["track"],
        part=stage["part"],
        tier=stage["tier"],
        stated_by=stage["stated_by"],
        state=state,
        closing_time=stage.get("closing_time"),
        months=months_between(first, last or first, year) if dated else (),
        edge=edge_of(first, last or first, year) if dated else "",
    )


def months_between(first: date | None, last: date | None, year: int) -> tuple[int, ...]:
    """The months of the year that the days touch, 1–12."""
    if first is None or last is None:
        return ()
    begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    return tuple(range(begin.month, end.month + 1)) if begin <= end else ()


def edge_of(first: date | None, last: date | None, year: int) -> str:
    """The word before or after for days wholly outside the year: they stand at the edge with their date."""
    if last is not None and last.year < year:
        return "before"
    return "after" if first is not None and first.year > year else ""


def _touches(row: TimetableRow, month: int) -> bool:
    return any(month in entry.months for entry in row.entries)


def _grouped(rows: list[TimetableRow]) -> tuple[FieldGroup, ...]:
    """Neighbours with the same field of the source share a cell; the order stays the document's."""
    groups: list[tuple[str, str, list[TimetableRow]]] = []
    for row in rows:
        heading = row.card.source_field or row.card.field
        if not groups or groups[-1][1] != heading:
            groups.append((row.card.field, heading, []))
        groups[-1][2].append(row)
    return tuple(FieldGroup(name, heading, tuple(members)) for name, heading, members in groups)
