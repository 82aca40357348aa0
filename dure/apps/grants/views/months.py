"""Months of a grant on both sides: closed, looked through, opened again; and the month's list of withholding."""

from datetime import date
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dure.apps.grants import access, actions
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import months as queries
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.queries.banking import files_of
from dure.apps.grants.queries.spendings import is_open, rows_of
from dure.apps.grants.views import own_agreements, reasons_of
from dure.kernel.clock import seoul_date
from dure.platform import reading, workbooks
from dure.platform.http import ActorRequest

_HEADS = ("지급일", "이름", "태어난 해", "원천징수", "지급액", "소득세", "지방소득세", "실지급액", "내용")


def _who(request: ActorRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at, "key": request.key}


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        raise Http404 from wrong


@require_safe
def mine(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Every month that has begun, with what still stands before it may be closed."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    return _mine(request, agreement, [])


def _mine(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    context = {
        "agreement": agreement,
        "months": queries.months_of(agreement, today=seoul_date(request.at)),
        "permission": access.may_write(request.actor, agreement),
        "open": is_open(agreement),
        "reasons": reasons,
    }
    return render(request, "grants/months.html", context, status=422 if reasons else 200)


@require_POST
def step(request: HttpRequest, agreement_id: int, month: str, step: str) -> HttpResponse:
    """Close a month, or open a closed one again."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_write(request.actor, agreement).or_refuse()
    first = _month(month)
    if step == "close":
        reasons = reasons_of(lambda: actions.close_month(agreement_id=agreement.pk, month=first, **_who(request)))
    elif step == "reopen":
        closed = get_object_or_404(agreement.months.all(), month=first)
        reasons = reasons_of(lambda: actions.reopen_month(closed_id=closed.pk, reason=request.POST.get("reason", ""), **_who(request)))
    else:
        raise Http404
    return _mine(request, agreement, reasons) if reasons else redirect("grants:months", agreement_id=agreement.pk)


@require_safe
def desk(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The center looks through the closed months, expense by expense."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    return _desk(request, get_object_or_404(agreements_of(request.actor), pk=agreement_id), [])


def _desk(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    rows = rows_of(agreement, desk=request.actor)
    months = queries.months_of(agreement, today=seoul_date(request.at))
    waiting = {
        one.month: [row for row in rows if row.spending.state == "filed" and row.spending.spent_on.replace(day=1) == one.month]
        for one in months
    }
    context = {
        "agreement": agreement,
        "months": [(one, waiting[one.month]) for one in months],
        "bank_files": list(files_of(agreement).select_related("stored").order_by("-id")),
        "may_judge": access.may_judge_money(request.actor, agreement),
        "reasons": reasons,
    }
    return render(request, "grants/desk/months.html", context, status=422 if reasons else 200)


@require_POST
def desk_step(request: HttpRequest, agreement_id: int, closed_id: int, step: str) -> HttpResponse:
    """The center has looked through a month, or opens it again with a reason."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    closed = get_object_or_404(agreement.months.all(), pk=closed_id)
    access.may_judge_money(request.actor, agreement).or_refuse()
    acts = {
        "accept": lambda: actions.accept_month(closed_id=closed.pk, **_who(request)),
        "reopen": lambda: actions.reopen_month(closed_id=closed.pk, reason=request.POST.get("reason", ""), **_who(request)),
    }
    if step not in acts:
        raise Http404
    reasons = reasons_of(acts[step])
    return _desk(request, agreement, reasons) if reasons else redirect("grants:desk-months", agreement_id=agreement.pk)


def _withheld_from(request: ActorRequest, agreement_id: int) -> Agreement:
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    access.may_read(request.actor, agreement).or_refuse()
    return agreement


def _read_withheld(request: ActorRequest, agreement_id: int, month: str) -> reading.Reading:
    agreement = _withheld_from(request, agreement_id)
    case, what = agreement.case, f"{agreement.case.party.name} {month} 원천징수 내역"
    return reading.Reading(what, agreement, case.pk, (case.party_id,), deed=reading.VIEW_PERSON)


@reading.journaled(_read_withheld)
def withheld(request: HttpRequest, agreement_id: int, month: str) -> HttpResponse:
    """The month's taxes withheld, as a workbook for the tax return (원천징수이행상황신고)."""
    request = cast("ActorRequest", request)
    agreement = _withheld_from(request, agreement_id)
    content = workbooks.workbook("원천징수", _HEADS, queries.withheld_in(agreement, _month(month)))
    response = HttpResponse(content, content_type=workbooks.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="withholding-{month}.xlsx"'
    return response
