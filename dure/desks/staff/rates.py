"""Rates, thresholds and spans by which the house counts: where each comes from, and what the center adds."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dure.desks.staff import access
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.platform import rates
from dure.platform.http import ActorRequest


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every series with what holds today."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    return render(request, "desks/staff/rates.html", {"rows": rates.all_on(seoul_date(request.at))})


@require_http_methods(["GET", "POST"])
@login_required
def series(request: HttpRequest, rate_key: str) -> HttpResponse:
    """One series: every value with its day and source, and a place for the next one."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    known = rates.every().get(rate_key.replace("-", "_"))
    if known is None:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        access.may_put_rate(request.actor).or_refuse()
        try:
            rates.put_rate(
                rate_key=known.key,
                since=_day(request.POST.get("since", "")),
                value=request.POST.get("value", ""),
                source=request.POST.get("source", ""),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("기준값을 더했어요. 적은 날부터 이 값으로 셈해요."))
            return redirect("staff:rate", rate_key)
    context: dict[str, Any] = {
        "known": known,
        "values": list(reversed(rates.series(known.key))),
        "may_put": bool(access.may_put_rate(request.actor)),
        "reasons": reasons,
        "typed": {name: request.POST.get(name, "") for name in ("since", "value", "source")},
    }
    return render(request, "desks/staff/rate.html", context, status=422 if reasons else 200)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Refused(_("이 값이 시작하는 날을 골라 주세요. 예: 2027-01-01")) from wrong
