"""Public money pages: anybody reads, nobody is named, two clicks from the picture to the ledger."""

from io import BytesIO

import pytest
from django.http import Http404
from python_calamine import CalamineWorkbook

from dure.apps.money import actions, facade
from dure.config.budget_parts import budget_parts
from dure.platform.actor import Actor
from dure.platform.catalog import reader
from tests.apps.money import makers
from tests.apps.money.makers import FINANCE, HOUSE, NOON
from tests.apps.money.test_pages import ask, words

NOBODY = Actor()


@pytest.fixture
def public(db):
    """Both printed years; the ledger of 2021 holds the document, and an agreement on one program's line."""
    catalog = reader.load(reader.HOME)
    facade.apply_budget(catalog.budget, by=HOUSE, at=NOON)
    for year, parts in budget_parts(catalog).items():
        facade.keep_parts(year=year, parts=parts, by=HOUSE, at=NOON)
    actions.allot_printed(year=2021, by=FINANCE, at=NOON)
    facade.commit(
        agreement_key="agreement-7",
        line_key="local-economy.frail-elderly-food",
        year=2021,
        amount=30_000_000,
        title="예시 비밀조합",
        by=HOUSE,
        at=NOON,
    )


def test_the_picture_shows_both_years_and_leads_to_the_line(public):
    page = words(ask("money:public", by=NOBODY))
    assert "6,934,865,000원" in page
    assert "4,501,647,000원" in page
    assert "2,433,218,000원" in page
    assert 'href="/money/2021/local-economy/"' in page
    assert "<svg" in page
    assert "<script>" not in page


def test_the_line_shows_the_ledger_by_program_with_marks(public):
    page = words(ask("money:public-line", 2021, "local-economy", by=NOBODY))
    for word in ("원문에 있음", "추정", "금액 없음", "원문에 항목별 금액이 없음", "1,678,000,000원", "30,000,000원"):
        assert word in page


def test_a_grantee_is_not_named(public):
    for name, args in (("money:public", ()), ("money:public-year", (2021,)), ("money:public-line", (2021, "local-economy"))):
        assert "비밀조합" not in words(ask(name, *args, by=NOBODY))
    assert "비밀조합" not in words(ask("money:public-csv", 2021, by=NOBODY))


@pytest.mark.parametrize(
    ("name", "args", "most"), [("money:public", (), 4), ("money:public-year", (2021,), 4), ("money:public-line", (2021, "strategy"), 4)]
)
def test_public_pages_ask_little(public, django_assert_max_num_queries, name, args, most):
    with django_assert_max_num_queries(most):
        ask(name, *args, by=NOBODY)


def test_open_data_has_every_part_and_sums_to_the_year(public):
    content = ask("money:public-xlsx", 2021, by=NOBODY).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    parts = [row for row in rows[1:] if row[2]]
    assert sum(row[6] or 0 for row in parts) == 4_501_647_000
    assert sum(row[7] or 0 for row in parts) == 4_501_647_000
    assert words(ask("money:public-csv", 2021, by=NOBODY)).count("\r\n") == len(rows)


def test_a_year_nobody_knows_is_not_there(public):
    for name, args in (("money:public-year", (2033,)), ("money:public-line", (2021, "nothing")), ("money:public-csv", (2033,))):
        with pytest.raises(Http404):
            ask(name, *args, by=NOBODY)


def test_a_year_with_a_ledger_only_is_shown(db):
    makers.ledger()
    page = words(ask("money:public-year", makers.YEAR, by=NOBODY))
    assert "기업성장지원" in page
    assert "예시 협약" not in page
