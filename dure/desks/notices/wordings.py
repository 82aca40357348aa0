"""The center's own words in its letters."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.kernel.errors import Refused
from dure.kernel.verdicts import YES, Permission, no
from dure.platform import wordings
from dure.platform.actor import Actor, Role
from dure.platform.http import ActorRequest
from dure.platform.notice_words import Topic


def may_reword(actor: Actor) -> Permission:
    """The center's administrators answer for what the house writes."""
    return YES if actor.has_in_center(Role.ADMINISTRATOR) else no("알림 문구는 센터의 관리 자리에서 고쳐요. 관리 담당자에게 부탁해 주세요.")


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every letter the house writes, and which of them the center reworded."""
    request = cast("ActorRequest", request)
    may_reword(request.actor).or_refuse()
    own = wordings.own_words()
    by_topic: dict[str, list[tuple[Any, ...]]] = {str(topic.label): [] for topic in Topic}
    for text in sorted(wordings.texts().values(), key=lambda text: text.title):
        by_topic[str(text.topic.label)].append((text, wordings.REGISTERS[text.register], own.get(text.key)))
    return render(request, "desks/notices/wordings.html", {"by_topic": [(label, rows) for label, rows in by_topic.items() if rows]})


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, text_key: str) -> HttpResponse:
    """One letter: its words, the names it may use, and how it reads with samples."""
    request = cast("ActorRequest", request)
    may_reword(request.actor).or_refuse()
    text = wordings.texts().get(text_key.replace("-", "_"))
    if text is None:
        raise Http404
    own = wordings.own_words().get(text.key)
    subject, body = (own.subject, own.body) if own else (text.subject, text.body)
    reasons: list[str] = []
    if request.method == "POST":
        subject, body = request.POST.get("subject", ""), request.POST.get("body", "")
        if request.POST.get("act") == "restore":
            subject, body = text.subject, text.body
        try:
            wordings.reword(text_key=text.key, subject=subject, body=body, by=request.actor, at=request.at, key=request.key)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "알림 문구를 저장했어요.")
            return redirect("notices:wording", text_key)
    readable = not wordings.unknown_names(text, subject, body)
    context = {
        "text": text,
        "register": wordings.REGISTERS[text.register],
        "subject": subject,
        "body": body,
        "own": own,
        "reasons": reasons,
        "names": [(f"{{{name}}}", sample) for name, sample in text.values.items()],
        "shown": wordings.preview(text, subject, body) if readable else None,
    }
    return render(request, "desks/notices/wording.html", context, status=422 if reasons else 200)
