"""Two-tier programs: who runs part two, its rounds within the frame of the agreement, and the center's stepping in."""

from datetime import datetime

from dure.apps.people import facade as people
from dure.apps.programs import access
from dure.apps.programs.models import PartAppointment, Round
from dure.apps.programs.queries.parts import frame_left, part_title
from dure.apps.programs.reading import read_terms
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.won import won_in_full
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@part
def appoint_operator(
    *,
    round_id: int,
    part_key: str,
    operator_id: int,
    by: Actor,
    at: datetime,
    case_id: int | None = None,
    ceiling: int = 0,
    firms_max: int | None = None,
) -> PartAppointment:
    """Appoint an organization to run a part of the round; asked twice, it stays one appointment. Called when the agreement of part one
    is signed. The operator gets a team with two seats; its representative sits in the first and fills the other."""
    found = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    appointment, made = PartAppointment.objects.get_or_create(
        round=found,
        part=part_key,
        operator_id=operator_id,
        ended_at=None,
        defaults={
            "appointed_at": at,
            "appointed_by_id": by.account_id,
            "appointed_by_name": by.name,
            "case_id": case_id,
            "ceiling": ceiling,
            "firms_max": firms_max,
        },
    )
    if made:
        people.open_operator_seats(organization_id=operator_id, by=by, at=at)
        detail = {"part": part_key, "ceiling": ceiling, "firms_max": firms_max}
        journal.write(found, "appoint_operator", by=by, at=at, case_id=case_id, party_ids=[operator_id], detail=detail)
    return appointment


@part
def change_appointment(
    *, case_id: int, ceiling: int, firms_max: int | None, by: Actor, at: datetime, reason: str = ""
) -> PartAppointment | None:
    """The operator's agreement passes on another sum, or to another number of firms: its frame follows. None where it was never appointed."""
    found = PartAppointment.objects.select_for_update(of=("self",)).filter(case_id=case_id, ended_at=None).first()
    if found is None:
        return None
    found.ceiling, found.firms_max = ceiling, firms_max
    found.save(update_fields=["ceiling", "firms_max"])
    detail = {"part": found.part, "ceiling": ceiling, "firms_max": firms_max}
    parties = [found.operator_id]
    journal.write(found.round, "change_appointment", by=by, at=at, case_id=case_id, party_ids=parties, reason=reason, detail=detail)
    return found


@verb
def plan_part_round(*, appointment_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Round:
    """The operator puts its own round of part two on the plan, under the version of the round in which it was chosen."""
    appointment = _locked(appointment_id)
    access.may_plan_part(by, appointment).or_refuse()
    above = appointment.round
    version = above.version
    terms = read_terms(version.document, sha256=version.sha256, part=appointment.part, track=above.track)
    number = (above.program.rounds.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    planned = Round.objects.create(
        program=above.program,
        number=number,
        title=f"{above.program.title} {part_title(above, appointment.part)} 모집 ({appointment.operator.name})"[:160],
        version=version,
        part=appointment.part,
        track=above.track,
        operator=appointment.operator,
        appointment=appointment,
        legal_basis=terms.legal_basis,
        payment_mode=terms.payment_mode,
        sample=above.sample,
    )
    journal.write(planned, "plan_part_round", by=by, at=at, party_ids=[appointment.operator_id], detail={"part": appointment.part})
    return planned


def refuse_beyond_frame(found: Round) -> None:
    """A round that is about to open keeps to what its appointment leaves: money and firms. One without figures takes all that is left."""
    if found.appointment_id is None:
        return
    left = frame_left(_locked(found.appointment_id), without=found)
    found.budget = left.budget if found.budget is None else found.budget
    found.awards_max = left.firms if found.awards_max is None else found.awards_max
    reasons = []
    if (found.budget or 0) > left.budget:
        reasons.append(f"협약에서 참여기업에 다시 교부할 수 있는 돈은 {won_in_full(left.budget)} 남았어요. 모집 예산을 줄여 주세요.")
    if left.firms is not None and (found.awards_max or 0) > left.firms:
        reasons.append(f"협약에서 정한 참여기업은 {left.firms}곳 더 고를 수 있어요. 선정할 곳 수를 줄여 주세요.")
    if reasons:
        raise Refused(reasons)


@verb
def step_in(*, round_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Round:
    """The center acts in an operator's round itself, from now on, with a reason that the operator reads. The operator keeps its seats."""
    found = _round(round_id)
    access.may_step_in(by, found).or_refuse()
    if found.stepped_in_at is not None:
        raise OutOfTurn("센터가 이미 함께 진행하고 있는 모집이에요.")
    if not reason.strip():
        raise Refused("센터가 직접 진행하는 까닭을 적어 주세요. 수행기관도 함께 읽어요.")
    found.stepped_in_at, found.step_in_reason = at, reason.strip()[:300]
    return _kept(found, "step_in", by=by, at=at, reason=found.step_in_reason)


@verb
def step_back(*, round_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Round:
    """The center leaves the operator's round to the operator again."""
    found = _round(round_id)
    access.may_step_in(by, found).or_refuse()
    if found.stepped_in_at is None:
        raise OutOfTurn("센터가 직접 진행하고 있지 않은 모집이에요.")
    found.stepped_in_at, found.step_in_reason = None, ""
    return _kept(found, "step_back", by=by, at=at)


def _kept(found: Round, name: str, *, by: Actor, at: datetime, reason: str = "") -> Round:
    found.save(update_fields=["stepped_in_at", "step_in_reason"])
    journal.write(found, name, by=by, at=at, reason=reason, party_ids=[found.operator_id or 0])
    return found


def _round(round_id: int) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("program__edition").get(pk=round_id)


def _locked(appointment_id: int) -> PartAppointment:
    rows = PartAppointment.objects.select_for_update(of=("self",))
    return rows.select_related("operator", "round__version", "round__program__edition").get(pk=appointment_id)
