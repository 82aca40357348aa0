"""The center's desk of accounts: finding one, seeing what hangs on it, stopping it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.people import access, actions
from dure.apps.people.models import Account
from dure.apps.people.queries import seats as queries
from dure.apps.people.words import MEMBER_WORDS
from dure.kernel.errors import Forbidden, Refused
from dure.kernel.korean import table_instant
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts by name or address."""
    request = cast("ActorRequest", request)
    access.may_manage_seats(request.actor).or_refuse()
    words = request.GET.get("words", "")[:120]
    return render(request, "people/desk/accounts.html", {"paged": page_of(request, queries.search_accounts(words)), "words": words})


@require_http_methods(["GET", "POST"])
@login_required
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """What hangs on an account; stop it, with the reason."""
    request = cast("ActorRequest", request)
    access.may_manage_seats(request.actor).or_refuse()
    found = get_object_or_404(queries.search_accounts(""), pk=account_id)
    reason, reasons = request.POST.get("reason", ""), []
    if request.method == "POST":
        try:
            actions.stop_account(account_id=found.pk, reason=reason, by=request.actor, at=request.at, key=request.key)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "계정을 멈췄어요. 열려 있던 화면도 바로 닫혀요.")
            return redirect("people:desk_account", account_id=found.pk)
    context = {"account": found, "rows": _rows(request, found), "reason": reason, "reasons": reasons}
    return render(request, "people/desk/account.html", context, status=422 if reasons else 200)


def _rows(request: ActorRequest, found: Account) -> list[tuple[str, str]]:
    seats = [f"{one.seat.team.organization.name} {one.seat.title}" for one in queries.seats_of_account(found, at=request.at)]
    parties = [f"{one.party.name} {MEMBER_WORDS[one.role]}" for one in queries.memberships_of_account(found)]
    return [
        ("메일 주소", found.email),
        ("만든 때", table_instant(found.created_at)),
        ("마지막 로그인", table_instant(found.last_login) if found.last_login else "아직 없음"),
        ("비밀번호", "정함" if found.has_usable_password() else "아직 정하지 않음"),
        ("맡은 자리", ", ".join(seats) or "없음"),
        ("속한 조직", ", ".join(parties) or "없음"),
    ]
