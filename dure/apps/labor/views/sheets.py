"""A worker's days of a month: boxes on a telephone, lines pasted from a sheet, or a signed sheet beside them."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.labor import access, actions, forms
from dure.apps.labor.queries.workers import days_of, own_agreements, sheets_of, workers_of
from dure.apps.labor.views import month_or_404, reasons_of
from dure.apps.labor.words import DayKind
from dure.kernel.typed import as_typed, read_won
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def days(request: HttpRequest, agreement_id: int, month: str, worker_id: int) -> HttpResponse:
    """Write the month down."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    worker, first = get_object_or_404(workers_of(agreement), pk=worker_id), month_or_404(month)
    access.may_write(request.actor, agreement).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(
            lambda: actions.record_attendance(
                worker_id=worker.pk,
                month=first,
                days=forms.read_days(request.POST, first),
                month_pay=read_won(request.POST.get("month_pay") or str(worker.month_pay), "이 달의 급여"),
                sheet=request.FILES.get("sheet"),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        )
        if not reasons:
            messages.success(request, "근무 시간을 저장했어요.")
            return redirect("labor:claim", agreement_id=agreement.pk, month=month)
    held, sheet = days_of([worker], first)[worker.pk], sheets_of([worker], first).get(worker.pk)
    context = {
        "agreement": agreement,
        "worker": worker,
        "month": first,
        "month_key": month,
        "boxes": forms.day_boxes(worker, first, held, request.POST),
        "kinds": DayKind.choices,
        "sheet": sheet,
        "typed": as_typed(request.POST, month_pay=sheet.month_pay if sheet else worker.month_pay),
        "is_first": not held,
        "reasons": reasons,
    }
    return render(request, "labor/days.html", context, status=422 if reasons else 200)
