"""The geometry of the small pictures and of the forms."""

from datetime import date

import pytest

from dure.platform.templatetags import forms, pictures


def test_a_bar_is_drawn_to_scale_and_leaves_no_gap():
    parts = pictures.bar_parts(
        [{"label": "가", "amount": 1}, {"label": "나", "amount": 1}, {"label": "다", "amount": 1}, {"label": "라", "amount": 0}]
    )
    assert [(part.x, part.width) for part in parts] == [(0, 333), (333, 333), (666, 334)]


def test_the_map_has_twenty_five_districts_whatever_is_given():
    tiles = {tile.name: tile for tile in pictures.district_tiles([{"name": "은평구", "value": 7}, {"name": "중구", "value": 0}])}
    assert (len(tiles), tiles["은평"].value, tiles["중구"].value, tiles["마포"].value) == (25, "7", "0", "")


def test_the_ring_is_full_at_most():
    assert pictures.ring_arc(9, 6) == pictures.ring_arc(6, 6)


def test_a_ring_without_a_total_is_empty():
    assert pictures.ring_arc("0", "0").startswith("0.00 ")


@pytest.mark.parametrize(
    ("day", "place"), [(date(2027, 1, 1), 0), (date(2027, 2, 28), 11), (date(2027, 3, 1), 12), (date(2027, 12, 31), 71)]
)
def test_a_day_has_its_place_in_the_year(day, place):
    assert pictures.position_in_year(day) == place


def test_a_budget_is_added_line_by_line():
    lines = [{"grant": 12_000_000, "own": None}, {"grant": "5,000,000", "own": "3000000"}, {"grant": "읽을 수 없음", "own": 0}]
    assert forms.budget_sums(lines) == {"grant": 17_000_000, "own": 3_000_000, "total": 20_000_000}


def test_what_cannot_be_read_stays_as_typed():
    assert [forms.money_input("천만"), forms.money_input("5000000"), forms.date_input("내일")] == ["천만", "5,000,000", "내일"]


def test_choices_know_which_is_chosen():
    options = [("a", "가"), ("b", "나", "힌트"), (3, "다")]
    assert [choice.chosen for choice in forms.chosen_also(forms.choices(options, ["b"]), 3)] == [False, True, True]
