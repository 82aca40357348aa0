"""The decision paper (심사 결정서), set from the rows themselves."""

from datetime import datetime
from pathlib import Path

from dure.apps.people import facade as people
from dure.apps.review.models import Panel
from dure.apps.review.queries import desk, panels, tally
from dure.apps.review.words import DecisionOutcome, Mode, SeatState
from dure.kernel.clock import seoul_date
from dure.kernel.korean import official_day, table_instant
from dure.kernel.won import won_in_full
from dure.platform import papers

_TEMPLATE = Path(__file__).parent / "papers" / "decision.typ"


def decision_paper(panel: Panel, *, at: datetime) -> bytes:
    """The panel's decisions with how they came about; the same rows give the same bytes."""
    rows = desk.decision_rows(panel)
    decided_at = min((row.decision.decided_at for row in rows), default=at)
    selected = [row for row in rows if row.decision.outcome == DecisionOutcome.SELECTED]
    data = {
        "number": f"심사-{panel.round_id}-{panel.pk}",
        "center": people.center().name,
        "round": panel.round.title,
        "mode": dict(Mode.choices).get(panel.mode, panel.mode),
        "day": official_day(seoul_date(decided_at)),
        "facts": _facts(panel, len(rows), len(selected), sum(row.decision.awarded for row in selected)),
        "rows": [_line(row) for row in rows],
        "reviewers": [seat.reviewer.account.name for seat in panels.seats_in(panel).filter(state=SeatState.ACCEPTED)],
        "aside": _aside(panel),
        "draft": panel.announced_at is None,
    }
    return papers.render(_TEMPLATE, data, at=decided_at)


def _facts(panel: Panel, total: int, selected: int, awarded: int) -> list[list[str]]:
    trimmed = "심사표가 5장 이상이면 가장 높은 것과 가장 낮은 것을 뺀 평균" if panel.trimmed else "심사표 전체의 평균"
    facts = [
        ["심사 건수", f"{total}건"],
        ["선정", f"{selected}곳, 지원금 합계 {won_in_full(awarded)}"],
        ["기준 점수", f"{panel.threshold}점 이상"],
        ["점수 셈", f"{trimmed} (소수 둘째 자리 아래 버림)"],
        ["정족수", f"신청 한 건에 심사표 {panel.quorum}장 이상"],
        ["같은 점수", "배점이 가장 큰 항목의 평균, 접수번호 순"],
    ]
    if panel.opened_at and panel.closed_at:
        facts.append(["개봉", f"{table_instant(panel.opened_at)} ({panel.asked_to_open_by_name} 요청, {panel.opened_by_name} 개봉)"])
    if panel.short_reason:
        facts.append(["정족수 미달", panel.short_reason])
    return facts


def _line(row: desk.DecisionRow) -> list[str]:
    decision = row.decision
    awarded = won_in_full(decision.awarded) if decision.awarded else "–"
    return [
        str(decision.rank or ""), decision.case.receipt, decision.case.party.name, decision.case.title, row.mean, row.word, awarded,
        decision.reason,
    ]  # fmt: skip


def _aside(panel: Panel) -> list[str]:
    struck = len(tally.struck_pairs(panel))
    return [f"이해관계로 심사에서 제외한 심사위원·신청 조합은 {struck}건이며, 해당 심사표는 셈에 넣지 않았습니다."] if struck else []
