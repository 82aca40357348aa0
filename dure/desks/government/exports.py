"""The list as a workbook: exactly what is on the screen, without pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dure.desks.government.queries import Row
from dure.kernel.korean import table_instant
from dure.platform import workbooks

_HEADS = (
    "접수번호",
    "단체",
    "자치구",
    "모집",
    "제목",
    "상태",
    "차례",
    "기한",
    "보조금(원)",
    "자부담(원)",
    "접수 일시",
)


def workbook(title: str, rows: Iterable[Row], *, at: datetime) -> bytes:
    """One row per file."""
    note = f"{title} · {table_instant(at)} 기준"
    return workbooks.workbook("신청 목록", _HEADS, (_line(row) for row in rows), note=note, at=at)


def _line(row: Row) -> tuple[Any, ...]:
    case = row.run.case
    return (
        case.receipt,
        case.party.name,
        case.district.name if case.district else "",
        case.round.title,
        case.title,
        row.word,
        row.turn,
        row.run.due_at,
        case.asked,
        case.own_money,
        case.submitted_at,
    )
