"""The timetable's geometry: a program's stages as bars on twenty-four half months, and as an ordered strip where the source gives no month. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dure.apps.programs.facade import Entry
from dure.kernel.period import Precision

HALVES = 24
NO_MONTH = "자료에 달이 없음"
SHORT = 2
"""A bar of so many half months has no room for the days that the source writes in brackets; its place tells them."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_PART_WORDS = {1: "초", 11: "중순", 21: "말"}


@dataclass(frozen=True, slots=True)
class Bar:
    """An act of one cell between two half months, 0–23. `when` says it in words."""

    start: int
    span: int
    tone: str
    text: str
    when: str
    kind: str = ""
    is_expected: bool = False

    @property
    def end(self) -> int:
        return self.start + self.span


@dataclass(frozen=True, slots=True)
class Chip:
    """An act whose month nobody knows: its place in the order, and why it has no month."""

    place: int
    tone: str
    text: str
    when: str
    look: str = "order"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A program's year: bars in lanes that do not overlap, and the strip of what has no month."""

    lanes: tuple[tuple[Bar, ...], ...]
    strip: tuple[Chip, ...]

    @property
    def height(self) -> int:
        """Table rows it needs; a program without stages still has one."""
        return max(1, len(self.lanes) + bool(self.strip))

    @property
    def has_no_month(self) -> bool:
        return any(chip.look == "order" for chip in self.strip)


def draw(entries: Iterable[Entry], year: int) -> Drawing:
    """Lay out a program's stages. Acts of one cell of the source (선정/협약) become one bar."""
    cells = acts_of_cells(entries)
    repeated = {text for text, times in Counter(act.shown for act in cells).items() if times > 1}
    bars, chips = [], []
    for place, act in enumerate(cells, start=1):
        text = act.label if act.shown in repeated and act.is_dated else act.shown
        if act.is_dated and not act.edge:
            bars.append(_bar(act, text, year))
        else:
            chips.append(Chip(place, act.tone, act.shown, when_words(act), _look(act)))
    if chips and all(chip.look == "rolling" for chip in chips):
        bars = [*bars, *(Bar(0, HALVES, chip.tone, chip.text, chip.when, "rolling") for chip in chips)]
        chips = []
    return Drawing(in_lanes(bars), tuple(chips))


def acts_of_cells(entries: Iterable[Entry]) -> list[Entry]:
    """Neighbours that share a cell and its days stand once; an act that comes again begins the next cell (접수/공고 · 접수/공고)."""
    kept: list[Entry] = []
    kinds: set[str] = set()
    for entry in entries:
        if kept and entry.cell and entry.kind not in kinds and _same_cell(kept[-1], entry):
            kinds.add(entry.kind)
            continue
        kept.append(entry)
        kinds = {entry.kind}
    return kept


def _same_cell(before: Entry, after: Entry) -> bool:
    return (before.cell, before.first, before.last) == (after.cell, after.first, after.last)


def _bar(act: Entry, text: str, year: int) -> Bar:
    assert act.first is not None  # only dated acts are drawn as bars
    first, last = max(act.first, date(year, 1, 1)), min(act.last or act.first, date(year, 12, 31))
    start = half_of(first)
    span = half_of(last) - start + 1
    shown = _IN_BRACKETS.sub("", text) if span <= SHORT else text
    if act.basis:
        return Bar(start, span, act.tone, f"{shown} 예상", act.basis, act.kind, is_expected=True)
    return Bar(start, span, act.tone, shown, when_words(act), act.kind)


def _look(act: Entry) -> str:
    if act.edge:
        return act.edge
    if act.precision in {Precision.ROLLING, Precision.UNTIL_SPENT}:
        return "rolling"
    return "until" if act.last else "order"


def half_of(day: date) -> int:
    """The half month of the year, 0–23."""
    return (day.month - 1) * 2 + (day.day > 15)


def in_lanes(bars: Iterable[Bar]) -> tuple[tuple[Bar, ...], ...]:
    """Bars by their beginning, each in the first lane where it fits."""
    lanes: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda bar: (bar.start, bar.end)):
        lane = next((lane for lane in lanes if lane[-1].end <= bar.start), None)
        if lane is None:
            lanes.append([bar])
        else:
            lane.append(bar)
    return tuple(tuple(lane) for lane in lanes)


def when_words(act: Entry) -> str:
    """When, as exactly as it is known and no more."""
    if act.precision is Precision.ROLLING:
        return act.text or "수시"
    if act.precision is Precision.UNTIL_SPENT:
        return act.text or "예산을 다 쓸 때까지"
    if act.first is None:
        return f"{_edge_words(act.last, act.precision, end=True)}까지" if act.last else NO_MONTH
    last = act.last or act.first
    begins, ends = _edge_words(act.first, act.precision), _edge_words(last, act.precision, end=True)
    return begins if begins == ends else f"{begins}–{ends}"


def _edge_words(day: date, precision: Precision, *, end: bool = False) -> str:
    if precision is Precision.MONTH:
        return f"{day.month}월"
    if precision is Precision.PART_OF_MONTH:
        part = (1 if day.day <= 10 else 11 if day.day <= 20 else 21) if end else day.day
        return f"{day.month}월 {_PART_WORDS.get(part, '')}".strip()
    return f"{day.month}.{day.day}."


def words_now(entries: Sequence[Entry], today: date | None) -> str:
    """The program's present in a few words: what runs, what comes next, or how far the source tells."""
    acts = acts_of_cells(entries)
    if not acts:
        return "자료에 일정이 없음"
    running = [act for act in acts if act.state == "running" or _holds(act, today)]
    if running:
        return f"지금 {running[-1].shown} · {when_words(running[-1])}"
    later = [act for act in acts if today and act.is_dated and act.first and act.first > today]
    if later:
        soonest = min(later, key=lambda act: (act.first, act.order))
        return f"다음 {soonest.shown} · {when_words(soonest)}"
    return acts[0].shown if len(acts) == 1 else f"{acts[0].shown} → {acts[-1].shown} ({len(acts)}단계)"


def _holds(act: Entry, today: date | None) -> bool:
    return bool(today and act.is_dated and act.first and act.first <= today <= (act.last or act.first))
