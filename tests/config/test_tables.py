"""The page of tables in the docs is the one the code makes."""

from dure.config.commands import tables


def test_the_tables_in_the_docs_are_those_of_the_code():
    assert tables.PAGE.read_text(encoding="utf-8") == tables.page()
