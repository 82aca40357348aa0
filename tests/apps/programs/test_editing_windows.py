"""Windows of districts on screen: noted before a round opens, published with it, and moved with a reason."""

import pytest

from dure.apps.programs.actions import rounds as acts
from dure.apps.programs.actions.windows import plan_windows
from dure.apps.programs.queries.rounds import intake_window
from dure.kernel.clock import seoul
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers
from tests.apps.programs.makers import BEFORE, CLOSES, OFFICER, OPENS, opening

EARLY = seoul(2026, 2, 15, 18)

pytestmark = pytest.mark.django_db(transaction=True)


def noted(found, *windows, by=OFFICER):
    return plan_windows(round_id=found.pk, windows=windows, by=by, at=BEFORE, key=NO_KEY)


def test_noted_windows_are_published_when_the_round_opens():
    found, code = makers.planned(), makers.district("11440")
    own = opening(OPENS, EARLY, code)
    noted(found, own)
    acts.open_round(round_id=found.pk, windows=[opening(), own], plan=makers.plan(), by=OFFICER, at=BEFORE, key=NO_KEY)
    assert intake_window(found.pk, code).closes == EARLY
    assert intake_window(found.pk, "").closes == CLOSES


def test_noting_again_replaces_and_nothing_clears():
    found, first, second = makers.planned(), makers.district("11440"), makers.district("11530")
    noted(found, opening(OPENS, EARLY, first))
    noted(found, opening(OPENS, CLOSES, second))
    assert [window.district_id for window in found.windows.all()] == [second]
    noted(found)
    assert not found.windows.exists()


def test_an_open_round_is_changed_by_the_other_verb():
    found = makers.opened()
    with pytest.raises(OutOfTurn):
        noted(found, opening(OPENS, EARLY, makers.district("11440")))


def test_a_window_for_everybody_and_two_for_one_district_are_refused():
    found, code = makers.planned(), makers.district("11440")
    with pytest.raises(Refused, match="모집을 열 때"):
        noted(found, opening())
    with pytest.raises(Refused, match="하나만"):
        noted(found, opening(OPENS, EARLY, code), opening(OPENS, CLOSES, code))


@pytest.mark.parametrize("who", sorted(set(makers.ACTORS) - makers.PROGRAM_STAFF))
def test_only_program_staff_notes_windows(who):
    found = makers.planned()
    with pytest.raises(Forbidden):
        noted(found, by=makers.ACTORS[who])
