"""Who may do what in review; every no has its reason."""

from dure.apps.review.models import Panel, PanelSeat
from dure.apps.review.words import PanelState, SeatState
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role


def may_lead(actor: Actor, panel: Panel) -> Permission:
    """Form a panel, invite, close it and draw up the selection."""
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("심사위원회는 센터의 사업 담당자가 꾸려요.")


def may_open_tally(actor: Actor, panel: Panel) -> Permission:
    """Open the sealed tally: an approver or officer other than the one who asked."""
    if not actor.has_in_center(Role.OFFICER, Role.APPROVER):
        return no("점수표는 센터의 담당자와 결재자 두 사람이 함께 열어요.")
    if actor.account_id == panel.asked_to_open_by_id:
        return no("개봉을 요청한 사람이 아닌 다른 사람이 열어야 해요.")
    return YES


def may_announce(actor: Actor, panel: Panel) -> Permission:
    """Tell the results, at one moment, to everyone concerned."""
    if actor.has_in_center(Role.APPROVER):
        return YES
    return no("선정 결과는 결재자가 발표해요.")


def may_score(actor: Actor, seat: PanelSeat) -> Permission:
    """Write one's own sheets while the panel is open."""
    if seat.reviewer.account_id != actor.account_id:
        return no("자기 심사표만 쓸 수 있어요.")
    if seat.state != SeatState.ACCEPTED:
        return no("심사 초대를 먼저 수락해 주세요.")
    if seat.panel.state != PanelState.OPEN:
        return no("심사가 끝나 점수를 고칠 수 없어요. 담당자에게 문의해 주세요.")
    return YES


def may_answer_invitation(actor: Actor, seat: PanelSeat) -> Permission:
    """Accept or decline one's own invitation."""
    if seat.reviewer.account_id != actor.account_id:
        return no("자기에게 온 초대만 답할 수 있어요.")
    return YES
