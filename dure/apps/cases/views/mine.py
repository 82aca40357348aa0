"""One's own applications."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dure.apps.cases.queries.lists import own_cases
from dure.apps.cases.queries.mine import own_lines
from dure.apps.cases.queries.partners import invited_parts
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of

MOST_PARTS = 50


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """The applications of one's parties, drafts first."""
    request = cast("ActorRequest", request)
    if request.actor.is_anonymous:
        return redirect("/accounts/login/?next=/my/applications/")
    paged = page_of(request, own_cases(request.actor))
    context = {"paged": paged, "lines": own_lines(paged.page.object_list, request.at), "parts": invited_parts(request.actor)[:MOST_PARTS]}
    return render(request, "cases/mine.html", context)
