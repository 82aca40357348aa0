"""What anybody may read."""

from datetime import timedelta

import pytest
import time_machine

from dure.apps.programs import facade as programs
from dure.desks.public.budget import not_closing
from dure.kernel.clock import seoul
from tests.desks.conftest import AT, make_round

EVERY_PAGE = [
    "/",
    "/programs/",
    "/calls/",
    "/results/",
    "/center/",
    "/budget/",
    "/timetable/",
    "/timetable/print/",
    "/accessibility/",
    "/privacy/",
]


def page(client, place, at=AT):
    with time_machine.travel(at, tick=False):
        answer = client.get(place)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("place", EVERY_PAGE)
def test_an_empty_house_answers_kindly(reader_of_pages, place):
    page(reader_of_pages, place)


@pytest.mark.parametrize("place", EVERY_PAGE)
def test_a_full_house_answers(reader_of_pages, open_round, place):
    page(reader_of_pages, place)


def test_the_home_page_takes_four_queries_for_one_round_and_for_many(reader_of_pages, open_round, django_assert_num_queries):
    page(reader_of_pages, "/")
    with time_machine.travel(AT, tick=False), django_assert_num_queries(4):
        reader_of_pages.get("/")
    for number in range(2, 9):
        make_round("network-cooperation-grants", opens=AT - timedelta(days=number), closes=AT + timedelta(days=number), number=number)
    with time_machine.travel(AT, tick=False), django_assert_num_queries(4):
        reader_of_pages.get("/")


@pytest.mark.parametrize("place", ["/programs/?year=2019", "/programs/?year=2021", "/budget/", "/calls/"])
def test_lists_take_four_queries_at_most(reader_of_pages, open_round, django_assert_max_num_queries, place):
    with time_machine.travel(AT, tick=False), django_assert_max_num_queries(4):
        reader_of_pages.get(place)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (seoul(2027, 3, 9, 10), "D-3"),
        (seoul(2027, 3, 12, 9), "오늘 18:00 마감"),
        (seoul(2027, 3, 12, 17, 59, 59, 999), "1분 남음"),
    ],
)
def test_the_time_left_until_the_window_closes(reader_of_pages, open_round, at, words):
    shown = page(reader_of_pages, "/programs/2021/network-cooperation-grants/", at)
    assert words in shown
    assert "신청서 쓰기 시작" in shown


def test_at_18_00_sharp_it_is_late(reader_of_pages, open_round):
    shown = page(reader_of_pages, "/programs/2021/network-cooperation-grants/", seoul(2027, 3, 12, 18))
    assert "신청서 쓰기 시작" not in shown
    assert "지금은 접수하지 않아요" in shown


def test_every_program_of_both_years_has_its_page(reader_of_pages, both_years):
    for year, slug in programs.Program.objects.order_by("pk").values_list("edition__year", "slug"):
        assert page(reader_of_pages, f"/programs/{year}/{slug}/")


def test_what_the_document_does_not_say_is_marked(reader_of_pages, both_years):
    assert "자료에 달이 없음" in page(reader_of_pages, "/programs/2019/coop-store-listing/")
    assert "일정은 자료에 없음" in page(reader_of_pages, "/programs/2019/district-purchase-support/")


def test_an_unpublished_program_is_not_there(reader_of_pages, both_years):
    programs.Program.objects.filter(slug="coop-store-listing").update(published_at=None)
    assert reader_of_pages.get("/programs/2019/coop-store-listing/").status_code == 404


@pytest.mark.parametrize("figure", ["6,934,865", "4,501,647", "−2,433,218", "4,501,647,000원", "−641,300", "+64,928"])
def test_the_budget_shows_the_printed_figures(reader_of_pages, both_years, figure):
    assert figure in page(reader_of_pages, "/budget/")


def test_a_product_that_does_not_make_the_total_is_said(catalog):
    offer = {
        "budget": {"min": 168_718_000, "max": 168_718_000},
        "awards": {"min": 20, "max": 20, "unit": "개"},
        "caps": [{"min": 8_500_000, "max": 8_500_000, "qualifier": "about", "per": "firm"}],
    }
    assert not_closing(offer) == "20개 × 8,500천원 = 170,000천원이라 168,718천원과 맞지 않아요. 자료에 적힌 그대로예요."
    assert not_closing({**offer, "budget": {"min": 170_000_000, "max": 170_000_000}}) == ""


def test_an_empty_list_names_the_filter_to_loosen_with_its_count(reader_of_pages, both_years):
    shown = page(reader_of_pages, "/programs/?year=2019&field=연구&text=없는말")
    assert "‘찾는 말: 없는말’ 조건을 빼면 2개" in shown


@pytest.mark.parametrize("year", [2019, 2021])
def test_teams_stand_with_their_telephones_and_programs(reader_of_pages, both_years, year):
    shown = page(reader_of_pages, f"/center/?year={year}")
    assert ("070-4267-5044" in shown) is (year == 2019)
    assert ("전화번호는 자료에 없음" in shown) is (year == 2021)


@pytest.mark.django_db
def test_health_tells_what_gave_up(reader_of_pages):
    from dure.platform.models import Letter

    assert reader_of_pages.get("/health").json()["status"] == "ok"
    Letter.objects.create(dedupe="x", to_address="a@example.org", subject="예시", body="예시", at=AT, next_try_at=AT, parked_at=AT)
    answer = reader_of_pages.get("/health")
    assert (answer.status_code, answer.json()["status"], answer.json()["parked"]["letters"]) == (200, "attention", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("place", EVERY_PAGE)
def test_nothing_is_written_by_reading(reader_of_pages, place):
    assert reader_of_pages.post(place).status_code in {403, 405}
