"""The desk: bringing a round and its cases to another version of the definition."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.cases import access, actions
from dure.apps.cases.queries.lists import rounds_on_desk
from dure.apps.cases.queries.migrating import Preview, in_full, outline_of, version_asked, versions_for
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of

MOST_REFUSALS = 20


@require_http_methods(["GET", "POST"])
def migrate(request: HttpRequest, round_id: int) -> HttpResponse:
    """What would change, case by case; and one button."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(rounds_on_desk(request.actor), pk=round_id)
    access.may_migrate(request.actor, found).or_refuse()
    reasons: list[str] = []
    version = version_asked(found, request.POST.get("version") or request.GET.get("version", ""))
    if request.method == "POST":
        try:
            actions.migrate_round(
                round_id=found.pk,
                version_id=version.pk if version else 0,
                reason=request.POST.get("reason", ""),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("staff:round", round_id=found.pk)
    context = {
        "round": found,
        "version": version,
        "versions": [(str(one.pk), f"{one.number}판 · {one.reason or one.get_origin_display()}") for one in versions_for(found)],
        "reasons": reasons[:MOST_REFUSALS],
        "typed": request.POST,
    }
    context |= _shown(request, outline_of(found, version)) if version else {}
    return render(request, "cases/desk/migrate.html", context, status=422 if reasons else 200)


def _shown(request: ActorRequest, preview: Preview) -> dict[str, Any]:
    """A page of the cases, those that move first; what refuses the act is said of all of them."""
    paged = page_of(request, [*preview.moving, *preview.staying])
    refusals = preview.refusals
    return {
        "preview": preview,
        "paged": paged,
        "changes": in_full(preview, paged.page.object_list, at=request.at),
        "refusals": refusals[:MOST_REFUSALS],
        "more_refusals": max(0, len(refusals) - MOST_REFUSALS),
    }
