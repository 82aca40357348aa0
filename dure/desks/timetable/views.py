"""The timetable's five forms; each reads the same address."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dure.apps.programs import facade as programs
from dure.desks.public.asked import TARGET_CHOICES, field_choices, support_choices
from dure.desks.timetable.asked import Asked, timetable_asked, year_choices, years_of_the_house
from dure.desks.timetable.board import Board, board
from dure.desks.timetable.ics import timetable_ics
from dure.desks.timetable.sheet import EXPECTED_NOTE, LEGEND, NOTE, notes_of, size_for, title_of
from dure.kernel.clock import seoul_date
from dure.platform.chrome import chrome
from dure.platform.http import ActorRequest

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS = range(1, 13)


def _asked(request: ActorRequest) -> tuple[Asked, tuple[int, ...]]:
    """What the address asks for, and the years there are."""
    lived, years = years_of_the_house(seoul_date(request.at))
    return timetable_asked(request.GET, lived), years


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The year on the screen: four queries however many programs."""
    request = cast("ActorRequest", request)
    asked, years = _asked(request)
    context = {
        "board": board(asked.year, asked.filters, at=request.at),
        "asked": asked,
        "query": asked.address(),
        "years": year_choices(years, asked.year, request.at),
        "fields": field_choices(),
        "targets": TARGET_CHOICES,
        "supports": support_choices(),
        "month_choices": [("", "1–12월"), *((str(month), f"{month}월") for month in MONTHS)],
        "month_value": str(asked.filters.month or ""),
        "this_month": seoul_date(request.at).month if seoul_date(request.at).year == asked.year else None,
        "months": MONTHS,
        "legend": LEGEND,
        "note": NOTE,
        "expected_note": EXPECTED_NOTE,
        "ways_out": _ways_out(asked),
    }
    return render(request, "desks/timetable/page.html", context)


def _ways_out(asked: Asked) -> list[tuple[str, str]]:
    """Each active filter, and the address without it."""
    targets = dict(TARGET_CHOICES)
    filters = asked.filters
    active = [
        (filters.field, f"분야: {filters.field}", {"field": ""}),
        (filters.target, f"대상: {targets.get(filters.target, filters.target)}", {"target": ""}),
        (filters.month, f"{filters.month}월", {"month": None}),
        (filters.support, f"지원: {programs.SUPPORT_WORDS.get(filters.support, filters.support)}", {"support": ""}),
        (filters.open_now, "지금 접수 중", {"open_now": False}),
        (filters.text, f"찾는 말: {filters.text}", {"text": ""}),
    ]
    return [(label, f"?{asked.address(**without)}") for given, label, without in active if given]


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """One A3 sheet for the office printer; the PDF's twin that screen readers can read."""
    request = cast("ActorRequest", request)
    asked, _ = _asked(request)
    drawn = board(asked.year, asked.filters, at=request.at)
    context = {
        "board": drawn,
        "title": title_of(drawn),
        "months": MONTHS,
        "legend": LEGEND,
        "note": notes_of(drawn),
        "size": f"size-{size_for(drawn)}".replace(".", "-"),
    }
    return render(request, "desks/timetable/sheet.html", context)


@require_safe
def pdf(request: HttpRequest, year: int) -> HttpResponse:
    """The sheet as PDF."""
    from dure.desks.timetable.pdf import timetable_pdf  # the engine loads only where a paper is made

    drawn = _of_year(request, year)
    return _file(timetable_pdf(drawn, organizer=_organizer(request)), "application/pdf", f"timetable-{year}.pdf", inline=True)


@require_safe
def xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The sheet as a workbook."""
    from dure.desks.timetable.xlsx import timetable_xlsx  # the engine loads only where a workbook is made

    drawn = _of_year(request, year)
    return _file(timetable_xlsx(drawn, organizer=_organizer(request)), SHEET, f"timetable-{year}.xlsx")


@require_safe
def ics(request: HttpRequest) -> HttpResponse:
    """A calendar of the filtered year."""
    request = cast("ActorRequest", request)
    asked, _ = _asked(request)
    table = programs.timetable(asked.year, asked.filters, at=request.at)
    content = timetable_ics(table, at=request.at, host=request.get_host().split(":")[0])
    return _file(content, "text/calendar; charset=utf-8", f"timetable-{asked.year}.ics")


def _of_year(request: HttpRequest, year: int) -> Board:
    """The year of the path with the filters of the query; a year nobody published is not there."""
    request = cast("ActorRequest", request)
    years = programs.years_shown()
    if year not in years and not (years and programs.is_coming(year, request.at, years[0])):
        raise Http404
    asked = timetable_asked(request.GET, year)
    return board(year, asked.filters, at=request.at)


def _organizer(request: HttpRequest) -> str:
    return str(chrome(request)["center_name"])


def _file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return answer
