"""사후관리 조사: the grantee answers, the center reads and takes away."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.grants import access, actions, forms
from dure.apps.grants.queries import follow_ups as queries
from dure.apps.grants.queries.agreements import terms_of
from dure.apps.grants.views import own_agreements, reasons_of
from dure.kernel.clock import seoul_date
from dure.platform import workbooks
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, agreement_id: int, months: int) -> HttpResponse:
    """Read what is asked, or answer it."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    row = get_object_or_404(agreement.follow_ups, months=months)
    terms, reasons = terms_of(agreement), []
    if request.method == "POST":
        access.may_write(request.actor, agreement).or_refuse()
        data: dict[str, object] = {}
        for section in terms.follow_up.sections if terms.follow_up else ():
            data |= forms.read_section(section, request.POST)
        reasons = reasons_of(
            lambda: actions.answer_follow_up(follow_up_id=row.pk, data=data, by=request.actor, at=request.at, key=request.key)
        )
        if not reasons:
            messages.success(request, "답해 주셔서 고마워요. 다음 사업을 준비하는 데 쓸게요.")
            return redirect("grants:follow-up", agreement_id=agreement.pk, months=months)
    context = {
        "agreement": agreement,
        "survey": queries.survey(row, terms, request.at, typed=request.POST if reasons else None),
        "permission": access.may_write(request.actor, agreement),
        "reasons": reasons,
    }
    return render(request, "grants/follow_up.html", context, status=422 if reasons else 200)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every survey by state."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    state = _state(request)
    rows = queries.for_desk(request.actor, state=state, today=seoul_date(request.at))
    return render(request, "grants/desk/follow_ups.html", {"paged": page_of(request, rows), "states": queries.STATES, "state": state})


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook, a column a question."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = list(queries.for_desk(request.actor, state=_state(request), today=seoul_date(request.at)))
    labels: dict[str, str] = {}
    for row in found:
        follow_up = terms_of(row.agreement).follow_up
        labels |= {question.key: question.label for section in (follow_up.sections if follow_up else ()) for question in section.questions}
    heads = ("연도", "사업", "조직", "개월", "기한", "답한 날", *labels.values())
    rows = (
        (
            row.agreement.case.round.program.edition.year,
            row.agreement.case.round.program.title,
            row.agreement.case.party.name,
            row.months,
            row.due_on.isoformat(),
            seoul_date(row.answered_at).isoformat() if row.answered_at else "",
            *(_shown(row.data.get(key, "")) for key in labels),
        )
        for row in found
    )
    response = HttpResponse(workbooks.workbook("사후 조사", heads, rows), content_type=workbooks.MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="follow-ups.xlsx"'
    return response


def _shown(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value or "")


def _state(request: HttpRequest) -> str:
    asked = request.GET.get("state", "waiting")
    return asked if asked in dict(queries.STATES) else "waiting"
