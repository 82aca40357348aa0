"""The center's desk of people: seats, who sits in them, handovers, and the pool of reviewers."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.people import access, actions, forms
from dure.apps.people.models import Seat
from dure.apps.people.queries import seats as queries
from dure.apps.people.rules import DeputyDays
from dure.apps.people.views.shown import present_of
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Every seat, its roles, its holder and deputies."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    rows = [{"seat": seat, "roles": queries.role_words(seat), "present": present_of(seat, at=request.at)} for seat in _seats(request)]
    return render(request, "people/desk/people.html", {"rows": rows, "may_manage": access.may_manage_seats(request.actor)})


def _seats(request: ActorRequest) -> Any:
    return queries.seats_for_desk(at=request.at)


def _seat(request: ActorRequest, seat_id: int) -> Any:
    access.may_manage_seats(request.actor).or_refuse()
    return get_object_or_404(_seats(request), pk=seat_id)


@require_http_methods(["GET", "POST"])
@login_required
def hand_over(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Hand a seat over in one act, or sit a deputy beside its holder for some days."""
    request = cast("ActorRequest", request)
    seat = _seat(request, seat_id)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            said = _move(request, seat)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, said)
            return redirect("people:desk_people")
    is_empty = all(holding.deputy for holding in seat.present)
    first = "빈 자리에 앉아요." if is_empty else "자리를 넘겨요. 지금 앉은 사람은 이 자리의 일을 더 볼 수 없어요."
    context = {
        "seat": seat,
        "roles": queries.role_words(seat),
        "present": present_of(seat, at=request.at),
        "typed": forms.Blank(request.POST.dict()),
        "ways": [("hand_over", first), ("deputy", "대리로 함께 앉아요. 아래에 날짜를 고르면 그동안만 앉아요.")],
        "way": request.POST.get("way", "hand_over"),
        "reasons": reasons,
    }
    return render(request, "people/desk/hand_over.html", context, status=422 if reasons else 200)


def _move(request: ActorRequest, seat: Seat) -> str:
    is_deputy = request.POST.get("way") == "deputy"
    days = DeputyDays(forms.read_day(request.POST, "first"), forms.read_day(request.POST, "last")) if is_deputy else None
    actions.seat_by_mail(
        seat_id=seat.pk,
        email=request.POST.get("email", ""),
        name=request.POST.get("name", ""),
        days=days,
        by=request.actor,
        at=request.at,
        key=request.key,
    )
    if is_deputy:
        return "대리를 정하고 편지로 알렸어요."
    return "자리를 맡기고 편지로 알렸어요. 이 자리의 일과 권한, 연락처가 모두 그 사람에게 있어요."


@require_POST
@login_required
def leave(request: HttpRequest, holding_id: int) -> HttpResponse:
    """Somebody gets up from a seat."""
    request = cast("ActorRequest", request)
    access.may_manage_seats(request.actor).or_refuse()
    holding = get_object_or_404(queries.holdings_for_desk(), pk=holding_id)
    actions.leave_seat(holding_id=holding.pk, by=request.actor, at=request.at, key=request.key)
    messages.success(request, "자리를 비웠어요. 기다리는 일은 자리에 그대로 있어요.")
    return redirect("people:desk_people")


@require_http_methods(["GET", "POST"])
@login_required
def reviewers(request: HttpRequest) -> HttpResponse:
    """The pool of reviewers; enroll somebody by their mail address."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        access.may_enroll_reviewer(request.actor).or_refuse()
        try:
            _enroll(request)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "심사위원으로 등록하고 편지로 알렸어요.")
            return redirect("people:desk_reviewers")
    typed = {name: request.POST.get(name, "") for name in ("email", "name", "affiliation", "expertise")}
    context = {
        "paged": page_of(request, queries.reviewers_of_pool()),
        "typed": typed,
        "may_enroll": access.may_enroll_reviewer(request.actor),
        "reasons": reasons,
    }
    return render(request, "people/desk/reviewers.html", context, status=422 if reasons else 200)


def _enroll(request: ActorRequest) -> None:
    actions.enroll_by_mail(
        email=request.POST.get("email", ""),
        name=request.POST.get("name", ""),
        affiliation=request.POST.get("affiliation", ""),
        expertise=request.POST.get("expertise", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_POST
@login_required
def rest_reviewer(request: HttpRequest, reviewer_id: int) -> HttpResponse:
    """Somebody leaves the pool."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    access.may_enroll_reviewer(request.actor).or_refuse()
    found = get_object_or_404(queries.reviewers_of_pool(), pk=reviewer_id)
    actions.rest_reviewer(reviewer_id=found.pk, by=request.actor, at=request.at, key=request.key)
    return redirect("people:desk_reviewers")
