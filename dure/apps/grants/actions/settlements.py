"""Settlement: handed in with the bank's interest, confirmed to the won in the ledger, followed until nothing is owed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.grants import access, rules
from dure.apps.grants.actions import operating
from dure.apps.grants.actions.flags import raise_found
from dure.apps.grants.actions.lateness import record_lateness
from dure.apps.grants.actions.locking import living_agreement, locked_agreement, refuse_if, remember, required_reason, tell
from dure.apps.grants.actions.reimbursing import refuse_while_unpaid
from dure.apps.grants.models import Agreement, InterestMonth, ReturnedMoney, Settlement
from dure.apps.grants.queries.agreements import ledger_key, sums_of, terms_of
from dure.apps.grants.queries.budgets import drafts_of
from dure.apps.grants.queries.flags import findings_at_settlement, reasons_against_confirming
from dure.apps.grants.queries.operating import interest_of_leaves
from dure.apps.grants.queries.settlements import beyond_lines, figures_of, open_threads
from dure.apps.grants.queries.verifying import verification_missing
from dure.apps.grants.rules import settling
from dure.apps.grants.words import AgreementState, SettlementState, SpendingState
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.won import won_in_full
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def hand_in_settlement(
    *,
    agreement_id: int,
    interest: int,
    note: str,
    statement: files.Upload | None,
    months: Sequence[tuple[str, date, int]] = (),
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Settlement:
    """The grantee names the bank's interest and shows the statement; the other figures stand in the ledger already.

    With `months` (account, month, won) the interest is their sum. What comes after its day is remembered as late.
    """
    agreement = living_agreement(agreement_id)
    access.may_ask(by, agreement).or_refuse()
    run = cases.run_of(agreement.case_id, "settlement")
    if run.state not in {"open", "returned"}:
        raise OutOfTurn(_("지금은 정산서를 낼 차례가 아니에요. 진행 단계를 확인해 주세요."))
    operating.refuse_while_firms_are_unsettled(agreement)
    refuse_while_unpaid(agreement)
    if waiting := drafts_of(agreement):
        raise Refused(
            _("증빙을 기다리는 집행이 %(count)s건 있어요. 증빙을 갖추어 올리거나 거둔 뒤에 정산서를 내 주세요.") % {"count": waiting}
        )
    settlement, _made = Settlement.objects.get_or_create(agreement=agreement)
    if statement is not None:
        settlement.interest_file = files.receive(
            statement, owner=settlement, purpose="bank_statement", by=by, at=at, retention_class="subsidy"
        )
    refuse_if(settling.months_of_interest(months))
    interest = sum(amount for _account, _month, amount in months) if months else interest
    if interest < 0 or (agreement.amount and settlement.interest_file is None):
        raise Refused(_("통장에 붙은 이자를 0원 이상으로 적고, 이자가 보이는 통장 사본을 올려 주세요."))
    interest += interest_of_leaves(agreement)
    settlement.interest, settlement.note = interest if agreement.amount else 0, note.strip()
    is_first = settlement.handed_in_at is None
    settlement.state, settlement.handed_in_at = SettlementState.HANDED_IN, at
    settlement.save()
    _keep_months(settlement, months)
    if agreement.amount and not agreement.pass_through:
        raise_found(findings_at_settlement(agreement, settlement.note, seoul_date(at)), at=at)
    if is_first:
        record_lateness(agreement, handed_in_on=seoul_date(at), by=by, at=at)
    cases.move(run, "hand_in", by=by, at=at)
    remember(settlement, "hand_in_settlement", agreement, by=by, at=at, detail={"interest": interest})
    tell("settlement_handed_in", settlement, agreement, at=at)
    return settlement


def _keep_months(settlement: Settlement, months: Sequence[tuple[str, date, int]]) -> None:
    """The months as they were said this time; what was said before stays."""
    turn = (settlement.interest_months.aggregate(last=Max("turn"))["last"] or 0) + 1
    InterestMonth.objects.bulk_create(
        InterestMonth(settlement=settlement, turn=turn, account=" ".join(account.split())[:60], month=month.replace(day=1), amount=amount)
        for account, month, amount in months
    )


def _locked(settlement_id: int, *states: SettlementState, by: Actor) -> tuple[Agreement, Settlement]:
    """Under the agreement's lock: first who asks, then what state it is in."""
    agreement = locked_agreement(Settlement.objects.values_list("agreement_id", flat=True).get(pk=settlement_id))
    settlement = Settlement.objects.select_for_update(of=("self",)).get(pk=settlement_id)
    settlement.agreement = agreement
    access.may_judge_money(by, agreement).or_refuse()
    if settlement.state not in states:
        raise OutOfTurn(_("지금 정산 상태에서는 할 수 없는 일이에요. 화면을 새로 고쳐 확인해 주세요."))
    return agreement, settlement


@verb
def return_settlement(*, settlement_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Settlement:
    """Ask for changes; expenses may be entered again."""
    agreement, settlement = _locked(settlement_id, SettlementState.HANDED_IN, by=by)
    settlement.returned_reason = required_reason(reason, _("무엇을 고쳐야 하는지 적어 주세요."))
    settlement.state = SettlementState.DRAFT
    settlement.save(update_fields=["returned_reason", "state"])
    cases.move(cases.run_of(agreement.case_id, "settlement"), "return", by=by, at=at, reason=settlement.returned_reason)
    remember(settlement, "return_settlement", agreement, by=by, at=at, reason=settlement.returned_reason)
    return settlement


@verb
def confirm_settlement(*, settlement_id: int, seen_to_return: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Settlement:
    """Confirm the figures and post them: what was left, what is not paid for after all, the interest. The ledger then owes exactly `to_return`."""
    agreement, settlement = _locked(settlement_id, SettlementState.HANDED_IN, by=by)
    if waiting := agreement.spendings.filter(state=SpendingState.FILED).count():
        raise Refused(_("확인하지 않은 집행이 %(count)s건 있어요. 먼저 인정하거나 인정하지 않는다고 정해 주세요.") % {"count": waiting})
    if threads := open_threads(agreement):
        raise Refused(_("끝나지 않은 불인정 예고가 %(count)s건 있어요. 소명을 보고 먼저 정해 주세요.") % {"count": threads})
    refuse_if(reasons_against_confirming(agreement))
    refuse_if(verification_missing(settlement))
    figures = figures_of(agreement, interest=settlement.interest)
    if figures.to_return != seen_to_return:
        raise Refused(
            _("읽은 뒤에 금액이 바뀌었어요. 지금 돌려받을 돈은 %(sum)s이에요. 다시 확인해 주세요.")
            % {"sum": won_in_full(figures.to_return)}
        )
    _post(agreement, figures, by=by, at=at)
    settlement.paid, settlement.accepted_grant, settlement.accepted_own = figures.paid, figures.accepted_grant, figures.accepted_own
    settlement.confirmed, settlement.to_return = figures.confirmed, figures.to_return
    settlement.state, settlement.confirmed_at, settlement.confirmed_by_name = SettlementState.CONFIRMED, at, by.name
    settlement.save()
    cases.move(cases.run_of(agreement.case_id, "settlement"), "confirm", by=by, at=at)
    detail = {"confirmed": figures.confirmed, "to_return": figures.to_return}
    remember(settlement, "confirm_settlement", agreement, by=by, at=at, detail=detail)
    tell("settlement_confirmed", settlement, agreement, at=at, **detail)
    return settlement


def _post(agreement: Agreement, figures: rules.SettlementFigures, *, by: Actor, at: datetime) -> None:
    """Free what was never paid, then make the ledger owe what the figures say."""
    if not agreement.amount:
        return
    operating.take_over_leaves(agreement, by=by, at=at)
    key, sums = ledger_key(agreement), sums_of(agreement)
    if sums.undisbursed:
        money.release(agreement_key=key, amount=sums.undisbursed, by=by, at=at, subject_key=f"{key}:undisbursed")
    disallowed = min(_disallowed(agreement), sums.on_hand)
    if disallowed:
        money.disallow(agreement_key=key, amount=disallowed, subject_key=f"{key}:disallowed", by=by, at=at)
    money.unspent(agreement_key=key, amount=sums.on_hand - disallowed, by=by, at=at)
    beyond = sum(_cut_beyond_lines(agreement, by=by, at=at))
    if cut := sums.spent_grant - beyond - figures.confirmed:
        money.disallow(agreement_key=key, amount=cut, subject_key=f"{key}:ratio", accepted_before=True, by=by, at=at)
    money.record_interest(agreement_key=key, amount=figures.interest, by=by, at=at)


def _cut_beyond_lines(agreement: Agreement, *, by: Actor, at: datetime) -> Iterator[int]:
    """What was accepted of the grant beyond an approved line is not paid for after all, line by line."""
    key = ledger_key(agreement)
    for (category, source), amount in beyond_lines(agreement).items():
        if source == "grant":
            subject = f"{key}:beyond:{category}"[:120]
            money.disallow(agreement_key=key, amount=amount, category=category, subject_key=subject, accepted_before=True, by=by, at=at)
            yield amount


def _disallowed(agreement: Agreement) -> int:
    """Granted money spent on what was not accepted; what was paid for again properly is not in hand any more."""
    amounts = agreement.spendings.filter(state=SpendingState.DISALLOWED, source="grant").values_list("amount", flat=True)
    return sum(amounts)


@verb
def record_returned_money(
    *, settlement_id: int, amount: int, returned_on: date, bank_reference: str, by: Actor, at: datetime, key: Key = NO_KEY
) -> ReturnedMoney:
    """Money came back: put it in the ledger once per bank reference, never more than is owed."""
    agreement, settlement = _locked(settlement_id, SettlementState.CONFIRMED, by=by)
    reference = " ".join(bank_reference.split())[:60]
    if not reference or returned_on > seoul_date(at):
        raise Refused(_("은행 거래번호와, 오늘까지 가운데 돈이 들어온 날을 적어 주세요."))
    if earlier := ReturnedMoney.objects.filter(settlement=settlement, bank_reference=reference).first():
        if (earlier.amount, earlier.returned_on) == (amount, returned_on):
            return earlier
        raise Refused(_("같은 은행 거래번호로 적은 반납이 이미 있어요. 번호를 다시 확인해 주세요."))
    agreement_key = ledger_key(agreement)
    money.record_return(agreement_key=agreement_key, amount=amount, subject_key=f"{agreement_key}:return:{reference}", by=by, at=at)
    returned = ReturnedMoney.objects.create(
        settlement=settlement,
        amount=amount,
        returned_on=returned_on,
        bank_reference=reference,
        recorded_at=at,
        recorded_by_name=by.name,
    )
    remember(returned, "record_returned_money", agreement, by=by, at=at, detail={"amount": amount, "bank_reference": reference})
    return returned


@verb
def close_settlement(*, settlement_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Settlement:
    """Nothing is owed any more: close the settlement and end the agreement."""
    agreement, settlement = _locked(settlement_id, SettlementState.CONFIRMED, by=by)
    if owed := sums_of(agreement).owed_back:
        refuse_if([_("아직 돌려받을 돈이 %(sum)s 남았어요.") % {"sum": won_in_full(owed)}])
    settlement.state, settlement.closed_at = SettlementState.CLOSED, at
    settlement.save(update_fields=["state", "closed_at"])
    agreement.state = AgreementState.ENDED
    agreement.save(update_fields=["state"])
    if terms_of(agreement).stages_of("settlement"):
        cases.move(cases.run_of(agreement.case_id, "settlement"), "close", by=by, at=at)
    remember(settlement, "close_settlement", agreement, by=by, at=at)
    tell("settlement_closed", settlement, agreement, at=at)
    return settlement
