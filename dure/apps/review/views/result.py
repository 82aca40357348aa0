"""An applicant: the result of one's own application, once it has been told."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dure.apps.review.queries.feedback import feedback_of, result_for
from dure.platform.http import ActorRequest


@login_required
@require_safe
def result(request: HttpRequest, case_id: int) -> HttpResponse:
    """Before the announcement this page is not there, for a scored application and for one nobody has read alike."""
    request = cast("ActorRequest", request)
    decision = result_for(request.actor, case_id)
    if decision is None:
        raise Http404
    context = {"decision": decision, "case": decision.case, "panel": decision.panel, "feedback": feedback_of(decision)}
    return render(request, "review/result.html", context)
