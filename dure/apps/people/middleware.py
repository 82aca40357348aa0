"""The actor of a request: made once, from what holds at this very moment."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dure.apps.people.queries.actors import Standing, standing_of_account
from dure.platform.actor import Actor

SEAT_KEY = "seat_id"
"""Where the session keeps the chosen seat."""


PRIVATE = ("/my/", "/apply/", "/desk/", "/audit/", "/gov/", "/op/", "/review/", "/files/", "/papers/", "/grants/", "/verifications/")
"""Where letters lead; whoever has not signed in is shown the door there, whether the thing exists or not."""


class ActorMiddleware:
    """Put the actor on the request. Roles are read anew each time, so one that was taken away is gone at the next request (B45)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.standing = standing_now(request)
        request.actor = request.standing.actor
        response = self.get_response(request)
        if request.actor.is_anonymous and _was_kept_out(request, response) and request.path.startswith(PRIVATE):
            return redirect_to_login(request.get_full_path())
        if request.standing.lacks_second_factor and _was_kept_out(request, response):
            return redirect("people:second_factor")
        return response


def _was_kept_out(request: Any, response: HttpResponse) -> bool:
    return request.method == "GET" and response.status_code in {403, 404}


def standing_now(request: Any) -> Standing:
    """Who the session's account is at this moment, in the seat it chose."""
    if not request.user.is_authenticated:
        return Standing(Actor.anonymous())
    seat_id = request.session.get(SEAT_KEY)
    return standing_of_account(request.user.pk, at=request.at, seat_id=seat_id, proved=proved_by_second_factor(request))


def proved_by_second_factor(request: Any) -> bool:
    """Did this session show a one-time code or a recovery code?"""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
