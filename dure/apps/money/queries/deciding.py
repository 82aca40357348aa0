"""What money itself says beside a payment: the line it comes from, the account it goes to, and what went before."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from dure.apps.money import rules
from dure.apps.money.models import Account, PayeeAccountVersion, PaymentOrder
from dure.apps.money.queries.carrying import committed_now
from dure.apps.money.queries.payees import current_version, others_with_the_same_number, versions_of, waiting_version
from dure.apps.money.sections import MOST_SHOWN, Line, Section, speaks
from dure.apps.money.words import OrderState, VersionState
from dure.kernel.korean import instant_words
from dure.kernel.won import won_in_full


@speaks("1 line")
def of_the_line(order: PaymentOrder, _at: datetime) -> list[Section]:
    """The budget line, what it holds, and what it still may promise."""
    committed = committed_now(order.agreement_key)
    if committed is None or committed.parent is None or committed.parent.parent is None:
        return []
    promised, line = committed.parent, committed.parent.parent
    lines = [
        Line("예산 항목", f"{committed.book.fiscal_year}년 {line.title}"),
        Line("아직 협약하지 않은 돈", won_in_full(line.balance)),
        Line("협약하고 아직 지급하지 않은 돈", won_in_full(promised.total)),
    ]
    lines.append(_left_after(committed, order))
    return [Section("예산", tuple(lines))]


def _left_after(committed: Account, order: PaymentOrder) -> Line:
    if order.state == OrderState.PAID:
        return Line("이 협약의 남은 지급액", won_in_full(committed.balance))
    left = committed.balance - order.amount
    return Line("이 지급 뒤 협약의 남은 지급액", won_in_full(max(left, 0)), "" if left >= 0 else "협약액을 넘음", left >= 0)


@speaks("2 payee")
def of_the_payee(order: PaymentOrder, at: datetime) -> list[Section]:
    """The account's version, who changed and verified it, and whether it may be used now."""
    version = order.payee_version or current_version(order.party_id)
    if version is None:
        return [Section("받을 계좌", (Line("계좌", "확인된 계좌가 없어요", "없음", good=False),))]
    lines = [Line("계좌", f"{version.shown} · 예금주 {version.holder_name} · {version.number}번째 계좌")]
    if order.state in {OrderState.ASKED, OrderState.PREPARED, OrderState.APPROVED}:
        lines += _usable_now(order, version, at)
    lines += [
        Line(f"{twin.payee.party.name}도 쓰는 계좌번호", twin.shown, "같은 번호", good=False)
        for twin in others_with_the_same_number(version)[:3]
    ]
    lines += _history(order.party_id)
    return [Section("받을 계좌", tuple(lines))]


def _usable_now(order: PaymentOrder, version: PayeeAccountVersion, at: datetime) -> Iterator[Line]:
    newest = current_version(order.party_id)
    reasons = rules.reasons_not_payable(newest, waiting_version(order.party_id), at)
    if newest is not None and newest.pk != version.pk:
        reasons.append("준비한 뒤에 조직의 계좌가 바뀌었어요. 돌려보내고 새로 준비해 주세요.")
    if not reasons:
        yield Line("지금 지급할 수 있나", "네", "충족")
    for reason in reasons:
        yield Line("지금 지급할 수 있나", reason, "아직", good=False)


def _history(party_id: int) -> Iterator[Line]:
    for version in versions_of(party_id)[:MOST_SHOWN]:
        judged = (
            f" · {version.get_state_display()} {version.judged_by_name} {instant_words(version.judged_at)}" if version.judged_at else ""
        )
        held = f" · {instant_words(version.hold_until)}부터 씀" if version.hold_until and version.hold_until != version.judged_at else ""
        waits = version.state == VersionState.PROPOSED
        said = f"{version.shown} · 등록 {version.proposed_by_name} {instant_words(version.proposed_at)}{judged}{held}"
        yield Line(f"계좌 기록 {version.number}", said, "확인 기다림" if waits else "", not waits)


@speaks("5 earlier")
def of_what_went_before(order: PaymentOrder, _at: datetime) -> list[Section]:
    """Other payments under the same agreement, and the party's count elsewhere."""
    others = PaymentOrder.objects.filter(agreement_key=order.agreement_key).exclude(pk=order.pk).order_by("-pk")
    lines = [_past(other) for other in others[:MOST_SHOWN]]
    elsewhere = (
        PaymentOrder.objects.filter(party_id=order.party_id, state=OrderState.PAID).exclude(agreement_key=order.agreement_key).count()
    )
    if elsewhere:
        lines.append(Line("다른 협약에서 받은 지급", f"{elsewhere}건"))
    return [Section("앞선 지급", tuple(lines) or (Line("같은 협약의 다른 지급", "없어요"),))]


def _past(other: PaymentOrder) -> Line:
    refused = other.state == OrderState.REFUSED
    why = f" · {other.refuse_reason}" if refused else f" · {other.paid_on:%Y.%m.%d.}" if other.paid_on else ""
    return Line(other.title, f"{won_in_full(other.amount)} · {other.get_state_display()}{why}")


def href_of(order: PaymentOrder) -> str:
    """The page of a payment."""
    return reverse("money:payment", args=[order.pk])
