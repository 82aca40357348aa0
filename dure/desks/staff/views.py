"""The center's desk: to-do, rounds, and one round's dashboard."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.apps.programs import facade as programs
from dure.desks.staff import access, queries
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """내 할 일, by urgency."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    closing = programs.rounds_closing_soon(request.at)
    return render(request, "desks/staff/home.html", {"duties": queries.duties_of(request.actor, request.at), "closing": closing})


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    return render(request, "desks/staff/rounds.html", {"paged": page_of(request, queries.rounds_of(request.actor))})


@require_safe
def round_dashboard(request: HttpRequest, round_id: int) -> HttpResponse:
    """Where the round stands, whose turn it is, where the money is."""
    request = cast("ActorRequest", request)
    access.may_see_round(request.actor).or_refuse()
    found = get_object_or_404(queries.rounds_of(request.actor), pk=round_id)
    stages = list(found.stages.select_related("stage").order_by("stage__order"))
    takes_applications = any(step.stage.kind == programs.StageKind.INTAKE for step in stages)
    context = {
        "round": found,
        "board": queries.dashboard(found, request.actor, request.at),
        "tracked": [step for step in stages if step.stage.kind in programs.TRACKED_KINDS or not takes_applications],
        "windows": found.windows.select_related("district"),
        "may_see_review": access.may_see_review(request.actor),
        "may_gather": access.may_gather(request.actor),
        "may_run": access.may_run_round(request.actor, found),
        "may_step_in": programs.may_step_in(request.actor, found),
    }
    return render(request, "desks/staff/round.html", context)
