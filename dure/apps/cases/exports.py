"""Lists to take along as a workbook."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dure.apps.cases.queries.lists import DeskRow
from dure.kernel.korean import table_instant
from dure.platform import workbooks

_HEADS = (
    "접수번호",
    "단체",
    "자치구",
    "제목",
    "상태",
    "보조금(원)",
    "자부담(원)",
    "계(원)",
    "서류(건)",
    "접수 일시",
    "제출한 사람",
    "담당 자리",
)


def applications(title: str, rows: Iterable[DeskRow], *, at: datetime) -> bytes:
    """One row per application."""
    note = f"{title} · {table_instant(at)} 기준"
    return workbooks.workbook("신청 목록", _HEADS, (_line(row) for row in rows), note=note, at=at)


def _line(row: DeskRow) -> tuple[Any, ...]:
    case = row.case
    return (
        case.receipt,
        case.party.name,
        case.district.name if case.district else "",
        case.title,
        row.word,
        case.asked,
        case.own_money,
        row.total,
        case.paper_count,  # type: ignore[attr-defined]
        case.submitted_at,
        case.submitted_by_name,
        case.seat.title if case.seat else "",
    )
