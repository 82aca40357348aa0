"""The desk's refund orders, and the account to which grantees pay back."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.grants import access, actions
from dure.apps.grants.queries import refunds as queries
from dure.apps.grants.views import reasons_of
from dure.kernel.clock import seoul_date
from dure.kernel.typed import as_typed, read_day
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Every order with what is still owed and how late it is; below, one's own account for refunds."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    party_id, today = request.actor.organization_id or 0, seoul_date(request.at)
    permission = access.may_put_refund_account(request.actor, party_id)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        reasons = reasons_of(lambda: _put(request, party_id))
        if not reasons:
            return redirect("grants:desk-refunds")
    paged = page_of(request, queries.refunds_of(request.actor))
    context = {
        "paged": paged,
        "rows": queries.shown(paged.page.object_list, today),
        "account": queries.account_of(party_id, today),
        "permission": permission,
        "typed": as_typed(request.POST, since=today.isoformat()),
        "reasons": reasons,
    }
    return render(request, "grants/desk/refunds.html", context, status=422 if reasons else 200)


def _put(request: ActorRequest, party_id: int) -> None:
    actions.put_refund_account(
        party_id=party_id,
        since=read_day(request.POST.get("since", ""), "쓰기 시작하는 날"),
        bank=request.POST.get("bank", ""),
        holder=request.POST.get("holder", ""),
        account=request.POST.get("account", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )
