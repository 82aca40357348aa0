"""Reading the amounts, counts and days that Korean documents write, keeping their words."""

import calendar
import re
from datetime import date
from decimal import Decimal
from typing import Any

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SMALL = {"천": 1_000, "백": 100, "십": 10, "": 1}
_BIG = {"억": 100_000_000, "만": 10_000}
_PIECE = re.compile(rf"({_NUMBER})\s*([천백십]?)([억만]?)\s*")
_ONE = re.compile(rf"(?:{_NUMBER}\s*[천백십]?[억만]?\s*)+원")
_SPREAD = re.compile(rf"({_NUMBER})\s*([~-])\s*({_NUMBER}\s*[천백십]?[억만]?\s*원)")
_COUNT = re.compile(r"\d+(?:,\d{3})*")
_UNIT = re.compile(r"\d\s*([가-힣]+)")
_LIMITS = (
    (re.compile("최대|한도|이내"), "max"),
    (re.compile("이상"), "min"),
    (re.compile("평균"), "average"),
    (re.compile(r"내외|약\s*\d|\d여"), "about"),
)


class Unreadable(ValueError):
    """The words hold no amount, count or day that we can read."""


def _won(text: str) -> int:
    """8천7백만 is (8천 + 7백) × 만; 1억 5천만 is 1억 + 5천 × 만; 300,000천 has no 만 at all."""
    total = group = Decimal(0)
    for number, small, big in _PIECE.findall(text.removesuffix("원")):
        group += Decimal(number.replace(",", "")) * _SMALL[small]
        if big:
            total, group = total + group * _BIG[big], Decimal(0)
    total += group
    if total != int(total):
        raise Unreadable(f"원 단위로 떨어지지 않는 금액: {text}")
    return int(total)


def _qualifier(text: str, values: list[int]) -> str:
    if len(values) > 1:
        return "range"
    return next((name for words, name in _LIMITS if words.search(text)), "exact")


def read_amount(text: str) -> dict[str, Any]:
    """최대 7천만원 → {min: None, max: 70,000,000, qualifier: max, …}; 무료 → 0; 미정 → undecided; 실비 → actual. Won."""
    if text.strip() == "무료":
        return {**_bounds("exact", [0]), "text": text}
    for word, qualifier in (("미정", "undecided"), ("실비", "actual")):
        if text.strip().endswith(word):
            return {"min": None, "max": None, "qualifier": qualifier, "text": text}
    values = [_won(found) for found in _ONE.findall(_SPREAD.sub(_spread_unit, text))]
    if not values:
        raise Unreadable(f"금액으로 읽을 수 없는 말: {text}")
    return {**_bounds(_qualifier(text, values), values), "text": text}


def _spread_unit(found: re.Match[str]) -> str:
    """1,000 - 2,000만원 and 200~250만원 write the unit once for both ends."""
    low, dash, high = found.groups()
    unit = re.sub(rf"^{_NUMBER}\s*", "", high)
    return f"{low}{unit} {dash} {high}"


def read_count(text: str) -> dict[str, Any]:
    """6개 내외 → {min: 6, max: 6, qualifier: about, unit: 개}; 5~15개 기업 → range."""
    values = [int(found.replace(",", "")) for found in _COUNT.findall(text)][:2]
    if not values:
        raise Unreadable(f"수로 읽을 수 없는 말: {text}")
    if "~" not in text and "-" not in text:
        values = values[:1]
    unit = _UNIT.search(text)
    return {**_bounds(_qualifier(text, values), values), "unit": unit[1] if unit else "", "text": text}


def bounded(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with the bounds its qualifier allows: a most has no least, a least has no most."""
    open_end = {"max": "min", "min": "max"}.get(entry["qualifier"])
    return {**entry, open_end: None} if open_end else entry


def _bounds(qualifier: str, values: list[int]) -> dict[str, Any]:
    low, high = min(values), max(values)
    return {"min": None if qualifier == "max" else low, "max": None if qualifier == "min" else high, "qualifier": qualifier}


_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:/(early|mid|late))?")


def read_window(text: str) -> dict[str, Any]:
    """2021-02-08..2021-02-22, 2021-03, 2021-02/late, 2021-02-16..2021-03-02T18:00, ..2021-03-04, rolling, until_spent → window."""
    lasting, _, days = text.partition(" ")
    if lasting in {"rolling", "until_spent", "order_only"}:
        return {**(read_window(days) if days else {"from": None, "to": None, "hour": None}), "precision": lasting}
    start, dots, end = text.partition("..")
    end, _, hour = end.partition("T") if dots else (start, "", "")
    first, first_precision = _edge(start, last=False) if start else (None, None)
    last, last_precision = _edge(end or start, last=True) if (end or not dots) else (None, None)
    order = ["month", "part_of_month", "day"]
    known = [precision for precision in (first_precision, last_precision) if precision]
    precision = "minute" if hour else min(known, key=order.index)
    return {"from": first, "to": last, "precision": precision, "hour": hour or None}


def _edge(text: str, *, last: bool) -> tuple[date, str]:
    if _DAY.fullmatch(text):
        return date.fromisoformat(text), "day"
    found = _MONTH.fullmatch(text)
    if not found:
        raise Unreadable(f"날짜로 읽을 수 없는 말: {text}")
    year, month, piece = int(found[1]), int(found[2]), found[3]
    length = calendar.monthrange(year, month)[1]
    low, high = _PARTS[piece] if piece else (1, length)
    return date(year, month, min(high, length) if last else low), "part_of_month" if piece else "month"
