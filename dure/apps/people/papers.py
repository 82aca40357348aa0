"""Kinds of papers that a party keeps in its wallet, and how long each holds. Pure; the kinds stand in paper_kinds.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dure.kernel.korean import table_day
from dure.kernel.period import months_later

_KINDS = Path(__file__).resolve().parent / "paper_kinds.yaml"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: its usual validity counted from the day of issue, and where one gets it."""

    key: str
    title: str
    months: int | None = None
    days: int | None = None
    where: str = ""
    hint: str = ""
    stated_by: str = "dure"

    def last_day(self, issued_on: date) -> date | None:
        """The usual last day; a kind that does not expire has none."""
        if self.months is not None:
            return months_later(issued_on, self.months)
        return issued_on + timedelta(days=self.days) if self.days is not None else None

    @property
    def validity(self) -> str:
        """How long it holds, in words."""
        if self.months is not None:
            return f"발급한 날부터 {self.months}개월"
        return f"발급한 날부터 {self.days}일" if self.days is not None else "기한 없음"


@cache
def paper_kinds() -> Mapping[str, PaperKind]:
    """Every kind by its key, in the order of the file."""
    rows: list[dict[str, Any]] = yaml.load(_KINDS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader builds text only
    return {row["key"]: _kind(row) for row in rows}


def _kind(row: dict[str, Any]) -> PaperKind:
    said: dict[str, Any] = {name: int(value) if name in {"months", "days"} else value for name, value in row.items()}
    return PaperKind(**said)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paper stands on a day: a word with its tone, and whether it may be put in."""

    word: str
    tone: str
    holds: bool


def standing(*, issued_on: date, expires_on: date | None, today: date, warned: int, within_days: int | None = None) -> Standing:
    """Valid, expiring within the days of which one is warned, expired, or older than the one who asks for it allows."""
    if expires_on is not None and expires_on < today:
        return Standing(f"{table_day(expires_on)}에 만료됐어요", "danger", holds=False)
    if within_days is not None and issued_on < today - timedelta(days=within_days):
        return Standing(f"발급한 지 {within_days}일이 지났어요", "danger", holds=False)
    if expires_on is not None and expires_on <= today + timedelta(days=warned):
        return Standing(f"{table_day(expires_on)}에 만료돼요", "judge", holds=True)
    return Standing("쓸 수 있어요", "done", holds=True)
