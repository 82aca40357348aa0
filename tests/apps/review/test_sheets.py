"""A reviewer's sheets: saved while typing, locked by confirming, signed as a whole."""

import pytest

from dure.apps.review import actions
from dure.apps.review.models import PanelSeat, Sheet
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.models import JournalLine


def test_points_are_counted_as_fifths(opened):
    opened.declare(0, opened.cases[0])
    assert opened.save(0, opened.cases[0], levels={"need": 4, "plan": 5, "effect": 3}).total == 2_400 + 5_000 + 1_200


@pytest.mark.parametrize("levels", [{"need": 0}, {"need": 6}, {"other": 3}])
def test_a_level_that_is_not_on_the_sheet_is_refused(opened, levels):
    opened.declare(0, opened.cases[0])
    with pytest.raises(Refused, match="심사표에 없는"):
        opened.save(0, opened.cases[0], levels=levels)


def test_nothing_is_scored_before_the_declaration(opened):
    with pytest.raises(Refused, match="이해관계가 있는지"):
        opened.save(0, opened.cases[0])


def test_an_incomplete_sheet_is_not_confirmed(opened):
    opened.declare(0, opened.cases[0])
    opened.save(0, opened.cases[0], levels={"need": 3})
    with pytest.raises(Refused, match="2개"):
        actions.confirm_sheet(seat_id=opened.seats[0].pk, case_id=opened.cases[0].pk, **opened.who(opened.reviewer_of(0)))


def test_a_stale_window_does_not_overwrite(opened):
    opened.declare(0, opened.cases[0])
    opened.save(0, opened.cases[0], 3, version=0)
    with pytest.raises(OutOfTurn, match="다른 창"):
        opened.save(0, opened.cases[0], 5, version=0)


def test_an_autosave_and_the_button_right_after_it_agree(opened):
    opened.declare(0, opened.cases[0])
    first = opened.save(0, opened.cases[0], 3, version=0)
    assert opened.save(0, opened.cases[0], 3, version=0).version == first.version == 1


def test_a_confirmed_sheet_is_changed_only_after_reopening_which_leaves_a_trace(opened):
    opened.score(0, opened.cases[0])
    with pytest.raises(OutOfTurn, match="다시 열기"):
        opened.save(0, opened.cases[0], 1)
    actions.reopen_sheet(seat_id=opened.seats[0].pk, case_id=opened.cases[0].pk, **opened.who(opened.reviewer_of(0)))
    assert opened.save(0, opened.cases[0], 1).total == 2_000
    assert JournalLine.objects.filter(verb="reopen_sheet").count() == 1


def test_nobody_writes_on_another_reviewers_sheet(opened):
    opened.declare(0, opened.cases[0])
    with pytest.raises(Forbidden):
        actions.save_sheet(
            seat_id=opened.seats[0].pk, case_id=opened.cases[0].pk, levels={}, comments={}, **opened.who(opened.reviewer_of(1))
        )


def test_signing_confirms_every_sheet_and_reopening_takes_the_signature_back(opened):
    who = opened.reviewer_of(0)
    for case in opened.cases:
        opened.declare(0, case)
        opened.save(0, case)
    actions.sign_off(seat_id=opened.seats[0].pk, **opened.who(who))
    assert {sheet.state for sheet in Sheet.objects.own(opened.seats[0])} == {"confirmed"}
    assert PanelSeat.objects.get(pk=opened.seats[0].pk).signed_at == opened.at
    actions.reopen_sheet(seat_id=opened.seats[0].pk, case_id=opened.cases[0].pk, **opened.who(who))
    assert PanelSeat.objects.get(pk=opened.seats[0].pk).signed_at is None


def test_nothing_is_signed_while_an_application_waits(opened):
    who = opened.reviewer_of(0)
    with pytest.raises(Refused, match="3건"):
        actions.sign_off(seat_id=opened.seats[0].pk, **opened.who(who))
    for case in opened.cases:
        opened.declare(0, case)
    with pytest.raises(Refused, match="1, 2, 3번"):
        actions.sign_off(seat_id=opened.seats[0].pk, **opened.who(who))


def test_scoring_ends_with_the_panel(opened):
    opened.scored().closed()
    with pytest.raises(Forbidden, match="심사가 끝나"):
        opened.save(0, opened.cases[0], 5)


def test_journal_lines_of_scoring_do_not_hang_on_the_case(opened):
    opened.scored()
    scoring = JournalLine.objects.filter(verb__in=["confirm_sheet", "declare_free", "stand_aside", "reopen_sheet"])
    assert scoring.exists()
    assert not scoring.filter(case_id__isnull=False).exists()
