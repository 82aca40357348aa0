"""Papers to take along: the receipt and the application as PDF."""

from pathlib import Path
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dure.apps.cases import access
from dure.apps.cases.models import Case
from dure.apps.cases.queries.cases import cases_of
from dure.apps.cases.queries.papers import application_paper, receipt_paper
from dure.apps.cases.views.shared import found_case
from dure.platform import papers
from dure.platform.http import ActorRequest

TEMPLATES = Path(__file__).resolve().parents[1] / "papers"


@require_safe
def receipt(request: HttpRequest, case_id: int) -> HttpResponse:
    """The receipt (접수증)."""
    request, case = found_case(request, case_id)
    access.may_see_receipt(request.actor, case).or_refuse()
    return _pdf("receipt", receipt_paper(case), case, f"접수증-{case.receipt}.pdf")


@require_safe
def application(request: HttpRequest, case_id: int) -> HttpResponse:
    """The application as it was handed in, or the draft as it stands."""
    _request, case = found_case(request, case_id)
    return _pdf("application", application_paper(case), case, f"신청서-{case.receipt or '쓰는 중'}.pdf")


@require_safe
def application_for_desk(request: HttpRequest, case_id: int) -> HttpResponse:
    """The same paper for those who look after the round."""
    actor = cast("ActorRequest", request).actor
    access.may_see_desk(actor).or_refuse()
    case = get_object_or_404(cases_of(actor).filter(receipt_number__isnull=False), pk=case_id)
    return _pdf("application", application_paper(case), case, f"신청서-{case.receipt}.pdf")


def _pdf(name: str, data: dict[str, Any], case: Case, filename: str) -> HttpResponse:
    """Set with the moment it was handed in, so that the same application always gives the same bytes."""
    content = papers.render(TEMPLATES / f"{name}.typ", data, at=case.submitted_at or case.started_at)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response
