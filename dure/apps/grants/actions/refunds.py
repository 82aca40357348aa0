"""반납 고지: told once with a number, a day and an account; what comes back is recorded with the settlement, down to nothing."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.locking import locked_agreement, remember, tell
from dure.apps.grants.models import Agreement, RefundAccount, RefundOrder, Settlement
from dure.apps.grants.queries.agreements import sums_of
from dure.apps.grants.queries.refunds import account_of, giver_party_id, refund_of
from dure.apps.grants.words import SettlementState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.period import due_after_days
from dure.platform import journal, rates
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@verb
def put_refund_account(
    *, party_id: int, since: date, bank: str, holder: str, account: str, by: Actor, at: datetime, key: Key = NO_KEY, sample: bool = False
) -> RefundAccount:
    """The account to which grantees pay back, from a day on. Orders that went out keep the account they named."""
    access.may_put_refund_account(by, party_id).or_refuse()
    bank, holder, account = (" ".join(text.split()) for text in (bank, holder, account))
    if not (bank and holder and account) or any(letter not in "0123456789-" for letter in account):
        raise Refused(_("은행, 예금주, 계좌번호(숫자와 붙임표)를 모두 적어 주세요. 예: 예시은행, 예시센터, 123-456-7890"))
    row = RefundAccount.objects.create(
        party_id=party_id,
        since=since,
        bank=bank[:40],
        holder=holder[:60],
        account=account[:40],
        put_at=at,
        put_by_name=by.name,
        sample=sample,
    )
    journal.write(row, "put_refund_account", by=by, at=at, party_ids=[party_id], detail={"since": since.isoformat()})
    return row


@verb
def order_refund(*, settlement_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> RefundOrder:
    """Tell the grantee how much goes back, principal and interest, until when and where; the day follows from the rates."""
    agreement, settlement = _locked(settlement_id)
    access.may_judge_money(by, agreement).or_refuse()
    if (earlier := refund_of(settlement)) is not None:
        return earlier
    sums = sums_of(agreement)
    if settlement.state != SettlementState.CONFIRMED or not sums.owed_back:
        raise OutOfTurn(_("반납을 고지할 수 있는 때가 아니에요. 금액을 확정했고 돌려받을 돈이 남았는지 확인해 주세요."))
    order = _write(agreement, settlement, sums.returned, by=by, at=at)
    detail = {"amount": order.amount, "due_on": order.due_on.isoformat()}
    remember(order, "order_refund", agreement, by=by, at=at, detail=detail)
    tell("refund_ordered", order, agreement, at=at, amount=order.amount, due_on=order.due_on.isoformat())
    return order


@part
def order_refund_of_claims(agreement: Agreement, *, by: Actor, at: datetime) -> RefundOrder:
    """A grant that was claimed by the month has no settlement of its own: what the ledger says is confirmed, and the refund told like any other."""
    if Settlement.objects.filter(agreement=agreement).exists():
        raise OutOfTurn(_("이 협약은 정산이 있어요. 반납은 정산 화면에서 고지해 주세요."))
    sums = sums_of(agreement)
    if sums.on_hand or not sums.owed_back:
        raise OutOfTurn(_("돌려받을 돈이 없거나 아직 집행으로 적지 않은 돈이 있어요. 장부를 확인해 주세요."))
    settlement = Settlement.objects.create(
        agreement=agreement,
        state=SettlementState.CONFIRMED,
        interest=sums.interest,
        paid=sums.paid,
        accepted_grant=sums.spent_grant,
        confirmed=sums.spent_grant,
        to_return=sums.paid - sums.spent_grant + sums.interest,
        handed_in_at=at,
        confirmed_at=at,
        confirmed_by_name=by.name,
    )
    order = _write(agreement, settlement, sums.returned, by=by, at=at)
    detail = {"amount": order.amount, "due_on": order.due_on.isoformat()}
    remember(order, "order_refund", agreement, by=by, at=at, detail=detail)
    tell("refund_ordered", order, agreement, at=at, amount=order.amount, due_on=order.due_on.isoformat())
    return order


def _locked(settlement_id: int) -> tuple[Agreement, Settlement]:
    agreement = locked_agreement(Settlement.objects.values_list("agreement_id", flat=True).get(pk=settlement_id))
    settlement = Settlement.objects.select_for_update(of=("self",)).get(pk=settlement_id)
    settlement.agreement = agreement
    return agreement, settlement


@part
def _write(agreement: Agreement, settlement: Settlement, returned: int, *, by: Actor, at: datetime) -> RefundOrder:
    today = seoul_date(at)
    account = account_of(giver_party_id(agreement), today)
    if account is None:
        raise Refused(_("반납받을 계좌가 없어요. 반납 화면에서 계좌를 먼저 적어 주세요."))
    return RefundOrder.objects.create(
        settlement=settlement,
        number=f"{agreement.number}-반납",
        principal=settlement.to_return - settlement.interest,
        interest=settlement.interest,
        already_returned=returned,
        due_on=due_after_days(today, rates.whole("refund_due_days", on=today)),
        bank=account.bank,
        holder=account.holder,
        account=account.account,
        issued_at=at,
        issued_by_name=by.name,
    )


@part
def remind_refunds(*, at: datetime) -> int:
    """Some days before the day, and once after it: for every order of which something is still owed."""
    today, told = seoul_date(at), 0
    before = timedelta(days=rates.whole("refund_reminded_days", on=today))
    waiting = RefundOrder.objects.filter(settlement__state=SettlementState.CONFIRMED, due_on__lte=today + before)
    for order in waiting.select_related("settlement__agreement__case").order_by("id"):
        agreement, overdue = order.settlement.agreement, order.due_on < today
        owed = sums_of(agreement).owed_back
        if not owed or (order.overdue_told_at if overdue else order.reminded_at):
            continue
        field = "overdue_told_at" if overdue else "reminded_at"
        setattr(order, field, at)
        order.save(update_fields=[field])
        kind = "refund_overdue" if overdue else "refund_due"
        tell(kind, order, agreement, at=at, amount=owed, due_on=order.due_on.isoformat())
        told += 1
    return told
