"""Screening: completion asked and answered, the formal judgment, the seat that looks after a case."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dure.apps.cases import access
from dure.apps.cases.actions.applying import keep_submission
from dure.apps.cases.actions.running import move, set_outcome
from dure.apps.cases.actions.tiers import answer_return, screened
from dure.apps.cases.models import Case, CompletionRequest, Screening, StageRun
from dure.apps.cases.queries.content import content_of
from dure.apps.cases.queries.operating import seats_for
from dure.apps.cases.queries.standing import findings_of, fixes_of, open_request
from dure.apps.cases.queries.tiers import due_by_definition, lacks_visit, open_return_to
from dure.apps.cases.rules.places import places_of
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.korean import instant_words
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@verb
def ask_completion(
    *, case_id: int, places: Sequence[str], message: str, due_at: datetime, by: Actor, at: datetime, key: Key = NO_KEY
) -> CompletionRequest:
    """Ask the applicant to complete the named places by a moment; only these open again. A letter tells them."""
    run = screened(case_id, by=by)
    known = places_of(programs.terms_of(run.case.round_id, run.case.terms_sha256))
    if reasons := _request_reasons(places, known, message, due_at, at):
        raise Refused(reasons)
    move(run, "ask_completion", by=by, at=at, reason=message.strip())
    asked = CompletionRequest.objects.create(
        case=run.case,
        run=run,
        places=[place for place in known if place in places],
        message=message.strip(),
        asked_at=at,
        asked_by_name=by.name,
        due_at=due_at,
    )
    run.due_at = due_at
    run.save(update_fields=["due_at"])
    events.emit(
        "completion_requested", subject=asked, at=at, case_id=case_id, payload={"request_id": asked.pk, "due_at": due_at.isoformat()}
    )
    return asked


def _request_reasons(places: Sequence[str], known: Mapping[str, str], message: str, due_at: datetime, at: datetime) -> list[str]:
    reasons = []
    if not places or not set(places) <= set(known):
        reasons.append("보완할 곳을 하나 이상 골라 주세요.")
    if not message.strip():
        reasons.append("무엇을 어떻게 보완하면 되는지 적어 주세요.")
    if due_at <= at:
        reasons.append("보완 기한을 지금보다 뒤로 정해 주세요.")
    return reasons


@verb
def extend_completion(*, case_id: int, due_at: datetime, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> CompletionRequest:
    """Give the applicant more time for what was asked, with a reason. Time is only ever added."""
    run = screened(case_id, by=by)
    asked = open_request(run.case)
    if asked is None:
        raise OutOfTurn("보완을 기다리는 신청 건이 아니에요.")
    if due_at <= max(asked.due_at, at):
        raise Refused(f"지금 기한({instant_words(asked.due_at)})보다 뒤로 정해 주세요.")
    if not reason.strip():
        raise Refused("기한을 늘리는 까닭을 적어 주세요.")
    before, asked.due_at = asked.due_at, due_at
    asked.save(update_fields=["due_at"])
    run.due_at = due_at
    run.save(update_fields=["due_at"])
    detail = {"from": before.isoformat(), "to": due_at.isoformat()}
    journal.write(
        run.case, "extend_completion", by=by, at=at, case_id=case_id, party_ids=[run.case.party_id], reason=reason.strip(), detail=detail
    )
    events.emit(
        "completion_requested", subject=asked, at=at, case_id=case_id, payload={"request_id": asked.pk, "due_at": due_at.isoformat()}
    )
    return asked


@verb
def answer_completion(*, case_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Hand in what was completed, before it is due: a further submission with its own hash. The receipt number stays."""
    case = Case.objects.select_for_update(of=("self",)).select_related("round", "party", "district").get(pk=case_id)
    access.may_write(by, case).or_refuse()
    asked = open_request(case)
    if asked is None:
        raise OutOfTurn("보완을 요청받지 않은 신청 건이에요.")
    if at >= asked.due_at:
        raise Refused(f"{instant_words(asked.due_at)}에 보완 기한이 끝났어요. 담당자에게 문의해 주세요.")
    content = content_of(case)
    if lacking := [fix.sentence for fix in fixes_of(case, content) if fix.place in asked.places]:
        raise Refused(lacking)
    submission = keep_submission(case, content, findings_of(case, at=at, content=content), by=by, at=at)
    asked.answered_at, asked.answered_by_name = at, by.name
    asked.save(update_fields=["answered_at", "answered_by_name"])
    move(asked.run, "answer_completion", by=by, at=at)
    wind_clock(asked, at=at)
    journal.write(case, "answer_completion", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail={"sha256": submission.sha256})
    events.emit("completion_answered", subject=asked, at=at, case_id=case.pk, payload={"request_id": asked.pk})
    return case


@part
def wind_clock(asked: CompletionRequest, *, at: datetime) -> None:
    """The tier's clock stood still while the applicant completed: what a later tier or the definition wants by a day is due so much later."""
    run = asked.run
    back = open_return_to(run)
    due = back.due_at if back and back.due_at else due_by_definition(run, from_day=run.begun_at or at)
    answered = CompletionRequest.objects.filter(run=run, answered_at__isnull=False).exclude(pk=asked.pk).order_by("id")
    stood = sum(((one.answered_at or at) - one.asked_at for one in answered), at - asked.asked_at)
    StageRun.objects.filter(pk=run.pk).update(due_at=due + stood if due else None)


@verb
def pass_screening(
    *, case_id: int, findings: Sequence[Mapping[str, Any]] = (), note: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> StageRun:
    """Find the formal requirements met, point by point, and send the file on with an opinion: the next stage begins, or the tier
    that asked goes on where it stood."""
    return _find_met(case_id, findings, note, by=by, at=at)


@verb
def forward_many(*, case_ids: Sequence[int], note: str, by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """Send several files on with the same opinion, all or none; answers how many. What hinders one hinders all, and is named."""
    if not note.strip():
        raise Refused("다음 기관이 읽을 의견을 적어 주세요.")
    if not case_ids:
        raise Refused("넘길 신청을 골라 주세요.")
    for case_id in sorted(set(case_ids)):
        _find_met(case_id, (), note, by=by, at=at)
    return len(set(case_ids))


@part
def _find_met(case_id: int, findings: Sequence[Mapping[str, Any]], note: str, *, by: Actor, at: datetime) -> StageRun:
    run = screened(case_id, by=by)
    if missing := lacks_visit(run):
        raise Refused(missing)
    back = open_return_to(run)
    if back and not note.strip():
        raise Refused("되돌려 보낸 기관이 읽을 답을 검토 의견에 적어 주세요.")
    moved = move(run, "pass", by=by, at=at, reason=note.strip())
    _judge(run, findings, note, passed=True, by=by, at=at)
    if back:
        answer_return(back, answer=note.strip(), by=by, at=at)
    events.emit("screening_passed", subject=run, at=at, case_id=case_id, payload={"run_id": run.pk, "tier": run.tier})
    return moved


@verb
def refuse_case(
    *, case_id: int, reasons: Sequence[str], findings: Sequence[Mapping[str, Any]] = (), by: Actor, at: datetime, key: Key = NO_KEY
) -> Case:
    """Find them not met: the case ends here, with its reasons, and a letter says so."""
    said = [reason.strip() for reason in reasons if reason.strip()]
    if not said:
        raise Refused("부적격인 까닭을 적어 주세요. 신청한 조직에 그대로 전해져요.")
    run = screened(case_id, by=by)
    move(run, "refuse", by=by, at=at, reason=" ".join(said))
    _judge(run, findings, " ".join(said), passed=False, by=by, at=at)
    case = set_outcome(run.case, Outcome.REFUSED, by=by, at=at, reason=" ".join(said))
    events.emit("case_refused", subject=case, at=at, case_id=case_id, payload={"reasons": said})
    return case


def _judge(run: StageRun, findings: Sequence[Mapping[str, Any]], note: str, *, passed: bool, by: Actor, at: datetime) -> None:
    Screening.objects.create(
        run=run,
        findings=[dict(finding) for finding in findings],
        note=note.strip(),
        judged_at=at,
        judged_by_id=by.account_id,
        judged_by_name=by.name,
        organization=_organization(by),
        passed=passed,
    )


def _organization(by: Actor) -> str:
    return people.Party.objects.filter(pk=by.organization_id or 0).values_list("name", flat=True).first() or ""


@verb
def assign_seat(*, case_id: int, seat_id: int, reason: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Give the case to a seat; the stages of the center that are not closed go along."""
    case = Case.objects.select_for_update(of=("self",)).select_related("round").get(pk=case_id)
    access.may_assign(by, case).or_refuse()
    seat = seats_for(case).filter(pk=seat_id).first()
    if seat is None:
        raise Refused("모집을 맡은 곳의 자리를 골라 주세요.")
    before, case.seat_id = case.seat_id, seat.pk
    case.save(update_fields=["seat"])
    case.runs.filter(closed_at=None, tier__in=["", "center"]).update(seat=seat)
    detail = {"from": before, "to": seat.pk, "title": seat.title}
    journal.write(case, "assign_seat", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], reason=reason.strip(), detail=detail)
    return case
