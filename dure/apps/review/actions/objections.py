"""Verbs after the result: an objection (이의신청) with a second look, and a place that is given up."""

from collections.abc import Sequence
from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.review import access, rules
from dure.apps.review.actions.selection import check_award, must_fit_budget, second_version
from dure.apps.review.actions.standing import locked_panel
from dure.apps.review.models import Decision, Objection, Panel
from dure.apps.review.queries import panels as queries
from dure.apps.review.queries import tally
from dure.apps.review.words import DecisionOutcome, PanelState, Verdict
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, files, journal, rates
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def object_to(*, case_id: int, text: str, papers: Sequence[files.Upload] = (), by: Actor, at: datetime, key: Key = NO_KEY) -> Objection:
    """The applicant objects to its newest result, once, within the days of the definition; papers hang on the objection."""
    decision = tally.announced_decision(case_id)
    if decision is None:
        raise Refused("아직 알린 결과가 없어요.")
    panel = locked_panel(decision.panel_id, PanelState.ANNOUNCED)
    access.may_object(by, decision, at=at).or_refuse()
    if not text.strip():
        raise Refused("어떤 점이 어떻게 잘못되었는지 적어 주세요.")
    if Objection.objects.filter(decision=decision).exists():
        raise OutOfTurn("이 결과에 이의신청을 이미 냈어요.")
    objection = Objection.objects.create(
        decision=decision,
        text=text.strip()[:5000],
        filed_at=at,
        filed_by_id=by.account_id,
        filed_by_name=by.name,
        due_at=rules.end_of_days(at, rates.whole("objection_answer_days", on=seoul_date(at))),
    )
    for paper in papers:
        files.receive(paper, owner=objection, purpose="objection", by=by, at=at, room_left=files.room_left(objection))
    journal.write(objection, "object_to", by=by, at=at, case_id=case_id, party_ids=[decision.case.party_id], detail={"panel": panel.pk})
    events.emit("objection_filed", subject=objection, at=at, case_id=case_id)
    return objection


@verb
def judge_objection(
    *,
    objection_id: int,
    answer: str,
    outcome: str = "",
    awarded: int = 0,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Objection:
    """A second pair of eyes decides. With an `outcome` (selected or reserve) the objection is upheld and a new version of the decision
    is announced at once; without one it is dismissed. Whoever drew the decision up does not judge the objection."""
    objection = Objection.objects.select_for_update(of=("self",)).select_related("decision__case").get(pk=objection_id)
    decision = objection.decision
    panel = locked_panel(decision.panel_id, PanelState.ANNOUNCED)
    access.may_judge_objection(by, panel, decision).or_refuse()
    if objection.verdict != Verdict.OPEN:
        raise OutOfTurn("이미 결정한 이의신청이에요.")
    if not answer.strip():
        raise Refused("결정한 까닭을 적어 주세요. 신청한 조직이 그대로 읽어요.")
    objection.verdict = Verdict.UPHELD if outcome else Verdict.DISMISSED
    objection.answer, objection.judged_at = answer.strip()[:500], at
    objection.judged_by_id, objection.judged_by_name = by.account_id, by.name
    objection.save(update_fields=["verdict", "answer", "judged_at", "judged_by_id", "judged_by_name"])
    journal.write(
        objection, "judge_objection", by=by, at=at, case_id=decision.case_id, reason=objection.answer, detail={"outcome": outcome}
    )
    if outcome:
        _decide_anew(panel, decision, DecisionOutcome(outcome), awarded, objection.answer, by=by, at=at)
    events.emit("objection_decided", subject=objection, at=at, case_id=decision.case_id)
    return objection


def _decide_anew(
    panel: Panel, decision: Decision, outcome: DecisionOutcome, awarded: int, reason: str, *, by: Actor, at: datetime
) -> Decision:
    if outcome not in {DecisionOutcome.SELECTED, DecisionOutcome.RESERVE} or decision.outcome == outcome:
        raise Refused("이의신청을 받아들이면 선정이나 예비 가운데 새 결과를 골라 주세요.")
    if decision.outcome == DecisionOutcome.SELECTED or decision.case.outcome not in {"rejected", "reserve"}:
        raise OutOfTurn("선정되지 않은 신청의 결과만 다시 정할 수 있어요.")
    if outcome is DecisionOutcome.SELECTED:
        check_award(awarded, decision.case.asked, panel)
        must_fit_budget(panel.round_id, tally.promised(panel) + awarded)
    reserve_rank = tally.last_reserve_rank(panel) + 1 if outcome is DecisionOutcome.RESERVE else None
    money = awarded if outcome is DecisionOutcome.SELECTED else 0
    new = second_version(decision, outcome, money, reason, reserve_rank=reserve_rank, by=by, at=at)
    cases.set_outcome(new.case, "running", by=by, at=at)
    run = cases.run_of(new.case_id, "selection", tier=panel.tier)
    if outcome is DecisionOutcome.SELECTED:
        cases.move(run, "select" if run.state == "reserve" else "reconsider", by=by, at=at, reason=reason)
    else:
        cases.move(run, "reconsider_as_reserve", by=by, at=at, reason=reason)
        cases.set_outcome(new.case, "reserve", by=by, at=at)
    kind = "case_selected" if outcome is DecisionOutcome.SELECTED else "case_reserved"
    events.emit(kind, subject=new, at=at, case_id=new.case_id, payload={"awarded": money})
    return new


@verb
def give_up_selection(*, case_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> cases.Case:
    """A selected applicant gives its place up before anything was signed: the case ends as withdrawn and the next reserve may move up."""
    decision = tally.announced_decision(case_id)
    if decision is None or decision.outcome != DecisionOutcome.SELECTED:
        raise Refused("선정된 신청만 포기할 수 있어요.")
    access.may_give_up(by, decision).or_refuse()
    if not reason.strip():
        raise Refused("포기하는 까닭을 적어 주세요. 예: 함께하기로 한 기관이 빠졌어요.")
    case = cases.Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if not queries.may_still_give_up(case):
        raise OutOfTurn("협약이 오가고 있어 여기서는 포기할 수 없어요. 담당자에게 알려 주세요.")
    cases.set_outcome(case, "withdrawn", by=by, at=at, reason=reason.strip()[:300])
    journal.write(decision, "give_up_selection", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], reason=reason.strip()[:300])
    events.emit("selection_given_up", subject=decision, at=at, case_id=case.pk)
    return case
