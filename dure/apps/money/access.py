"""Who may do what with money. Every no has its reason."""

from collections.abc import Sequence

from dure.apps.money.models import PayeeAccountVersion, PaymentOrder
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_STAFF = (Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR)
_OWN_PARTY = "내가 속한 조직의 돈은 센터 자리에서 다룰 수 없어요. 다른 담당자에게 부탁해 주세요."


def may_see_payments(actor: Actor) -> Permission:
    """The desk of payments, payees and the ledger: the center's seats and the auditor."""
    if actor.has_in_center(*_STAFF) or actor.has(Role.AUDITOR, Role.OPERATOR):
        return YES
    return no("지급 화면은 센터 직원과 수행기관만 볼 수 있어요.")


def may_see_ledger(actor: Actor) -> Permission:
    """The center's ledger and the accounts of parties: the center's seats and the auditor."""
    if actor.has_in_center(*_STAFF) or actor.has(Role.AUDITOR):
        return YES
    return no("장부와 계좌 화면은 센터 직원만 볼 수 있어요.")


def may_read_order(actor: Actor, order: PaymentOrder) -> Permission:
    """The center's desk, the operator that pays, and members of the party that is paid."""
    if actor.is_member(order.party_id) or (order.payer_id and actor.acts_for(order.payer_id)):
        return YES
    return may_see_ledger(actor)


def may_prepare(actor: Actor, order: PaymentOrder) -> Permission:
    """Prepare a payment: a finance or officer seat of the center, or a seat of the operator that pays, with nothing to do with the party."""
    return (
        _from_outside(actor, order.party_id)
        if actor.acts_for(order.payer_id, Role.FINANCE, Role.OFFICER)
        else no("지급은 센터의 담당자나 회계 담당이 준비해요.")
    )


def may_approve(actor: Actor, order: PaymentOrder) -> Permission:
    """Approve a payment: an approver's seat of the center, or another seat of the operator that pays."""
    if actor.acts_for(order.payer_id, Role.APPROVER):
        return _from_outside(actor, order.party_id)
    return no("결재는 돈을 보내는 곳의 결재자만 할 수 있어요.")


def may_return(actor: Actor, order: PaymentOrder) -> Permission:
    """Send a request back: whoever could prepare or approve it."""
    if actor.acts_for(order.payer_id, Role.FINANCE, Role.OFFICER, Role.APPROVER):
        return _from_outside(actor, order.party_id)
    return no("신청을 돌려보내는 일은 돈을 보내는 곳의 담당자가 해요.")


def may_confirm(actor: Actor, order: PaymentOrder) -> Permission:
    """Confirm that the bank paid: a finance seat of the center, or a seat of the operator that pays."""
    if actor.acts_for(order.payer_id, Role.FINANCE):
        return _from_outside(actor, order.party_id)
    return no("지급 확인은 돈을 보내는 곳의 회계 담당이 해요.")


def may_make_transfer_file(actor: Actor) -> Permission:
    """The file for the bank shows account numbers: a finance seat of the center, or an operator for the payments that are its own."""
    return YES if actor.has_in_center(Role.FINANCE) or actor.has(Role.OPERATOR) else no("이체 파일은 센터의 회계 담당만 만들 수 있어요.")


def may_handle_transfer(actor: Actor, orders: Sequence[PaymentOrder]) -> Permission:
    """Send, drop and answer a transfer file: whoever may confirm every payment in it."""
    return next((permission for order in orders if not (permission := may_confirm(actor, order))), YES)


def may_propose_payee(actor: Actor, party_id: int) -> Permission:
    """Name the party's account: a representative or an editor."""
    return (
        YES if actor.may_write_for(party_id) else no("이 조직에서 쓰기 권한을 가진 사람만 계좌를 등록할 수 있어요. 대표에게 부탁해 주세요.")
    )


def may_see_payee(actor: Actor, party_id: int) -> Permission:
    """See which account is named (last digits only): members of the party."""
    return YES if actor.is_member(party_id) else no("이 조직의 구성원만 볼 수 있어요.")


def may_judge_payee(actor: Actor, version: PayeeAccountVersion) -> Permission:
    """Verify or decline an account: a finance or officer seat of the center, a second person."""
    if actor.has(Role.OPERATOR) and not actor.is_center:
        return no("수행기관이 지급하는 기업의 계좌도 센터가 확인해요. 지급하는 곳과 계좌를 확인하는 곳을 나누려는 거예요.")
    if not actor.has_in_center(Role.FINANCE, Role.OFFICER):
        return no("계좌 확인은 센터의 담당자나 회계 담당이 해요.")
    if actor.account_id == version.proposed_by_id:
        return no("계좌를 적은 사람은 그 계좌를 확인할 수 없어요. 다른 담당자에게 부탁해 주세요.")
    return _from_outside(actor, version.payee.party_id)


def may_allot(actor: Actor) -> Permission:
    """Give a budget line its money: a finance or administrator seat of the center."""
    return YES if actor.has_in_center(Role.FINANCE, Role.ADMINISTRATOR) else no("예산 배정은 센터의 회계 담당이 해요.")


def may_close_years(actor: Actor) -> Permission:
    """Open a fiscal year and begin to close it: a finance seat of the center."""
    return YES if actor.has_in_center(Role.FINANCE) else no("회계연도를 열고 마감하는 일은 센터의 회계 담당이 해요.")


def may_ask_money(actor: Actor) -> Permission:
    """Ask to carry over, to move between lines or to reverse an entry: a finance seat of the center."""
    return YES if actor.has_in_center(Role.FINANCE) else no("이월·전용·바로잡기는 센터의 회계 담당이 요청해요.")


def may_decide_money(actor: Actor) -> Permission:
    """Decide what finance asked: an approver's seat of the center."""
    return YES if actor.has_in_center(Role.APPROVER) else no("이월·전용·바로잡기와 회계연도 마감은 센터의 결재자가 승인해요.")


def _from_outside(actor: Actor, party_id: int) -> Permission:
    return no(_OWN_PARTY) if actor.is_member(party_id) else YES
