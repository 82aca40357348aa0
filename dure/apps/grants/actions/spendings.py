"""Expenses: written down, filed with their evidence, judged by the center, put in the ledger once accepted."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.evidence import NOTHING, Papers, Reused, keep_papers
from dure.apps.grants.actions.flags import decide_along, raise_about
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember, require, required_reason
from dure.apps.grants.actions.reimbursing import ask_for_expense
from dure.apps.grants.models import Agreement, BankAnswer, Spending
from dure.apps.grants.queries.agreements import ledger_key, settlement_of
from dure.apps.grants.queries.flags import own_findings
from dure.apps.grants.queries.weighing import Bill, Weighed, month_is_closed, reasons_against, reasons_in_words, reasons_to_ask, weigh
from dure.apps.grants.rules.flags import name_key
from dure.apps.grants.rules.flags_pairs import invoice_key
from dure.apps.grants.rules.kinds import USUAL_KIND
from dure.apps.grants.words import AgreementState, SettlementState, SpendingState
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.identifiers import tidy_digits
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

__all__ = ["Bill", "complete_spending", "draft_spendings", "file_spending", "judge_spending", "withdraw_spending", "write_down"]

MOST_AT_ONCE = 100


@verb
def file_spending(
    *,
    agreement_id: int,
    bill: Bill,
    papers: Papers,
    reused: Reused = NOTHING,
    ask: bool = False,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Spending:
    """Enter an expense with its papers. What is missing or beyond a limit is refused; what looks wrong raises flags and refuses nothing.
    With `ask`, who wrote the quotes is asked for, and an expense on which something is seen is held with its papers until its people say
    a word (holding.file_held)."""
    agreement = _open_for_entry(agreement_id, by)
    weighed = weigh(agreement, bill)
    refuse_if(
        [*reasons_against(agreement, bill, weighed, _kinds(papers, reused), today=seoul_date(at)), *_asked_besides(ask, bill, weighed)]
    )
    spending = Spending(agreement=agreement, state=SpendingState.DRAFT, **_said(bill, weighed), **_by(by, at))
    spending.save()
    return _filed(spending, papers, reused, "file_spending", ask=ask, by=by, at=at)


@verb
def draft_spendings(
    *, agreement_id: int, bills: Sequence[Bill], loose: Sequence[Reused] = (), by: Actor, at: datetime, key: Key = NO_KEY
) -> list[int]:
    """Write several expenses down in one act; each waits for its papers and counts nowhere before it is filed with them. `loose` are papers
    that were dropped for them, in the order of the bills. Their ids."""
    agreement = _open_for_entry(agreement_id, by)
    if not bills or len(bills) > MOST_AT_ONCE:
        raise Refused(_("한 번에 1건부터 %(most)s건까지 적을 수 있어요.") % {"most": MOST_AT_ONCE})
    refuse_if([f"{place}번째: {reason}" for place, bill in enumerate(bills, 1) for reason in reasons_to_write(agreement, bill, at)])
    written = [write_down(agreement, bill, by=by, at=at) for bill in bills]
    for spending, papers in zip(written, loose, strict=False):
        keep_papers(spending, (), papers, by=by, at=at)
    return [spending.pk for spending in written]


def reasons_to_write(agreement: Agreement, bill: Bill, at: datetime) -> list[str]:
    """What stands against writing an expense down. Papers and room are asked for when it is filed."""
    reasons = reasons_in_words(agreement, bill)
    if bill.spent_on > seoul_date(at):
        reasons.append(_("아직 오지 않은 날짜예요. 실제로 쓴 날을 적어 주세요."))
    elif not agreement.starts_on <= bill.spent_on <= agreement.ends_on:
        reasons.append(_("협약 기간 밖의 날짜예요. 협약 기간 안에 쓴 돈만 올릴 수 있어요."))
    return reasons


@part
def write_down(agreement: Agreement, bill: Bill, *, by: Actor, at: datetime) -> Spending:
    """One expense that waits for its papers."""
    spending = Spending(agreement=agreement, state=SpendingState.DRAFT, **_said(bill, weigh(agreement, bill)), **_by(by, at))
    spending.save()
    remember(spending, "draft_spendings", agreement, by=by, at=at, detail={"amount": spending.amount})
    return spending


@verb
def complete_spending(
    *, spending_id: int, bill: Bill, papers: Papers, reused: Reused = NOTHING, ask: bool = False, by: Actor, at: datetime, key: Key = NO_KEY
) -> Spending:
    """File an expense that was written down before, now with its papers and with what is said of it now."""
    spending = _locked(spending_id, SpendingState.DRAFT)
    agreement = spending.agreement
    access.may_write(by, agreement).or_refuse()
    _refuse_once_settled(agreement)
    weighed = weigh(agreement, bill)
    held = [*spending.evidence.order_by("pk").values_list("kind", flat=True), *_kinds(papers, reused)]
    refuse_if([*reasons_against(agreement, bill, weighed, held, today=seoul_date(at)), *_asked_besides(ask, bill, weighed)])
    for name, value in {**_said(bill, weighed), **_by(by, at)}.items():
        setattr(spending, name, value)
    spending.save()
    return _filed(spending, papers, reused, "complete_spending", ask=ask, by=by, at=at)


def _open_for_entry(agreement_id: int, by: Actor) -> Agreement:
    agreement = living_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    _refuse_once_settled(agreement)
    return agreement


def _asked_besides(ask: bool, bill: Bill, weighed: Weighed) -> list[str]:
    return reasons_to_ask(bill, weighed) if ask else []


def _kinds(papers: Papers, reused: Reused) -> list[str]:
    return [*(kind for kind, _upload in papers), *reused.kinds]


def _said(bill: Bill, weighed: Weighed) -> dict[str, object]:
    """The columns of a bill."""
    person = " ".join(bill.person_name.split())[:60]
    payee = " ".join(bill.payee_name.split())[:120]
    return {
        "category": bill.category,
        "source": bill.source,
        "amount": weighed.charge.amount,
        "vat": weighed.charge.vat,
        "vat_included": weighed.charge.vat_included,
        "kind": bill.kind or USUAL_KIND,
        "withholding": bill.withholding,
        "income_tax": weighed.taxed.income_tax,
        "local_tax": weighed.taxed.local_tax,
        "spent_on": bill.spent_on,
        "used_at": bill.used_at,
        "payee_name": payee,
        "payee_key": name_key(payee),
        "payee_business_number": tidy_digits(bill.payee_business_number),
        "person_name": person,
        "person_birth_year": bill.person_birth_year,
        "invoice_number": "".join(bill.invoice_number.split())[:40],
        "invoice_key": invoice_key(bill.invoice_number),
        "memo": bill.memo.strip()[:300],
        "facts": dict(bill.facts),
    }


def _by(by: Actor, at: datetime) -> dict[str, object]:
    return {"filed_at": at, "filed_by_id": by.account_id, "filed_by_name": by.name}


def _filed(spending: Spending, papers: Papers, reused: Reused, name: str, *, ask: bool, by: Actor, at: datetime) -> Spending:
    keep_papers(spending, papers, reused, by=by, at=at)
    detail: dict[str, object] = {"amount": spending.amount, "category": spending.category, "kind": spending.kind}
    if ask and (seen := own_findings(spending)):
        remember(spending, "hold_spending", spending.agreement, by=by, at=at, detail={**detail, "flags": len(seen)})
        return spending
    spending.state = SpendingState.FILED
    spending.save(update_fields=["state"])
    detail["flags"] = [flag.kind for flag in raise_about(spending, at=at, by=by) if flag.spending_id == spending.pk]
    remember(spending, name, spending.agreement, by=by, at=at, detail=detail)
    return spending


def _refuse_once_settled(agreement: Agreement) -> None:
    settlement = settlement_of(agreement)
    if settlement and settlement.state != SettlementState.DRAFT:
        raise OutOfTurn(_("정산서를 낸 뒤에는 집행 내역을 바꿀 수 없어요. 센터가 정산서를 돌려보내면 고칠 수 있어요."))


def _locked(spending_id: int, *states: SpendingState) -> Spending:
    """The expense under its agreement's lock, in one of the states."""
    agreement_id = Spending.objects.values_list("agreement_id", flat=True).get(pk=spending_id)
    agreement = living_agreement(agreement_id)
    spending = Spending.objects.select_for_update(of=("self",)).get(pk=spending_id)
    spending.agreement = agreement
    if spending.state not in states:
        raise OutOfTurn(_("이미 확인했거나 거둔 집행이에요. 화면을 새로 고쳐 확인해 주세요."))
    return spending


@verb
def withdraw_spending(*, spending_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Spending:
    """Take back an expense that nobody has judged; entered anew it is another one. Bank lines that it answered are unanswered again."""
    spending = _locked(spending_id, SpendingState.FILED, SpendingState.DRAFT)
    access.may_write(by, spending.agreement).or_refuse()
    _refuse_once_settled(spending.agreement)
    if month_is_closed(spending.agreement, spending.spent_on):
        raise OutOfTurn(_("마감한 달의 집행이에요. 까닭을 적고 달을 다시 연 뒤에 거둘 수 있어요."))
    spending.state = SpendingState.WITHDRAWN
    spending.save(update_fields=["state"])
    BankAnswer.objects.filter(spending=spending, undone_at=None).update(undone_at=at, undone_by_name=by.name)
    remember(spending, "withdraw_spending", spending.agreement, by=by, at=at)
    return spending


@verb
def judge_spending(*, spending_id: int, accepted: bool, clause: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Spending:
    """Accept an expense, which puts it in the ledger, or disallow it under a clause. Who filed it does not judge it."""
    spending = _locked(spending_id, SpendingState.FILED)
    agreement = spending.agreement
    access.may_judge_money(by, agreement).or_refuse()
    require(agreement, AgreementState.SIGNED)
    if by.account_id == spending.filed_by_id:
        raise Refused(_("집행을 올린 사람은 그 집행을 확인할 수 없어요. 다른 담당자에게 부탁해 주세요."))
    if accepted:
        _post(spending, by=by, at=at)
        spending.state, spending.clause = SpendingState.ACCEPTED, clause.strip()[:300]
    else:
        said = required_reason(clause, _("인정하지 않는 근거(조항)를 적어 주세요. 예: 협약 제5조 협약 기간 밖의 지출"))
        spending.state, spending.clause = SpendingState.DISALLOWED, said[:300]
    spending.judged_at, spending.judged_by_id, spending.judged_by_name = at, by.account_id, by.name
    spending.save(update_fields=["state", "clause", "judged_at", "judged_by_id", "judged_by_name"])
    decide_along(spending, accepted=accepted, why=spending.clause, by=by, at=at)
    name = "accept_spending" if accepted else "disallow_spending"
    remember(spending, name, agreement, by=by, at=at, reason=spending.clause, detail={"amount": spending.amount})
    return spending


def _post(spending: Spending, *, by: Actor, at: datetime) -> None:
    if ask_for_expense(spending, at=at):
        return
    agreement_key = ledger_key(spending.agreement)
    money.spend(
        agreement_key=agreement_key,
        amount=spending.amount,
        category=spending.category,
        source=spending.source,
        subject_key=f"{agreement_key}:spending-{spending.pk}",
        by=by,
        at=at,
        memo=spending.memo,
    )
