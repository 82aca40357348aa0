"""The month as a workbook: a line a worker, what was asked, what was approved and why."""

from collections.abc import Iterable

from dure.apps.labor.models import ClaimLine
from dure.platform import workbooks

_HEADS = (
    "달",
    "사업",
    "조직",
    "협약",
    "상태",
    "판",
    "구분",
    "이름",
    "근무 시간",
    "기준 금액",
    "비율(%)",
    "신청",
    "인정",
    "판단",
    "까닭",
    "지급일",
)


def month_workbook(lines: Iterable[ClaimLine]) -> bytes:
    """Names are masked: the list leaves the house."""
    rows = (
        (
            f"{line.claim.month:%Y-%m}",
            line.claim.agreement.case.round.program.title,
            line.claim.agreement.case.party.name,
            line.claim.agreement.number,
            line.claim.get_state_display(),
            line.claim.version,
            line.get_kind_display(),
            line.worker.masked,
            float(line.counted_hours),
            line.base,
            float(line.percent),
            line.amount,
            line.approved if line.approved is not None else "",
            line.get_verdict_display() if line.verdict else "",
            line.reason,
            f"{line.claim.paid_at:%Y-%m-%d}" if line.claim.paid_at else "",
        )
        for line in lines
    )
    return workbooks.workbook("달 신청", _HEADS, rows)
