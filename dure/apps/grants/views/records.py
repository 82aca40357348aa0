"""지원 이력 of a party: for itself, and for the center."""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.apps.grants import access
from dure.apps.grants.papers import lists
from dure.apps.grants.queries import party_duties, records
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.typed import as_typed
from dure.platform import workbooks
from dure.platform.http import ActorRequest


def party_or_404(request: ActorRequest, party_id: int) -> people.Party:
    """A stranger meets 404, whether there is such a party or not."""
    known = records.parties_with_record(request.actor)
    party = get_object_or_404(known, pk=party_id)
    access.may_read_record(request.actor, party.pk).or_refuse()
    return party


def _record(request: ActorRequest, party_id: int) -> records.PartyRecord:
    return records.record_of(party_or_404(request, party_id), seoul_date(request.at))


@require_safe
def page(request: HttpRequest, party_id: int) -> HttpResponse:
    """Five years of grants on one page."""
    request = cast("ActorRequest", request)
    return shown(request, party_id)


def shown(request: ActorRequest, party_id: int, *, reasons: Sequence[str] = (), at_duty: int = 0) -> HttpResponse:
    """The page; `reasons` say why one of its duties was not taken as met, and what was typed there is kept."""
    found = _record(request, party_id)
    at_desk = access.may_see_all(request.actor)
    duties = list(party_duties.duties_of_party(party_id))
    laid = {duty.year for duty in duties if not duty.takes_a_link}
    context = {
        "record": found,
        "layout": "layouts/working.html" if at_desk else "layouts/public.html",
        "at_desk": at_desk,
        "years": found.years,
        "duties": party_duties.shown(duties, seoul_date(request.at)),
        "foretold": [(year, due) for year, due in found.audits if year not in laid],
        "may_meet": access.may_meet_party_duty(request.actor, party_id),
        "at_duty": at_duty,
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "grants/record.html", context, status=422 if reasons else 200)


@require_safe
def download(request: HttpRequest, party_id: int) -> HttpResponse:
    """The same as a workbook."""
    request = cast("ActorRequest", request)
    record = _record(request, party_id)
    response = HttpResponse(lists.record(record.party.name, record.grants), content_type=workbooks.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="record-{record.party.pk}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
