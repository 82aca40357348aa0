"""Payee accounts: named by the party, compared with the bankbook by the center. Only last digits are ever shown."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.money import access, actions
from dure.apps.money.queries.payees import current_version, others_with_the_same_number, parties, versions_for, versions_of, waiting_version
from dure.apps.money.views import reasons_of, typed
from dure.apps.money.views.fresh import is_fresh, sign_in_again
from dure.apps.money.words import BANKS, VersionState
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, party_id: int) -> HttpResponse:
    """The party names the account it wants to be paid to."""
    request = cast("ActorRequest", request)
    if not access.may_see_payee(request.actor, party_id):
        raise Http404
    party = get_object_or_404(parties(), pk=party_id)
    permission = access.may_propose_payee(request.actor, party.pk)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        if not is_fresh(request):
            return redirect(sign_in_again(request))
        fields = {name: request.POST.get(name, "") for name in ("bank_code", "holder_name", "account_number")}
        reasons = reasons_of(lambda: actions.propose_payee(party_id=party.pk, **fields, by=request.actor, at=request.at, key=request.key))
        if not reasons:
            return redirect("money:payee", party_id=party.pk)
    current = current_version(party.pk)
    context = {
        "party": party,
        "current": current,
        "waiting": waiting_version(party.pk),
        "versions": versions_of(party.pk)[:20],
        "permission": permission,
        "sign_in_again": "" if is_fresh(request) else sign_in_again(request),
        "held_until": current.hold_until if current and current.hold_until and current.hold_until > request.at else None,
        "banks": BANKS,
        "typed": typed(request.POST, holder_name=party.name),
        "reasons": reasons,
    }
    return render(request, "money/payee.html", context, status=422 if reasons else 200)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Accounts that wait for a second person, then every other one."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    rows = versions_for(request.actor)
    waiting = list(rows.filter(state=VersionState.PROPOSED).order_by("proposed_at", "pk"))
    paged = page_of(request, rows.exclude(state=VersionState.PROPOSED))
    return render(request, "money/desk/payees.html", {"waiting": waiting, "paged": paged})


@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, version_id: int) -> HttpResponse:
    """Verify an account against the bankbook, or decline it."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    version = get_object_or_404(versions_for(request.actor), pk=version_id)
    permission = access.may_judge_payee(request.actor, version)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        who = {"version_id": version.pk, "by": request.actor, "at": request.at, "key": request.key}
        if request.POST.get("judgment") == "verify":
            reasons = reasons_of(lambda: actions.verify_payee(**who))
        else:
            reasons = reasons_of(lambda: actions.decline_payee(reason=request.POST.get("reason", ""), **who))
        if not reasons:
            return redirect("money:payees")
    context = {
        "version": version,
        "before": current_version(version.payee.party_id),
        "twins": others_with_the_same_number(version),
        "permission": permission,
        "typed": typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "money/desk/payee.html", context, status=422 if reasons else 200)
