"""The papers of a consortium's agreement, for its partners."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.apps.grants.queries.partners import agreements_with, leaving_of, papers_for_partner
from dure.platform.http import ActorRequest


@require_safe
def papers(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Signed papers that concern the partner; one that left keeps those of its days."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(agreements_with(request.actor), pk=agreement_id)
    context = {
        "agreement": agreement,
        "leaving": leaving_of(agreement, request.actor),
        "papers": papers_for_partner(agreement, request.actor),
    }
    return render(request, "grants/partner_papers.html", context)
