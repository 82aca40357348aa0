"""A reviewer: my rounds, the list with its declarations, the sign-off."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.review import access, actions
from dure.apps.review.models import PanelSeat
from dure.apps.review.queries import panels, reviewing
from dure.apps.review.queries.desk import titles_of
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


def seat_or_404(request: ActorRequest, panel_id: int) -> PanelSeat:
    """One's own accepted seat in the panel; anything else is not there."""
    return get_object_or_404(panels.seats_of(request.actor), panel_id=panel_id, state="accepted")


@login_required
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Invitations to answer and the rounds I judge."""
    request = cast("ActorRequest", request)
    return render(request, "review/rounds.html", {"cards": reviewing.my_rounds(request.actor, request.at)})


@login_required
@require_POST
def answer(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Accept or decline an invitation."""
    request = cast("ActorRequest", request)
    seat = get_object_or_404(panels.seats_of(request.actor), pk=seat_id)
    accepted = request.POST.get("act") == "accept"
    actions.answer_invitation(seat_id=seat.pk, accepted=accepted, by=request.actor, at=request.at, key=request.key)
    return redirect("review:applications", panel_id=seat.panel_id) if accepted else redirect("review:rounds")


@login_required
@require_safe
def applications(request: HttpRequest, panel_id: int) -> HttpResponse:
    """The panel's applications: what to declare first, then what to judge."""
    request = cast("ActorRequest", request)
    return _list_page(request, seat_or_404(request, panel_id))


@login_required
@require_POST
def declare(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Say whether one has to do with an application; asked for one application at a time."""
    request = cast("ActorRequest", request)
    seat = seat_or_404(request, panel_id)
    sent = request.POST.get("case", "")
    try:
        actions.declare(
            seat_id=seat.pk,
            case_id=int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 12 else 0,
            conflicted=request.POST.get("act") == "conflict",
            reason=request.POST.get("reason", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except Refused as refused:
        return _list_page(request, seat, refused.reasons)
    return redirect("review:applications", panel_id=panel_id)


def _list_page(request: ActorRequest, seat: PanelSeat, reasons: list[str] | None = None) -> HttpResponse:
    context = {
        "seat": seat,
        "panel": seat.panel,
        "list": reviewing.review_list(seat, request.at),
        "may_declare": access.may_declare(request.actor, seat),
        "may_score": access.may_score(request.actor, seat),
        "reasons": reasons or [],
    }
    return render(request, "review/applications.html", context, status=422 if reasons else 200)


@login_required
@require_http_methods(["GET", "POST"])
def summary(request: HttpRequest, panel_id: int) -> HttpResponse:
    """All my sheets on one page, to be signed."""
    request = cast("ActorRequest", request)
    seat = seat_or_404(request, panel_id)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            actions.sign_off(seat_id=seat.pk, by=request.actor, at=request.at, key=request.key)
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("review:summary", panel_id=panel_id)
    shown = reviewing.review_list(seat, request.at)
    context = {
        "seat": seat,
        "panel": seat.panel,
        "list": shown,
        "titles": titles_of(seat.panel),
        "lines": reviewing.summary_of(seat, shown),
        "may_score": access.may_score(request.actor, seat),
        "reasons": reasons,
    }
    return render(request, "review/summary.html", context, status=422 if reasons else 200)
