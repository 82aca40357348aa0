"""Settling: what makes each figure, and threads about expenses that may not count, from both sides."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.grants import access, actions, forms
from dure.apps.grants.models import Agreement, Disallowance
from dure.apps.grants.queries import bases, threads
from dure.apps.grants.queries.agreements import agreements_of, settlement_of, sums_of
from dure.apps.grants.queries.settlements import bounds_of, figures_of
from dure.apps.grants.views import own_agreements, reasons_of
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.kernel.typed import as_typed, read_won
from dure.platform.http import ActorRequest


def _desk(request: ActorRequest, agreement_id: int) -> Agreement:
    access.may_see_desk(request.actor).or_refuse()
    return get_object_or_404(agreements_of(request.actor), pk=agreement_id)


@require_safe
def mine_bases(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The grantee sees which entries and expenses make each figure."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    return _bases(request, agreement, "layouts/public.html")


@require_safe
def desk_bases(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The same for the desk."""
    request = cast("ActorRequest", request)
    return _bases(request, _desk(request, agreement_id), "layouts/working.html")


def _bases(request: ActorRequest, agreement: Agreement, layout: str) -> HttpResponse:
    settlement = settlement_of(agreement)
    settled = settlement if settlement and settlement.confirmed_at else None
    interest = settlement.interest if settlement else 0
    figures = settled or figures_of(agreement, interest=interest)
    context = {
        "layout": layout,
        "agreement": agreement,
        "bases": bases.bases_of(agreement),
        "budget": bases.lines_of(agreement),
        "figures": figures,
        "bounds": bounds_of(agreement, figures),
        "settled": settled,
        "sums": sums_of(agreement),
    }
    return render(request, "grants/bases.html", context)


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, agreement_id: int, thread_id: int) -> HttpResponse:
    """The grantee reads what is not to be accepted and answers with papers."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    thread = get_object_or_404(threads.threads_of(agreement), pk=thread_id)
    permission = access.may_write(request.actor, agreement)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        said = {"text": request.POST.get("text", ""), "papers": request.FILES.getlist("papers")}
        reasons = reasons_of(
            lambda: actions.reply_to_disallowance(disallowance_id=thread.pk, **said, by=request.actor, at=request.at, key=request.key)
        )
        if not reasons:
            return redirect("grants:disallowance", agreement_id=agreement.pk, thread_id=thread.pk)
    context = {**_thread(request, agreement, thread, reasons), "permission": permission}
    return render(request, "grants/disallowance.html", context, status=422 if reasons else 200)


def _thread(request: ActorRequest, agreement: Agreement, thread: Disallowance, reasons: list[str]) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "thread": thread,
        "turns": threads.turns_of(thread),
        "open": threads.may_still_reply(thread, seoul_date(request.at)),
        "typed": as_typed(request.POST, final_amount=thread.amount),
        "reasons": reasons,
    }


@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, agreement_id: int, spending_id: int) -> HttpResponse:
    """The desk announces that an expense, or a part of it, will not count."""
    request = cast("ActorRequest", request)
    agreement = _desk(request, agreement_id)
    spending = get_object_or_404(agreement.spendings.all(), pk=spending_id)
    access.may_judge_money(request.actor, agreement).or_refuse()
    left = threads.left_to_disallow(spending)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(lambda: _announce(request, spending.pk))
        if not reasons:
            return redirect("grants:desk-grant", agreement_id=agreement.pk)
    context = {
        "agreement": agreement,
        "spending": spending,
        "left": left,
        "clauses": [(clause, clause) for clause in threads.clauses_of(agreement)],
        "typed": as_typed(request.POST, amount=left),
        "reasons": reasons,
    }
    return render(request, "grants/desk/disallow.html", context, status=422 if reasons else 200)


def _announce(request: ActorRequest, spending_id: int) -> None:
    actions.announce_disallowance(
        spending_id=spending_id,
        amount=read_won(request.POST.get("amount", ""), "인정하지 않을 금액"),
        clause=request.POST.get("own_clause", "").strip() or request.POST.get("clause", ""),
        text=request.POST.get("text", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, agreement_id: int, thread_id: int) -> HttpResponse:
    """The desk reads the answer and keeps, lowers or withdraws."""
    request = cast("ActorRequest", request)
    agreement = _desk(request, agreement_id)
    thread = get_object_or_404(threads.threads_of(agreement), pk=thread_id)
    permission = access.may_judge_money(request.actor, agreement)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        reasons = reasons_of(lambda: _decide(request, thread))
        if not reasons:
            return redirect("grants:desk-grant", agreement_id=agreement.pk)
    context = {**_thread(request, agreement, thread, reasons), "permission": permission}
    return render(request, "grants/desk/disallowance.html", context, status=422 if reasons else 200)


def _decide(request: ActorRequest, thread: Disallowance) -> None:
    judgment = request.POST.get("judgment", "")
    if judgment not in {"keep", "lower", "withdraw"}:
        raise Refused("그대로 둘지, 낮출지, 거둘지 골라 주세요.")
    amount = {"keep": thread.amount, "withdraw": 0}.get(judgment)
    actions.decide_disallowance(
        disallowance_id=thread.pk,
        final_amount=read_won(request.POST.get("final_amount", ""), "정할 금액") if amount is None else amount,
        text=request.POST.get("text", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_POST
def accountant(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The grantee names the accountant who verifies its settlement."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_name_accountant(request.actor, agreement).or_refuse()
    settlement = settlement_of(agreement)
    if settlement is None:
        raise Refused("정산서를 낸 뒤에 회계사를 정할 수 있어요.")
    actions.name_accountant(
        settlement_id=settlement.pk, **forms.read_accountant(request.POST), by=request.actor, at=request.at, key=request.key
    )
    return redirect("grants:settlement", agreement_id=agreement.pk)
