"""The decision paper (심사 결정서), set from the rows themselves."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from dure.apps.people import facade as people
from dure.apps.review.models import Decision, Panel
from dure.apps.review.queries import desk, panels, tally
from dure.apps.review.queries.feedback import feedback_of
from dure.apps.review.words import DecisionOutcome, Mode, SeatState
from dure.kernel.clock import seoul_date
from dure.kernel.korean import instant_words, official_day, table_instant
from dure.kernel.won import won_in_full
from dure.platform import hwpx, papers

_FOLDER = Path(__file__).parent / "papers"
_DECISION, _LETTER = _FOLDER / "decision.typ", _FOLDER / "letter.typ"
_HEADS = ["순위", "접수번호", "신청 조직", "사업명", "평균", "결정", "지원금", "사유"]
_WIDTHS = (11, 32, 40, 52, 17, 22, 30, 52)
_ALIGNS: tuple[hwpx.Align, ...] = ("center", "left", "left", "left", "right", "center", "right", "left")


def decision_paper(panel: Panel, *, at: datetime) -> bytes:
    """The panel's decisions with how they came about; the same rows give the same bytes."""
    data, decided_at = _decision(panel, at)
    return papers.render(_DECISION, data, at=decided_at)


def decision_hwpx(panel: Panel, *, at: datetime) -> bytes:
    """The same paper as HWPX, for the approval systems of governments."""
    data, decided_at = _decision(panel, at)
    blocks: list[hwpx.Block] = [hwpx.Title("심 사 결 정 서"), hwpx.Para(f"{data['round']} ({data['mode']})", align="center")]
    if data["draft"]:
        blocks.append(hwpx.Para("발표 전 선정안: 밖에 알리지 않습니다.", align="right"))
    blocks += [
        hwpx.Para("심사위원회의 심사 결과를 다음과 같이 결정합니다."),
        hwpx.Table([2, 7], data["facts"], head=False),
        hwpx.Heading("결정"),
        hwpx.Table(_WIDTHS, [_HEADS, *data["rows"]], aligns=_ALIGNS),
        *(hwpx.Para(line) for line in data["aside"]),
        hwpx.Heading("심사위원"),
        hwpx.Table([1, 1], [[name, "(서명)"] for name in data["reviewers"]] or [["", ""]], head=False, aligns=("left", "right")),
        hwpx.Para(f"\n{data['day']}\n{data['center']}", bold=True, align="center"),
        hwpx.Para(f"문서번호 {data['number']}"),
    ]
    return hwpx.write(hwpx.Paper(f"심사 결정서 {data['number']}", tuple(blocks), landscape=True), at=decided_at)


def _decision(panel: Panel, at: datetime) -> tuple[dict[str, Any], datetime]:
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
    return data, decided_at


def _facts(panel: Panel, total: int, selected: int, awarded: int) -> list[list[str]]:
    trimmed = "심사표가 5장 이상이면 가장 높은 것과 가장 낮은 것을 뺀 평균" if panel.trimmed else "심사표 전체의 평균"
    facts = [
        ["심사 건수", f"{total}건"],
        ["선정", f"{selected}곳, 지원금 합계 {won_in_full(awarded)}"],
        ["기준 점수", f"{panel.threshold}점 이상"],
        ["점수 셈", f"{trimmed} (소수 둘째 자리 아래 버림)"],
        ["정족수", f"신청 한 건에 심사표 {panel.quorum}장 이상"],
        ["같은 점수", _ties(panel)],
    ]
    if least := panels.bars_of(panel).least:
        titles = panels.bars_of(panel).titles
        facts.append(["항목 기준", ", ".join(f"{titles[key]} {points}점 이상" for key, points in least.items())])
    if panel.opened_at and panel.closed_at:
        facts.append(["개봉", f"{table_instant(panel.opened_at)} ({panel.asked_to_open_by_name} 요청, {panel.opened_by_name} 개봉)"])
    if panel.short_reason:
        facts.append(["정족수 미달", panel.short_reason])
    return facts


def _ties(panel: Panel) -> str:
    """In which order equal means were told apart; a draw with the seed by which it can be made again."""
    bars = panels.bars_of(panel)
    if not bars.ties:
        return "배점이 가장 큰 항목의 평균, 접수번호 순"
    words = [
        {"receipt": "접수번호", "draw": f"추첨(씨앗값 {bars.seed})"}.get(name) or f"{bars.titles[name]} 항목의 평균" for name in bars.ties
    ]
    return ", ".join(words) + " 순"


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


def result_notice(decision: Decision) -> hwpx.Paper:
    """The result of one application, with its reason and how to object."""
    told, case = feedback_of(decision), decision.case
    word = str(decision.get_outcome_display()) + (f" {decision.reserve_rank}순위" if decision.reserve_rank else "")
    rows = [["접수번호", case.receipt], ["신청 조직", case.party.name], ["사업명", case.title], ["결과", word]]
    if decision.awarded:
        rows.append(["지원금", won_in_full(decision.awarded)])
    if told.reason:
        rows.append(["사유", told.reason])
    return _letter(
        decision,
        "심사 결과 통지서",
        "신청하신 사업의 심사 결과를 다음과 같이 알려 드립니다.",
        [hwpx.Table([2, 7], rows, head=False)],
        f"이 결과에 이의가 있으시면 {instant_words(panels.objections_end(decision))}까지 서면으로 이의신청을 하실 수 있습니다.",
    )


def feedback_letter(decision: Decision) -> hwpx.Paper:
    """The means per criterion and the approved remarks; no reviewer is named or counted."""
    told = feedback_of(decision)
    rows = [[line.title, f"{line.mean}점", f"{line.points}점", line.remark or "–"] for line in told.lines]
    blocks: list[hwpx.Block] = (
        [hwpx.Table([3, 2, 2, 8], [["항목", "평균", "배점", "심사 의견"], *rows], aligns=("left", "right", "right", "left"))]
        if rows
        else [hwpx.Para(told.reason or "항목별 점수는 알리지 않는 심사입니다.")]
    )
    closing = f"심사위원 평균은 {told.mean}점입니다. ({told.most}점 만점, 기준 점수 {decision.panel.threshold}점)" if rows else ""
    return _letter(decision, "심사 의견서", "신청하신 사업에 대한 심사 의견을 다음과 같이 알려 드립니다.", blocks, closing)


def _letter(decision: Decision, title: str, opening: str, blocks: list[hwpx.Block], closing: str) -> hwpx.Paper:
    told_on = official_day(seoul_date(decision.announced_at or decision.decided_at))
    parts = [
        hwpx.Title(title),
        hwpx.Para(f"{decision.case.party.name} 귀하", bold=True),
        hwpx.Para(f"{decision.panel.round.title}. {opening}"),
        *blocks,
        *([hwpx.Para(closing)] if closing else []),
        hwpx.Para(told_on, align="center"),
        hwpx.Para(people.center().name, bold=True, align="center"),
    ]
    return hwpx.Paper(title, tuple(parts))


def answer(paper: hwpx.Paper, *, name: str, ending: str, at: datetime) -> HttpResponse:
    """The paper in the wanted form: one structure, set by typst or written as HWPX."""
    if ending == "hwpx":
        return download(hwpx.write(paper, at=at), name=name, ending=ending)
    blocks = [{"kind": type(block).__name__, **asdict(block)} for block in paper.blocks]
    return download(papers.render(_LETTER, {"title": paper.title, "blocks": blocks}, at=at), name=name, ending=ending)


def download(content: bytes, *, name: str, ending: str) -> HttpResponse:
    """A paper as an attachment that no cache keeps."""
    response = HttpResponse(content, content_type="application/pdf" if ending == "pdf" else hwpx.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response
