"""Provinces of addresses, and which are far from one another; the card used far away without a word about why."""

from datetime import date, time

import pytest

from dure.apps.grants.rules import places
from dure.apps.grants.rules.flags import Bounds, Item, World
from dure.apps.grants.rules.flags_far import far_away
from dure.apps.grants.rules.places import is_far, province_of, province_title

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("서울특별시 은평구 예시로 1", "11"),
        ("서울 은평구", "11"),
        ("(06234) 경기 고양시 예시로 2", "41"),
        ("48058 부산광역시 해운대구", "26"),
        ("강원특별자치도 강릉시", "51"),
        ("전라북도 전주시", "52"),
        ("제주", "50"),
        ("은평구 예시로 1", ""),
        ("경기장 앞 예시상점", ""),
        ("", ""),
    ],
)
def test_an_address_begins_with_its_province(address, code):
    assert province_of(address) == code


@pytest.mark.parametrize(
    ("home", "place", "far"), [("11", "41", False), ("11", "11", False), ("11", "26", True), ("", "26", False), ("11", "", False)]
)
def test_neighbors_are_near_and_of_the_unknown_nothing_is_said(home, place, far):
    assert is_far(home, place, DAY) is far


def test_before_the_first_day_of_the_data_nothing_is_far():
    assert not is_far("11", "26", date(2014, 12, 31))


def test_every_list_of_neighbors_names_known_provinces_and_its_source():
    for row in places.neighbors():
        assert row.source
        assert all(province_title(code) for group in row.groups for code in group)


def bought(**said):
    row = {
        "pk": 7, "agreement": 1, "number": "예시-1", "party": 1, "giver": 0, "starts_on": date(2026, 3, 1), "ends_on": date(2026, 12, 31),
        "agreed_on": date(2026, 3, 1), "category": "사업비", "source": "grant", "kind": "card", "billed": 35_000, "spent_on": DAY,
        "payee_name": "예시 상점", "payee_key": "예시상점", "memo": "다과", "home": "11", "facts": {"payee_address": "부산광역시 해운대구 예시로 3"},
    }  # fmt: skip
    return Item(**{**row, **said})


def seen(item, **world):
    return [one.says for one in far_away([item], World(Bounds({"off_hours_reason_least": ((date.min, 5),)}), **world))]


def test_a_card_far_from_home_wants_a_word():
    assert seen(bought()) == ["서울에 있는 조직이 부산에서 카드를 썼어요. 부산으로 간 까닭이 필요해요."]
    assert seen(bought(kind="goods", used_at=time(14, 0)))
    assert seen(bought(kind="goods"), carded={7: None})


@pytest.mark.parametrize(
    "said",
    [
        {"home": "26"},
        {"home": ""},
        {"kind": "goods"},
        {"memo": "부산 견학의 점심"},
        {"facts": {}},
        {"facts": {"payee_address": "경기도 고양시 예시로 2"}},
        {"facts": {"payee_address": "부산광역시 해운대구", "far_why": "부산 판매전에 참가함"}},
    ],
)
def test_near_unknown_explained_or_no_card_is_not_asked_about(said):
    assert seen(bought(**said)) == []
