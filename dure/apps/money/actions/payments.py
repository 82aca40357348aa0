"""One payment, by several hands: asked, prepared, approved, confirmed. Never the same person twice where two are needed."""

from datetime import date, datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from dure.apps.money import access, flow, rules, sealing
from dure.apps.money.actions import accounts, ledger
from dure.apps.money.models import Account, PayeeAccountVersion, PaymentOrder
from dure.apps.money.queries.payees import current_version, waiting_version
from dure.apps.money.queries.transfers import is_on_its_way
from dure.apps.money.words import OrderState, Source
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.won import won_in_full
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

LIVE = (OrderState.ASKED, OrderState.PREPARED, OrderState.APPROVED)


@part
def ask_payment(
    *,
    subject_key: str,
    agreement_key: str,
    party_id: int,
    amount: int,
    by: Actor,
    at: datetime,
    title: str = "",
    case_id: int | None = None,
    payer_id: int | None = None,
    spent_as: str = "",
) -> PaymentOrder:
    """Ask for a payment on behalf of the grantee. Asked again, the order that lives is the answer. Other orders of the agreement count.

    With `spent_as` it pays for an accepted expense of that category, which is posted as spent together with the payment.
    """
    rules.whole_won(amount)
    committed = accounts.committed_of(agreement_key)
    committed = Account.objects.select_for_update(of=("self",)).get(pk=committed.pk)
    earlier = PaymentOrder.objects.exclude(state=OrderState.REFUSED).filter(subject_key=subject_key).first()
    if earlier is not None:
        return _same_or_refuse(earlier, agreement_key, party_id, amount)
    asked = PaymentOrder.objects.filter(agreement_key=agreement_key, state__in=LIVE).aggregate(sum=Sum("amount"))["sum"] or 0
    if asked + amount > committed.balance:
        raise Refused(_("협약액 가운데 더 신청할 수 있는 돈은 %(left)s이에요.") % {"left": won_in_full(max(0, committed.balance - asked))})
    order = PaymentOrder.objects.create(
        subject_key=subject_key,
        agreement_key=agreement_key,
        party_id=party_id,
        payer_id=payer_id,
        amount=amount,
        spent_as=spent_as,
        title=title or committed.title,
        case_id=case_id,
        asked_at=at,
        asked_by_id=by.account_id or 0,
        asked_by_name=by.name,
    )
    _remember(order, "ask_payment", by=by, at=at)
    return order


def _same_or_refuse(earlier: PaymentOrder, agreement_key: str, party_id: int, amount: int) -> PaymentOrder:
    if (earlier.agreement_key, earlier.party_id, earlier.amount) != (agreement_key, party_id, amount):
        raise Refused(_("같은 차수의 지급이 다른 내용으로 이미 신청되어 있어요."))
    return earlier


@verb
def prepare_payment(*, order_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> PaymentOrder:
    """The first hand: take the party's verified account and lay the payment before an approver."""
    order = _locked(order_id)
    access.may_prepare(by, order).or_refuse()
    step = flow.PAYMENT.step("prepare", order.state)
    _refuse_if(rules.reasons_against_preparing(order, by.account_id))
    order.payee_version = _payable_version(order, at)
    order.state, order.prepared_at = step.target, at
    order.prepared_by_id, order.prepared_by_name, order.prepared_seat_id = by.account_id, by.name, by.seat_id
    order.save(update_fields=["payee_version", "state", "prepared_at", "prepared_by_id", "prepared_by_name", "prepared_seat_id"])
    _remember(order, "prepare_payment", by=by, at=at, detail={"payee": order.payee_version.shown, "version": order.payee_version.number})
    _tell("payment_prepared", order, at)
    return order


@verb
def approve_payment(*, order_id: int, seen: str, by: Actor, at: datetime, key: Key = NO_KEY) -> PaymentOrder:
    """The second hand. `seen` is the hash printed on the page that was read: if payee, version or amount changed since, nothing is approved."""
    order = _locked(order_id)
    access.may_approve(by, order).or_refuse()
    step = flow.PAYMENT.step("approve", order.state)
    _refuse_if(rules.reasons_against_approving(order, by.account_id, by.seat_id))
    bound = bound_now(order)
    if seen != bound or order.payee_version != _payable_version(order, at):
        raise Refused(_("읽은 뒤에 계좌나 금액이 바뀌었어요. 돌려보내고 새로 준비하게 해 주세요."))
    order.state, order.approved_at, order.approval_hash = step.target, at, bound
    order.approved_by_id, order.approved_by_name, order.approved_seat_id = by.account_id, by.name, by.seat_id
    order.save(update_fields=["state", "approved_at", "approval_hash", "approved_by_id", "approved_by_name", "approved_seat_id"])
    _remember(order, "approve_payment", by=by, at=at, detail={"approval_hash": bound})
    _tell("payment_approved", order, at)
    return order


@verb
def return_payment(*, order_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> PaymentOrder:
    """Send a request back with a reason; the grantee may ask anew. What was approved is void."""
    order = _locked(order_id)
    access.may_return(by, order).or_refuse()
    if is_on_its_way(order):
        raise OutOfTurn(_("은행에 보낸 이체 파일에 들어 있는 지급이에요. 은행 결과를 먼저 올려 주세요."))
    return return_locked(order, reason, by=by, at=at)


@part
def return_locked(order: PaymentOrder, reason: str, *, by: Actor, at: datetime) -> PaymentOrder:
    """The same for an order that the caller holds."""
    step = flow.PAYMENT.step("return", order.state)
    if not reason.strip():
        raise Refused(_("돌려보내는 까닭을 적어 주세요."))
    order.state, order.refused_at, order.refuse_reason = step.target, at, reason.strip()[:500]
    order.refused_by_id, order.refused_by_name = by.account_id, by.name
    order.save(update_fields=["state", "refused_at", "refuse_reason", "refused_by_id", "refused_by_name"])
    _remember(order, "return_payment", by=by, at=at, reason=order.refuse_reason)
    _tell("payment_returned", order, at, reason=order.refuse_reason)
    return order


@verb
def confirm_paid(*, order_id: int, bank_reference: str, paid_on: date, by: Actor, at: datetime, key: Key = NO_KEY) -> PaymentOrder:
    """The bank paid: post it once and tell it. Confirmed again with the same reference, the first answer stands."""
    order = _locked(order_id)
    access.may_confirm(by, order).or_refuse()
    reference = " ".join(bank_reference.split())
    if order.state == OrderState.PAID and (order.bank_reference, order.paid_on) == (reference, paid_on):
        return order
    flow.PAYMENT.step("confirm", order.state)
    changed = [] if is_on_its_way(order) else reasons_of_changed_account(order)
    _refuse_if([*changed, *reasons_against_confirming(order, reference, paid_on, by=by, at=at)])
    return confirm_locked(order, reference, paid_on, by=by, at=at)


@part
def confirm_locked(order: PaymentOrder, reference: str, paid_on: date, *, by: Actor, at: datetime) -> PaymentOrder:
    """Post an order that the caller holds and has asked `reasons_against_confirming` about."""
    step = flow.PAYMENT.step("confirm", order.state)
    order.entry = ledger.pay(
        agreement_key=order.agreement_key, subject_key=order.subject_key, amount=order.amount, by=by, at=at, memo=order.title
    )
    if order.spent_as:
        _post_as_spent(order, by=by, at=at)
    order.state, order.bank_reference, order.paid_on, order.paid_at = step.target, reference, paid_on, at
    order.paid_by_id, order.paid_by_name = by.account_id, by.name
    order.save(update_fields=["state", "bank_reference", "paid_on", "paid_at", "paid_by_id", "paid_by_name", "entry"])
    _remember(order, "confirm_paid", by=by, at=at, detail={"bank_reference": reference, "paid_on": paid_on.isoformat()})
    _tell("payment_confirmed", order, at)
    return order


def _post_as_spent(order: PaymentOrder, *, by: Actor, at: datetime) -> None:
    """The expense was accepted before it was paid for: nothing stays in the grantee's hand."""
    ledger.spend(
        agreement_key=order.agreement_key,
        amount=order.amount,
        category=order.spent_as,
        source=Source.GRANT,
        subject_key=order.subject_key,
        by=by,
        at=at,
        memo=order.title,
    )


def reasons_against_confirming(order: PaymentOrder, reference: str, paid_on: date, *, by: Actor, at: datetime) -> list[str]:
    """Why the bank's word cannot be taken: no reference or a used one, another day, the asker's own hand, another account by now."""
    reasons = []
    if not 1 <= len(reference) <= 60:
        reasons.append(_("은행 거래번호를 적어 주세요."))
    elif PaymentOrder.objects.filter(bank_reference=reference).exists():
        reasons.append(_("같은 은행 거래번호로 확인한 지급이 이미 있어요. 번호를 다시 확인해 주세요."))
    if order.approved_at is not None and not seoul_date(order.approved_at) <= paid_on <= seoul_date(at):
        reasons.append(_("이체한 날은 결재한 날부터 오늘까지여야 해요."))
    if by.account_id == order.asked_by_id:
        reasons.append(_("신청한 사람은 지급을 확인할 수 없어요."))
    if order.approval_hash != bound_now(order):
        reasons.append(_("결재한 내용과 지금 내용이 달라요. 지급하지 말고 관리자에게 알려 주세요."))
    return reasons


def reasons_of_changed_account(order: PaymentOrder) -> list[str]:
    """Why money must not leave any more: the party has named another account since the approval (reliability B29).

    What the bank has paid already is another matter: its answer is taken as it is.
    """
    newest = current_version(order.party_id)
    if waiting_version(order.party_id) is None and newest is not None and newest.pk == order.payee_version_id:
        return []
    said = _("%(party)s: 결재한 뒤에 다른 계좌를 등록했어요. 지급하지 말고 돌려보내 새로 준비해 주세요.")
    return [said % {"party": order.party.name}]


def bound_now(order: PaymentOrder) -> str:
    """What an approval of the order as it stands would bind."""
    assert order.payee_version is not None
    return rules.bound_by_approval(order, order.payee_version, sealing.approval_key())


def _locked(order_id: int) -> PaymentOrder:
    return PaymentOrder.objects.select_for_update(of=("self",)).select_related("party", "payee_version").get(pk=order_id)


def _payable_version(order: PaymentOrder, at: datetime) -> PayeeAccountVersion:
    newest = current_version(order.party_id)
    _refuse_if(rules.reasons_not_payable(newest, waiting_version(order.party_id), at))
    assert newest is not None
    return newest


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)


def _remember(
    order: PaymentOrder, verb_name: str, *, by: Actor, at: datetime, reason: str = "", detail: dict[str, object] | None = None
) -> None:
    said = {"subject_key": order.subject_key, "amount": order.amount, **(detail or {})}
    journal.write(order, verb_name, by=by, at=at, reason=reason, case_id=order.case_id, party_ids=[order.party_id], detail=said)


def _tell(kind: str, order: PaymentOrder, at: datetime, **more: object) -> None:
    payload = {"order_id": order.pk, "subject_key": order.subject_key, "agreement_key": order.agreement_key, "amount": order.amount, **more}
    events.emit(kind, subject=order, at=at, case_id=order.case_id, payload=payload)
