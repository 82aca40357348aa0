"""The pages in docs are those the files make today."""

from pathlib import Path

import pytest

from dure.platform.catalog import pages

DOCS = Path(__file__).resolve().parents[3] / "docs" / "catalog"


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_page_is_the_one_that_the_files_make(catalog, year):
    assert (DOCS / f"{year}.md").read_text(encoding="utf-8") == pages.page(catalog, year), "run `python -m dure.platform.catalog page`"


def test_every_program_stands_on_its_page_with_its_place_in_the_source(catalog):
    for program in catalog.programs:
        page = pages.page(catalog, program.year)
        assert f"`{program.slug}`" in page
        assert program.source in page
