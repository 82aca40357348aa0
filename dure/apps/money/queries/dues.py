"""What waits for a seat about payments, accounts and the ledger, sort by sort: the one source of every list of things to do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse

from dure.apps.money.models import CarryOver, LineTransfer, PaymentOrder, Reversal, TransferMark
from dure.apps.money.queries.payees import versions_for
from dure.apps.money.queries.payments import orders_waiting_for
from dure.apps.money.queries.transfers import files_for
from dure.apps.money.words import OrderState, TransferDeed, VersionState
from dure.apps.people import facade as people
from dure.kernel.won import won_in_full
from dure.platform import dues
from dure.platform.actor import Actor, Role
from dure.platform.dues import MOST_LINES, Due

_WORDS = {OrderState.ASKED: "지급 준비", OrderState.PREPARED: "지급 결재", OrderState.APPROVED: "지급 확인"}
_STAMPS = {OrderState.ASKED: "asked_at", OrderState.PREPARED: "prepared_at", OrderState.APPROVED: "approved_at"}
_TABS = {OrderState.ASKED: "prepare", OrderState.PREPARED: "approve", OrderState.APPROVED: "confirm"}


def usual_wait() -> timedelta:
    """How long a thing about money usually waits, as the center has set it for payments."""
    center = people.Party.objects.filter(tier="center").order_by("pk").first()
    return timedelta(days=people.usual_days_of(center.pk if center else 0)["payment"])


@dues.register("10 payments", "지급 준비·결재·확인")
def payments(actor: Actor, _at: datetime) -> Iterable[Due]:
    """Payments on which this seat takes the next step, one by one; more of one state than a page shows are one line with their number."""
    orders = orders_waiting_for(actor)
    rows = orders.order_by().values("state").annotate(count=Count("pk"), **{stamp: Min(stamp) for stamp in _STAMPS.values()})
    counts: dict[OrderState, dict[str, Any]] = {OrderState(row["state"]): {**row} for row in rows}
    if not counts:
        return []
    usual = usual_wait()
    many = {state: row for state, row in counts.items() if row["count"] > MOST_LINES}
    folded = [
        Due(
            f"{_WORDS[state]} {row['count']}건",
            "지급",
            f"{reverse('money:payments')}?tab={_TABS[state]}",
            row[_STAMPS[state]] + usual,
            row["count"],
            "목록 보기",
        )
        for state, row in sorted(many.items())
    ]
    few = [state for state in counts if state not in many]
    return [*folded, *(_payment(order, usual) for order in orders.filter(state__in=few))] if few else folded


def _payment(order: PaymentOrder, usual: timedelta) -> Due:
    since = order.approved_at or order.prepared_at or order.asked_at
    title = f"{_WORDS[OrderState(order.state)]}: {won_in_full(order.amount)}"
    return Due(title, f"{order.party.name} · {order.title}", reverse("money:payment", args=[order.pk]), since + usual)


@dues.register("12 bank results", "은행 결과 받기")
def bank_results(actor: Actor, _at: datetime) -> Iterable[Due]:
    """Transfer files that went to the bank and were not answered: due a day after."""
    if not (actor.has_in_center(Role.FINANCE) or actor.has(Role.OPERATOR)):
        return []
    sent_at = TransferMark.objects.filter(file=OuterRef("pk"), deed=TransferDeed.SENT).order_by("pk").values("at")[:1]
    known: QuerySet[Any] = files_for(actor)
    waiting = known.filter(sent=True, dropped=False, result=None).annotate(sent_at=sent_at)
    if actor.is_center:
        operated = PaymentOrder.objects.filter(transfers__file=OuterRef("pk"), payer__isnull=False)
        waiting = waiting.exclude(Exists(operated))
    return [
        Due(
            f"은행 결과 올리기: {won_in_full(file.amount)}",
            f"이체 {file.count}건 · {file.made_by_name}",
            reverse("money:transfer-file", args=[file.pk]),
            file.sent_at + timedelta(days=1),
        )
        for file in waiting.order_by("pk")
    ]


@dues.register("14 accounts", "계좌 확인")
def accounts(actor: Actor, _at: datetime) -> Iterable[Due]:
    """Accounts that a second person is to verify."""
    if not actor.has_in_center(Role.FINANCE, Role.OFFICER):
        return []
    waiting = versions_for(actor).filter(state=VersionState.PROPOSED)
    waiting = (
        waiting.exclude(proposed_by_id=actor.account_id or 0).exclude(payee__party_id__in=actor.party_ids).order_by("proposed_at", "pk")
    )
    shown = list(waiting[: MOST_LINES + 1])
    usual = usual_wait() if shown else timedelta()
    if len(shown) > MOST_LINES:
        count = waiting.count()
        return [Due(f"계좌 확인 {count}건", "계좌", reverse("money:payees"), shown[0].proposed_at + usual, count, "목록 보기")]
    return [
        Due("계좌 확인", f"{one.payee.party.name} · {one.shown}", reverse("money:payee-judge", args=[one.pk]), one.proposed_at + usual)
        for one in shown
    ]


@dues.register("16 ledger", "장부 결재")
def asks(actor: Actor, _at: datetime) -> Iterable[Due]:
    """Carrying over, moving between lines and reversals that another person decides; per year and sort one line with its number."""
    if not actor.has_in_center(Role.APPROVER):
        return []
    sorts: tuple[tuple[str, QuerySet[Any], str], ...] = (
        ("이월 결재", CarryOver.objects.all(), "from_year"),
        ("전용 결재", LineTransfer.objects.all(), "year"),
        ("바로잡기 결재", Reversal.objects.all(), "entry__book__fiscal_year"),
    )
    found = []
    for word, asked, year in sorts:
        rows = asked.filter(state="asked").exclude(asked_by_id=actor.account_id or 0).order_by().values(year)
        for row in rows.annotate(count=Count("pk"), since=Min("asked_at")).order_by(year):
            href = reverse("money:asks", args=[row[year]])
            found.append(Due(f"{word} {row['count']}건", f"{row[year]}년 장부", href, row["since"], row["count"]))
    wait = usual_wait() if found else timedelta()
    return [replace(due, due_at=due.due_at + wait) for due in found if due.due_at]
