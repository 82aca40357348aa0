"""The geometry of the timetable, without a database."""

from datetime import date

import pytest

from dure.apps.programs.facade import entry_of
from dure.desks.timetable.board import cells_of
from dure.desks.timetable.lines import HALVES, acts_of_cells, draw, half_of, when_words, words_now


def act(kind="notice", cell="", first=None, last=None, precision="order_only", text="", order=1):
    row = {
        "key": f"{kind}-{order}", "kind": kind, "label": kind, "cell": cell, "order": order, "window_from": first, "window_to": last,
        "precision": precision, "text": text, "track": "", "part": "", "tier": "", "stated_by": "source", "closing_time": None,
    }  # fmt: skip
    return entry_of(row, 2019)


@pytest.mark.parametrize(("day", "half"), [(date(2019, 1, 1), 0), (date(2019, 1, 15), 0), (date(2019, 1, 16), 1), (date(2019, 12, 31), 23)])
def test_a_month_has_two_halves(day, half):
    assert half_of(day) == half


def test_acts_of_one_cell_stand_once():
    acts = acts_of_cells([act("notice", "공고/접수"), act("intake", "공고/접수", order=2), act("selection", "선정", order=3)])
    assert [found.cell for found in acts] == ["공고/접수", "선정"]


def test_a_cell_that_the_source_prints_twice_stands_twice():
    acts = acts_of_cells([act("intake", "접수/공고"), act("notice", "접수/공고"), act("intake", "접수/공고"), act("notice", "접수/공고")])
    assert len(acts) == 2


def test_what_has_no_month_is_a_strip_in_its_order_and_never_a_bar():
    drawing = draw([act("notice", "공고/접수"), act("selection", "선정/협약", order=2)], 2019)
    assert drawing.lanes == ()
    assert [(chip.place, chip.text, chip.when) for chip in drawing.strip] == [
        (1, "공고/접수", "자료에 달이 없음"),
        (2, "선정/협약", "자료에 달이 없음"),
    ]


def test_months_in_words_become_a_bar_of_those_months():
    drawing = draw([act("delivery", "사업수행(4~11월)", date(2019, 4, 1), date(2019, 11, 30), "month")], 2019)
    assert [(bar.start, bar.span, bar.when) for lane in drawing.lanes for bar in lane] == [(6, 16, "4월–11월")]


def test_the_year_before_stands_at_the_edge_with_its_date():
    drawing = draw([act("selection", "수행기관 선정 (18년 12월)", date(2018, 12, 1), date(2018, 12, 31), "month", "18년 12월")], 2019)
    assert [(chip.look, chip.text) for chip in drawing.strip] == [("before", "수행기관 선정 (18년 12월)")]


def test_what_goes_on_all_the_time_is_a_bar_across_the_year():
    drawing = draw([act("delivery", "상시", precision="rolling", text="상시")], 2019)
    assert [(bar.start, bar.span) for lane in drawing.lanes for bar in lane] == [(0, HALVES)]


def test_bars_that_overlap_stand_in_lanes():
    long = act("delivery", "수행", date(2019, 3, 1), date(2019, 9, 30), "month")
    short = act("meeting", "간담회", date(2019, 5, 1), date(2019, 5, 31), "month", order=2)
    assert len(draw([long, short], 2019).lanes) == 2


def test_a_lane_fills_the_whole_year_and_cuts_out_today():
    lane = draw([act("delivery", "수행", date(2019, 3, 1), date(2019, 4, 30), "month")], 2019).lanes[0]
    cells = cells_of(lane, 12)
    assert sum(cell.span for cell in cells) == HALVES
    assert [cell.look for cell in cells].count("now") == 1


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        (date(2019, 2, 11), date(2019, 2, 11), "day", "2.11."),
        (date(2019, 2, 27), date(2019, 2, 28), "day", "2.27.–2.28."),
        (date(2019, 2, 21), date(2019, 2, 28), "part_of_month", "2월 말"),
        (None, date(2019, 8, 31), "month", "8월까지"),
        (None, None, "order_only", "자료에 달이 없음"),
    ],
)
def test_when_is_said_as_exactly_as_it_is_known(first, last, precision, words):
    assert when_words(act("intake", "접수", first, last, precision)) == words


def test_the_present_stage_is_said_in_words():
    entries = [act("intake", "접수", date(2019, 3, 1), date(2019, 3, 31), "month")]
    assert words_now(entries, date(2019, 3, 31)) == "지금 접수 · 3월"
    assert words_now(entries, date(2019, 2, 28)) == "다음 접수 · 3월"
    assert words_now([], None) == "자료에 일정이 없음"
