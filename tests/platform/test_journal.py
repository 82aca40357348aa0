"""The journal: written with its verb, linked into a chain, and telling when somebody touched it."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.platform import journal, triggers
from dure.platform.models import JournalLine
from tests.platform.makers import NOON, SOMEBODY, thing


@pytest.fixture
def without_guards(db):
    """The control: an intruder who can do as they like in the database."""
    with connection.cursor() as cursor:
        for guard in triggers.declared():
            if guard.table == "platform_journalline":
                on = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
    yield
    if not connection.needs_rollback:
        triggers.remake(connection)


def three_lines() -> list[JournalLine]:
    case = thing()
    lines = [journal.write(case, verb, by=SOMEBODY, at=NOON, reason="까닭", detail={"금액": 1}) for verb in ("open", "submit", "close")]
    journal.seal(at=NOON)
    return lines


def test_a_line_says_who_in_which_seat_did_what_to_what(db):
    case = thing()
    line = journal.write(case, "submit", by=SOMEBODY, at=NOON, case_id=5, party_ids=(1, 2), reason="까닭")
    line.refresh_from_db()
    assert (line.actor_name, line.seat_title, line.verb, line.subject_id, line.party_ids, line.reason) == (
        "예시 담당",
        "사업 담당",
        "submit",
        case.pk,
        [1, 2],
        "까닭",
    )
    assert list(journal.lines_of(case)) == list(journal.lines_of_case(5)) == [line]


def test_the_chain_holds_and_has_one_head(db):
    three_lines()
    assert journal.verify() == []
    number, chain = journal.head()
    assert (number, len(chain)) == (3, 64)


def test_sealing_again_changes_nothing_and_new_lines_follow(db):
    three_lines()
    before = journal.head()
    assert journal.seal(at=NOON) == 0
    assert journal.head() == before
    journal.write(thing("other"), "open", by=SOMEBODY, at=NOON)
    assert journal.seal(at=NOON) == 1
    assert journal.verify() == []
    assert journal.head()[0] == 4


@pytest.mark.parametrize("change", ["UPDATE platform_journalline SET reason = 'x'", "DELETE FROM platform_journalline"])
def test_the_database_refuses_to_change_or_remove_a_line(db, change):
    three_lines()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert journal.verify() == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE platform_journalline SET reason = 'x' WHERE id = %s", "does not say what it said"),
        ("UPDATE platform_journalline SET actor_name = 'x' WHERE id = %s", "does not say what it said"),
        ("UPDATE platform_journalline SET mark = 'x' WHERE id = %s", "does not follow"),
        ("DELETE FROM platform_journalline WHERE id = %s", "is missing before"),
    ],
)
def test_an_intruder_past_the_guards_is_found(without_guards, change, told):
    lines = three_lines()
    with connection.cursor() as cursor:
        cursor.execute(change, [lines[1].pk])
    assert any(told in finding for finding in journal.verify())


@settings(max_examples=20, deadline=None)
@given(reason=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_whatever_is_written_is_read_back_unchanged(reason, request):
    request.getfixturevalue("db")
    with transaction.atomic():
        journal.write(thing(), "note", by=SOMEBODY, at=NOON, reason=reason, detail={"말": reason})
        assert journal.verify() == []
        transaction.set_rollback(True)
