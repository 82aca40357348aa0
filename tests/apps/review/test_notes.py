"""Highlights and notes are for their author alone."""

import pytest

from dure.apps.review import actions
from dure.apps.review.models import Note
from dure.apps.review.queries import marking
from dure.kernel.errors import Forbidden, Refused
from dure.platform.models import JournalLine
from tests.apps.review import makers
from tests.apps.review.makers import OFFICER

pytestmark = pytest.mark.usefixtures("demo")
SECRET = "나만 아는 메모"


def marks(line, *quotes):
    return [(piece.words, piece.is_marked) for piece in marking.pieces_of(line, quotes)]


def test_words_are_marked_wherever_they_stand():
    assert marks("가나다 가나", "가나") == [("가나", True), ("다 ", False), ("가나", True)]
    assert marks("가나다", "나다", "가나") == [("가나다", True)]
    assert marks("가나다", "라") == [("가나다", False)]
    assert marks("", "라") == []


def test_a_note_is_seen_by_its_author_and_by_nobody_else(client, opened):
    case = opened.cases[0]
    for place in (0, 1):
        opened.declare(place, case)
    said = {"place": "why", "quote": "쓴 까닭", "text": SECRET}
    actions.keep_note(seat_id=opened.seats[0].pk, case_id=case.pk, **said, **opened.who(opened.reviewer_of(0)))
    address = f"/review/{opened.panel.pk}/{case.pk}/"
    seen = {}
    for name, account in {"author": opened.reviewers[0].account, "other": opened.reviewers[1].account}.items():
        client.force_login(account)
        seen[name] = client.get(address).content.decode()
    assert "<mark>쓴 까닭</mark>" in seen["author"]
    assert (SECRET in seen["author"], SECRET in seen["other"], "<mark>" in seen["other"]) == (True, False, False)
    client.force_login(makers.staff(makers.Role.OFFICER))
    for page in (f"/desk/rounds/{opened.round.pk}/panel/", f"/desk/cases/{case.pk}/"):
        assert SECRET not in client.get(page).content.decode()
    assert not [line for line in JournalLine.objects.all() if SECRET in str(line.detail) + line.reason]


def test_a_note_is_written_on_what_one_judges_and_says_something(opened):
    case = opened.cases[0]
    with pytest.raises(Refused):
        actions.keep_note(seat_id=opened.seats[0].pk, case_id=case.pk, text="예시", **opened.who(opened.reviewer_of(0)))
    opened.declare(0, case)
    with pytest.raises(Refused):
        actions.keep_note(seat_id=opened.seats[0].pk, case_id=case.pk, text=" ", **opened.who(opened.reviewer_of(0)))
    with pytest.raises(Forbidden):
        actions.keep_note(seat_id=opened.seats[0].pk, case_id=case.pk, text="예시", **opened.who(OFFICER))


def test_a_note_is_taken_away_by_its_author(client, opened):
    case = opened.cases[0]
    opened.declare(0, case)
    kept = actions.keep_note(seat_id=opened.seats[0].pk, case_id=case.pk, text=SECRET, **opened.who(opened.reviewer_of(0)))
    with pytest.raises(Forbidden):
        actions.drop_note(seat_id=opened.seats[0].pk, note_id=kept.pk, **opened.who(opened.reviewer_of(1)))
    client.force_login(opened.reviewers[0].account)
    client.post(f"/review/{opened.panel.pk}/{case.pk}/notes/", {"drop": kept.pk, "key": "k-1"})
    assert not Note.objects.exists()
