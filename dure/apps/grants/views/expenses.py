"""The grantee's expenses: what was spent, on what, with which papers."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.grants import access, actions, forms
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import overview as overviews
from dure.apps.grants.queries import spendings as queries
from dure.apps.grants.views import own_agreements, reasons_of
from dure.apps.grants.words import EvidenceKind, Source
from dure.platform.http import ActorRequest


@require_safe
def listing(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Every expense, and what is left in each category."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    return _listing(request, agreement, [])


def _listing(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    sums, parts = overviews.picture_of(agreement)
    context = {
        "agreement": agreement,
        "rows": queries.rows_of(agreement),
        "room": queries.room_of(agreement),
        "sums": sums,
        "parts": parts,
        "permission": access.may_write(request.actor, agreement),
        "open": queries.is_open(agreement),
        "reasons": reasons,
    }
    return render(request, "grants/expenses.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Enter one expense with its papers; made for a phone."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_write(request.actor, agreement).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(lambda: _file(request, agreement))
        if not reasons:
            return redirect("grants:expenses", agreement_id=agreement.pk)
    category = request.POST.get("category") or request.GET.get("category", "")
    context = {
        "agreement": agreement,
        "room": queries.room_of(agreement),
        "categories": [(row.key, row.title, row.words) for row in queries.room_of(agreement)],
        "sources": Source.choices,
        "wanted": queries.papers_wanted(agreement, category),
        "checklists": queries.checklists_of(agreement),
        "typed": forms.typed(request.POST, category=category, source="grant", spent_on=f"{request.at:%Y-%m-%d}"),
        "reasons": reasons,
    }
    return render(request, "grants/expense_new.html", context, status=422 if reasons else 200)


def _file(request: ActorRequest, agreement: Agreement) -> None:
    actions.file_spending(
        agreement_id=agreement.pk,
        bill=forms.read_bill(request.POST),
        papers=forms.read_papers(request.FILES, [str(kind) for kind in EvidenceKind]),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_POST
def withdraw(request: HttpRequest, agreement_id: int, spending_id: int) -> HttpResponse:
    """Take back an expense that nobody judged."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    spending = get_object_or_404(agreement.spendings.all(), pk=spending_id)
    access.may_write(request.actor, agreement).or_refuse()
    reasons = reasons_of(lambda: actions.withdraw_spending(spending_id=spending.pk, by=request.actor, at=request.at, key=request.key))
    return _listing(request, agreement, reasons) if reasons else redirect("grants:expenses", agreement_id=agreement.pk)
