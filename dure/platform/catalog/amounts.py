"""Reading the amounts, counts and days that Korean documents write, keeping their words."""

import calendar
import re
from datetime import date
from typing import Any

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNITS = {"억": 100_000_000, "천만": 10_000_000, "백만": 1_000_000, "십만": 100_000, "만": 10_000, "천": 1_000, "": 1}
_PIECE = re.compile(rf"({_NUMBER})\s*(억|천만|백만|십만|만|천)?\s*")
_ONE = re.compile(rf"(?:{_NUMBER}\s*(?:억|천만|백만|십만|만|천)?\s*)+원")
_COUNT = re.compile(r"\d+(?:,\d{3})*")


class Unreadable(ValueError):
    """The words hold no amount, count or day that we can read."""


def _won(text: str) -> int:
    total = 0
    for number, unit in _PIECE.findall(text.removesuffix("원")):
        value = float(number.replace(",", "")) * _UNITS[unit]
        if value != int(value):
            raise Unreadable(text)
        total += int(value)
    return total


def _qualifier(text: str, values: list[int]) -> str:
    if len(values) > 1:
        return "range"
    for word, name in (("최대", "max"), ("한도", "max"), ("이내", "max"), ("이상", "min"), ("평균", "average"), ("내외", "about"), ("약", "about")):
        if word in text:
            return name
    return "exact"


def read_amount(text: str) -> dict[str, Any]:
    """최대 7천만원 → {min: None, max: 70,000,000, qualifier: max, …}; 미정 → undecided. Won."""
    if text.strip() == "미정":
        return {"min": None, "max": None, "qualifier": "undecided", "text": text}
    shared_unit = re.sub(rf"({_NUMBER})\s*([~-])\s*({_NUMBER}\s*(?:억|천만|백만|십만|만|천)?\s*원)", _spread_unit, text)
    values = [_won(found) for found in _ONE.findall(shared_unit)]
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
    unit = re.sub(r"[^가-힣]", " ", _COUNT.sub(" ", text)).split()
    units = [word for word in unit if word not in {"내외", "약", "최대", "총", "연", "이상", "예정", "선정", "지원", "평균"}]
    return {**_bounds(_qualifier(text, values), values), "unit": units[0] if units else "", "text": text}


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
