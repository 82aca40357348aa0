"""Tiers of government on one file: given back to an earlier one, answered to the one that asked; and the precheck kept in it."""

from datetime import datetime

from dure.apps.cases import access
from dure.apps.cases.actions.running import move, run_of
from dure.apps.cases.models import Case, Precheck, StageRun, TierReturn
from dure.apps.cases.queries.tiers import AGAIN, due_by_definition, earlier_tiers, run_to_send_back, seat_for, stage_of
from dure.apps.cases.rules.answers import Lists
from dure.apps.cases.rules.prechecks import precheck_answers
from dure.apps.cases.words import Advice
from dure.apps.programs import facade as programs
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

INTERNAL = "internal"
"""The mode of a precheck stage whose findings only the desks read."""


def screened(case_id: int, *, by: Actor) -> StageRun:
    """The case's screening that is under way, for somebody who may judge it."""
    Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    run = run_of(case_id, "screening")
    access.may_screen(by, run).or_refuse()
    return run


def held_by(case_id: int, *, by: Actor) -> StageRun:
    """The screening or the committee at which the file lies, for an officer of that tier."""
    Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    run = run_to_send_back(case_id) or run_of(case_id, "screening")
    access.may_screen(by, run).or_refuse()
    return run


@verb
def send_back(
    *, case_id: int, to_run_id: int, reason: str, due_at: datetime | None = None, by: Actor, at: datetime, key: Key = NO_KEY
) -> TierReturn:
    """Give the file back to the tier that must put something right. That tier looks again in a stage of its own; its answer
    comes back here, not to the beginning, and everything said so far stays in the file."""
    run = held_by(case_id, by=by)
    before = StageRun.objects.filter(pk=to_run_id, pk__in=[int(pk) for pk, _ in earlier_tiers(run)]).first()
    reasons = [] if before else ["되돌려 보낼 앞 기관을 골라 주세요."]
    if not reason.strip():
        reasons.append("무엇을 다시 확인해야 하는지 적어 주세요.")
    if due_at is not None and due_at <= at:
        reasons.append("답을 받을 기한을 지금보다 뒤로 정해 주세요.")
    if reasons or before is None:
        raise Refused(reasons)
    move(run, "send_back", by=by, at=at, reason=reason.strip())
    again = _open_again(before, due_at=due_at, at=at)
    back = TierReturn.objects.create(
        case_id=case_id, from_run=run, to_run=again, reason=reason.strip(), asked_at=at, asked_by_name=by.name, due_at=due_at
    )
    events.emit("case_sent_back", subject=back, at=at, case_id=case_id, payload={"return_id": back.pk})
    return back


def _open_again(before: StageRun, *, due_at: datetime | None, at: datetime) -> StageRun:
    """A further run of the same stage, begun at once; the first one keeps what it found."""
    key = before.stage_key.partition(AGAIN)[0]
    number = StageRun.objects.filter(case_id=before.case_id, stage_key__startswith=f"{key}{AGAIN}").count() + 1
    return StageRun.objects.create(
        case_id=before.case_id,
        stage_key=f"{key}{AGAIN}{number}",
        kind=before.kind,
        label=f"{before.label.partition(' (되돌림')[0]} (되돌림 {number})",
        order=before.order,
        turn=before.turn,
        which=before.which,
        tier=before.tier,
        seat_id=seat_for(before.tier, before.case.district_id or "") or before.seat_id,
        state="open",
        due_at=due_at or due_by_definition(before, from_day=at),
        begun_at=at,
        moved_at=at,
    )


@part
def answer_return(back: TierReturn, *, answer: str, by: Actor, at: datetime) -> None:
    """The tier that asked goes on where it stood; its clock stood still meanwhile."""
    if back.from_run.due_at:
        back.from_run.due_at += at - back.asked_at
        back.from_run.save(update_fields=["due_at"])
    back.answered_at, back.answered_by_name, back.answer = at, by.name, answer
    back.save(update_fields=["answered_at", "answered_by_name", "answer"])
    move(back.from_run, "take_back", by=by, at=at, reason=answer)
    events.emit("case_sent_up", subject=back, at=at, case_id=back.case_id, payload={"return_id": back.pk})


@verb
def record_precheck(
    *,
    case_id: int,
    findings: str,
    recommendation: str,
    advice: str = "",
    typed: Lists | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Precheck:
    """Write down what the precheck found and advises, and the answers to the definition's own questions as they were `typed`.

    It stays in the file; who reads it later is said by the definition.
    """
    Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    run = run_of(case_id, "precheck")
    access.may_precheck(by, run).or_refuse()
    if run.state != "open":
        raise OutOfTurn("사전진단을 하는 때가 아니에요.")
    answers, reasons = precheck_answers(programs.terms_of(run.case.round_id, run.case.terms_sha256).precheck_sections, typed or {})
    if not findings.strip():
        reasons.append("살펴본 내용을 적어 주세요.")
    if recommendation not in Advice.values:
        reasons.append("권하는 바를 하나 골라 주세요.")
    if reasons:
        raise Refused(reasons)
    stage = stage_of(run)
    kept = Precheck.objects.create(
        run=run,
        answers=answers,
        findings=findings.strip(),
        recommendation=recommendation,
        advice=advice.strip(),
        shared=stage is None or stage.mode != INTERNAL,
        recorded_at=at,
        recorded_by_id=by.account_id,
        recorded_by_name=by.name,
    )
    move(run, "record", by=by, at=at)
    return kept
