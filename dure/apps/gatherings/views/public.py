"""Pages that anybody may read: what comes, one gathering, registering without an account, questions."""

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from icalendar import Calendar, Event

from dure.apps.gatherings import actions
from dure.apps.gatherings.models import Gathering
from dure.apps.gatherings.notices import number_in, token_of, where_words
from dure.apps.gatherings.queries import gatherings as queries
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.platform import files, rates
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What comes next, and what was."""
    request = cast("ActorRequest", request)
    context = {"coming": list(queries.coming(request.at)[:50]), "paged": page_of(request, queries.past())}
    return render(request, "gatherings/index.html", context)


@require_safe
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One gathering: when, where, how to come, its materials, decisions and answered questions."""
    return _page(cast("ActorRequest", request), get_object_or_404(queries.public_gatherings(), pk=gathering_id))


def _page(
    request: ActorRequest, found: Gathering, reasons: list[str] | None = None, asked_reasons: list[str] | None = None
) -> HttpResponse:
    taken = found.registrations.filter(standing="coming").count()
    context = {
        "gathering": found,
        "takes": found.takes(request.at),
        "left": None if found.capacity is None else max(0, found.capacity - taken),
        "materials": files.files_of(found).filter(state="clean"),
        "decisions": found.decisions.all() if found.minutes_are_public else (),
        "answered": found.questions.filter(answered_at__isnull=False),
        "typed": {name: request.POST.get(name, "") for name in ("name", "email", "organization", "text")},
        "known_name": request.actor.name if request.actor.account_id else "",
        "kept_days": rates.whole("guests_kept_days", on=seoul_date(max(found.ends_at, request.at))),
        "reasons": reasons or [],
        "asked_reasons": asked_reasons or [],
    }
    return render(request, "gatherings/page.html", context, status=422 if reasons or asked_reasons else 200)


@require_POST
def register(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Take a place; the next page is the registration's own."""
    request = cast("ActorRequest", request)
    found = get_object_or_404(queries.public_gatherings(), pk=gathering_id)
    try:
        mine = actions.register(
            gathering_id=found.pk,
            name=request.POST.get("name", ""),
            email=request.POST.get("email", ""),
            organization=request.POST.get("organization", ""),
            consents=request.POST.get("consents") == "yes",
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except Refused as refused:
        return _page(request, found, reasons=refused.reasons)
    return redirect("gatherings:registration", token_of(mine))


@require_POST
def ask(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Ask a question; no account is needed."""
    request = cast("ActorRequest", request)
    found = get_object_or_404(queries.public_gatherings(), pk=gathering_id)
    typed = request.POST
    try:
        actions.ask(
            gathering_id=found.pk,
            text=typed.get("text", ""),
            name=typed.get("name", ""),
            email=typed.get("email", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except Refused as refused:
        return _page(request, found, asked_reasons=refused.reasons)
    messages.success(request, "질문을 받았어요. 담당자가 답하면 여기에 보이고, 메일 주소를 적으셨으면 편지도 보내 드려요.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """One's own registration by its secret address. POST gives the place back."""
    request = cast("ActorRequest", request)
    mine = queries.registration(number_in(token))
    if mine is None:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        try:
            actions.unregister(registration_id=mine.pk, by=request.actor, at=request.at, key=request.key)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "참석 신청을 취소했어요. 알려 주셔서 고마워요.")
            return redirect("gatherings:registration", token)
    may_cancel = mine.standing != "cancelled" and request.at < mine.gathering.starts_at
    context = {"mine": mine, "gathering": mine.gathering, "may_cancel": may_cancel, "reasons": reasons}
    return render(request, "gatherings/registration.html", context, status=409 if reasons else 200)


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Frequent questions of all gatherings."""
    return render(request, "gatherings/questions.html", {"paged": page_of(request, queries.frequent_questions())})


@require_safe
def calendar(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The gathering for one's calendar."""
    request = cast("ActorRequest", request)
    found = get_object_or_404(queries.public_gatherings(), pk=gathering_id)
    answer = HttpResponse(_ics(found, request.at, request.get_host().split(":")[0]), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="event-{found.pk}.ics"'
    return answer


def _ics(found: Gathering, at: datetime, host: str) -> bytes:
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Dure//gatherings//KO")
    calendar.add("version", "2.0")
    said = {
        "uid": f"event-{found.pk}@{host}",
        "summary": found.title,
        "dtstart": found.starts_at,
        "dtend": found.ends_at,
        "dtstamp": at,
        "location": where_words(found.place, found.link),
        "status": "CANCELLED" if found.state == "cancelled" else "CONFIRMED",
    }
    for name, value in said.items():
        event.add(name, value)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
