"""What the pages of one application share: finding it, and the frame around the form."""

from datetime import datetime
from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dure.apps.cases import access
from dure.apps.cases.models import Case
from dure.apps.cases.queries.cases import cases_of
from dure.apps.cases.queries.forms import tasks_of
from dure.apps.cases.queries.standing import open_places, open_request, window_of
from dure.apps.cases.rules.places import OpenPlaces
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.kernel.korean import clock_words
from dure.platform.http import ActorRequest


def found_case(request: HttpRequest, case_id: int) -> tuple[ActorRequest, Case]:
    """The applicant's own case, and for the counter one that was begun there; a stranger, and staff who come by this address, meet 404."""
    request = cast("ActorRequest", request)
    mine = Q(party_id__in=request.actor.party_ids)
    entered = Q(proxy__isnull=False) if access.may_enter_for(request.actor) else Q(pk__in=())
    own = cases_of(request.actor).filter(mine | entered)
    return request, get_object_or_404(own, pk=case_id)


def frame(request: ActorRequest, case: Case, *, here: str = "") -> dict[str, Any]:
    """The bar and the list of pages."""
    opened = open_places(case, request.at)
    tasks = tasks_of(case, opened)
    names = [task.name for task in tasks]
    place = names.index(here) if here in names else len(names)
    asked = None if case.is_draft else open_request(case)
    return {
        "case": case,
        "tasks": tasks,
        "here": here,
        "done_count": sum(1 for task in tasks if task.tone == "done"),
        "before": tasks[place - 1] if 0 < place <= len(tasks) and here else None,
        "after": tasks[place + 1] if here and place + 1 < len(tasks) else None,
        "opened": opened,
        "asked": asked,
        "deadline": asked.due_at if asked else _closes(case),
    }


def _closes(case: Case) -> Any:
    if not case.is_draft:
        return None
    try:
        return window_of(case).closes
    except Refused:
        return None


def is_open(request: ActorRequest, case: Case, opened: OpenPlaces, place: str) -> bool:
    """May this person write there now?"""
    return bool(access.may_write(request.actor, case)) and opened.holds(place)


def as_number(text: str) -> int:
    """A number from an address or a form; nothing that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def seen_version(request: ActorRequest) -> int:
    """The version that the form was opened with."""
    typed = request.POST.get("version", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        raise Refused("화면이 오래되었어요. 새로 고친 뒤 다시 저장해 주세요.")
    return int(typed)


def labeled(form: programs.Section, errors: dict[str, str]) -> dict[str, str]:
    """Each sentence with the question it belongs to."""
    labels = {question.key: question.label for question in form.questions}
    return {key: f"{labels.get(key, key)}: {sentence}" for key, sentence in errors.items()}


def onward(request: ActorRequest, case: Case, here: str) -> HttpResponse:
    """Back to the check page if one came from there; else to the next page; else to the check page."""
    after = frame(request, case, here=here)["after"]
    if request.POST.get("back") == "check" or after is None:
        return redirect("cases:check", case_id=case.pk)
    return redirect(after.href)


def saved_answer(saved_at: datetime, version: int) -> dict[str, Any]:
    """What the browser learns when its words are kept."""
    return {"saved": True, "saved_at": saved_at.isoformat(), "words": f"{clock_words(saved_at)} 저장됨", "version": version}
