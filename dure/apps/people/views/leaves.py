"""Leaves: who is away from which seat, who deputizes; entering one, and coming back early."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.people import access, actions, forms
from dure.apps.people.models import Seat
from dure.apps.people.queries import leaves as queries
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
@login_required
def leaves(request: HttpRequest) -> HttpResponse:
    """Leaves of today and later that concern me, and the form for my own seats; who manages seats enters them for everybody."""
    request = cast("ActorRequest", request)
    access.may_take_leave(request.actor).or_refuse()
    seats = {str(seat.pk): seat for seat in queries.seats_to_leave(request.actor, at=request.at, manages=_manages(request))}
    asked = request.POST.get("seat") or request.GET.get("seat") or ""
    seat = seats.get(asked) or next(iter(seats.values()), None)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            _enter(request, seat)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "휴가를 적고 대신할 사람에게 편지로 알렸어요. 기간이 끝나면 대리도 저절로 끝나요.")
            return redirect("people:leaves")
    return render(request, "people/desk/leaves.html", _context(request, seats, seat, reasons), status=422 if reasons else 200)


def _manages(request: ActorRequest) -> bool:
    return bool(access.may_manage_seats(request.actor))


def _context(request: ActorRequest, seats: dict[str, Seat], seat: Seat | None, reasons: list[str]) -> dict[str, Any]:
    deputies = queries.deputies_for(seat, at=request.at) if seat else []
    return {
        "leaves": queries.leaves_for(request.actor, at=request.at, manages=_manages(request)),
        "seats": [(key, f"{one.team.organization.name} {one.team.title} {one.title}") for key, one in seats.items()],
        "seat": seat,
        "deputies": [(str(account.pk), account.name or account.email) for account in deputies],
        "typed": forms.Blank(request.POST.dict()),
        "reasons": reasons,
    }


def _enter(request: ActorRequest, seat: Seat | None) -> None:
    first, last = forms.read_day(request.POST, "first"), forms.read_day(request.POST, "last")
    deputy = request.POST.get("deputy", "")
    if seat is None or first is None or last is None or not (deputy.isascii() and deputy.isdigit() and len(deputy) < 16):
        raise Refused("자리와 휴가의 첫날과 마지막 날, 대신할 사람을 모두 골라 주세요.")
    actions.enter_leave(
        seat_id=seat.pk,
        deputy_id=int(deputy),
        first=first,
        last=last,
        reason=request.POST.get("reason", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_POST
@login_required
def end(request: HttpRequest, leave_id: int) -> HttpResponse:
    """Back early: the deputy gets up now."""
    request = cast("ActorRequest", request)
    access.may_take_leave(request.actor).or_refuse()
    rows = queries.leaves_for(request.actor, at=request.at, manages=_manages(request))
    leave = get_object_or_404(rows, pk=leave_id)
    actions.end_leave(leave_id=leave.pk, by=request.actor, at=request.at, key=request.key)
    messages.success(request, "휴가를 마쳤어요. 대리도 지금 끝나요.")
    return redirect("people:leaves")
