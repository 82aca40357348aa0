"""The ledger of a year: its lines, what stands behind each, and giving a line its money."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.money import access, actions, forms
from dure.apps.money.queries import entries as queries
from dure.apps.money.queries.asks import waiting_count
from dure.apps.money.queries.desk import pictured
from dure.apps.money.queries.sums import printed_budget
from dure.apps.money.queries.years import year_of
from dure.apps.money.views import reasons_of, typed
from dure.kernel.clock import seoul_date
from dure.kernel.typed import read_won
from dure.platform.http import ActorRequest


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The ledger of this year."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    return redirect("money:ledger", year=seoul_date(request.at).year)


@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, year: int) -> HttpResponse:
    """Every line with what was allotted, committed, paid, spent and returned."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    if not 2000 <= year <= 2199:
        raise Http404
    permission = access.may_allot(request.actor)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        printed = request.POST.get("what") == "printed"
        reasons = reasons_of(lambda: _allot_printed(request, year) if printed else _allot(request, year))
        if not reasons:
            return redirect("money:ledger", year=year)
    context = {
        "year": year,
        "years": queries.years_with_books(),
        "lines": pictured(year),
        "state": year_of(year),
        "asks_waiting": waiting_count(request.actor),
        "printed": printed_budget((year,)).rows,
        "permission": permission,
        "typed": typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "money/desk/ledger.html", context, status=422 if reasons else 200)


def _allot(request: ActorRequest, year: int) -> None:
    actions.allot_budget(
        year=year,
        line_key=forms.read_key(request.POST.get("line_key", "")),
        title=request.POST.get("title", "").strip(),
        amount=read_won(request.POST.get("amount", ""), "배정할 금액"),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def _allot_printed(request: ActorRequest, year: int) -> None:
    actions.allot_printed(year=year, by=request.actor, at=request.at, key=request.key)
