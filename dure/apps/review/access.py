"""Who may do what in review; every no has its reason."""

from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.apps.review.models import Decision, Panel, PanelSeat
from dure.apps.review.queries import panels as queries
from dure.apps.review.words import PanelState, SeatState
from dure.kernel.korean import instant_words
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_BOUND = "내가 속한 조직이 신청한 심사예요. 다른 담당자에게 부탁해 주세요."
_BEFORE_THE_RESULT = (PanelState.PLANNED, PanelState.OPEN, PanelState.CLOSED, PanelState.OPENED, PanelState.DECIDED)


def may_see_desk(actor: Actor, panel: Panel) -> Permission:
    """The desk's pages of a panel: the center's program seats, the round's operator and the auditor, unless their own party applies."""
    if not (queries.sits_at_desk(actor) or actor.acts_for(panel.round.operator_id) or _is_of_the_tier(actor, panel)):
        return no("심사 화면은 센터의 사업 담당자와 결재자만 볼 수 있어요.")
    return _from_outside(actor, panel)


def may_keep_pool(actor: Actor) -> Permission:
    """Keep the pool of reviewers and what binds them: an officer or administrator of the center."""
    return YES if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR) else no("심사위원 정보는 센터의 담당자가 적어요.")


def may_lead(actor: Actor, panel: Panel) -> Permission:
    """Form a panel, invite, close it and draw up the selection."""
    if programs.runs(actor, panel.round, Role.OFFICER, Role.ADMINISTRATOR) or _is_of_the_tier(actor, panel):
        return _from_outside(actor, panel)
    return no("심사위원회는 센터의 사업 담당자가 꾸려요.")


def may_open_tally(actor: Actor, panel: Panel) -> Permission:
    """Open the sealed tally: an approver or officer other than the one who asked."""
    if not (programs.runs(actor, panel.round, Role.OFFICER, Role.APPROVER) or _is_of_the_tier(actor, panel)):
        return no("점수표는 센터의 담당자와 결재자 두 사람이 함께 열어요.")
    if actor.account_id == panel.asked_to_open_by_id:
        return no("개봉을 요청한 사람이 아닌 다른 사람이 열어야 해요.")
    return _from_outside(actor, panel)


def may_announce(actor: Actor, panel: Panel) -> Permission:
    """Tell the results, at one moment, to everyone concerned."""
    if programs.runs(actor, panel.round, Role.APPROVER) or _is_of_the_tier(actor, panel):
        return _from_outside(actor, panel)
    return no("선정 결과는 결재자가 발표해요.")


def may_challenge(actor: Actor, panel: Panel, case: cases.Case, *, at: datetime) -> Permission:
    """Challenge a member of the panel: who writes for the applicant, within the window that the definition opens."""
    if not actor.may_write_for(case.party_id):
        return no("기피신청은 신청한 조직의 대표나 담당자가 해요.")
    if panel.challenge_until is None:
        return no("이 심사는 심사위원을 미리 알리지 않아요.")
    if at >= panel.challenge_until:
        return no(f"기피신청은 {instant_words(panel.challenge_until)}까지 받았어요.")
    return YES


def may_object(actor: Actor, decision: Decision, *, at: datetime) -> Permission:
    """Object to a told result: who writes for the applicant, within the days that the definition gives."""
    if not actor.may_write_for(decision.case.party_id):
        return no("이의신청은 신청한 조직의 대표나 담당자가 해요.")
    if decision.announced_at is None:
        return no("아직 알린 결과가 없어요.")
    ends = queries.objections_end(decision)
    return YES if at < ends else no(f"이의신청은 {instant_words(ends)}까지 받았어요.")


def may_judge_objection(actor: Actor, panel: Panel, decision: Decision) -> Permission:
    """Judge an objection: who announces, other than the one who drew the decision up."""
    if actor.account_id == decision.decided_by_id:
        return no("처음 결정을 만든 사람이 아닌 다른 사람이 다시 살펴봐야 해요.")
    return may_announce(actor, panel)


def may_give_up(actor: Actor, decision: Decision) -> Permission:
    """Give up one's place: the applicant's representative."""
    if actor.represents(decision.case.party_id):
        return YES
    return no("선정을 포기하는 일은 조직의 대표가 해요.")


def may_answer_invitation(actor: Actor, seat: PanelSeat) -> Permission:
    """Accept or decline one's own invitation."""
    return YES if _is_own(actor, seat) else no("자기에게 온 초대만 답할 수 있어요.")


def may_declare(actor: Actor, seat: PanelSeat) -> Permission:
    """Say what one has to do with an application: from accepting until the results are told."""
    if not _is_own(actor, seat):
        return no("자기 이해관계만 알릴 수 있어요.")
    if seat.state != SeatState.ACCEPTED:
        return no("심사 초대를 먼저 수락해 주세요.")
    if seat.panel.state not in _BEFORE_THE_RESULT:
        return no("결과를 발표한 심사예요. 알릴 것이 있으면 담당자에게 문의해 주세요.")
    return YES


def may_score(actor: Actor, seat: PanelSeat) -> Permission:
    """Write one's own sheets while the panel is open."""
    if not _is_own(actor, seat):
        return no("자기 심사표만 쓸 수 있어요.")
    if seat.state != SeatState.ACCEPTED:
        return no("심사 초대를 먼저 수락해 주세요.")
    if seat.panel.state == PanelState.PLANNED:
        return no("심사가 아직 시작되지 않았어요. 시작하면 메일로 알려 드려요.")
    if seat.panel.state != PanelState.OPEN:
        return no("심사가 끝나 점수를 고칠 수 없어요. 담당자에게 문의해 주세요.")
    return YES


def _is_own(actor: Actor, seat: PanelSeat) -> bool:
    return actor.account_id is not None and seat.reviewer.account_id == actor.account_id


def _is_of_the_tier(actor: Actor, panel: Panel) -> bool:
    """A committee of the city or the ministry belongs to the seats of that government."""
    return bool(queries.tier_of(actor)) and queries.tier_of(actor) == panel.tier


def _from_outside(actor: Actor, panel: Panel) -> Permission:
    """Who belongs to an applicant, or to a partner of one, has no part in the round's selection."""
    return no(_BOUND) if queries.touches(panel, actor.party_ids) else YES
