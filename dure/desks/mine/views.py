"""An applicant's home."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dure.apps.people import facade as people
from dure.desks.mine import queries
from dure.platform.http import ActorRequest


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """내 할 일: staff go to their desk, reviewers to their sheets, everybody else stays here."""
    request = cast("ActorRequest", request)
    if not request.actor.parties and request.actor.is_center:
        return redirect("staff:home")
    context = {"todo": queries.to_do(request.actor, request.at), "cases": queries.my_cases(request.actor, request.at)}
    context["papers"] = people.expiring_papers(request.actor, at=request.at)
    return render(request, "desks/mine/home.html", context)
