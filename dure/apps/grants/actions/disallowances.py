"""Disallowing an expense, whole or in part: announced under a clause, answered by the grantee, decided; every turn stays."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember, required_reason, tell
from dure.apps.grants.models import Agreement, Disallowance, DisallowanceTurn, Spending
from dure.apps.grants.queries.agreements import ledger_key, settlement_of
from dure.apps.grants.queries.reimbursing import pays_per_expense
from dure.apps.grants.queries.threads import left_to_disallow
from dure.apps.grants.rules import settling
from dure.apps.grants.words import DisallowanceState, SettlementState, SpendingState, TurnKind
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.period import due_after_days
from dure.kernel.won import won_in_full
from dure.platform import files, rates
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

_JUDGED = (SpendingState.FILED, SpendingState.ACCEPTED)


@verb
def announce_disallowance(
    *, spending_id: int, amount: int, clause: str, text: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> Disallowance:
    """The center says what it means not to accept and why; nothing is posted before the grantee could answer and it was decided."""
    spending, agreement = _locked_spending(spending_id)
    access.may_judge_money(by, agreement).or_refuse()
    _refuse_once_confirmed(agreement)
    if spending.state not in _JUDGED or spending.disallowances.exclude(state=DisallowanceState.ENDED).exists():
        raise OutOfTurn(_("이 집행에는 지금 불인정을 예고할 수 없어요. 화면을 새로 고쳐 확인해 주세요."))
    if by.account_id == spending.filed_by_id:
        raise Refused(_("집행을 올린 사람은 그 집행을 확인할 수 없어요. 다른 담당자에게 부탁해 주세요."))
    if amount != spending.amount or spending.state == SpendingState.ACCEPTED:
        _refuse_before_paid(spending)
    refuse_if(settling.reasons_against_disallowing(amount, left_to_disallow(spending), clause))
    today = seoul_date(at)
    thread = Disallowance.objects.create(
        agreement=agreement,
        spending=spending,
        amount=amount,
        clause=clause.strip()[:300],
        reply_until=due_after_days(today, rates.whole("disallowance_reply_days", on=today)),
        announced_at=at,
        announced_by_id=by.account_id,
        announced_by_name=by.name,
    )
    _turn(thread, TurnKind.ANNOUNCED, amount, text.strip() or thread.clause, by=by, at=at)
    remember(thread, "announce_disallowance", agreement, by=by, at=at, reason=thread.clause, detail={"amount": amount})
    _tell("disallowance_announced", thread, at=at, amount=amount)
    return thread


@verb
def reply_to_disallowance(
    *, disallowance_id: int, text: str, papers: Sequence[files.Upload] = (), by: Actor, at: datetime, key: Key = NO_KEY
) -> DisallowanceTurn:
    """The grantee explains, with papers, as often as it wants until the last day or the decision."""
    thread, agreement = _locked_thread(disallowance_id)
    access.may_write(by, agreement).or_refuse()
    if seoul_date(at) > thread.reply_until:
        raise OutOfTurn(_("소명할 수 있는 날이 지났어요. 담당자에게 연락해 주세요."))
    turn = _turn(thread, TurnKind.REPLIED, None, required_reason(text, _("왜 인정해야 하는지 적어 주세요.")), by=by, at=at, by_grantee=True)
    for paper in papers:
        files.receive(paper, owner=turn, purpose="explanation", by=by, at=at, retention_class="subsidy")
    thread.state = DisallowanceState.REPLIED
    thread.save(update_fields=["state"])
    remember(thread, "reply_to_disallowance", agreement, by=by, at=at, detail={"papers": len(papers)})
    _tell("disallowance_answered", thread, at=at, amount=thread.amount)
    return turn


@verb
def decide_disallowance(*, disallowance_id: int, final_amount: int, text: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Disallowance:
    """Keep, lower or withdraw (nothing). What is final is posted now, and the ledger owes it. Before the last day only an answer ends it, or mercy."""
    thread, agreement = _locked_thread(disallowance_id)
    access.may_judge_money(by, agreement).or_refuse()
    _refuse_once_confirmed(agreement)
    if not 0 <= final_amount <= thread.amount:
        raise Refused(_("정할 금액은 0원부터 예고한 %(sum)s까지 적을 수 있어요.") % {"sum": won_in_full(thread.amount)})
    if final_amount and thread.state == DisallowanceState.ANNOUNCED and seoul_date(at) <= thread.reply_until:
        raise OutOfTurn(_("조직이 답할 수 있는 날이 남았어요. 답이 오거나 기한이 지난 뒤에 정해 주세요."))
    if final_amount and final_amount != thread.spending.amount:
        _refuse_before_paid(thread.spending)
    reason = required_reason(text, _("그렇게 정한 까닭을 적어 주세요."))
    kind = TurnKind.WITHDRAWN if not final_amount else TurnKind.KEPT if final_amount == thread.amount else TurnKind.LOWERED
    _turn(thread, kind, final_amount, reason, by=by, at=at)
    thread.state, thread.final_amount, thread.ended_at, thread.ended_by_name = DisallowanceState.ENDED, final_amount, at, by.name
    thread.save(update_fields=["state", "final_amount", "ended_at", "ended_by_name"])
    if final_amount:
        _make_final(thread, agreement, by=by, at=at)
    remember(thread, "decide_disallowance", agreement, by=by, at=at, reason=reason, detail={"amount": final_amount, "kind": str(kind)})
    _tell("disallowance_decided", thread, at=at, amount=final_amount)
    return thread


def _turn(
    thread: Disallowance, kind: TurnKind, amount: int | None, text: str, *, by: Actor, at: datetime, by_grantee: bool = False
) -> DisallowanceTurn:
    return DisallowanceTurn.objects.create(
        disallowance=thread, kind=kind, amount=amount, text=text, at=at, by_id=by.account_id, by_name=by.name, by_grantee=by_grantee
    )


def _tell(kind: str, thread: Disallowance, *, at: datetime, amount: int) -> None:
    spending, agreement = thread.spending, thread.agreement
    tell(kind, thread, agreement, at=at, disallowance_id=thread.pk, amount=amount, what=spending.memo, reason=thread.clause)


def _locked_spending(spending_id: int) -> tuple[Spending, Agreement]:
    agreement = living_agreement(Spending.objects.values_list("agreement_id", flat=True).get(pk=spending_id))
    spending = Spending.objects.select_for_update(of=("self",)).get(pk=spending_id)
    spending.agreement = agreement
    return spending, agreement


def _locked_thread(disallowance_id: int) -> tuple[Disallowance, Agreement]:
    """The thread and its agreement, locked; OutOfTurn once it has ended."""
    agreement = living_agreement(Disallowance.objects.values_list("agreement_id", flat=True).get(pk=disallowance_id))
    thread = Disallowance.objects.select_for_update(of=("self",)).select_related("spending").get(pk=disallowance_id)
    thread.agreement = thread.spending.agreement = agreement
    if thread.state == DisallowanceState.ENDED:
        raise OutOfTurn(_("이미 정해진 불인정이에요. 화면을 새로 고쳐 확인해 주세요."))
    return thread, agreement


def _refuse_once_confirmed(agreement: Agreement) -> None:
    settlement = settlement_of(agreement)
    if settlement and settlement.state in {SettlementState.CONFIRMED, SettlementState.CLOSED}:
        raise OutOfTurn(_("정산 금액을 확정한 뒤에는 집행을 다시 판단할 수 없어요."))


def _refuse_before_paid(spending: Spending) -> None:
    """Where money follows the evidence, nothing of an unpaid expense stands in the ledger yet that could be taken back in part."""
    if spending.source != "grant" or not pays_per_expense(spending.agreement):
        return
    subject = _subject(spending.agreement, spending)
    if not money.Entry.objects.filter(kind=money.EntryKind.SPEND, subject_key=subject, posted=True).exists():
        raise Refused(
            _("증빙을 보고 지급하는 사업이라, 아직 지급하지 않은 집행은 일부만 인정하지 않을 수 없어요. 지급한 뒤에 예고해 주세요.")
        )


@part
def _make_final(thread: Disallowance, agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """An expense nobody judged yet gets its word; what was accepted before is taken out of the ledger's accepted money."""
    spending = thread.spending
    if spending.state == SpendingState.FILED:
        _judge(thread, spending, by=by, at=at)
        if spending.state == SpendingState.DISALLOWED:
            return
        _spend(agreement, spending, spending.amount, _subject(agreement, spending), by=by, at=at)
    if spending.state == SpendingState.ACCEPTED:
        _take_back(thread, agreement, spending, by=by, at=at)


def _judge(thread: Disallowance, spending: Spending, *, by: Actor, at: datetime) -> None:
    whole = thread.final_amount == spending.amount
    spending.state = SpendingState.DISALLOWED if whole else SpendingState.ACCEPTED
    spending.clause, spending.judged_at, spending.judged_by_id, spending.judged_by_name = thread.clause, at, by.account_id, by.name
    spending.save(update_fields=["state", "clause", "judged_at", "judged_by_id", "judged_by_name"])


def _subject(agreement: Agreement, spending: Spending) -> str:
    return f"{ledger_key(agreement)}:spending-{spending.pk}"


def _spend(agreement: Agreement, spending: Spending, amount: int, subject: str, *, by: Actor, at: datetime) -> None:
    money.spend(
        agreement_key=ledger_key(agreement),
        amount=amount,
        category=spending.category,
        source=spending.source,
        subject_key=subject,
        by=by,
        at=at,
        memo=spending.memo,
    )


def _take_back(thread: Disallowance, agreement: Agreement, spending: Spending, *, by: Actor, at: datetime) -> None:
    """Granted money is owed from now on. Of the own share nobody owes anything: its entry is undone and posted with what is left."""
    subject, final = _subject(agreement, spending), thread.final_amount or 0
    if spending.source == "grant":
        money.disallow(
            agreement_key=ledger_key(agreement),
            amount=final,
            category=spending.category,
            subject_key=f"{subject}:disallowed-{thread.pk}",
            accepted_before=True,
            by=by,
            at=at,
            memo=thread.clause,
        )
        return
    standing = money.Entry.objects.filter(kind=money.EntryKind.SPEND, subject_key__startswith=subject, reversed_by=None).order_by("-pk")
    entry = next(row for row in standing if row.subject_key in {subject} or row.subject_key.startswith(f"{subject}:"))
    left = sum(leg.amount for leg in entry.legs.all() if leg.amount > 0) - final
    money.reverse(entry=entry, by=by, at=at, reason=thread.clause)
    if left:
        _spend(agreement, spending, left, f"{subject}:left-{thread.pk}", by=by, at=at)
