"""What the pages of one application share: finding it, and the frame around the form."""

from typing import Any, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dure.apps.cases.models import Case
from dure.apps.cases.queries.cases import cases_of
from dure.apps.cases.queries.forms import tasks_of
from dure.apps.cases.queries.standing import open_places, open_request, window_of
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


def found_case(request: HttpRequest, case_id: int) -> tuple[ActorRequest, Case]:
    """The applicant's own case; a stranger, and staff who come by this address, meet 404."""
    request = cast("ActorRequest", request)
    own = cases_of(request.actor).filter(party_id__in=request.actor.party_ids)
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
