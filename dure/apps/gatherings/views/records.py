"""What a gathering leaves behind, on the desk: minutes, decisions, duties, and the answers to questions."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.gatherings import access, actions, forms
from dure.apps.gatherings.models import Gathering
from dure.apps.gatherings.views.shared import found_for_desk, tabs_of
from dure.apps.people import facade as people
from dure.kernel.errors import Forbidden, Refused
from dure.platform.actor import Role
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
@login_required
def minutes(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Minutes, decisions and duties."""
    request = cast("ActorRequest", request)
    found = found_for_desk(request, gathering_id)
    reasons: list[str] = []
    if request.method == "POST":
        if not request.POST.get("act", "").startswith("finish:"):
            access.may_host(request.actor).or_refuse()
        try:
            _write(request, found)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
            found.refresh_from_db()
        else:
            return redirect("gatherings:minutes", found.pk)
    typed = request.POST if reasons else {}
    kept = typed.get("minutes", found.minutes)
    context = {
        "gathering": found,
        "tabs": tabs_of(found, "minutes"),
        "text": kept,
        "saved_text": found.minutes if kept != found.minutes and reasons else "",
        "version": found.minutes_version,
        "decisions": found.decisions.all(),
        "duties": found.duties.select_related("seat"),
        "seats": [(str(seat.pk), f"{seat.title} ({seat.team.title})") for seat in people.seats_with(*Role)],
        "typed": {name: typed.get(name, "") for name in ("decision", "duty", "seat", "due")},
        "public_options": [("yes", "회의록과 정한 것을 모임 화면에 공개해요")],
        "may_write": access.may_host(request.actor) and found.state in {"called", "held"},
        "may_host": access.may_host(request.actor),
        "own_seat": request.actor.seat_id,
        "reasons": reasons,
    }
    return render(request, "gatherings/desk/minutes.html", context, status=422 if reasons else 200)


def _write(request: ActorRequest, found: Gathering) -> None:
    typed, who = request.POST, {"by": request.actor, "at": request.at, "key": request.key}
    act, _, number = typed.get("act", "").partition(":")
    if act == "finish" and number.isdigit() and len(number) < 18:
        duty = get_object_or_404(found.duties, pk=int(number))
        access.may_finish(request.actor, duty).or_refuse()
        actions.finish_duty(duty_id=duty.pk, note=typed.get("note", ""), **who)
    elif act == "decide":
        actions.decide(gathering_id=found.pk, text=typed.get("decision", ""), **who)
    elif act == "duty":
        seat = typed.get("seat", "")
        actions.give_duty(
            gathering_id=found.pk,
            text=typed.get("duty", ""),
            seat_id=int(seat) if seat.isdigit() and len(seat) < 18 else None,
            due_on=forms.read_day(typed.dict(), "due"),
            **who,
        )
    else:
        version = typed.get("version", "")
        actions.write_minutes(
            gathering_id=found.pk,
            text=typed.get("minutes", ""),
            version=int(version) if version.isdigit() and len(version) < 9 else -1,
            public=typed.get("public") == "yes",
            **who,
        )


@require_http_methods(["GET", "POST"])
@login_required
def questions(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Questions that were asked; POST answers one."""
    request = cast("ActorRequest", request)
    found = found_for_desk(request, gathering_id)
    reasons: list[str] = []
    wrong = 0
    if request.method == "POST":
        access.may_host(request.actor).or_refuse()
        number = request.POST.get("question", "")
        question = get_object_or_404(found.questions, pk=int(number) if number.isdigit() and len(number) < 18 else 0)
        try:
            actions.answer(
                question_id=question.pk,
                text=request.POST.get("answer", ""),
                frequent=request.POST.get("frequent") == "yes",
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except Refused as refused:
            reasons, wrong = refused.reasons, question.pk
        else:
            messages.success(request, "답을 저장했어요.")
            return redirect("gatherings:desk_questions", found.pk)
    rows = [(question, request.POST.get("answer", "") if question.pk == wrong else question.answer) for question in found.questions.all()]
    context = {
        "gathering": found,
        "tabs": tabs_of(found, "desk_questions"),
        "rows": rows,
        "frequent_options": [("yes", "자주 묻는 질문에 올려요")],
        "may_host": access.may_host(request.actor),
        "reasons": reasons,
    }
    return render(request, "gatherings/desk/questions.html", context, status=422 if reasons else 200)
