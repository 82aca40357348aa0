"""The center's desk of people: opening teams, seats, and bodies beside the center."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.people import access, actions, forms
from dure.apps.people.models import Seat
from dure.apps.people.queries import parties, seats
from dure.apps.people.words import BODY_WORDS, ROLE_HINTS, ROLE_WORDS
from dure.kernel.errors import Forbidden, Refused
from dure.platform.actor import Role
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
@login_required
def team(request: HttpRequest) -> HttpResponse:
    """A team of the center, or of a body beside it."""
    request = cast("ActorRequest", request)
    choices = [(str(body.pk), body.name) for body in seats.bodies()]

    def do() -> HttpResponse:
        organization_id = _chosen(request, "organization", choices, "어느 조직의 팀인지 골라 주세요.")
        title = request.POST.get("title", "")
        made = actions.open_team(organization_id=organization_id, title=title, by=request.actor, at=request.at, key=request.key)
        messages.success(request, f"{made.title} 팀을 열었어요. 이제 자리를 열어 주세요.")
        return redirect("people:open_seat")

    return _form(request, "people/desk/open_team.html", {"organizations": choices}, do)


@require_http_methods(["GET", "POST"])
@login_required
def seat(request: HttpRequest) -> HttpResponse:
    """A seat with its roles; who sits there is the next page's question."""
    request = cast("ActorRequest", request)
    choices = [(str(one.pk), f"{one.organization.name} · {one.title}") for one in seats.teams_to_seat(at=request.at)]
    context = {
        "teams": choices,
        "roles": [(role, ROLE_WORDS[role], hint) for role, hint in ROLE_HINTS.items()],
        "chosen": request.POST.getlist("roles"),
        "districts": parties.district_choices(),
    }

    def do() -> HttpResponse:
        made = actions.open_seat(
            team_id=_chosen(request, "team", choices, "어느 팀의 자리인지 골라 주세요."),
            title=request.POST.get("title", ""),
            roles=[Role(role) for role in request.POST.getlist("roles") if role in ROLE_HINTS],
            district=request.POST.get("district", ""),
            telephone=request.POST.get("telephone", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
        return _to_the_seat(request, made)

    return _form(request, "people/desk/open_seat.html", context, do)


@require_http_methods(["GET", "POST"])
@login_required
def body(request: HttpRequest) -> HttpResponse:
    """A body beside the center, with its first team and seat."""
    request = cast("ActorRequest", request)
    names = ("body", "name", "district", "team_title", "seat_title", "telephone")

    def do() -> HttpResponse:
        typed = {name: request.POST.get(name, "") for name in names}
        return _to_the_seat(request, actions.open_body(**typed, by=request.actor, at=request.at, key=request.key))

    return _form(request, "people/desk/open_body.html", {"bodies": list(BODY_WORDS.items()), "districts": parties.district_choices()}, do)


def _chosen(request: ActorRequest, name: str, choices: list[tuple[str, str]], otherwise: str) -> int:
    typed = request.POST.get(name, "")
    if typed not in dict(choices):
        raise Refused(otherwise)
    return int(typed)


def _to_the_seat(request: ActorRequest, made: Seat) -> HttpResponse:
    messages.success(request, f"'{made.title}' 자리를 열었어요. 이제 앉을 사람을 정해 주세요.")
    return redirect("people:hand_over", seat_id=made.pk)


def _form(request: ActorRequest, template: str, context: dict[str, Any], do: Callable[[], HttpResponse]) -> HttpResponse:
    """For administrators; what was typed stays when it is refused."""
    access.may_manage_seats(request.actor).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            return do()
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
    context |= {"typed": forms.Blank(request.POST.dict()), "reasons": reasons}
    return render(request, template, context, status=422 if reasons else 200)
