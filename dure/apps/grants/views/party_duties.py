"""Duties of a party for a year's grants: shown on its record, met there."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dure.apps.grants import access, actions
from dure.apps.grants.queries.party_duties import duties_of_party
from dure.apps.grants.views import reasons_of, records
from dure.platform.http import ActorRequest


@require_POST
def meet(request: HttpRequest, party_id: int, duty_id: int) -> HttpResponse:
    """The party shows that it met one, or skips it where it may."""
    request = cast("ActorRequest", request)
    records.party_or_404(request, party_id)
    duty = get_object_or_404(duties_of_party(party_id), pk=duty_id)
    access.may_meet_party_duty(request.actor, party_id).or_refuse()
    said = {"note": request.POST.get("note", ""), "link": request.POST.get("link", ""), "skip": request.POST.get("act") == "skip"}
    reasons = reasons_of(
        lambda: actions.meet_party_duty(
            duty_id=duty.pk, **said, paper=request.FILES.get("paper"), by=request.actor, at=request.at, key=request.key
        )
    )
    if reasons:
        return records.shown(request, party_id, reasons=reasons, at_duty=duty.pk)
    messages.success(request, _("적었어요."))
    return redirect("grants:record", party_id)
