"""Claiming back a paid month: what should have been paid, by worker; the word of another person; and the refund when no month is left."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.labor import access, actions
from dure.apps.labor.models import Claim
from dure.apps.labor.queries import claims as queries
from dure.apps.labor.queries.corrections import corrections_seen_by
from dure.apps.labor.queries.workers import support_of, workers_of
from dure.apps.labor.views import reasons_of
from dure.apps.labor.words import CORRECTION_TONES, CorrectionKind
from dure.kernel.errors import Refused
from dure.kernel.typed import as_typed, read_won
from dure.kernel.won import won_in_full
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The checker writes down what should have been paid; what the days say now is suggested."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    claim = get_object_or_404(queries.claims_of(request.actor), pk=claim_id)
    access.may_check(request.actor, claim.agreement).or_refuse()
    made: list[int] = []
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(lambda: made.append(_ask(request, claim).pk))
        if not reasons:
            messages.success(request, "적었어요. 다른 사람이 승인하면 돌려받을 돈이 돼요.")
            return redirect("labor:desk-correction", made[0])
    context = {
        "claim": claim,
        "agreement": claim.agreement,
        "rows": _rows(request, claim),
        "kinds": CorrectionKind.choices,
        "typed": as_typed(request.POST, kind=str(CorrectionKind.LEFT)),
        "reasons": reasons,
    }
    return render(request, "labor/desk/correct.html", context, status=422 if reasons else 200)


def _rows(request: ActorRequest, claim: Claim) -> list[dict[str, Any]]:
    """Everybody who was paid for the month: how much, what the days say now, and what is typed."""
    paid = queries.paid_before(claim.agreement, claim.month)
    now = {row.worker.pk: row.sum.amount for row in queries.reckon(claim.agreement, support_of(claim.agreement), claim.month)}
    found = []
    for worker in workers_of(claim.agreement).filter(pk__in=paid):
        suggested = min(now.get(worker.pk, 0), paid[worker.pk])
        typed = request.POST.get(f"new_{worker.pk}", str(suggested))
        hint = f"지급 {won_in_full(paid[worker.pk])} · 지금 적힌 근무와 급여로는 {won_in_full(now.get(worker.pk, 0))}"
        found.append({"worker": worker, "paid": paid[worker.pk], "field": f"new_{worker.pk}", "typed": typed, "hint": hint})
    return found


def _ask(request: ActorRequest, claim: Claim) -> Any:
    new = {}
    for row in _rows(request, claim):
        new[row["worker"].pk] = read_won(row["typed"], f"{row['worker'].masked}의 바른 금액")
    if not new:
        raise Refused("이 달에 지급한 사람이 없어요.")
    return actions.ask_correction(
        claim_id=claim.pk,
        new=new,
        kind=request.POST.get("kind", ""),
        reason=request.POST.get("reason", ""),
        paper=request.FILES.get("paper"),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Old and new figures, why and by whom; another person approves or declines."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(corrections_seen_by(request.actor), pk=correction_id)
    permission = access.may_approve_correction(request.actor, found)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        who: dict[str, Any] = {"correction_id": found.pk, "by": request.actor, "at": request.at, "key": request.key}
        if request.POST.get("act") == "decline":
            reasons = reasons_of(lambda: actions.decline_correction(reason=request.POST.get("reason", ""), **who))
        else:
            reasons = reasons_of(lambda: actions.approve_correction(seen=read_won(request.POST.get("seen", ""), "금액"), **who))
        if not reasons:
            return redirect("labor:desk-correction", found.pk)
    context = {
        "correction": found,
        "claim": found.claim,
        "agreement": found.claim.agreement,
        "lines": list(found.lines.all()),
        "tone": CORRECTION_TONES[found.state],
        "permission": permission,
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "labor/desk/correction.html", context, status=422 if reasons else 200)
