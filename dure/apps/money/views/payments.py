"""The desk of payments: prepared by one, approved by another, confirmed with the bank's reference."""

from functools import partial
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.money import access, actions, sections
from dure.apps.money.actions.payments import bound_now
from dure.apps.money.actions.transfers import transfer_of
from dure.apps.money.models import PaymentOrder
from dure.apps.money.queries.payees import current_version, waiting_version
from dure.apps.money.queries.payments import TABS, orders_for, orders_in_tab
from dure.apps.money.queries.transfers import lines_of_order as transfer_lines_of
from dure.apps.money.views import reasons_of, typed
from dure.apps.money.views.transfers import sent_file
from dure.apps.money.words import TAB_WORDS, TONES, OrderState
from dure.kernel.errors import Refused
from dure.kernel.typed import read_day, row_numbers
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of
from dure.platform.verbs import Key

MOST_TOGETHER = 10
"""So many payments are read on one screen; more would not be read."""


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """One tab: what waits to be prepared, approved, confirmed; and what is done."""
    request = cast("ActorRequest", request)
    access.may_see_payments(request.actor).or_refuse()
    return _listing(request, request.GET.get("tab", "prepare"), [])


def _listing(request: ActorRequest, tab: str, reasons: list[str]) -> HttpResponse:
    tab = tab if tab in TABS else "prepare"
    here = reverse("money:payments")
    tabs = [
        {
            "label": TAB_WORDS[name],
            "href": f"{here}?tab={name}",
            "current": name == tab,
            "count": "" if name == "done" else orders_in_tab(request.actor, name).count(),
        }
        for name in TABS
    ]
    context = {
        "tab": tab,
        "tabs": tabs,
        "paged": page_of(request, orders_in_tab(request.actor, tab)),
        "year": request.at.year,
        "may_transfer": access.may_make_transfer_file(request.actor),
        "picks": tab == "approve" or (tab == "confirm" and bool(access.may_make_transfer_file(request.actor))),
        "reasons": reasons,
    }
    return render(request, "money/desk/payments.html", context, status=422 if reasons else 200)


@require_safe
def payment(request: HttpRequest, order_id: int) -> HttpResponse:
    """One payment: who did what, and the next step."""
    request = cast("ActorRequest", request)
    access.may_see_payments(request.actor).or_refuse()
    return _page(request, get_object_or_404(orders_for(request.actor), pk=order_id), [])


def _page(request: ActorRequest, order: PaymentOrder, reasons: list[str]) -> HttpResponse:
    order = orders_for(request.actor).get(pk=order.pk)
    said = sections.beside(order, request.at)
    context = {
        "order": order,
        "sections": said,
        "concerns": [line for section in said for line in section.concerns],
        "transfers": transfer_lines_of(order),
        "tone": TONES[OrderState(order.state)],
        "payee": order.payee_version or current_version(order.party_id),
        "sees_payees": access.may_see_ledger(request.actor),
        "payee_waits": waiting_version(order.party_id) is not None,
        "seen": bound_now(order) if order.payee_version else "",
        "may_prepare": access.may_prepare(request.actor, order),
        "may_approve": access.may_approve(request.actor, order),
        "may_confirm": access.may_confirm(request.actor, order),
        "may_return": access.may_return(request.actor, order),
        "is_waiting": order.state in {OrderState.ASKED, OrderState.PREPARED, OrderState.APPROVED},
        "lines": _lines(order),
        "typed": typed(request.POST, paid_on=f"{request.at:%Y-%m-%d}"),
        "reasons": reasons,
    }
    return render(request, "money/desk/payment.html", context, status=422 if reasons else 200)


def _lines(order: PaymentOrder) -> list[dict[str, object]]:
    """The hands through which the payment went, oldest first."""
    hands = (
        (order.asked_at, order.asked_by_name, "신청함", ""),
        (order.prepared_at, order.prepared_by_name, "지급을 준비함", ""),
        (order.approved_at, order.approved_by_name, "결재함", ""),
        (order.paid_at, order.paid_by_name, f"이체를 확인함 ({order.bank_reference})", ""),
        (order.refused_at, order.refused_by_name, "돌려보냄", order.refuse_reason),
    )
    return [{"at": at, "who": who, "what": what, "why": why} for at, who, what, why in hands if at]


@require_POST
def step(request: HttpRequest, order_id: int, step: str) -> HttpResponse:
    """Prepare, approve what was seen, return or confirm. The same key twice is one act."""
    request = cast("ActorRequest", request)
    access.may_see_payments(request.actor).or_refuse()
    order = get_object_or_404(orders_for(request.actor), pk=order_id)
    who = {"order_id": order.pk, "by": request.actor, "at": request.at, "key": request.key}
    post = request.POST

    def confirm() -> None:
        access.may_confirm(request.actor, order).or_refuse()
        paid_on = read_day(post.get("paid_on", ""), "이체한 날")
        actions.confirm_paid(bank_reference=post.get("bank_reference", ""), paid_on=paid_on, **who)

    acts = {
        "prepare": lambda: actions.prepare_payment(**who),
        "approve": lambda: actions.approve_payment(seen=post.get("seen", ""), **who),
        "return": lambda: actions.return_payment(reason=post.get("reason", ""), **who),
        "confirm": confirm,
    }
    if step not in acts:
        raise Http404
    reasons = reasons_of(acts[step])
    return _page(request, order, reasons) if reasons else redirect("money:payment", order_id=order.pk)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Several payments on one screen, everything about each of them. Each is approved by an act of its own, under the hash that was read."""
    request = cast("ActorRequest", request)
    access.may_see_payments(request.actor).or_refuse()
    chosen = request.POST if request.method == "POST" else request.GET
    wanted = row_numbers(chosen.getlist("order"))[:MOST_TOGETHER]
    reasons = _approve_each(request, wanted) if request.method == "POST" else []
    orders = orders_in_tab(request.actor, "approve").filter(pk__in=wanted)
    shown = [
        {
            "order": order,
            "sections": sections.beside(order, request.at),
            "seen": bound_now(order),
            "permission": access.may_approve(request.actor, order),
        }
        for order in orders
    ]
    if request.method == "POST" and not reasons and not shown:
        return redirect(f"{reverse('money:payments')}?tab=approve")
    context = {"shown": shown, "most": MOST_TOGETHER, "reasons": reasons}
    return render(request, "money/desk/review.html", context, status=422 if reasons else 200)


def _approve_each(request: ActorRequest, wanted: list[int]) -> list[str]:
    """One verb for each that was ticked; what is refused is told by name, the others stand."""
    ticked = row_numbers(request.POST.getlist("approve"))
    if not ticked:
        return ["결재할 지급에 하나씩 표시해 주세요."]
    reasons: list[str] = []
    for order in orders_for(request.actor).filter(pk__in=[pk for pk in ticked if pk in wanted]).order_by("pk"):
        access.may_approve(request.actor, order).or_refuse()
        seen, key = request.POST.get(f"seen-{order.pk}", ""), Key(f"{request.key}:{order.pk}" if request.key else "")
        refused = reasons_of(partial(actions.approve_payment, order_id=order.pk, seen=seen, by=request.actor, at=request.at, key=key))
        reasons += [f"{order.party.name}: {reason}" for reason in refused]
    return reasons


@require_POST
def transfer(request: HttpRequest) -> HttpResponse:
    """The file for the bank, under its digest. It holds account numbers, so it is made on demand and not kept."""
    request = cast("ActorRequest", request)
    access.may_make_transfer_file(request.actor).or_refuse()
    ids = row_numbers(request.POST.getlist("order"))
    try:
        made = transfer_of(actions.make_transfer_file(order_ids=ids, by=request.actor, at=request.at, key=request.key))
    except Refused as refused:
        return _listing(request, "confirm", refused.reasons)
    return sent_file(made)
