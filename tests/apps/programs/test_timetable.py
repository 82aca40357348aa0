"""The yearly timetable: months where the source gives them, places in the order where it does not, and what the rounds made of them."""

from datetime import date, timedelta

import pytest

from dure.apps.programs.actions.rounds import change_round_dates
from dure.apps.programs.actions.stages import begin_stage
from dure.apps.programs.queries.timetable import TimetableFilters, timetable
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers
from tests.apps.programs.makers import CLOSES, OFFICER, WITHIN, YEAR, opening, stage


def entries(**filters):
    return {entry.key: entry for row in timetable(YEAR, TimetableFilters(**filters), at=WITHIN).rows for entry in row.entries}


@pytest.mark.parametrize("programs", [1, 3, 8])
def test_three_queries_however_many_rows(db, django_assert_num_queries, programs):
    for _ in range(programs):
        makers.opened(of=makers.program())
    with django_assert_num_queries(3):
        found = timetable(YEAR, at=WITHIN)
    assert found.count == programs


def test_an_entry_stands_in_the_months_that_its_days_touch(db):
    makers.program(stages=[stage("intake", first="2026-02-08", last="2026-04-01"), stage("notice", first="2026-02-01")])
    found = entries()
    assert (found["intake"].months, found["notice"].months) == ((2, 3, 4), (2,))


def test_what_the_source_does_not_date_is_never_given_a_month(db):
    makers.program()
    row = timetable(YEAR, at=WITHIN).rows[0]
    assert [entry.key for entry in row.unplaced] == ["meeting"]
    assert entries()["meeting"].months == ()
    assert all("meeting" not in [entry.key for entry in month] for month in row.months)
    assert [entry.key for entry in row.entries] == [one["key"] for one in makers.STAGES]


def test_order_only_stays_so_even_if_days_stand_beside_it(db):
    undated = stage("delivery")
    undated["window"] |= {"from": "2026-05-01", "to": "2026-05-31", "precision": "order_only"}
    makers.program(stages=[undated], life=None)
    assert (entries()["delivery"].is_dated, entries()["delivery"].months) == (False, ())


@pytest.mark.parametrize(
    ("first", "last", "months", "edge"),
    [
        ("2025-10-01", "2025-11-30", (), "before"),
        ("2025-12-20", "2026-01-10", (1,), ""),
        ("2026-12-20", "2027-01-31", (12,), ""),
        ("2027-01-10", "2027-02-10", (), "after"),
        ("2025-01-01", "2027-12-31", tuple(range(1, 13)), ""),
    ],
)
def test_days_outside_the_year_stand_at_its_edge(db, first, last, months, edge):
    makers.program(stages=[stage("intake", first=first, last=last)])
    assert (entries()["intake"].months, entries()["intake"].edge) == (months, edge)


def test_a_month_filter_keeps_what_touches_the_month_and_says_what_it_leaves_out(db):
    makers.program("february-only", stages=[stage("intake", first="2026-02-08", last="2026-02-22")])
    makers.program("undated-wholly", stages=[stage("intake")])
    makers.program("march-and-undated", stages=[stage("intake", first="2026-03-01", last="2026-03-05"), stage("meeting")])
    makers.program("march-only", stages=[stage("intake", first="2026-03-01", last="2026-03-05")])
    found = timetable(YEAR, TimetableFilters(month=2), at=WITHIN)
    assert [row.card.slug for row in found.rows] == ["february-only"]
    assert found.without_month == 2
    assert timetable(YEAR, at=WITHIN).without_month == 0


def test_a_rounds_own_days_win_over_the_sources(db):
    found = makers.opened(opening(closes=CLOSES + timedelta(days=10)))
    assert entries()["intake"].last == date(2026, 3, 4)
    change_round_dates(
        round_id=found.pk, windows=[opening(closes=CLOSES + timedelta(days=40))], reason="늘려요.", by=OFFICER, at=WITHIN, key=NO_KEY
    )
    assert (entries()["intake"].first, entries()["intake"].last) == (date(2026, 2, 8), date(2026, 4, 3))
    assert entries()["intake"].months == (2, 3, 4)


def test_an_undated_stage_gets_its_month_once_a_round_has_begun_it(db):
    found = makers.opened(of=makers.program(life=None))
    assert not entries()["meeting"].is_dated
    begin_stage(round_id=found.pk, stage_key="meeting", by=OFFICER, at=WITHIN, key=NO_KEY)
    meeting = entries()["meeting"]
    assert (meeting.state, meeting.first, meeting.months) == ("running", date(2026, 2, 15), (2,))
    assert [entry.key for entry in timetable(YEAR, at=WITHIN).rows[0].now_running] == ["meeting"]


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_a_round_that_is_only_planned_or_called_off_moves_nothing(db, state):
    makers.IN_STATE[state]()
    assert entries()["intake"].last == date(2026, 2, 22)


def test_only_published_programs_stand_on_it(db):
    makers.program(publish=False)
    assert timetable(YEAR, at=WITHIN).rows == ()


def test_neighbors_with_the_same_field_of_the_source_share_a_cell_in_the_documents_order(db):
    for place, heading in enumerate(["가", "가", "나", "가"], start=1):
        makers.program(order=place, source_field=heading)
    assert [(group.source_field, len(group.rows)) for group in timetable(YEAR, at=WITHIN).groups] == [("가", 2), ("나", 1), ("가", 1)]


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        ({"field": "돌봄"}, ["care-program"]),
        ({"target": "청년"}, ["youth-program"]),
        ({"support": "loan"}, ["youth-program"]),
        ({"open_now": True}, ["youth-program"]),
        ({"text": "돌봄  이웃"}, ["care-program"]),
        ({"text": "없는 말"}, []),
        ({}, ["care-program", "youth-program"]),
    ],
)
def test_filters_narrow_and_never_widen(db, filters, slugs):
    makers.program("care-program", order=1, field="돌봄", summary="이웃이 함께하는 돌봄")
    makers.opened(of=makers.program("youth-program", order=2, target="서울 청년 단체", support=["loan", "project_money"]))
    assert [row.card.slug for row in timetable(YEAR, TimetableFilters(**filters), at=WITHIN).rows] == slugs


def test_today_is_marked_in_its_own_year_alone(db):
    makers.program()
    assert timetable(YEAR, at=WITHIN).today == WITHIN.date()
    assert timetable(YEAR - 1, at=WITHIN).today is None
