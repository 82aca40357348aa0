"""Calendar addresses: the filtered timetable, and a person's own deadlines, without sign-in and with a secret token."""

from datetime import datetime, timedelta
from typing import cast
from urllib.parse import parse_qsl

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from icalendar import Calendar, Event

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.desks import waiting
from dure.desks.mine.queries import to_do
from dure.desks.timetable.asked import timetable_asked, years_of_the_house
from dure.desks.timetable.ics import timetable_ics
from dure.kernel.clock import SEOUL, seoul_date
from dure.kernel.errors import Refused
from dure.platform import noticing
from dure.platform.http import ActorRequest
from dure.platform.models import Feed

TIMETABLE, MINE = "timetable", "mine"


@require_http_methods(["GET", "POST"])
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My calendar addresses: make one for my deadlines or for a filtered timetable, and cut one off."""
    request = cast("ActorRequest", request)
    reasons: list[str] = []
    if request.method == "POST":
        ended = request.POST.get("end", "")
        try:
            if ended.isdigit():
                noticing.end_feed(feed_id=int(ended), by=request.actor, at=request.at, key=request.key)
                messages.success(request, "달력 주소를 끊었어요. 이제 그 주소로는 아무것도 볼 수 없어요.")
            else:
                kind = TIMETABLE if request.POST.get("kind") == TIMETABLE else MINE
                query = request.POST.get("query", "")[:300] if kind == TIMETABLE else ""
                title = _title(kind, query, request.at)
                noticing.make_feed(kind=kind, query=query, title=title, by=request.actor, at=request.at, key=request.key)
                messages.success(request, "달력 주소를 만들었어요. 아래 주소를 달력 프로그램에 붙여 넣어 주세요.")
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("notices:calendars")
    feeds = [(feed, request.build_absolute_uri(_address(feed))) for feed in noticing.feeds_of(request.actor)]
    context = {"feeds": feeds, "reasons": reasons, "query": request.GET.urlencode() or request.POST.get("query", "")}
    return render(request, "desks/notices/calendars.html", context, status=422 if reasons else 200)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address. Ended, forged or of a stopped account: not there."""
    request = cast("ActorRequest", request)
    found = noticing.feed_by_token(token)
    actor = people.actor_of_account(found.account_id, at=request.at) if found else None
    if found is None or actor is None or actor.account_id is None:
        raise Http404
    host = request.get_host().split(":")[0]
    if found.kind == TIMETABLE:
        lived, _years = years_of_the_house(seoul_date(request.at))
        asked = timetable_asked(dict(parse_qsl(found.query)), lived)
        content = timetable_ics(programs.timetable(asked.year, asked.filters, at=request.at), at=request.at, host=host)
    else:
        duties = to_do(actor, request.at)
        all_duties = [*([duties.first] if duties.first else []), *(duty for group in duties.others.values() for duty in group)]
        content = _deadlines(all_duties, at=request.at, site=request.build_absolute_uri("/").rstrip("/"), host=host)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _deadlines(duties: list[waiting.Duty], *, at: datetime, site: str, host: str) -> bytes:
    """Each dated duty as half an hour that ends at its deadline, with an alarm a day before."""
    calendar = Calendar()
    for name, value in {"prodid": "-//Dure//duties//KO", "version": "2.0", "x-wr-calname": "두레: 내 할 일"}.items():
        calendar.add(name, value)
    for duty in duties:
        if duty.due_at is None:
            continue
        due = duty.due_at.astimezone(SEOUL)
        event = Event()
        event.add("uid", f"{duty.href.strip('/').replace('/', '-')}-{due:%Y%m%d%H%M}@{host}")
        event.add("summary", f"{duty.title} · {duty.subject}")
        event.add("dtstart", due - timedelta(minutes=30))
        event.add("dtend", due)
        event.add("dtstamp", at)
        event.add("url", f"{site}{duty.href}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _address(feed: Feed) -> str:
    return reverse("notices:feed", args=[noticing.token_of(feed)])


def _title(kind: str, query: str, at: datetime) -> str:
    """What the owner reads in the list."""
    if kind == MINE:
        return "내 할 일의 기한"
    lived, _years = years_of_the_house(seoul_date(at))
    asked = timetable_asked(dict(parse_qsl(query)), lived)
    filters = asked.filters
    said = [filters.field, f"{filters.month}월" if filters.month else "", "접수 중" if filters.open_now else "", filters.text]
    return f"{asked.year}년 추진일정표" + "".join(f" · {word}" for word in said if word)
