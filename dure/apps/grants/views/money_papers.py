"""Official papers and lists of a grant's money, as PDF, HWPX and XLSX. An auditor's reading is journaled first."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dure.apps.grants import access
from dure.apps.grants.models import Agreement
from dure.apps.grants.papers import lists as lists_of_money
from dure.apps.grants.papers.of_money import MoneyPaper, paper_of, voucher
from dure.apps.grants.queries import desk as desk_queries
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.queries.refunds import refunds_of, shown
from dure.apps.grants.queries.settlements import settlements_of
from dure.apps.grants.queries.verifying import verifications_of
from dure.kernel.clock import seoul_date
from dure.platform import hwpx, reading, workbooks
from dure.platform.http import ActorRequest

_WHICH = {"decision": "교부결정 통지서", "settlement": "정산보고서", "refund": "반납 고지서"}


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


def _reading(request: ActorRequest, agreement: Agreement, what: str) -> reading.Reading:
    case = agreement.case
    return reading.Reading(f"{case.party.name} {agreement.number} {what}", agreement, case.pk, (case.party_id,))


def _read_paper(request: ActorRequest, agreement_id: int, which: str, ending: str) -> reading.Reading:
    return _reading(request, _agreement(request, agreement_id), _WHICH.get(which, which))


def _read_voucher(request: ActorRequest, agreement_id: int, spending_id: int, ending: str) -> reading.Reading:
    agreement = _agreement(request, agreement_id)
    spending = get_object_or_404(agreement.spendings.all(), pk=spending_id)
    return _reading(request, agreement, f"지출결의서: {spending.memo}")


def _read_vouchers(request: ActorRequest, agreement_id: int) -> reading.Reading:
    return _reading(request, _agreement(request, agreement_id), "지출결의 목록")


@reading.journaled(_read_paper)
def paper(request: HttpRequest, agreement_id: int, which: str, ending: str) -> HttpResponse:
    """교부결정 통지서, 정산보고서 or 반납 고지서."""
    request = cast("ActorRequest", request)
    found = paper_of(_agreement(request, agreement_id), which, at=request.at)
    if found is None:
        raise Http404
    return _answer(request, found, ending, which)


@reading.journaled(_read_voucher)
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


@reading.journaled(_read_vouchers)
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
