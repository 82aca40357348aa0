"""The timetable in its five forms, on the catalog of both years."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from dure.apps.programs import facade as programs
from tests.desks.conftest import AT

pytestmark = pytest.mark.usefixtures("both_years")
COLUMNS = ["지원분야", "사업명", *(f"{month}월" for month in range(1, 13)), "지원대상", "지원규모", "업체평균", "문의처"]


@pytest.fixture
def titles():
    return list(programs.public_programs(2019).values_list("title", flat=True))


def shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def flat(text):
    return "".join(text.split())


@pytest.mark.parametrize("place", ["/timetable/?year=2019", "/timetable/print/?year=2019"])
def test_every_program_of_2019_stands_on_the_page(reader_of_pages, titles, place):
    page = shown(reader_of_pages.get(place))
    assert len(titles) == 44
    assert [title for title in titles if title not in page.replace("&#x27;", "'")] == []


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_pdf_is_one_a3_sheet_with_its_fonts_inside(reader_of_pages, year):
    document = PdfReader(BytesIO(reader_of_pages.get(f"/timetable/{year}.pdf").content))
    assert len(document.pages) == 1
    width, height = (float(side) for side in (document.pages[0].mediabox.width, document.pages[0].mediabox.height))
    assert (round(width), round(height)) == (1191, 842)
    for font in document.pages[0]["/Resources"]["/Font"].values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def test_the_pdf_names_every_program_of_2019(reader_of_pages, titles):
    words = flat(PdfReader(BytesIO(reader_of_pages.get("/timetable/2019.pdf").content)).pages[0].extract_text())
    assert [title for title in titles if flat(title) not in words] == []


def test_the_same_day_gives_the_same_bytes(reader_of_pages):
    with time_machine.travel(AT, tick=False):
        first = reader_of_pages.get("/timetable/2019.pdf").content
    with time_machine.travel(AT.replace(hour=17), tick=False):
        assert reader_of_pages.get("/timetable/2019.pdf").content == first


def test_the_workbook_has_the_columns_of_the_paper(reader_of_pages, titles):
    sheet = CalamineWorkbook.from_filelike(BytesIO(reader_of_pages.get("/timetable/2019.xlsx").content)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    assert [below or above for above, below in zip(rows[2], rows[3], strict=True)][:18] == [
        *COLUMNS[:2], *COLUMNS[2:14], *COLUMNS[14:],
    ]  # fmt: skip
    assert [row[1] for row in rows[4:]] == titles


def test_the_calendar_holds_dated_stages_only(reader_of_pages):
    calendar = Calendar.from_ical(reader_of_pages.get("/timetable.ics?year=2019").content)
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    meeting = events["공공구매 상담회 · 상담회 (2.27-28)"]
    assert (meeting["dtstart"].dt, meeting["dtend"].dt) == (date(2019, 2, 27), date(2019, 3, 1))
    assert not any("생협매장" in summary for summary in events)
    assert len({str(event["uid"]) for event in events.values()}) == len(events)


@pytest.mark.parametrize(
    ("query", "count"), [("field=마을기업", 5), ("text=헬스키친", 0), ("month=2", 2), ("support=space", 2), ("open=1", 0), ("month=13", 44)]
)
def test_filters_stand_in_the_address(reader_of_pages, query, count):
    answer = reader_of_pages.get(f"/timetable/?year=2019&{query}")
    assert answer.context["board"].count == count


def test_an_empty_table_names_the_filters_to_take_away(reader_of_pages):
    page = shown(reader_of_pages.get("/timetable/?year=2019&field=연구&text=없는말"))
    assert "‘찾는 말: 없는말’ 조건 빼기" in page


def test_a_year_nobody_published_is_not_there(reader_of_pages):
    assert reader_of_pages.get("/timetable/1999.pdf").status_code == 404
    assert reader_of_pages.get("/timetable/?year=1999").status_code == 200


def test_four_queries_however_many_programs(reader_of_pages, django_assert_max_num_queries):
    for year in (2019, 2021, 1999):
        with django_assert_max_num_queries(4):
            reader_of_pages.get(f"/timetable/?year={year}")


def test_five_hundred_programs_take_as_many_queries_and_still_print(reader_of_pages):
    from django.db import connection

    edition = programs.Edition.objects.create(year=2030, title="2030", kind="historical", opened_at=AT)
    programs.Program.objects.bulk_create(
        programs.Program(
            edition=edition, slug=f"long-name-{place}", title=f"아주 긴 이름의 사업 {place}", field="교육", order=place, published_at=AT
        )
        for place in range(500)
    )
    with CaptureQueriesContext(connection) as asked:
        assert reader_of_pages.get("/timetable/?year=2030").context["board"].count == 500
    assert len(asked) <= 4
    assert len(PdfReader(BytesIO(reader_of_pages.get("/timetable/2030.pdf").content)).pages) > 1
