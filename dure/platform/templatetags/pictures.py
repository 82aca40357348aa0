"""Geometry of the small pictures: shares of a bar, a ring's arc, the 25 districts as tiles, people as people."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import pi
from typing import Any

from django import template

register = template.Library()

TILES = (
    ("도봉", 4, 0), ("강북", 3, 1), ("노원", 4, 1), ("은평", 2, 2), ("성북", 3, 2), ("중랑", 4, 2),
    ("서대문", 2, 3), ("종로", 3, 3), ("동대문", 4, 3), ("광진", 5, 3), ("강동", 6, 3),
    ("강서", 0, 4), ("마포", 1, 4), ("중구", 2, 4), ("용산", 3, 4), ("성동", 4, 4), ("송파", 5, 4),
    ("양천", 0, 5), ("영등포", 1, 5), ("동작", 2, 5), ("서초", 3, 5), ("강남", 4, 5),
    ("구로", 0, 6), ("금천", 1, 6), ("관악", 2, 6),
)  # fmt: skip
"""The districts of Seoul on a grid of equal tiles, column and row."""
BAR_WIDTH = 1000
TILE = 66
RING_RADIUS = 42
LABEL_FITS = 90
"""A part of a bar narrower than this many thousandths carries its words below only."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the stacked bar, in thousandths of its width."""

    label: str
    shown: str
    tone: str
    x: int
    width: int
    percent: str

    @property
    def is_wide(self) -> bool:
        return self.width >= LABEL_FITS


@dataclass(frozen=True, slots=True)
class Tile:
    """A district on the map."""

    name: str
    value: str
    tone: str
    x: int
    y: int

    @property
    def center(self) -> int:
        return self.x + TILE // 2 - 2


def _of(thing: Any, key: str, default: Any = "") -> Any:
    found = thing.get(key, default) if isinstance(thing, dict) else getattr(thing, key, default)
    return default if found is None else found


@register.filter
def bar_parts(parts: Iterable[Any]) -> list[Part]:
    """Parts side by side, to scale; the last one takes what rounding left."""
    rows = [part for part in parts or () if _of(part, "amount", 0) > 0]
    total = sum(_of(part, "amount", 0) for part in rows)
    drawn: list[Part] = []
    passed = 0
    for order, part in enumerate(rows):
        left = passed * BAR_WIDTH // total
        passed += _of(part, "amount", 0)
        shown = _of(part, "shown") or f"{_of(part, 'amount', 0):,}"
        width = passed * BAR_WIDTH // total - left
        percent = f"{_of(part, 'amount', 0) * 100 / total:.1f}%"
        drawn.append(Part(str(_of(part, "label")), str(shown), str(_of(part, "tone") or f"part-{order % 5 + 1}"), left, width, percent))
    return drawn


def _ramp(value: Any, largest: int) -> str:
    if not isinstance(value, int) or largest <= 0:
        return "0"
    return "0" if value <= 0 else str(1 + min(4, value * 5 // (largest + 1)))


@register.filter
def district_tiles(tiles: Iterable[Any]) -> list[Tile]:
    """All 25 tiles; a district nobody spoke of shows no number. Tone 0–5 is the blue ramp, made from the value when not given."""
    given = {_short(str(_of(tile, "name"))): tile for tile in tiles or ()}
    values = [_of(tile, "value", 0) for tile in given.values()]
    largest = max((value for value in values if isinstance(value, int)), default=0)
    drawn = []
    for name, column, row in TILES:
        tile = given.get(name)
        value = _of(tile, "value", "") if tile is not None else ""
        tone = str(_of(tile, "tone") if tile is not None else "") or _ramp(value, largest)
        drawn.append(Tile(name, str(value), tone, column * TILE + 2, row * TILE + 2))
    return drawn


def _short(name: str) -> str:
    return name.removesuffix("구") if len(name) > 2 else name


@register.filter
def ring_arc(met: int | str, total: int | str) -> str:
    """stroke-dasharray of the part of the ring that is met."""
    met, total = int(met), int(total)
    around = 2 * pi * RING_RADIUS
    share = min(1.0, max(0.0, met / total)) if total else 0.0
    return f"{around * share:.2f} {around:.2f}"


@register.filter
def people_row(total: int, filled: int) -> list[dict[str, Any]]:
    """One figure for each person, those that count first."""
    return [{"x": order * 34, "kind": "met" if order < int(filled) else "plain"} for order in range(int(total or 0))]


@register.filter
def people_needed(needed: int, total: int) -> list[int]:
    """Places of the figures still to be added."""
    return [(int(total or 0) + order) * 34 for order in range(int(needed or 0))]


@register.filter
def people_width(total: int, needed: int) -> int:
    """Width of the row in its own units."""
    return max(34, (int(total or 0) + int(needed or 0)) * 34)


@register.filter
def position_in_year(value: date) -> int:
    """0–71: six steps a month, exact at the month's edges; places bars and the line of today on the timetable."""
    return (value.month - 1) * 6 + (value.day - 1) * 6 // monthrange(value.year, value.month)[1]
