"""The grantee's reports, section by section."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.grants import access, actions, forms
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import overview as overviews
from dure.apps.grants.queries import reports as queries
from dure.apps.grants.views import own_agreements, reasons_of
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, agreement_id: int, which: str) -> HttpResponse:
    """Read the report, or keep a section of it."""
    request = cast("ActorRequest", request)
    agreement = _found(request, agreement_id, which)
    if request.method == "GET":
        return _page(request, agreement, which, [])
    access.may_write(request.actor, agreement).or_refuse()
    reasons = reasons_of(lambda: _save(request, agreement, which))
    return _page(request, agreement, which, reasons) if reasons else redirect("grants:report", agreement_id=agreement.pk, which=which)


def _found(request: ActorRequest, agreement_id: int, which: str) -> Agreement:
    """The agreement, if its case has such a report."""
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    if queries.run_for(agreement, which) is None:
        raise Http404
    return agreement


def _save(request: ActorRequest, agreement: Agreement, which: str) -> None:
    asked = queries.section_of(agreement, which, request.POST.get("section", ""))
    version = request.POST.get("version", "")
    actions.save_report(
        agreement_id=agreement.pk,
        which=which,
        section=asked.key if asked else "",
        data=forms.read_section(asked, request.POST) if asked else {},
        version=int(version) if version.isdigit() and len(version) < 9 else -1,
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def _page(request: ActorRequest, agreement: Agreement, which: str, reasons: list[str]) -> HttpResponse:
    sheet = queries.sheet_of(agreement, which, typed=request.POST if reasons else None)
    sums, parts = overviews.picture_of(agreement)
    context = {
        "agreement": agreement,
        "sheet": sheet,
        "sums": sums,
        "parts": parts,
        "permission": access.may_write(request.actor, agreement),
        "reasons": reasons,
    }
    return render(request, "grants/report.html", context, status=422 if reasons else 200)


@require_POST
def attach(request: HttpRequest, agreement_id: int, which: str) -> HttpResponse:
    """Put a paper beside the report."""
    request = cast("ActorRequest", request)
    agreement = _found(request, agreement_id, which)
    access.may_write(request.actor, agreement).or_refuse()
    upload = request.FILES.get("file")
    reasons = ["올릴 파일을 골라 주세요."]
    if upload is not None:
        reasons = reasons_of(
            lambda: actions.attach_to_report(
                agreement_id=agreement.pk, which=which, upload=upload, by=request.actor, at=request.at, key=request.key
            )
        )
    return _page(request, agreement, which, reasons) if reasons else redirect("grants:report", agreement_id=agreement.pk, which=which)


@require_POST
def hand_in(request: HttpRequest, agreement_id: int, which: str) -> HttpResponse:
    """Hand the report in."""
    request = cast("ActorRequest", request)
    agreement = _found(request, agreement_id, which)
    access.may_write(request.actor, agreement).or_refuse()
    reasons = reasons_of(
        lambda: actions.hand_in_report(agreement_id=agreement.pk, which=which, by=request.actor, at=request.at, key=request.key)
    )
    return _page(request, agreement, which, reasons) if reasons else redirect("grants:grant", agreement_id=agreement.pk)
