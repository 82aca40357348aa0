"""The operator's desk: what waits, its parts, its firms, its seats; and the center's page of a program's operators."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.desks.operator import access, queries
from dure.desks.staff.queries import duties_of
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for my seat, and the parts my organization runs."""
    request = cast("ActorRequest", request)
    access.may_see_own(request.actor).or_refuse()
    rows = queries.rows_of(programs.appointments_of(request.actor))
    context = {"duties": duties_of(request.actor, request.at), "rows": rows, "whole": queries.whole_of(rows)}
    return render(request, "desks/operator/home.html", context)


@require_safe
def part(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """One part: its rounds, its firms, its money."""
    request = cast("ActorRequest", request)
    access.may_see_part(request.actor).or_refuse()
    found = get_object_or_404(programs.appointments_of(request.actor), pk=appointment_id)
    return _part(request, found, [])


def _part(request: ActorRequest, found: programs.PartAppointment, reasons: list[str]) -> HttpResponse:
    (row,) = queries.rows_of([found])
    paged = page_of(request, queries.firms_of(request.actor, found))
    context = {
        "appointment": found,
        "row": row,
        "bars": queries.bars_of([row.passed]),
        "left": programs.frame_left(found),
        "rounds": queries.rounds_of(found),
        "paged": paged,
        "firms": queries.firm_rows(paged.page.object_list),
        "may_plan": programs.may_plan_part(request.actor, found),
        "reasons": reasons,
    }
    return render(request, "desks/operator/part.html", context, status=422 if reasons else 200)


@require_POST
def plan(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Put a round of the part on the plan; the next page sets its days and figures."""
    request = cast("ActorRequest", request)
    access.may_see_part(request.actor).or_refuse()
    found = get_object_or_404(programs.appointments_of(request.actor), pk=appointment_id)
    planned = programs.plan_part_round(appointment_id=found.pk, by=request.actor, at=request.at, key=request.key)
    return redirect("programs:open", round_id=planned.pk)


@require_POST
def step(request: HttpRequest, round_id: int, step: str) -> HttpResponse:
    """The center steps into an operator's round, with a reason, or leaves it again."""
    request = cast("ActorRequest", request)
    access.may_see_all(request.actor).or_refuse()
    found = get_object_or_404(queries.operated_rounds(), pk=round_id)
    who = {"round_id": found.pk, "by": request.actor, "at": request.at, "key": request.key}
    if step == "in":
        programs.step_in(reason=request.POST.get("reason", ""), **who)
    elif step == "back":
        programs.step_back(**who)
    else:
        raise Http404
    return redirect("staff:round", round_id=found.pk)


@require_safe
def program(request: HttpRequest, program_id: int) -> HttpResponse:
    """Every operator of a program: counts, money received and passed through, and the way down to each."""
    request = cast("ActorRequest", request)
    access.may_see_all(request.actor).or_refuse()
    found = get_object_or_404(queries.two_tier_programs(), pk=program_id)
    rows = queries.rows_of(programs.appointments_of(request.actor).filter(round__program=found).order_by("operator__name", "id"))
    return render(request, "desks/operator/program.html", {"program": found, "rows": rows, "whole": queries.whole_of(rows)})


@require_safe
def seats(request: HttpRequest) -> HttpResponse:
    """The seats of my organization and who sits there."""
    request = cast("ActorRequest", request)
    access.may_see_own(request.actor).or_refuse()
    return _seats(request, [])


def _seats(request: ActorRequest, reasons: list[str]) -> HttpResponse:
    party_id = request.actor.organization_id or 0
    context = {
        "seats": people.operator_seats_with_people(party_id, at=request.at),
        "members": people.members_to_seat(party_id, at=request.at),
        "may_seat": people.may_manage_operator(request.actor, party_id),
        "reasons": reasons,
    }
    return render(request, "desks/operator/seats.html", context, status=422 if reasons else 200)


@require_POST
def seat(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Hand one of our seats to one of our members."""
    request = cast("ActorRequest", request)
    access.may_see_own(request.actor).or_refuse()
    found = get_object_or_404(people.operator_seats(request.actor.organization_id or 0), pk=seat_id)
    account = request.POST.get("account", "")
    try:
        people.seat_operator(
            seat_id=found.pk,
            account_id=int(account) if account.isascii() and account.isdigit() and len(account) < 16 else 0,
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except Forbidden:
        raise
    except Refused as refused:
        return _seats(request, refused.reasons)
    messages.success(request, "자리를 맡겼어요. 이 자리의 일과 권한이 모두 그 사람에게 있어요.")
    return redirect("operator:seats")
