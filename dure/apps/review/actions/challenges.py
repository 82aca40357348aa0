"""Verbs of a challenge (기피신청): an applicant asks that a member of the panel stand aside, and the panel's officer decides."""

from datetime import datetime

from dure.apps.review import access
from dure.apps.review.actions.standing import locked_panel, strike
from dure.apps.review.models import Challenge, PanelSeat
from dure.apps.review.queries import panels as queries
from dure.apps.review.words import ConflictSource, PanelState, Verdict
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def challenge_reviewer(*, seat_id: int, case_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Challenge:
    """An applicant challenges one member of the panel for its own application, with the reason, while the window is open."""
    seat = PanelSeat.objects.get(pk=seat_id)
    seat.panel = locked_panel(seat.panel_id, PanelState.PLANNED, PanelState.OPEN)
    case = queries.cases_in(seat.panel).filter(pk=case_id).first()
    if case is None:
        raise Refused("이 심사에 없는 신청이에요.")
    access.may_challenge(by, seat.panel, case, at=at).or_refuse()
    if not reason.strip():
        raise Refused("공정한 심사를 기대하기 어려운 까닭을 적어 주세요. 예: 지난해까지 우리 조직과 계약 다툼이 있었어요.")
    if Challenge.objects.filter(seat=seat, case=case).exists():
        raise OutOfTurn("이 심사위원에 대한 기피신청을 이미 냈어요.")
    challenge = Challenge.objects.create(
        seat=seat, case=case, reason=reason.strip()[:2000], filed_at=at, filed_by_id=by.account_id, filed_by_name=by.name
    )
    journal.write(challenge, "challenge_reviewer", by=by, at=at, case_id=case.pk, party_ids=[case.party_id])
    events.emit("reviewer_challenged", subject=challenge, at=at, case_id=case.pk)
    return challenge


@verb
def judge_challenge(*, challenge_id: int, upheld: bool, answer: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Challenge:
    """The officer decides with a reason. Upheld, the reviewer stands aside from that application and a sheet already written leaves the tally."""
    challenge = Challenge.objects.select_for_update(of=("self",)).select_related("seat", "case").get(pk=challenge_id)
    panel = locked_panel(challenge.seat.panel_id)
    access.may_lead(by, panel).or_refuse()
    if challenge.verdict != Verdict.OPEN:
        raise OutOfTurn("이미 결정한 기피신청이에요.")
    if panel.state == PanelState.ANNOUNCED:
        raise OutOfTurn("결과를 발표한 심사예요. 이의신청으로 다시 살펴봐 주세요.")
    if not answer.strip():
        raise Refused("결정한 까닭을 적어 주세요. 신청한 조직이 그대로 읽어요.")
    challenge.verdict = Verdict.UPHELD if upheld else Verdict.DISMISSED
    challenge.answer, challenge.judged_at, challenge.judged_by_name = answer.strip()[:500], at, by.name
    challenge.save(update_fields=["verdict", "answer", "judged_at", "judged_by_name"])
    if upheld:
        strike(challenge.seat, panel, challenge.case_id, source=ConflictSource.CHALLENGE, reason="기피신청을 받아들였습니다.", by=by, at=at)
    journal.write(challenge, "judge_challenge", by=by, at=at, case_id=challenge.case_id, reason=challenge.answer, detail={"upheld": upheld})
    events.emit("challenge_decided", subject=challenge, at=at, case_id=challenge.case_id)
    return challenge
