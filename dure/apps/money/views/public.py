"""Public money: from a picture of the lines to the ledger behind a line in two clicks. Anybody reads; no grantee is named."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dure.apps.money import exports
from dure.apps.money.queries import printed
from dure.apps.money.queries.entries import years_with_books
from dure.apps.money.queries.years import total_of, year_of
from dure.platform import workbooks
from dure.platform.http import ActorRequest


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """The picture: every line in both printed years."""
    shown = printed.picture()
    others = [year for year in years_with_books() if year not in shown.years]
    return render(request, "money/public/years.html", {"picture": shown, "others": others})


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The lines of a year: as printed, and as the ledger tells it today."""
    request = cast("ActorRequest", request)
    lines = printed.public_lines(year)
    if not lines:
        raise Http404
    sums = [line.sums for line in lines if line.sums]
    total = total_of(sums) if sums else None
    context = {"year": year, "lines": lines, "state": year_of(year), "printed": sum(line.printed or 0 for line in lines), "total": total}
    return render(request, "money/public/year.html", {**context, "at": request.at})


@require_safe
def line(request: HttpRequest, year: int, line_key: str) -> HttpResponse:
    """A line by program: stated, inferred or open, the rest that is not itemized, and the ledger of each."""
    request = cast("ActorRequest", request)
    page = printed.public_line(year, line_key)
    if page is None:
        raise Http404
    return render(request, "money/public/line.html", {"year": year, "page": page, "at": request.at})


@require_safe
def csv(request: HttpRequest, year: int) -> HttpResponse:
    """The year as open data, in CSV."""
    rows = printed.open_data(year)
    if not rows:
        raise Http404
    answer = HttpResponse(exports.list_csv(printed.HEADS, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="money-{year}.csv"'
    return answer


@require_safe
def xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The year as open data, in a workbook."""
    request = cast("ActorRequest", request)
    rows = printed.open_data(year)
    if not rows:
        raise Http404
    content = workbooks.workbook(f"{year}년 예산과 장부", printed.HEADS, rows, at=request.at)
    answer = HttpResponse(content, content_type=workbooks.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="money-{year}.xlsx"'
    return answer
