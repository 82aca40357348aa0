"""The briefing is made of the year's own data, and says nothing the data does not."""

import pytest
from django.test import Client

from dure.desks.briefing.deck import ROWS_A_SLIDE, deck_of, newsletter_block
from tests.desks.conftest import AT


@pytest.mark.parametrize("year", [2019, 2021])
def test_every_program_of_the_year_stands_on_one_slide(both_years, catalog, year):
    deck = deck_of(year, organizer="예시 센터", at=AT)
    told = [row[0] for slide in deck.slides if slide.heads[:1] == ("사업",) for row in slide.rows]
    assert len(told) == deck.count == sum(program.year == year for program in catalog.programs)
    assert all(len(slide.rows) <= ROWS_A_SLIDE for slide in deck.slides if slide.heads[:1] == ("사업",))


def test_a_year_without_programs_has_no_deck(both_years):
    assert deck_of(2020, organizer="예시 센터", at=AT) is None
    assert Client().get("/briefing/2020/").status_code == 404


def test_the_money_of_2021_stands_in_the_deck(both_years):
    slide = deck_of(2021, organizer="예시 센터", at=AT).slides[0]
    assert slide.note == "합계 45억 164만 7,000원"
    assert len(slide.rows) == 4


def test_the_deck_is_a_pdf_of_as_many_pages(both_years):
    from io import BytesIO

    from pypdf import PdfReader

    deck = deck_of(2021, organizer="예시 센터", at=AT)
    answer = Client().get("/briefing/2021.pdf")
    assert len(PdfReader(BytesIO(answer.content)).pages) == len(deck.slides) + 1


def test_the_newsletter_block_names_what_is_open_now(open_round):
    block = newsletter_block(2021, at=AT, site="https://center.example.test")
    assert "지금 접수 중" in block
    assert "https://center.example.test/programs/2021/network-cooperation-grants/" in block
