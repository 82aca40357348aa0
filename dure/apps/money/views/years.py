"""A fiscal year: what stands open, its report, and opening and closing it."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.money import access, actions
from dure.apps.money.queries.years import year_report, years
from dure.apps.money.views import reasons_of
from dure.apps.money.words import YEAR_TONES, YearState
from dure.kernel.errors import Refused
from dure.platform import workbooks
from dure.platform.http import ActorRequest

_STEPS = {"open": actions.open_year, "begin": actions.begin_closing, "close": actions.close_year}
_HEADS = (
    "항목", "배정(원)", "이월 받음(원)", "남은 돈(원)", "협약·지급 전(원)", "지급(원)", "정산 전(원)", "집행 인정(원)", "돌려받을 돈(원)",
    "돌려받은 돈(원)", "다음 해로 이월(원)", "정산을 넘겨받음(원)", "정산을 다음 해로(원)",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, year: int) -> HttpResponse:
    """The report of a year, and the next step with it."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    if not 2000 <= year <= 2199:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        (access.may_close_years(request.actor) or access.may_decide_money(request.actor)).or_refuse()
        reasons = reasons_of(lambda: _step(request, year))
        if not reasons:
            return redirect("money:year", year)
    report = year_report(year)
    state = report.state.state if report.state else ""
    began = report.state is not None and report.state.closing_by_id == request.actor.account_id
    context = {
        "report": report,
        "years": list(years()),
        "tone": YEAR_TONES.get(YearState(state), "quiet") if state else "quiet",
        "may_open": access.may_close_years(request.actor) and state in {"", YearState.CLOSING},
        "may_begin": access.may_close_years(request.actor) and state == YearState.OPEN,
        "may_close": access.may_decide_money(request.actor) and state == YearState.CLOSING and not began and not report.open_items,
        "waits": state == YearState.CLOSING and bool(access.may_decide_money(request.actor)) and (began or bool(report.open_items)),
        "began": began,
        "reasons": reasons,
    }
    return render(request, "money/desk/year.html", context, status=422 if reasons else 200)


def _step(request: ActorRequest, year: int) -> None:
    step = _STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise Refused("무엇을 할지 골라 주세요.")
    step(year=year, by=request.actor, at=request.at, key=request.key)


@require_safe
def workbook(request: HttpRequest, year: int) -> HttpResponse:
    """The report of a year as a workbook."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    report = year_report(year)
    if report.state is None:
        raise Http404
    rows = [
        (line.title, line.allotted, line.carried_in, line.free, line.committed, line.disbursed, line.paid, line.spent, line.owed, line.returned,
         line.carried_out, line.handed_in, line.handed_out)
        for line in [*report.lines, report.total]
    ]  # fmt: skip
    note = f"{year}년 회계연도 보고 · {report.state.get_state_display()} · 남은 일 {len(report.open_items)}건"
    answer = HttpResponse(workbooks.workbook(f"{year}년", _HEADS, rows, note=note, at=request.at), content_type=workbooks.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="fiscal-year-{year}.xlsx"'
    return answer
