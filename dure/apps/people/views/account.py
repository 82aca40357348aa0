"""Signing in and up, the second factor, the seat one sits in."""

from typing import Any, cast

from allauth.account.views import LoginView, SignupView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.people.forms import SignupForm
from dure.apps.people.middleware import SEAT_KEY
from dure.apps.people.queries.seats import role_words, sample_sign_ins
from dure.apps.people.words import SAMPLE_PASSWORD
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


class Login(LoginView):
    """allauth's page; in the demo it lists the sample sign-ins."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        samples = sample_sign_ins(at=self.request.at) if settings.DURE_DEMO else []
        return {**super().get_context_data(**kwargs), "samples": samples, "sample_password": SAMPLE_PASSWORD if samples else ""}


class Signup(SignupView):
    """allauth's page, asking for a name too."""

    form_class = SignupForm


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a seat is not open yet, and how to open it."""
    return render(request, "people/second_factor.html", {"standing": cast("Any", request).standing})


@require_http_methods(["GET", "POST"])
@login_required
def seat(request: HttpRequest) -> HttpResponse:
    """The seats one may sit in; sit down in another."""
    holdings = cast("Any", request).standing.holdings
    if request.method == "POST":
        chosen = next((holding for holding in holdings if str(holding.seat_id) == request.POST.get("seat", "")), None)
        if chosen is None:
            raise Refused("지금 앉을 수 있는 자리가 아니에요. 자리 목록에서 다시 골라 주세요.")
        request.session[SEAT_KEY] = chosen.seat_id
        return redirect("people:seat")
    now = cast("ActorRequest", request).actor.seat_id
    rows = [{"holding": holding, "roles": role_words(holding.seat), "is_now": holding.seat_id == now} for holding in holdings]
    return render(request, "people/seat.html", {"rows": rows})
