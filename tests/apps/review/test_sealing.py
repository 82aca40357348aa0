"""Points are sealed until two people opened them, and stay as they were (X5, B13, B17, B18)."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from dure.apps.review import actions
from dure.apps.review.models import Decision, Panel, Sealed, Sheet
from dure.apps.review.queries import desk, tally
from dure.kernel.errors import Forbidden, OutOfTurn
from dure.platform import invariants
from dure.platform.models import JournalLine
from tests.apps.review import makers
from tests.apps.review.makers import APPROVER, OFFICER, SECOND_OFFICER


@pytest.mark.parametrize("way", ["all", "count", "first", "exists", "values", "in_bulk"])
def test_sheets_are_not_reached_by_any_other_way(opened, way):
    opened.scored()
    with pytest.raises(Sealed):
        getattr(Sheet.objects, way)()


@pytest.mark.parametrize("way", [tally.tallies_of, tally.sheets_by_case, desk.ranking_of, lambda panel: list(Sheet.objects.opened(panel))])
def test_nobody_reads_points_before_the_opening(opened, way):
    opened.scored().closed()
    with pytest.raises(Sealed):
        way(opened.panel)
    opened.unsealed()
    assert len(way(opened.panel)) >= 3


def test_progress_holds_no_points(opened):
    opened.scored()
    assert {frozenset(row) for row in Sheet.objects.progress(opened.panel)} == {frozenset({"seat_id", "case_id", "state"})}


def test_one_reviewer_never_reads_the_sheets_of_another(opened):
    opened.scored()
    assert {sheet.seat_id for sheet in Sheet.objects.own(opened.seats[0])} == {opened.seats[0].pk}


def test_the_tally_is_opened_by_another_person_than_the_one_who_asked(opened):
    opened.scored().closed()
    with pytest.raises(OutOfTurn, match="먼저 개봉을 요청"):
        actions.open_tally(panel_id=opened.panel.pk, **opened.who(APPROVER))
    actions.ask_to_open(panel_id=opened.panel.pk, **opened.who(OFFICER))
    with pytest.raises(Forbidden, match="다른 사람"):
        actions.open_tally(panel_id=opened.panel.pk, **opened.who(OFFICER))
    panel = actions.open_tally(panel_id=opened.panel.pk, **opened.who(SECOND_OFFICER))
    assert (panel.state, panel.opened_by_name) == ("opened", SECOND_OFFICER.name)
    assert JournalLine.objects.filter(verb="open_tally").count() == 1


def test_the_tally_is_not_opened_before_the_panel_closed(opened):
    opened.scored()
    with pytest.raises(OutOfTurn):
        actions.ask_to_open(panel_id=opened.panel.pk, **opened.who(OFFICER))


@pytest.mark.parametrize(
    "lie",
    [
        {"state": "opened", "opened_at": makers.DUE, "opened_by_id": 5, "asked_to_open_by_id": 5},
        {"state": "opened", "opened_at": makers.DUE, "opened_by_id": None},
        {"state": "opened", "opened_at": makers.DUE, "opened_by_id": 5, "asked_to_open_by_id": None},
        {"state": "announced"},
        {"state": "open"},
    ],
)
def test_the_database_refuses_half_truths_about_a_panel(opened, lie):
    opened.scored().closed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Panel.objects.filter(pk=opened.panel.pk).update(**lie)


def test_no_sheet_changes_after_the_panel_closed_by_any_path(opened):
    opened.scored().closed()
    sheets = Sheet.objects.own(opened.seats[0])
    for change in ({"total": 10_000}, {"levels": {}}, {"state": "draft", "confirmed_at": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            sheets.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        sheets.first().delete()


def test_no_sheet_is_added_after_the_panel_closed(opened):
    opened.scored().closed()
    late = makers.case_in(opened.round, 9)
    with pytest.raises(DatabaseError), transaction.atomic():
        Sheet(seat=opened.seats[0], case=late, saved_at=opened.at).save()


def test_a_confirmed_sheet_keeps_its_points(opened):
    opened.score(0, opened.cases[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        Sheet.objects.own(opened.seats[0]).update(total=10_000)


def test_without_the_guards_the_same_change_goes_through(opened, without_guards):
    opened.scored().closed()
    assert Sheet.objects.own(opened.seats[0]).update(total=10_000) == 3


def test_an_announced_decision_is_not_edited(opened):
    opened.scored().closed().unsealed().announced()
    for change in (
        {"outcome": "selected", "reserve_rank": None},
        {"mean": 1},
        {"awarded": 0},
        {"announced_at": None},
        {"reason": "다르게"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Decision.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.first().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Panel.objects.filter(pk=opened.panel.pk).update(announced_at=None, state="decided")


def broken():
    return [found for invariant, found in invariants.run() if invariant.code.startswith("I8") and found]


def test_the_invariants_hold_after_a_whole_review_and_find_a_lie(opened, without_guards):
    opened.scored().closed().unsealed().announced()
    opened.tell()
    assert broken() == []
    Decision.objects.filter(panel=opened.panel, rank=1).update(announced_at=makers.NOON)
    assert [line.split(" was ")[1] for line in broken()[0]] == ["told before its panel's announcement", "not told at its panel's moment"]
