"""지원 이력 of a party: for itself, and for the center."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.apps.grants import access
from dure.apps.grants.papers import lists
from dure.apps.grants.queries import records
from dure.kernel.clock import seoul_date
from dure.platform import workbooks
from dure.platform.http import ActorRequest


def _record(request: ActorRequest, party_id: int) -> records.PartyRecord:
    """A stranger meets 404, whether there is such a party or not."""
    known = records.parties_with_record(request.actor)
    party = get_object_or_404(known, pk=party_id)
    access.may_read_record(request.actor, party.pk).or_refuse()
    return records.record_of(party, seoul_date(request.at))


@require_safe
def page(request: HttpRequest, party_id: int) -> HttpResponse:
    """Five years of grants on one page."""
    request = cast("ActorRequest", request)
    found = _record(request, party_id)
    at_desk = access.may_see_all(request.actor)
    layout = "layouts/working.html" if at_desk else "layouts/public.html"
    return render(request, "grants/record.html", {"record": found, "layout": layout, "at_desk": at_desk, "years": records.YEARS})


@require_safe
def download(request: HttpRequest, party_id: int) -> HttpResponse:
    """The same as a workbook."""
    request = cast("ActorRequest", request)
    record = _record(request, party_id)
    response = HttpResponse(lists.record(record.party.name, record.grants), content_type=workbooks.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="record-{record.party.pk}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
