"""What an amendment does to instalments, budget and clauses. Pure; amounts in whole won."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Literal

from dure.kernel.won import cut_below_won, won_in_full

Place = tuple[str, str]
"""A category and its source."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One tranche: its share in percent, its amount, whether it has been asked for, the report before it, and the day it is planned for."""

    number: int
    share: int
    amount: int
    asked: bool
    gate: str = ""
    planned_on: date | None = None


def relaid(instalments: Sequence[Instalment], amount: int) -> list[tuple[int, int]]:
    """Number and new amount of each instalment: what was asked for stays, the others share the rest by their shares, the last one takes the won left.

    Raises ValueError with a sentence where that cannot be.
    """
    kept = sum(one.amount for one in instalments if one.asked)
    ahead = [one for one in instalments if not one.asked]
    rest = amount - kept
    if rest < 0:
        raise ValueError(f"이미 신청하거나 지급한 {won_in_full(kept)}보다 적게 바꿀 수 없어요. 쓰지 않은 돈은 정산에서 돌려받아 주세요.")
    if not ahead:
        if rest:
            raise ValueError("아직 신청하지 않은 차수가 없어 지원금을 늘릴 수 없어요.")
        return [(one.number, one.amount) for one in instalments]
    if rest < len(ahead):
        numbers = ", ".join(f"{one.number}차" for one in ahead)
        raise ValueError(f"아직 신청하지 않은 {numbers}에 남는 돈이 없어요. 차수마다 1원 이상 남겨 주세요.")
    shares = sum(one.share for one in ahead)
    parts = {one.number: max(1, cut_below_won(rest, one.share, shares)) for one in ahead[:-1]}
    parts[ahead[-1].number] = rest - sum(parts.values())
    return [(one.number, one.amount if one.asked else parts[one.number]) for one in instalments]


def rebudgeted(
    plan: Mapping[Place, int], used: Mapping[Place, int], source: str, amount: int, first: Mapping[str, int] | None = None
) -> dict[Place, int]:
    """The plan of one source brought to another sum. More is shared in proportion; less is taken from what is not used, from `first` before the others.

    Raises ValueError with a sentence when more is used than would be left.
    """
    rows = {place: value for place, value in plan.items() if place[1] == source}
    held = sum(rows.values())
    if not rows:
        if amount:
            raise ValueError("예산에 이 재원의 비목이 없어 나눌 수 없어요. 비목마다 금액을 적어 주세요.")
        return {}
    if amount >= held:
        return _more(rows, amount - held)
    return _less(rows, used, held - amount, first or {})


def _more(rows: dict[Place, int], more: int) -> dict[Place, int]:
    held, places = sum(rows.values()), list(rows)
    parts = [cut_below_won(more, rows[place], held) if held else 0 for place in places]
    parts[-1] += more - sum(parts)
    return {place: rows[place] + part for place, part in zip(places, parts, strict=True)}


def _less(rows: dict[Place, int], used: Mapping[Place, int], less: int, first: Mapping[str, int]) -> dict[Place, int]:
    left = dict(rows)
    for category, most in first.items():
        place = next((place for place in left if place[0] == category), None)
        if place is not None:
            taken = min(less, most, max(0, left[place] - used.get(place, 0)))
            left[place] -= taken
            less -= taken
    free = {place: max(0, value - used.get(place, 0)) for place, value in left.items()}
    whole = sum(free.values())
    if less > whole:
        raise ValueError(f"이미 쓴 돈이 있어 {won_in_full(less - whole)}만큼 더 줄일 수 없어요. 줄이는 금액을 낮춰 주세요.")
    for place, room in free.items():
        taken = cut_below_won(less, room, whole) if whole else 0
        left[place] -= taken
        whole, less = whole - room, less - taken
    return left


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a clause: kept, taken out, or put in."""

    kind: Literal["same", "out", "in"]
    text: str


def difference(before: str, after: str) -> list[Words]:
    """The two texts word by word."""
    old, new = _words(before), _words(after)
    found: list[Words] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words("same", "".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            found.append(Words("out", "".join(old[old_from:old_to])))
        if new_to > new_from:
            found.append(Words("in", "".join(new[new_from:new_to])))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause that is not as it was."""

    title: str
    kind: Literal["new", "gone", "changed"]
    words: tuple[Words, ...]
    text: str


def clause_changes(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[ClauseChange]:
    """Clauses by their titles: those that are new, gone, or read otherwise."""
    old = {clause["title"]: clause["text"] for clause in before}
    new = {clause["title"]: clause["text"] for clause in after}
    found = []
    for title in dict.fromkeys([*old, *new]):
        one, other = old.get(title, ""), new.get(title, "")
        if one == other:
            continue
        kind: Literal["new", "gone", "changed"] = "new" if title not in old else "gone" if title not in new else "changed"
        found.append(ClauseChange(title, kind, tuple(difference(one, other)), other))
    return found
