"""The grantee's expenses: what was spent, on what, with which papers."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.grants import access, actions, forms
from dure.apps.grants.forms import expenses as forms_expenses
from dure.apps.grants.models import Agreement, Spending
from dure.apps.grants.queries import overview as overviews
from dure.apps.grants.queries import spendings as queries
from dure.apps.grants.queries.weighing import category_limits, is_taxable, vat_was_said
from dure.apps.grants.views import entering, own_agreements, reasons_of
from dure.apps.grants.views.flags import filed_or_reasons, redirect_after
from dure.apps.grants.words import EvidenceKind, SpendingState
from dure.kernel.errors import Refused
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
        "drafts": queries.counts_of(agreement)["draft"],
        "sums": sums,
        "parts": parts,
        "permission": access.may_write(request.actor, agreement),
        "open": queries.is_open(agreement),
        "limits": [limit.words for limit in category_limits(agreement).values()],
        "taxable": is_taxable(agreement),
        "vat_said": vat_was_said(agreement),
        "taxed_options": [
            ("yes", "예, 과세사업자예요", "보조금은 공급가액만 내요"),
            ("no", "아니요", "부가세까지 보조금으로 낼 수 있어요"),
        ],
        "reasons": reasons,
    }
    return render(request, "grants/expenses.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Enter one expense with its papers; made for a phone. The kind is chosen first, and with it the list of papers."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_write(request.actor, agreement).or_refuse()
    reasons: list[str] = []
    if request.method == "POST" and request.POST.get("act") != "work-out":
        filed, reasons = filed_or_reasons(lambda: actions.file_spending(agreement_id=agreement.pk, ask=True, **_entered(request)))
        if filed:
            return redirect_after(filed)
    return _entry(request, agreement, None, reasons)


def _entered(request: ActorRequest) -> dict[str, Any]:
    return {
        "bill": forms_expenses.read_bill(request.POST),
        "papers": forms.read_papers(request.FILES, [str(kind) for kind in EvidenceKind]),
        "reused": forms_expenses.read_reused(request.POST),
        "by": request.actor,
        "at": request.at,
        "key": request.key,
    }


@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, agreement_id: int, spending_id: int) -> HttpResponse:
    """File an expense that was written down before, now with its papers."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    draft = get_object_or_404(agreement.spendings.filter(state=SpendingState.DRAFT), pk=spending_id)
    access.may_write(request.actor, agreement).or_refuse()
    reasons: list[str] = []
    if request.method == "POST" and request.POST.get("act") != "work-out":
        filed, reasons = filed_or_reasons(lambda: actions.complete_spending(spending_id=draft.pk, ask=True, **_entered(request)))
        if filed:
            return redirect_after(filed)
    return _entry(request, agreement, draft, reasons)


def _kept_files(request: ActorRequest, agreement: Agreement) -> tuple[list[int], list[str]]:
    """Files that came with what was not filed are kept, so that nobody picks them twice; the ids, and why some could not be kept."""
    papers = forms.read_papers(request.FILES, [str(kind) for kind in EvidenceKind])
    if not papers or not queries.is_open(agreement):
        return [], []
    try:
        found = actions.drop_papers(agreement_id=agreement.pk, papers=papers, by=request.actor, at=request.at, key=request.key)
    except Refused as refused:
        return [], refused.reasons
    return found["kept"], found["refused"]


def _entry(request: ActorRequest, agreement: Agreement, draft: Spending | None, reasons: list[str]) -> HttpResponse:
    fresh, wrong = _kept_files(request, agreement)
    reasons = [*reasons, *(reason for reason in wrong if reason not in reasons)]
    context = {
        **entering.page_of(agreement, request, draft, fresh),
        "agreement": agreement,
        "fresh": len(fresh),
        "draft": draft,
        "reasons": reasons,
    }
    return render(request, "grants/expense_new.html", context, status=422 if reasons else 200)


@require_POST
def vat(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The grantee says whether it gets VAT back."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_write(request.actor, agreement).or_refuse()
    taxable = request.POST.get("taxable", "")
    if taxable not in {"yes", "no"}:
        return _listing(request, agreement, ["부가세를 돌려받는지 골라 주세요."])
    reasons = reasons_of(
        lambda: actions.say_vat(agreement_id=agreement.pk, taxable=taxable == "yes", by=request.actor, at=request.at, key=request.key)
    )
    return _listing(request, agreement, reasons) if reasons else redirect("grants:expenses", agreement_id=agreement.pk)


@require_POST
def withdraw(request: HttpRequest, agreement_id: int, spending_id: int) -> HttpResponse:
    """Take back an expense that nobody judged."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    spending = get_object_or_404(agreement.spendings.all(), pk=spending_id)
    access.may_write(request.actor, agreement).or_refuse()
    reasons = reasons_of(lambda: actions.withdraw_spending(spending_id=spending.pk, by=request.actor, at=request.at, key=request.key))
    return _listing(request, agreement, reasons) if reasons else redirect("grants:expenses", agreement_id=agreement.pk)
