"""The center's lists: a round's agreements with their money, and settlements."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.apps.grants import access
from dure.apps.grants.queries import desk as queries
from dure.apps.grants.queries.agreements import totals_of_round
from dure.apps.grants.queries.settlements import settlements_of
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
def of_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Selected cases without an agreement, and every agreement with its instalments and money."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(queries.rounds(request.actor), pk=round_id)
    totals = totals_of_round(found.pk)
    context = {
        "round": found,
        "to_draft": queries.cases_to_draft(request.actor, found.pk),
        "rows": queries.rows_of_round(request.actor, found.pk),
        "totals": totals,
        "parts": queries.parts_of(totals),
    }
    return render(request, "grants/desk/round.html", context)


@require_safe
def settlements(request: HttpRequest) -> HttpResponse:
    """Settlements that were handed in: waiting ones first."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    paged = page_of(request, settlements_of(request.actor))
    return render(request, "grants/desk/settlements.html", {"paged": paged, "rows": queries.settlement_rows(paged.page.object_list)})
