"""Checking everything once more, handing in, the receipt, and taking it back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.cases import access, actions
from dure.apps.cases.models import Case
from dure.apps.cases.queries.cases import tracks_of
from dure.apps.cases.queries.checking import check_page
from dure.apps.cases.queries.content import content_of
from dure.apps.cases.queries.papers import receipt_of
from dure.apps.cases.queries.standing import consent_texts, current_run, open_request
from dure.apps.cases.queries.tiers import holder_of, is_again, prechecks_of
from dure.apps.cases.views.shared import found_case, frame
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, case_id: int) -> HttpResponse:
    """Every answer with a way back to it, every rule with what would change it, the consents, and the button."""
    request, case = found_case(request, case_id)
    asked = open_request(case)
    if not case.is_draft and asked is None:
        return redirect("cases:done", case_id=case.pk)
    reasons: list[str] = []
    if request.method == "POST":
        access.may_write(request.actor, case).or_refuse()
        try:
            _hand_in(request, case, completes=asked is not None)
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("cases:done", case_id=case.pk)
    ticked = {text.key for text in consent_texts(request.at) if request.POST.get(f"consent-{text.key}")}
    context = frame(request, case) | check_page(case, request.at, content=content_of(case), ticked=ticked)
    context |= {"reasons": reasons, "may_write": access.may_write(request.actor, case)}
    return render(request, "cases/check.html", context, status=422 if reasons else 200)


def _hand_in(request: ActorRequest, case: Case, *, completes: bool) -> None:
    shared: dict[str, Any] = {"case_id": case.pk, "by": request.actor, "at": request.at, "key": request.key}
    if completes:
        actions.answer_completion(**shared)
        return
    given = {text.key: bool(request.POST.get(f"consent-{text.key}")) for text in consent_texts(request.at)}
    actions.submit(consents=given, **shared)


@require_safe
def done(request: HttpRequest, case_id: int) -> HttpResponse:
    """The receipt, where the case stands, and how to take it back."""
    request, case = found_case(request, case_id)
    access.may_see_receipt(request.actor, case).or_refuse()
    context = {
        "case": case,
        "receipt": receipt_of(case),
        "steps": [step for step in tracks_of(case) if not is_again(step.run)],
        "holder": holder_of(case, current_run(case)),
        "prechecks": prechecks_of(case, shared_only=True),
        "asked": open_request(case),
        "may_withdraw": access.may_withdraw(request.actor, case),
    }
    return render(request, "cases/done.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask once, with what follows; then take the application back."""
    request, case = found_case(request, case_id)
    access.may_withdraw(request.actor, case).or_refuse()
    if request.method == "POST":
        actions.withdraw(case_id=case.pk, reason=request.POST.get("reason", ""), by=request.actor, at=request.at, key=request.key)
        return redirect("cases:mine")
    return render(request, "cases/withdraw.html", {"case": case})
