"""What grants says beside a payment: the agreement, what stood before it, and what looks wrong about its expenses."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from dure.apps.grants.models import Agreement, Spending, Tranche
from dure.apps.grants.queries.agreements import CONTRACT_PRICE, LEDGER_PREFIX, sums_of, tranche_of
from dure.apps.grants.queries.flags import undecided
from dure.apps.grants.queries.gates import gates_of, papers_of
from dure.apps.grants.queries.reimbursing import expense_of
from dure.apps.grants.queries.spendings import category_words
from dure.apps.grants.words import SpendingState
from dure.apps.money import facade as money
from dure.kernel.korean import table_day
from dure.kernel.won import won_in_full


def _agreement_of(order: money.PaymentOrder) -> tuple[Agreement | None, Tranche | None, Spending | None]:
    tranche, spending = tranche_of(order.subject_key), expense_of(order.subject_key)
    agreement_id = tranche.agreement_id if tranche else spending.agreement_id if spending else None
    agreement = Agreement.objects.select_related("case__party", "case__round__program").filter(pk=agreement_id or 0).first()
    return agreement, tranche, spending


@money.speaks("0 agreement")
def of_the_agreement(order: money.PaymentOrder, at: datetime) -> list[money.Section]:
    """The agreement's money and the conditions of this payment, each met or named as missing."""
    agreement, tranche, spending = _agreement_of(order)
    if agreement is None:
        return []
    found = [_sums(agreement, order)]
    if tranche is not None:
        found.append(_gates(agreement, tranche, at))
    if spending is not None:
        found.append(_expense(spending))
    return found


def _sums(agreement: Agreement, order: money.PaymentOrder) -> money.Section:
    sums = sums_of(agreement)
    paid = order.state == money.OrderState.PAID
    left = sums.committed - sums.paid - (0 if paid else order.amount)
    lines = (
        money.SectionLine("협약", f"{agreement.number} · {agreement.get_state_display()}"),
        money.SectionLine("기간", f"{table_day(agreement.starts_on)} – {table_day(agreement.ends_on)}"),
        money.SectionLine("협약액", won_in_full(sums.committed)),
        money.SectionLine("이 지급까지 지급한 돈" if paid else "지금까지 지급한 돈", won_in_full(sums.paid)),
        money.SectionLine("이번 지급", won_in_full(order.amount)),
        money.SectionLine("이 지급 뒤 남는 협약액", won_in_full(max(left, 0)), "" if left >= 0 else "협약액을 넘음", left >= 0),
        money.SectionLine("인정한 집행", f"보조금 {won_in_full(sums.spent_grant)} · 자부담 {won_in_full(sums.spent_own)}"),
    )
    return money.Section("협약과 돈", lines, reverse("grants:desk-grant", args=[agreement.pk]), "사업 진행 화면 보기")


def _gates(agreement: Agreement, tranche: Tranche, at: datetime) -> money.Section:
    lines = [
        money.SectionLine(gate.title, gate.missing or gate.now, "충족" if gate.met else "빠짐", gate.met)
        for gate in gates_of(agreement, tranche, at)
    ]
    lines += [
        money.SectionLine(f"올린 서류: {paper.name}", f"{paper.file.name} · {paper.by_name}") for paper in papers_of(tranche) if paper.file
    ]
    return money.Section("교부 조건", tuple(lines))


def _expense(spending: Spending) -> money.Section:
    kinds = ", ".join(paper.get_kind_display() for paper in spending.evidence.order_by("pk"))
    accepted = spending.state == SpendingState.ACCEPTED
    lines = (
        money.SectionLine("쓴 날", table_day(spending.spent_on)),
        money.SectionLine("어디에", f"{spending.payee_name} · {spending.memo}"),
        money.SectionLine("증빙", kinds or "없음", "" if kinds else "없음", bool(kinds)),
        money.SectionLine("판단", f"{spending.get_state_display()} · {spending.judged_by_name}", "충족" if accepted else "빠짐", accepted),
    )
    return money.Section("지급할 집행", lines)


@money.speaks("6 flags")
def of_what_looks_wrong(order: money.PaymentOrder, _at: datetime) -> list[money.Section]:
    """Flags that nobody has decided, the oldest first."""
    agreement, _tranche, _spending = _agreement_of(order)
    if agreement is None:
        return []
    lines = tuple(_flags(agreement))
    return [money.Section("집행의 확인할 점", lines or (money.SectionLine("판단하지 않은 점", "없어요", "충족"),))]


def _flags(agreement: Agreement) -> Iterator[money.SectionLine]:
    for flag in undecided().filter(agreement=agreement).select_related("spending").order_by("raised_at", "pk")[: money.MOST_SHOWN]:
        spending = flag.spending
        term = f"{table_day(spending.spent_on)} {won_in_full(spending.amount)}" if spending else agreement.number
        yield money.SectionLine(term, flag.says, str(flag.get_state_display()), False)


@money.names_categories
def titles_of(owner_key: str) -> dict[str, str]:
    """The titles of an agreement's budget categories, for the pages of the ledger."""
    number = owner_key.removeprefix(LEDGER_PREFIX)
    if not (owner_key.startswith(LEDGER_PREFIX) and number.isdigit()):
        return {}
    agreement = Agreement.objects.select_related("case__round").filter(pk=int(number)).first()
    return {**category_words(agreement), **_OWN_TITLES} if agreement else {}


_OWN_TITLES = {"pass_through": "참여기업 정산 합계", CONTRACT_PRICE: "계약 대금"}
"""Categories that no definition names: they are posted by the house."""
