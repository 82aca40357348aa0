"""Before the first line: which party applies, where, and what the rules say of it."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.cases import actions
from dure.apps.cases.queries import starting as queries
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, round_id: int) -> HttpResponse:
    """Pick the party and the district, read every rule's answer, and begin. Nothing is written by looking."""
    request = cast("ActorRequest", request)
    if request.actor.is_anonymous:
        return redirect(f"/accounts/login/?next=/apply/new/{round_id}/")
    found = queries.round_to_apply(round_id)
    if found is None:
        raise Http404
    typed = request.POST if request.method == "POST" else request.GET
    reasons: list[str] = []
    choice = queries.choice_of(request.actor, found, party=typed.get("party", ""), district=typed.get("district", ""), at=request.at)
    if request.method == "POST":
        try:
            if choice.party is None:
                raise Refused("신청할 조직을 골라 주세요.")
            case = actions.start(
                round_id=found.pk,
                party_id=choice.party.pk,
                district=choice.district,
                title=typed.get("title", ""),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect(case)
    context = {"round": found, "choice": choice, "title": typed.get("title", ""), "reasons": reasons}
    return render(request, "cases/start.html", context, status=422 if reasons else 200)
