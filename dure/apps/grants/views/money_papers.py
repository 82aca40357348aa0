"""Official papers and lists of a grant's money, as PDF, HWPX and XLSX, and the pack of a settlement."""

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.grants import access
from dure.apps.grants.models import Agreement
from dure.apps.grants.papers import lists as lists_of_money
from dure.apps.grants.papers import packing
from dure.apps.grants.papers.of_money import MoneyPaper, paper_of, voucher
from dure.apps.grants.queries import desk as desk_queries
from dure.apps.grants.queries.agreements import agreements_of, settlement_of
from dure.apps.grants.queries.refunds import refunds_of, shown
from dure.apps.grants.queries.settlements import settlements_of
from dure.apps.grants.queries.verifying import verifications_of
from dure.apps.grants.views import reasons_of
from dure.kernel.clock import seoul_date
from dure.platform import hwpx, workbooks
from dure.platform.http import ActorRequest


def _agreement(request: ActorRequest, agreement_id: int) -> Agreement:
    """Whoever may read the agreement, and the accountant who verifies its settlement."""
    found = agreements_of(request.actor).filter(pk=agreement_id).first()
    if found is not None:
        access.may_read(request.actor, found).or_refuse()
        return found
    named = verifications_of(request.actor).filter(settlement__agreement_id=agreement_id).first()
    if named is None:
        raise Http404
    return named.settlement.agreement


@require_safe
def paper(request: HttpRequest, agreement_id: int, which: str, ending: str) -> HttpResponse:
    """교부결정 통지서, 정산보고서 or 반납 고지서."""
    request = cast("ActorRequest", request)
    found = paper_of(_agreement(request, agreement_id), which, at=request.at)
    if found is None:
        raise Http404
    return _answer(request, found, ending, which)


@require_safe
def voucher_paper(request: HttpRequest, agreement_id: int, spending_id: int, ending: str) -> HttpResponse:
    """지출결의서 of one expense."""
    request = cast("ActorRequest", request)
    agreement = _agreement(request, agreement_id)
    spending = get_object_or_404(agreement.spendings.all(), pk=spending_id)
    spending.agreement = agreement
    return _answer(request, voucher(spending, at=request.at), ending, f"voucher-{spending.pk}")


def _answer(request: ActorRequest, found: MoneyPaper, ending: str, name: str) -> HttpResponse:
    if ending == "pdf":
        return _attached(found.pdf(at=request.at), f"{name}.pdf", "application/pdf")
    if ending == "hwpx":
        return _attached(found.hwpx(at=request.at), f"{name}.hwpx", hwpx.MEDIA_TYPE)
    raise Http404


def _attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def vouchers(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Every expense of the grant as a list."""
    request = cast("ActorRequest", request)
    agreement = _agreement(request, agreement_id)
    return _attached(lists_of_money.vouchers(agreement), f"vouchers-{agreement.pk}.xlsx", workbooks.MEDIA_TYPE)


@require_safe
def settlements(request: HttpRequest) -> HttpResponse:
    """The desk's settlements as a list."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    rows = desk_queries.settlement_rows(settlements_of(request.actor))
    return _attached(lists_of_money.settlements(rows), "settlements.xlsx", workbooks.MEDIA_TYPE)


@require_safe
def refunds(request: HttpRequest) -> HttpResponse:
    """The desk's refund orders as a list."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    rows = shown(refunds_of(request.actor), seoul_date(request.at))
    return _attached(lists_of_money.refunds(rows), "refunds.xlsx", workbooks.MEDIA_TYPE)


@require_http_methods(["GET", "POST"])
def pack(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Everything of a settled grant in one ZIP; personal data is in it, so it wants a reason and leaves a line in the journal."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    permission = access.may_download_pack(request.actor, agreement)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        reason = request.POST.get("reason", "")
        reasons = reasons_of(
            lambda: packing.note_download(agreement_id=agreement.pk, reason=reason, by=request.actor, at=request.at, key=request.key)
        )
        if not reasons:
            answer = FileResponse(packing.pack(agreement, at=request.at), as_attachment=True, filename=packing.name_of(agreement))
            answer["Content-Type"], answer["Cache-Control"] = "application/zip", "private, no-store"
            return answer
    context = {
        "agreement": agreement,
        "settlement": settlement_of(agreement),
        "contents": packing.CONTENTS,
        "permission": permission,
        "reasons": reasons,
        "typed_reason": request.POST.get("reason", ""),
    }
    return render(request, "grants/desk/pack.html", context, status=422 if reasons else 200)
