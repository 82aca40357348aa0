"""오늘 할 돈 일, and an agreement's money on one screen."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.desks import waiting
from dure.desks.money.queries import agreement as agreements
from dure.desks.money.queries import waiting as lines
from dure.desks.staff.queries import run_duties
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest

SETTLING = frozenset({"settlement"})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for my seat in money, by its day; beside it each sort with its number."""
    request = cast("ActorRequest", request)
    money.may_see_payments(request.actor).or_refuse()
    sorts = lines.sorts(request.actor, request.at)
    runs = run_duties(request.actor, SETTLING)
    duties = [*runs, *(duty for _sort, found in sorts for duty in found)]
    shown = [sort for sort, _found in sorts]
    if runs:
        days = [duty.due_at for duty in runs if duty.due_at]
        shown.append(lines.SortShown(_("정산 확인"), sum(duty.count for duty in runs), min(days, default=None)))
    context = {"duties": waiting.by_urgency(duties, request.at), "sorts": shown, "total": sum(sort.count for sort in shown)}
    return render(request, "desks/money/home.html", context)


@require_safe
def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """From the budget line to the refund; `?print=1` is the sheet for paper."""
    request = cast("ActorRequest", request)
    money.may_see_payments(request.actor).or_refuse()
    found = get_object_or_404(grants.agreements_of(request.actor), pk=agreement_id)
    printed = request.GET.get("print") == "1"
    context = {
        "agreement": found,
        "whole": agreements.whole_of(found),
        "may_see_ledger": bool(money.may_see_ledger(request.actor)),
        "layout": "layouts/print.html" if printed else "layouts/working.html",
        "printed": printed,
    }
    return render(request, "desks/money/agreement.html", context)


@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, item_id: int) -> HttpResponse:
    """A finding of a sample audit: what the auditor wrote, and the answer with its papers."""
    request = cast("ActorRequest", request)
    money.may_see_payments(request.actor).or_refuse()
    item = get_object_or_404(grants.findings_for(request.actor), pk=item_id)
    may_answer = grants.may_judge_money(request.actor, item.spending.agreement)
    reasons: list[str] = []
    if request.method == "POST":
        may_answer.or_refuse()
        try:
            grants.answer_finding(
                item_id=item.pk,
                text=request.POST.get("text", ""),
                papers=request.FILES.getlist("papers"),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("답을 보냈어요. 감사 담당이 보고 마치거나 다시 물어요."))
            return redirect("money_desk:finding", item_id)
    context = {
        "item": item,
        "turns": grants.turns_of_finding(item),
        "may_answer": bool(may_answer) and not item.closed_at and not item.audit.is_ended,
        "reasons": reasons,
        "typed": request.POST.get("text", ""),
    }
    return render(request, "desks/money/finding.html", context, status=422 if reasons else 200)
