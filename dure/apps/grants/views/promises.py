"""Dated duties of an agreement: what is due by when, and saying that one was met."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.grants import access, actions
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.queries.promises import duties_of, shown
from dure.apps.grants.views import own_agreements, reasons_of
from dure.kernel.clock import seoul_date
from dure.kernel.typed import row_number
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The grantee's."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    return _page(request, agreement, "grants/duties.html", "grants:duties")


@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The same at the desk."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    return _page(request, agreement, "grants/desk/duties.html", "grants:desk-duties")


def _page(request: ActorRequest, agreement: Agreement, template: str, place: str) -> HttpResponse:
    reasons: list[str] = []
    if request.method == "POST":
        named = request.POST.get("duty", "")
        duty = get_object_or_404(duties_of(agreement), pk=row_number(named))
        act = {"duty_id": duty.pk, "note": request.POST.get("note", ""), "paper": request.FILES.get("file")}
        reasons = reasons_of(lambda: actions.meet_duty(**act, by=request.actor, at=request.at, key=request.key))
        if not reasons:
            return redirect(place, agreement_id=agreement.pk)
    rows = shown(duties_of(agreement), seoul_date(request.at))
    may = [(row, access.may_meet_duty(request.actor, row.duty)) for row in rows]
    context = {"agreement": agreement, "rows": may, "typed_note": request.POST.get("note", ""), "reasons": reasons}
    return render(request, template, context, status=422 if reasons else 200)
