"""Amendments: asked for, read side by side, approved, and signed on both sides."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.grants import access, actions, exports
from dure.apps.grants.forms import amending as forms
from dure.apps.grants.models import Agreement, Amendment
from dure.apps.grants.queries import amendments as queries
from dure.apps.grants.queries import relaying
from dure.apps.grants.queries.agreements import agreements_of, planned, terms_of
from dure.apps.grants.queries.signing import signatures_under
from dure.apps.grants.views import attached, own_agreements, readable_by, reasons_of
from dure.apps.grants.words import Source
from dure.kernel.typed import as_typed
from dure.platform import files, reading
from dure.platform.http import ActorRequest


def _own(request: ActorRequest, agreement_id: int) -> Agreement:
    return get_object_or_404(own_agreements(request.actor), pk=agreement_id)


def _at_desk(request: ActorRequest, agreement_id: int) -> Agreement:
    access.may_see_desk(request.actor).or_refuse()
    return get_object_or_404(agreements_of(request.actor), pk=agreement_id)


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The grantee's list, and asking for another text."""
    request = cast("ActorRequest", request)
    return _list(request, _own(request, agreement_id), "grants/amendments.html", "grants:amendment")


@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The same at the desk."""
    request = cast("ActorRequest", request)
    return _list(request, _at_desk(request, agreement_id), "grants/desk/amendments.html", "grants:desk-amendment")


def _list(request: ActorRequest, agreement: Agreement, template: str, one: str) -> HttpResponse:
    permission = access.may_ask_amendment(request.actor, agreement)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        rows = [(category, source, amount) for (category, source), amount in planned(agreement).items()]
        parts = relaying.instalments_of(agreement)
        reasons = reasons_of(
            lambda: actions.ask_amendment(
                agreement_id=agreement.pk,
                change=forms.read_change(request.POST, rows, parts),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        )
        if not reasons and (asked := queries.open_amendment(agreement)):
            return redirect(one, agreement_id=agreement.pk, amendment_id=asked.pk)
    context = {
        "agreement": agreement,
        "amendments": queries.amendments_of(agreement),
        "open": queries.open_amendment(agreement),
        "permission": permission,
        "place": one,
        "reasons": reasons,
        **_form(request, agreement),
    }
    return render(request, template, context, status=422 if reasons else 200)


def _form(request: ActorRequest, agreement: Agreement) -> dict[str, Any]:
    """The boxes with what stands now, or with what was just typed."""
    titles = {category.key: category.title for category in terms_of(agreement).categories}
    typed = as_typed(
        request.POST, amount=agreement.amount, own_money=agreement.own_money, starts_on=agreement.starts_on, ends_on=agreement.ends_on
    )
    rows = [
        (f"row_{key}_{source}", f"{titles.get(key, key)} ({Source(source).label})", typed[f"row_{key}_{source}"] or amount)
        for (key, source), amount in planned(agreement).items()
    ]
    clauses = [
        (place, typed[f"clause_title_{place}"] or clause["title"], request.POST.get(f"clause_text_{place}", clause["text"]))
        for place, clause in enumerate([*agreement.clauses, {"title": "", "text": ""}])
    ]
    partners = queries.partners_in(agreement)
    held = queries.shares_of(agreement) if partners else {}
    staying = [("share_lead", f"{agreement.case.party.name} (신청 조직)", typed["share_lead"])]
    staying += [(f"share_{partner.pk}", partner.name, typed[f"share_{partner.pk}"]) for partner in partners]
    leaving = [(str(partner.pk), f"{partner.name} (지원금 몫 {held.get(partner.pk, (0, 0))[0]:,}원)") for partner in partners]
    staying = staying if partners else []
    return {"typed": typed, "rows": rows, "clauses": clauses, "leaving": leaving, "staying": staying, **_parts(request, agreement)}


def _parts(request: ActorRequest, agreement: Agreement) -> dict[str, Any]:
    """The instalments, those that may change as boxes, and what an operator passes on; nothing of either where there is none."""
    said: dict[str, Any] = {}
    if relaying.may_lay_parts(agreement):
        instalments = relaying.instalments_of(agreement)
        said["parts"] = forms.part_rows(instalments, request.POST)
        said["fixed_parts"] = [one for one in instalments if one.asked]
        said["gates"] = [("", "보고 없이 신청"), *relaying.reports_before(agreement).items()]
    if relaying.may_pass_on(agreement):
        typed = as_typed(request.POST, pass_through=agreement.pass_through, firms_max=agreement.firms_max or "")
        said["passing"] = {"amount": typed["pass_through"], "firms": typed["firms_max"]}
    return said


@require_safe
def mine_one(request: HttpRequest, agreement_id: int, amendment_id: int) -> HttpResponse:
    """One amendment before the grantee."""
    request = cast("ActorRequest", request)
    return _one(request, _own(request, agreement_id), amendment_id, "grants/amendment.html", [])


@require_safe
def desk_one(request: HttpRequest, agreement_id: int, amendment_id: int) -> HttpResponse:
    """One amendment at the desk."""
    request = cast("ActorRequest", request)
    return _one(request, _at_desk(request, agreement_id), amendment_id, "grants/desk/amendment.html", [])


def _amendment(agreement: Agreement, amendment_id: int) -> Amendment:
    amendment = get_object_or_404(queries.amendments_of(agreement), pk=amendment_id)
    amendment.agreement = agreement
    return amendment


def _one(request: ActorRequest, agreement: Agreement, amendment_id: int, template: str, reasons: list[str]) -> HttpResponse:
    amendment = _amendment(agreement, amendment_id)
    papers = files.files_of(amendment).filter(purpose__in=("amendment", "signed_amendment")).order_by("-id")
    context = {
        "agreement": agreement,
        "amendment": amendment,
        "lines": queries.lines_of(amendment),
        "changes": queries.clauses_of(amendment),
        "signatures": signatures_under(agreement, amendment),
        "sha256": amendment.document_sha256,
        "code": exports.verification_code(amendment.document_sha256),
        "papers": papers,
        "may_judge": access.may_judge_amendment(request.actor, amendment),
        "may_withdraw": access.may_withdraw_amendment(request.actor, amendment),
        "may_sign_grantee": access.may_sign_as_grantee(request.actor, agreement),
        "may_sign_center": access.may_sign_amendment_as_center(request.actor, amendment),
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, template, context, status=422 if reasons else 200)


def _hand(request: ActorRequest) -> dict[str, str]:
    return {
        name: request.POST.get(field, "").strip() for name, field in (("typed_name", "typed_name"), ("seen", "seen"), ("drawn", "strokes"))
    }


@require_POST
def mine_step(request: HttpRequest, agreement_id: int, amendment_id: int, step: str) -> HttpResponse:
    """The grantee signs or takes its request back."""
    request = cast("ActorRequest", request)
    agreement = _own(request, agreement_id)
    act = {"amendment_id": _amendment(agreement, amendment_id).pk, "by": request.actor, "at": request.at, "key": request.key}
    acts = {
        "sign": lambda: actions.sign_amendment_as_grantee(**act, **_hand(request)),
        "withdraw": lambda: actions.withdraw_amendment(**act, reason=request.POST.get("reason", "")),
    }
    if step not in acts:
        raise Http404
    if reasons := reasons_of(acts[step]):
        return _one(request, agreement, amendment_id, "grants/amendment.html", reasons)
    return redirect("grants:amendment", agreement_id=agreement.pk, amendment_id=amendment_id)


@require_POST
def desk_step(request: HttpRequest, agreement_id: int, amendment_id: int, step: str) -> HttpResponse:
    """The giver approves, declines, signs, or takes its own request back."""
    request = cast("ActorRequest", request)
    agreement = _at_desk(request, agreement_id)
    act = {"amendment_id": _amendment(agreement, amendment_id).pk, "by": request.actor, "at": request.at, "key": request.key}
    reason = request.POST.get("reason", "")
    acts = {
        "approve": lambda: actions.approve_amendment(**act),
        "decline": lambda: actions.decline_amendment(**act, reason=reason),
        "sign": lambda: actions.sign_amendment_as_center(**act, **_hand(request)),
        "withdraw": lambda: actions.withdraw_amendment(**act, reason=reason),
    }
    if step not in acts:
        raise Http404
    if reasons := reasons_of(acts[step]):
        return _one(request, agreement, amendment_id, "grants/desk/amendment.html", reasons)
    return redirect("grants:desk-amendment", agreement_id=agreement.pk, amendment_id=amendment_id)


def _read_hwpx(request: ActorRequest, amendment_id: int) -> reading.Reading:
    amendment = get_object_or_404(queries.with_paper(readable_by(request.actor)), pk=amendment_id)
    case = amendment.agreement.case
    return reading.Reading(amendment.label, amendment, case.pk, (case.party_id,))


@reading.journaled(_read_hwpx)
def hwpx(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """An amendment's paper as HWPX, for whoever may read the agreement."""
    request = cast("ActorRequest", request)
    amendment = get_object_or_404(queries.with_paper(readable_by(request.actor)), pk=amendment_id)
    content = exports.amendment_hwpx(amendment, exports.amendment_text(amendment), at=request.at)
    return attached(content, f"{amendment.label}.hwpx")
