"""The table of a simulation, as JSON and as a page of docs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dure.rehearsal.simulating.reconciling import Ledger

_HEAD = ("사업", "자료의 해", "유형·단계", "신청", "단계", "지급(원)", "반납(원)", "관문", "끝남")
_GATES = {
    "excluded": "자격 미달",
    "leaving": "철회",
    "completed": "보완",
    "lapsed": "보완하지 않음",
    "visited": "현지조사",
    "stood_aside": "회피",
    "below": "미선정",
    "reserve": "예비",
    "declined": "협약 포기",
    "promoted": "예비 승계",
    "returned_report": "보고 보완",
    "disallowed": "불인정",
    "refunded": "반납",
    "interest": "이자",
    "operators": "수행기관",
    "passed_on": "재교부",
}
ACTS = {
    "account_changed": "계좌 변경",
    "bank_refused": "이체 불능",
    "deposited": "증빙 뒤 지급",
    "amended": "변경협약",
    "budget_changed": "예산 변경",
    "vat": "부가세",
    "flagged": "이상 징후 설명",
    "seen": "이상 징후 판단",
    "thread": "불인정 소명",
    "months": "월 마감",
    "claims": "인건비 달 신청",
    "carried": "이월",
    "late": "늦은 정산",
    "verified": "외부 검증",
    "instalments": "나누어 반납",
    "packed": "서류 묶음",
    "year_closed": "회계연도 마감",
}
"""What happens to money in some programs each; see roles."""


@dataclass(frozen=True, slots=True)
class Row:
    """One program and track (or part) from its notice to its end, in all its calls. Amounts in won, as the ledger says.

    What operators passed on (`passed_on`) was paid to them before, and is not added to it. The last row of a program carries the program's ledger.
    """

    program: str
    title: str
    year: int
    track: str
    cases: int
    stages: int
    paid: int
    returned: int
    seconds: float
    gates: Counter[str] = field(default_factory=Counter)
    findings: tuple[str, ...] = ()
    calls: int = 1
    ledger: Ledger | None = None
    passed_on: bool = False

    @property
    def complete(self) -> bool:
        """Everything was done and nothing that must hold is broken."""
        return not self.findings

    def said(self) -> dict[str, Any]:
        """The row as anyone gets it."""
        names = ("program", "year", "track", "cases", "stages", "paid", "returned", "seconds", "complete")
        return {name: getattr(self, name) for name in names}


def one_of(rows: Sequence[Row]) -> Row:
    """The rounds of one program and track as a row: those of its calls, or of several operators."""
    added = {name: sum(getattr(row, name) for row in rows) for name in ("cases", "stages", "paid", "returned")}
    return replace(
        rows[0],
        **added,
        seconds=round(sum(row.seconds for row in rows), 2),
        gates=sum((row.gates for row in rows), Counter()),
        findings=tuple(finding for row in rows for finding in row.findings),
    )


def reconciled(rows: Sequence[Row]) -> tuple[Ledger, str]:
    """The ledgers of all programs added, and one line about them."""
    found = [row.ledger for row in rows if row.ledger is not None]
    ledger = sum(found, Ledger())
    astray = sum(not one.reconciles for one in found)
    if ledger.reconciles and not astray:
        return ledger, f"장부 대조: 사업 {len(found)}개의 협약·항목·기록이 원 단위까지 같아요. {ledger.agreements.words}"
    return ledger, f"장부 대조: 사업 {len(found)}개 가운데 {astray}개가 맞지 않아요. {' '.join(ledger.findings)}"


def page(rows: Sequence[Row]) -> str:
    """The page in docs. Seconds are left out: they are another machine's."""
    done = sum(row.complete for row in rows)
    lines = [
        "# 모든 사업의 모의 진행",
        "",
        f"두 해의 사업 {len({(row.year, row.program) for row in rows})}개를 유형과 단계마다 공고부터 끝까지 지어낸 조직으로 진행한 표입니다.",
        f"{len(rows)}줄 가운데 {done}줄이 끝났습니다.",
        "화면에서 쓰는 것과 같은 동사로 진행하며, 줄마다 장부의 합을, 사업마다 끝난 뒤 모든 불변식과 기록의 사슬을 확인합니다.",
        "원문이 여러 번 모집한다고 적은 사업은 모집마다 따로 진행해 한 줄에 더합니다. 수행기관이 다시 교부한 돈은 합계에 더하지 않습니다.",
        "이 쪽은 `dure simulate --all --table docs/simulation.md`가 만들며 손으로 고치지 않습니다.",
        "신청이 0인 줄은 센터가 스스로 운영하는 사업으로, 단계만 시작하고 마칩니다.",
        "돈의 여러 일(계좌 변경, 이체 불능, 변경협약, 이월 …)은 사업의 차례에 따라 나누어 맡습니다.",
        "인건비는 사업을 치르는 해의 값이 없으면 가장 새로운 해의 값으로 셈합니다.",
        "",
        f"{reconciled(rows)[1]}",
        "",
        _line(_HEAD),
        _line("---" for _ in _HEAD),
        *(_line(_cells(row)) for row in rows),
        _line(_sums(rows)),
    ]
    return "\n".join(lines) + "\n"


def _cells(row: Row) -> list[str]:
    gates = ", ".join(f"{word} {row.gates[name]}" for name, word in {**_GATES, **ACTS}.items() if row.gates[name])
    return [
        f"{row.title}<br>`{row.program}`",
        str(row.year),
        f"{row.track} (모집 {row.calls}번)".strip() if row.calls > 1 else row.track,
        str(row.cases),
        str(row.stages),
        f"{row.paid:,}",
        f"{row.returned:,}",
        gates,
        "예" if row.complete else "아니요: " + " / ".join(row.findings[:3]),
    ]


def _sums(rows: Sequence[Row]) -> list[str]:
    count, stages = sum(row.cases for row in rows), sum(row.stages for row in rows)
    paid, returned = (sum(getattr(row, name) for row in rows if not row.passed_on) for name in ("paid", "returned"))
    return ["합계", "", "", str(count), str(stages), f"{paid:,}", f"{returned:,}", "", ""]


def _line(cells: Any) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
