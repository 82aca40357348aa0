"""Reading what was sent: a sheet, a panel's plan, a selection."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django.utils.dateparse import parse_date

from dure.kernel.clock import SEOUL
from dure.kernel.errors import Refused
from dure.kernel.won import NotWon, parse_won


def typed(sent: Mapping[str, Any], *names: str) -> dict[str, str]:
    """What was typed, for showing it again; empty where nothing was."""
    return {name: str(sent.get(name) or "") for name in names}


def read_levels(sent: Mapping[str, Any], keys: Iterable[str]) -> dict[str, int]:
    """The level chosen for each criterion; what was not chosen is left out."""
    chosen = {key: str(sent.get(f"level-{key}") or "") for key in keys}
    return {key: int(level) if level.isascii() and level.isdigit() and len(level) < 3 else 0 for key, level in chosen.items() if level}


def read_comments(sent: Mapping[str, Any], keys: Iterable[str]) -> dict[str, str]:
    """The comment on each criterion."""
    return {key: str(sent.get(f"comment-{key}") or "") for key in keys}


def read_version(sent: Mapping[str, Any]) -> int | None:
    """The version of the sheet that the page showed."""
    return _whole(sent, "version")


def read_instant(sent: Mapping[str, Any], name: str) -> datetime:
    """A day and a time by the clock in Seoul."""
    day = _day(str(sent.get(f"{name}_day") or ""))
    hour = _hour(str(sent.get(f"{name}_time") or "18:00"))
    if day is None or hour is None:
        raise Refused("심사 마감 날짜와 시각을 적어 주세요. 예: 2027년 4월 2일 18:00")
    return datetime.combine(day, hour, tzinfo=SEOUL)


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def read_id(sent: Mapping[str, Any], name: str) -> int:
    """The number of a row; 0, which no row has, for anything else."""
    text = str(sent.get(name) or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def read_count(sent: Mapping[str, Any], name: str, *, label: str) -> int:
    """A number of places or people."""
    number = _whole(sent, name)
    if number is None or number > 500:
        raise Refused(f"{label} 숫자로 적어 주세요. 예: 3")
    return number


def _whole(sent: Mapping[str, Any], name: str) -> int | None:
    text = str(sent.get(name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def read_awards(sent: Mapping[str, Any], case_ids: Iterable[int]) -> dict[int, int]:
    """The award typed beside a case, in won; an empty one is what was asked."""
    return {case_id: read_money(sent, f"award-{case_id}") for case_id in case_ids if str(sent.get(f"award-{case_id}") or "").strip()}


def read_money(sent: Mapping[str, Any], name: str) -> int:
    """An amount as people type it."""
    try:
        return parse_won(str(sent.get(name) or ""))
    except NotWon as wrong:
        raise Refused("지원금은 원 단위 숫자로 적어 주세요. 예: 8,000,000") from wrong
