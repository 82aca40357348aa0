"""Expenses: filed with their evidence, judged by the center, put in the ledger once accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dure.apps.grants import access, rules
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember, require, required_reason
from dure.apps.grants.models import Agreement, Spending, SpendingEvidence
from dure.apps.grants.queries import spendings as queries
from dure.apps.grants.queries.agreements import ledger_key, room_for_files, settlement_of
from dure.apps.grants.words import AgreementState, SettlementState, SpendingState
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.identifiers import tidy_digits
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@dataclass(frozen=True, slots=True)
class Bill:
    """An expense as it is entered, in won."""

    category: str
    source: str
    amount: int
    spent_on: date
    payee_name: str
    memo: str
    payee_business_number: str = ""
    invoice_number: str = ""


@verb
def file_spending(
    *, agreement_id: int, bill: Bill, papers: Sequence[tuple[str, files.Upload]], by: Actor, at: datetime, key: Key = NO_KEY
) -> Spending:
    """Enter an expense with its papers. What is missing or beyond a limit is refused; what looks like a repetition is kept as a warning."""
    agreement = living_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    _refuse_once_settled(agreement)
    expense = rules.Expense(bill.category, bill.source, bill.amount, bill.spent_on, frozenset(kind for kind, _upload in papers))
    refuse_if(
        [
            *rules.reasons_against_entry(bill.amount, bill.payee_name, bill.memo, bill.payee_business_number),
            *rules.reasons_to_refuse(expense, queries.limits_of(agreement), today=seoul_date(at)),
        ]
    )
    spending = Spending.objects.create(
        agreement=agreement,
        category=bill.category,
        source=bill.source,
        amount=bill.amount,
        spent_on=bill.spent_on,
        payee_name=" ".join(bill.payee_name.split())[:120],
        payee_business_number=tidy_digits(bill.payee_business_number),
        invoice_number="".join(bill.invoice_number.split())[:40],
        memo=bill.memo.strip()[:300],
        filed_at=at,
        filed_by_id=by.account_id,
        filed_by_name=by.name,
    )
    _keep_papers(spending, papers, by=by, at=at)
    spending.warnings = queries.warnings_about(spending)
    spending.save(update_fields=["warnings"])
    detail = {"amount": spending.amount, "category": spending.category, "warnings": spending.warnings}
    remember(spending, "file_spending", agreement, by=by, at=at, detail=detail)
    return spending


def _keep_papers(spending: Spending, papers: Sequence[tuple[str, files.Upload]], *, by: Actor, at: datetime) -> None:
    room = room_for_files(spending.agreement)
    for kind, upload in papers:
        file = files.receive(upload, owner=spending, purpose=kind, by=by, at=at, room_left=room, retention_class="subsidy")
        SpendingEvidence.objects.create(spending=spending, kind=kind, file=file)
        room -= file.size


def _refuse_once_settled(agreement: Agreement) -> None:
    settlement = settlement_of(agreement)
    if settlement and settlement.state != SettlementState.DRAFT:
        raise OutOfTurn(_("정산서를 낸 뒤에는 집행 내역을 바꿀 수 없어요. 센터가 정산서를 돌려보내면 고칠 수 있어요."))


def _locked(spending_id: int) -> Spending:
    """The expense under its agreement's lock."""
    agreement_id = Spending.objects.values_list("agreement_id", flat=True).get(pk=spending_id)
    agreement = living_agreement(agreement_id)
    spending = Spending.objects.select_for_update(of=("self",)).get(pk=spending_id)
    spending.agreement = agreement
    if spending.state != SpendingState.FILED:
        raise OutOfTurn(_("이미 확인했거나 거둔 집행이에요. 화면을 새로 고쳐 확인해 주세요."))
    return spending


@verb
def withdraw_spending(*, spending_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Spending:
    """Take back an expense that nobody has judged; entered anew it is another one."""
    spending = _locked(spending_id)
    access.may_write(by, spending.agreement).or_refuse()
    _refuse_once_settled(spending.agreement)
    spending.state = SpendingState.WITHDRAWN
    spending.save(update_fields=["state"])
    remember(spending, "withdraw_spending", spending.agreement, by=by, at=at)
    return spending


@verb
def judge_spending(*, spending_id: int, accepted: bool, clause: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Spending:
    """Accept an expense, which puts it in the ledger, or disallow it under a clause. Who filed it does not judge it."""
    spending = _locked(spending_id)
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
    name = "accept_spending" if accepted else "disallow_spending"
    remember(spending, name, agreement, by=by, at=at, reason=spending.clause, detail={"amount": spending.amount})
    return spending


def _post(spending: Spending, *, by: Actor, at: datetime) -> None:
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
