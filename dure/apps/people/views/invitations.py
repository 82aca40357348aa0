"""The page an invitation's letter leads to."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dure.apps.people import access, actions
from dure.apps.people.queries.invitations import invitation_of, mailboxes_of, why_dead
from dure.apps.people.words import MEMBER_WORDS
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, to what; a button to come in. Another mailbox is refused, a dead invitation says why."""
    request = cast("ActorRequest", request)
    found = invitation_of(token)
    if found is None:
        raise Http404
    access.may_accept(request.actor, found, mailboxes=mailboxes_of(request.actor.account_id)).or_refuse()
    dead = why_dead(found, at=request.at)
    reasons = [dead] if dead else []
    if request.method == "POST":
        try:
            member = actions.accept_invitation(token=token, by=request.actor, at=request.at, key=request.key)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"{found.party.name}에 함께하게 되었어요.")
            return redirect("people:organization", party_id=member.party_id)
    context = {"invitation": found, "role": MEMBER_WORDS[found.role], "reasons": reasons}
    return render(request, "people/invitation.html", context, status=422 if reasons else 200)
