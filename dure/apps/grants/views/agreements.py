"""Agreements: drafted and offered at the desk, read and signed on both sides."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.cases import facade as cases
from dure.apps.grants import access, actions, exports, forms
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import drafting
from dure.apps.grants.queries.agreements import agreements_of, live_agreement, papers_of
from dure.apps.grants.queries.amendments import in_force
from dure.apps.grants.queries.paper_forms import forms_ready
from dure.apps.grants.queries.signing import signatures_under
from dure.apps.grants.queries.timeline import lines_of_agreement
from dure.apps.grants.views import attached, own_agreements, readable_by, reasons_of
from dure.apps.grants.words import Side
from dure.kernel.typed import as_typed
from dure.platform import reading
from dure.platform.http import ActorRequest


def _text(agreement: Agreement) -> dict[str, Any]:
    """What both sides' pages read the agreement from."""
    text, hands = exports.text_of(agreement), signatures_under(agreement)
    return {
        "agreement": agreement,
        "text": text,
        "opening": exports.opening_of(text),
        "sha256": agreement.document_sha256,
        "sign_label": "이 협약서에 서명하기",
        "hands": [(text.get("party_word", "수행기관"), hands.get(Side.GRANTEE)), (text.get("giver_word", "센터"), hands.get(Side.CENTER))],
        "code": exports.verification_code(agreement.document_sha256),
        "papers": [paper for paper in papers_of(agreement) if paper.purpose in ("agreement", "signed_agreement")],
        "amendments": list(in_force(agreement)) if agreement.pk else [],
    }


@require_safe
def mine(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The grantee reads the agreement and, if it is their turn, signs it."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    return _mine(request, agreement, [])


def _mine(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    context = {
        **_text(agreement),
        "may_sign": access.may_sign_as_grantee(request.actor, agreement),
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "grants/agreement.html", context, status=422 if reasons else 200)


@require_POST
def sign(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The grantee's signature."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_sign_as_grantee(request.actor, agreement).or_refuse()
    reasons = reasons_of(
        lambda: actions.sign_as_grantee(agreement_id=agreement.pk, **_signature(request), by=request.actor, at=request.at, key=request.key)
    )
    return _mine(request, agreement, reasons) if reasons else redirect("grants:agreement", agreement_id=agreement.pk)


def _signature(request: ActorRequest) -> dict[str, str]:
    return {
        name: request.POST.get(field, "").strip() for name, field in (("typed_name", "typed_name"), ("seen", "seen"), ("drawn", "strokes"))
    }


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write the agreement of a selected case."""
    request = cast("ActorRequest", request)
    case = get_object_or_404(cases.cases_of(request.actor), pk=case_id)
    access.may_draft(request.actor, case.round).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(
            lambda: actions.draft_agreement(
                case_id=case.pk, draft=forms.read_draft(request.POST), by=request.actor, at=request.at, key=request.key
            )
        )
        if not reasons and (written := live_agreement(case.pk)):
            return redirect("grants:desk-agreement", agreement_id=written.pk)
    plan = drafting.plan_of(case, request.at)
    context = {"case": case, "plan": plan, "typed": as_typed(request.POST, **plan.suggested), "reasons": reasons}
    return render(request, "grants/desk/draft.html", context, status=422 if reasons else 200)


@require_safe
def desk(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """One agreement: offer it, take it back, sign it for the center."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    return _desk(request, agreement, [])


def _desk(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    context = {
        **_text(agreement),
        "may_run": access.may_run(request.actor, agreement),
        "may_sign": access.may_sign_as_center(request.actor, agreement),
        "lines": lines_of_agreement(agreement),
        "forms": forms_ready(),
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "grants/desk/agreement.html", context, status=422 if reasons else 200)


@require_POST
def step(request: HttpRequest, agreement_id: int, step: str) -> HttpResponse:
    """One step of the agreement at the desk."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    who = {"by": request.actor, "at": request.at, "key": request.key}
    reason = request.POST.get("reason", "")
    acts = {
        "offer": lambda: actions.offer_agreement(agreement_id=agreement.pk, **who),
        "take-back": lambda: actions.take_back_agreement(agreement_id=agreement.pk, reason=reason, **who),
        "sign": lambda: actions.sign_as_center(agreement_id=agreement.pk, **_signature(request), **who),
        "give-up": lambda: actions.give_up_agreement(case_id=agreement.case_id, reason=reason, **who),
    }
    if step not in acts:
        raise Http404
    reasons = reasons_of(acts[step])
    return _desk(request, agreement, reasons) if reasons else redirect("grants:desk-agreement", agreement_id=agreement.pk)


def _read_hwpx(request: ActorRequest, agreement_id: int) -> reading.Reading:
    agreement = get_object_or_404(readable_by(request.actor), pk=agreement_id)
    return reading.Reading(f"{agreement.number} 협약서", agreement, agreement.case_id, (agreement.case.party_id,))


@reading.journaled(_read_hwpx)
def hwpx(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The agreement as it reads now, as HWPX, for whoever may read it."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(readable_by(request.actor), pk=agreement_id)
    content = exports.agreement_hwpx(agreement, exports.text_of(agreement), at=request.at)
    return attached(content, f"{agreement.number}.hwpx")
