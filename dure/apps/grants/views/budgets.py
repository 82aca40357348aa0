"""The budget of a grant: how it stands, a change before and after, and the center's word."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.grants import access, actions
from dure.apps.grants.forms import expenses
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import budgets as queries
from dure.apps.grants.queries.agreements import agreements_of, planned
from dure.apps.grants.queries.spendings import is_open
from dure.apps.grants.queries.weighing import category_limits
from dure.apps.grants.views import own_agreements, reasons_of
from dure.apps.grants.words import BudgetState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def budget(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The grantee reads the budget and moves money between categories; the page says first what the change would need."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    reasons: list[str] = []
    if request.method == "POST":
        access.may_ask_budget(request.actor, agreement).or_refuse()
        if request.POST.get("act") != "look":
            reasons = reasons_of(lambda: _ask(request, agreement))
            if not reasons:
                return redirect("grants:budget", agreement_id=agreement.pk)
    rows, verdict, wrong = _change(request, agreement)
    context = {
        "agreement": agreement,
        "rows": rows,
        "verdict": verdict,
        "versions": queries.versions_of(agreement),
        "waiting": agreement.budget_versions.filter(state=BudgetState.ASKED).exists(),
        "limits": [limit.words for limit in category_limits(agreement).values()],
        "percent": queries.free_percent(seoul_date(request.at)),
        "permission": access.may_ask_budget(request.actor, agreement),
        "open": is_open(agreement),
        "why": request.POST.get("why", ""),
        "reasons": reasons or wrong,
    }
    return render(request, "grants/budget.html", context, status=422 if context["reasons"] else 200)


def _ask(request: ActorRequest, agreement: Agreement) -> None:
    actions.ask_budget_change(
        agreement_id=agreement.pk,
        rows=expenses.read_budget(request.POST),
        why=request.POST.get("why", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def _change(request: ActorRequest, agreement: Agreement) -> tuple[list[queries.ChangeRow], Any, list[str]]:
    """The table with what was typed, and what the change would need."""
    before = planned(agreement)
    if request.method != "POST" or not request.POST.getlist("category"):
        return queries.change_rows(agreement, before, before), None, []
    try:
        typed = expenses.read_budget(request.POST)
    except Refused as refused:
        return queries.change_rows(agreement, before, before), None, refused.reasons
    verdict = queries.verdict_on(agreement, [row for row in typed if row["amount"]], today=seoul_date(request.at))
    return queries.change_rows(agreement, before, queries.plan_of_rows(typed)), verdict, []


@require_safe
def desk(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The center reads every change with before and after."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    return _desk(request, agreement, [])


def _desk(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    context = {
        "agreement": agreement,
        "versions": queries.versions_of(agreement),
        "rows": queries.change_rows(agreement, planned(agreement), planned(agreement)),
        "may_judge": access.may_judge_money(request.actor, agreement),
        "reasons": reasons,
    }
    return render(request, "grants/desk/budget.html", context, status=422 if reasons else 200)


@require_POST
def judge(request: HttpRequest, agreement_id: int, version_id: int) -> HttpResponse:
    """Approve or decline a change."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    version = get_object_or_404(agreement.budget_versions.all(), pk=version_id)
    access.may_judge_money(request.actor, agreement).or_refuse()
    reasons = reasons_of(
        lambda: actions.judge_budget_change(
            version_id=version.pk,
            approved=request.POST.get("judgment") == "approve",
            reason=request.POST.get("reason", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    )
    return _desk(request, agreement, reasons) if reasons else redirect("grants:desk-budget", agreement_id=agreement.pk)
