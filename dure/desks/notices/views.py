"""Reading one's notices, and choosing how they come."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.platform import messengers, noticing
from dure.platform.http import ActorRequest
from dure.platform.notice_words import CHOOSABLE, Topic, Way
from dure.platform.paging import page_of

_HINTS = {
    Topic.DATES: "접수 기간이나 발표 시각처럼 이미 알려 드린 날짜가 바뀔 때",
    Topic.REMINDER: "마감 3일, 1일, 3시간, 30분 전",
    Topic.PROGRESS: "접수, 보고서, 지급처럼 신청한 사업이 한 걸음 나아갈 때",
    Topic.WORK: "센터나 수행기관에서 맡은 자리에 일이 들어올 때",
    Topic.PROGRAMS: "알림을 받기로 한 사업의 모집이 열릴 때",
}


@require_http_methods(["GET", "POST"])
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything written to me, newest first; `topic` and `unread` narrow it. POST marks all as read."""
    request = cast("ActorRequest", request)
    if request.method == "POST":
        noticing.read_all(by=request.actor, at=request.at, key=request.key)
        return redirect("notices:inbox")
    rows = noticing.notices_of(request.actor)
    topic, unread = request.GET.get("topic", ""), request.GET.get("unread") == "1"
    if topic in Topic.values:
        rows = rows.filter(topic=topic)
    if unread:
        rows = rows.filter(read_at=None)
    context = {
        "paged": page_of(request, rows),
        "topics": [("", "모든 알림"), *((value, label) for value, label in Topic.choices if value != Topic.DIGEST)],
        "topic": topic,
        "unread": "1" if unread else "",
        "unread_options": [("", "모두"), ("1", "읽지 않은 것만")],
        "unread_count": noticing.unread_count(request.actor.account_id or 0),
    }
    return render(request, "desks/notices/inbox.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def notice(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One notice in full. POST marks it as read and goes where it leads."""
    request = cast("ActorRequest", request)
    letter = get_object_or_404(noticing.notices_of(request.actor), pk=letter_id)
    if request.method == "POST":
        noticing.read_notice(letter_id=letter.pk, by=request.actor, at=request.at, key=request.key)
        leads_home = letter.href and url_has_allowed_host_and_scheme(letter.href, allowed_hosts=None)
        return redirect(letter.href) if leads_home else redirect("notices:inbox")
    return render(request, "desks/notices/notice.html", {"letter": letter, "topic": Topic(letter.topic).label})


@require_http_methods(["GET", "POST"])
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """How each topic comes. What binds always comes by mail."""
    request = cast("ActorRequest", request)
    reasons: list[str] = []
    chosen = noticing.choices_of(request.actor.account_id or 0)
    if request.method == "POST":
        chosen = {topic: request.POST.get(topic, way) for topic, way in chosen.items()}
        try:
            noticing.choose_ways(ways=chosen, by=request.actor, at=request.at, key=request.key)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "알림 받는 방법을 저장했어요.")
            return redirect("notices:choices")
    ways = [(value, label) for value, label in Way.choices if value != Way.MESSAGE or messengers.is_configured()]
    asked = [topic for topic in CHOOSABLE if topic != Topic.WORK or request.actor.roles]  # who has no seat gets no work
    rows = [(topic, topic.label, _HINTS[topic], chosen[topic]) for topic in asked]
    context = {"rows": rows, "ways": ways, "reasons": reasons}
    return render(request, "desks/notices/choices.html", context, status=422 if reasons else 200)


@require_POST
@login_required
def watch(request: HttpRequest, program_id: int) -> HttpResponse:
    """Begin or stop to be told of a program's rounds."""
    request = cast("ActorRequest", request)
    program = programs.shown_program(program_id)
    if program is None:
        raise Http404
    if request.POST.get("act") == "stop":
        programs.unwatch(program_id=program.pk, by=request.actor, at=request.at, key=request.key)
        messages.success(request, "이 사업의 알림을 더 보내지 않아요.")
    else:
        programs.watch(program_id=program.pk, by=request.actor, at=request.at, key=request.key)
        messages.success(request, "모집이 열리거나 일정이 바뀌면 알려 드릴게요.")
    return redirect("public:program", program.edition.year, program.slug)
