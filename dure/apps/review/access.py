"""Who may do what in review; every no has its reason."""

from dure.apps.review.models import Panel, PanelSeat
from dure.apps.review.queries import panels as queries
from dure.apps.review.words import PanelState, SeatState
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_BOUND = "내가 속한 조직이 신청한 심사예요. 다른 담당자에게 부탁해 주세요."
_BEFORE_THE_RESULT = (PanelState.PLANNED, PanelState.OPEN, PanelState.CLOSED, PanelState.OPENED, PanelState.DECIDED)


def may_see_desk(actor: Actor, panel: Panel) -> Permission:
    """The desk's pages of a panel: the center's program seats and the auditor, unless their own party applies."""
    if not queries.sits_at_desk(actor):
        return no("심사 화면은 센터의 사업 담당자와 결재자만 볼 수 있어요.")
    return _from_outside(actor, panel)


def may_lead(actor: Actor, panel: Panel) -> Permission:
    """Form a panel, invite, close it and draw up the selection."""
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return _from_outside(actor, panel)
    return no("심사위원회는 센터의 사업 담당자가 꾸려요.")


def may_open_tally(actor: Actor, panel: Panel) -> Permission:
    """Open the sealed tally: an approver or officer other than the one who asked."""
    if not actor.has_in_center(Role.OFFICER, Role.APPROVER):
        return no("점수표는 센터의 담당자와 결재자 두 사람이 함께 열어요.")
    if actor.account_id == panel.asked_to_open_by_id:
        return no("개봉을 요청한 사람이 아닌 다른 사람이 열어야 해요.")
    return _from_outside(actor, panel)


def may_announce(actor: Actor, panel: Panel) -> Permission:
    """Tell the results, at one moment, to everyone concerned."""
    if actor.has_in_center(Role.APPROVER):
        return _from_outside(actor, panel)
    return no("선정 결과는 결재자가 발표해요.")


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


def _from_outside(actor: Actor, panel: Panel) -> Permission:
    """Who belongs to an applicant, or to a partner of one, has no part in the round's selection."""
    return no(_BOUND) if queries.touches(panel, actor.party_ids) else YES
