"""The versions of a program's definition, and what differs between two of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.apps.programs.editing.difference import differences
from dure.apps.programs.queries import desk
from dure.apps.programs.queries import editing as queries
from dure.apps.programs.views.editing.shared import entered


@require_safe
def versions(request: HttpRequest, program_id: int) -> HttpResponse:
    """Who made each version, when, why and from what; two of them compared in words."""
    request = entered(request)
    program = get_object_or_404(desk.program_for(request.actor), pk=program_id)
    rows = list(queries.versions_of(program))
    known = {str(version.number) for version in rows}
    newest = len(rows) and rows[0].number
    before, after = request.GET.get("from", ""), request.GET.get("to", "")
    asked = before in known and after in known
    if asked:
        documents = {str(version.number): version.document for version in rows if str(version.number) in {before, after}}
        found = differences(documents[before], documents[after])
    context = {
        "program": program,
        "versions": rows,
        "numbers": tuple((str(version.number), f"{version.number}판") for version in rows),
        "before": before if asked else str(max(newest - 1, 1)),
        "after": after if asked else str(newest),
        "asked": asked,
        "differences": found if asked else [],
    }
    return render(request, "programs/edit/versions.html", context)
