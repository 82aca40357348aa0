"""Half-open windows, to the millisecond: 17:59:59.999 counts and 18:00:00.000 is late, whatever a tick has done (D6)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dure.apps.programs.actions import rounds as acts
from dure.apps.programs.duties import close_rounds
from dure.apps.programs.models import RoundWindow
from dure.apps.programs.queries.rounds import (
    intake_window,
    may_hand_in,
    open_rounds,
    rounds_closing_soon,
    rounds_opening_soon,
    rounds_to_close,
)
from dure.kernel.errors import Refused
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers
from tests.apps.programs.makers import BEFORE, CLOSES, HOUSE, MILLISECOND, OFFICER, OPENS, WITHIN, opening

MAPO, GURO, JUNGNANG = "11440", "11530", "11260"
SECOND = timedelta(seconds=1)
AT_THE_END = [(-SECOND, True), (-MILLISECOND, True), (timedelta(), False), (MILLISECOND, False), (SECOND, False)]
AT_THE_BEGINNING = [(-SECOND, False), (-MILLISECOND, False), (timedelta(), True), (MILLISECOND, True), (SECOND, True)]
LATER = CLOSES + timedelta(days=3)


@pytest.fixture
def by_district(db):
    """Everybody until the 22nd; Guro three days longer; Mapo from noon of the 15th."""
    windows = [opening(), opening(closes=LATER, district=makers.district(GURO)), opening(opens=WITHIN, district=makers.district(MAPO))]
    makers.district(JUNGNANG)
    return makers.opened(*windows)


@pytest.mark.parametrize("district", ["", MAPO])
@pytest.mark.parametrize(("distance", "counts"), AT_THE_END)
def test_the_end_of_a_general_window(db, district, distance, counts):
    assert bool(may_hand_in(makers.opened().pk, district, CLOSES + distance)) is counts


@pytest.mark.parametrize("district", ["", MAPO])
@pytest.mark.parametrize(("distance", "counts"), AT_THE_BEGINNING)
def test_the_beginning_of_a_general_window(db, district, distance, counts):
    assert bool(may_hand_in(makers.opened().pk, district, OPENS + distance)) is counts


@pytest.mark.parametrize(("district", "closes"), [("", CLOSES), (JUNGNANG, CLOSES), (MAPO, CLOSES), (GURO, LATER)])
@pytest.mark.parametrize(("distance", "counts"), AT_THE_END)
def test_the_end_of_a_districts_own_window(by_district, district, closes, distance, counts):
    assert bool(may_hand_in(by_district.pk, district, closes + distance)) is counts


@pytest.mark.parametrize(("district", "opens"), [("", OPENS), (JUNGNANG, OPENS), (MAPO, WITHIN), (GURO, OPENS)])
@pytest.mark.parametrize(("distance", "counts"), AT_THE_BEGINNING)
def test_the_beginning_of_a_districts_own_window(by_district, district, opens, distance, counts):
    assert bool(may_hand_in(by_district.pk, district, opens + distance)) is counts


@pytest.mark.parametrize(("distance", "counts"), AT_THE_END)
def test_a_tick_makes_nobody_late_and_nobody_in_time(by_district, distance, counts):
    close_rounds(LATER + SECOND)
    by_district.refresh_from_db()
    assert by_district.state == "closed"
    assert bool(may_hand_in(by_district.pk, GURO, LATER + distance)) is counts
    assert bool(may_hand_in(by_district.pk, "", CLOSES + distance)) is counts


@pytest.mark.parametrize(("distance", "counts"), AT_THE_END)
@pytest.mark.parametrize("district", ["", GURO])
def test_a_round_closed_early_ends_at_that_instant_for_everybody(by_district, district, distance, counts):
    acts.close_round(round_id=by_district.pk, reason="예산을 다 썼어요.", by=OFFICER, at=WITHIN, key=NO_KEY)
    assert bool(may_hand_in(by_district.pk, district, WITHIN + distance)) is counts


@pytest.mark.parametrize(("distance", "counts"), AT_THE_END)
@pytest.mark.parametrize("days", [-3, 7])
def test_moved_dates_hold_to_the_millisecond_too(db, days, distance, counts):
    found, closes = makers.opened(), CLOSES + timedelta(days=days)
    acts.change_round_dates(round_id=found.pk, windows=[opening(closes=closes)], reason="정정해요.", by=OFFICER, at=WITHIN, key=NO_KEY)
    assert bool(may_hand_in(found.pk, "", closes + distance)) is counts


def test_a_late_one_is_told_when_the_intake_ended_and_an_early_one_when_it_begins(db):
    found = makers.opened()
    assert may_hand_in(found.pk, "", CLOSES).reason == "2026년 2월 22일(일) 오후 6시에 접수가 끝났어요."
    assert may_hand_in(found.pk, "", OPENS - MILLISECOND).reason == "접수는 2026년 2월 8일(일) 오전 9시에 시작해요."


def test_a_district_without_a_window_cannot_hand_in_where_there_is_no_general_one(db):
    found = makers.opened(opening(district=makers.district(MAPO)))
    assert may_hand_in(found.pk, MAPO, WITHIN)
    assert not may_hand_in(found.pk, GURO, WITHIN)
    assert not may_hand_in(found.pk, "", WITHIN)


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_a_round_that_is_only_planned_or_called_off_has_no_window(db, state):
    found = makers.IN_STATE[state]()
    with pytest.raises(Refused, match="접수 기간"):
        intake_window(found.pk)
    assert not may_hand_in(found.pk, "", WITHIN)


@pytest.mark.parametrize(("at", "taking"), [(OPENS - MILLISECOND, 0), (OPENS, 1), (CLOSES - MILLISECOND, 1), (CLOSES, 0)])
def test_lists_and_windows_say_the_same(db, at, taking):
    found = makers.opened()
    assert len(open_rounds(at)) == taking
    assert found.is_taking(at) is bool(taking)
    assert bool(may_hand_in(found.pk, "", at)) is bool(taking)
    assert list(rounds_to_close(at)) == ([found] if at >= CLOSES else [])


def test_soon_means_within_the_days_asked(db):
    found = makers.opened()
    assert rounds_opening_soon(BEFORE, days=7) == [found]
    assert rounds_opening_soon(BEFORE, days=6) == []
    assert rounds_closing_soon(WITHIN, days=8) == [found]
    assert rounds_closing_soon(WITHIN, days=7) == []


def test_the_duty_closes_each_round_once_at_its_end(db):
    found = makers.opened()
    close_rounds(CLOSES - MILLISECOND)
    found.refresh_from_db()
    assert found.state == "open"
    for _ in range(2):
        close_rounds(CLOSES + timedelta(minutes=1))
    found.refresh_from_db()
    assert (found.state, found.closed_at) == ("closed", CLOSES)


@pytest.mark.parametrize("distance", [timedelta(), -MILLISECOND])
def test_a_window_ends_after_it_begins(db, distance):
    found = makers.opened()
    with pytest.raises(IntegrityError, match="programs_window_half_open"), transaction.atomic():
        RoundWindow.objects.filter(round=found).update(closes_at=OPENS + distance)


@pytest.mark.parametrize("district", [None, MAPO])
def test_a_round_has_one_window_for_all_and_one_for_each_district(by_district, district):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundWindow.objects.create(round=by_district, district_id=district, opens_at=OPENS, closes_at=CLOSES)


def test_the_house_may_close_what_is_due(db):
    assert acts.close_round(round_id=makers.opened().pk, by=HOUSE, at=CLOSES, key=NO_KEY).state == "closed"
