"""Which province an address lies in, and which provinces are far from one another. Pure; the names and neighbors stand in places.yaml."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).resolve().parent / "places.yaml"
_AFTER_NAME = re.compile(r"[\s,)]|$")


@dataclass(frozen=True, slots=True)
class Neighbors:
    """Provinces that count as near one another from a day on, and who says so."""

    since: date
    groups: tuple[frozenset[str], ...]
    source: str


@cache
def _said() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return found


@cache
def neighbors() -> Sequence[Neighbors]:
    """Every list of neighbors, the oldest first."""
    rows = [Neighbors(row["from"], tuple(frozenset(group) for group in row["groups"]), row["source"]) for row in _said()["near"]]
    assert [row.since for row in rows] == sorted({row.since for row in rows})
    return tuple(rows)


def province_title(code: str) -> str:
    """서울."""
    return str(_said()["provinces"].get(code, {}).get("title", ""))


def province_of(address: str) -> str:
    """The province that an address begins with, after a post code in brackets at most; nothing if it begins with none."""
    tidy = re.sub(r"^[(\[]?\d{5}[)\]]?\s*", "", address.strip())
    names = sorted(((name, code) for code, one in _said()["provinces"].items() for name in one["names"]), key=lambda pair: -len(pair[0]))
    return next((code for name, code in names if tidy.startswith(name) and _AFTER_NAME.match(tidy, len(name))), "")


def is_far(home: str, place: str, on: date) -> bool:
    """Are two known provinces far from one another on the day? Of an unknown one nothing is said."""
    if not home or not place or home == place:
        return False
    rows = [row for row in neighbors() if row.since <= on]
    return not any({home, place} <= group for group in rows[-1].groups) if rows else False
