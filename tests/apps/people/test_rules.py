"""Decisions about people and parties, without a database."""

from datetime import date

import pytest

from dure.apps.people import rules
from dure.apps.people.rules import PartyColumns
from dure.platform.actor import Role

TODAY = date(2027, 3, 15)
SEATS = frozenset


@pytest.mark.parametrize(
    "number", ["124-81-00998", "220-81-62517", "120-81-47521", "116-82-00276", "134-86-72683", "124 81 00998", "1248100998", ""]
)
def test_business_numbers_with_the_right_check_digit_are_taken(number):
    assert rules.business_number_refused(number) is None


@pytest.mark.parametrize("number", ["124-81-00999", "124-81-0099", "12481009980", "１２４８１００９９８", "abc"])
def test_other_business_numbers_are_refused(number):
    assert rules.business_number_refused(number)


@pytest.mark.parametrize("number", ["130111-0006246", "110111-0062432", "110111-0062433", ""])
def test_a_corporate_number_is_never_refused_for_its_check_digit(number):
    assert rules.corporate_number_refused(number) is None


@pytest.mark.parametrize("text", ["900101-1234567", "9001011234567", "대표 900101 2234567"])
def test_what_looks_like_a_resident_number_is_refused_wherever_it_is_typed(text):
    said = PartyColumns(name="예시 조직", summary=text, address=text)
    assert set(rules.columns_refused(said, today=TODAY)) == {"summary", "address"}
    assert rules.corporate_number_refused("900101-1234567")
    assert "주민등록번호" in (rules.business_number_refused("900101-1234567") or "")


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        (PartyColumns(name=" "), "name"),
        (PartyColumns(name="가" * 121), "name"),
        (PartyColumns(name="예시", kind="company"), "kind"),
        (PartyColumns(name="예시", legal_form="person"), "legal_form"),
        (PartyColumns(name="예시", kind="person", legal_form="cooperative"), "legal_form"),
        (PartyColumns(name="예시", founded_on=date(2027, 3, 16)), "founded_on"),
        (PartyColumns(name="예시", phone="12a"), "phone"),
        (PartyColumns(name="예시", email="no-at-sign"), "email"),
        (PartyColumns(name="예시", homepage="javascript:alert(1)"), "homepage"),
    ],
)
def test_each_wrong_column_is_named(columns, field):
    assert list(rules.columns_refused(rules.tidied(columns), today=TODAY)) == [field]


def test_a_party_founded_today_is_taken():
    assert rules.columns_refused(PartyColumns(name="예시", founded_on=TODAY), today=TODAY) == {}


@pytest.mark.parametrize(
    ("seats", "reviewer", "reviewers_need_it", "needed"),
    [
        ([], False, True, False),
        ([], True, True, True),
        ([], True, False, False),
        ([(SEATS({Role.OFFICER}), "center")], False, False, True),
        ([(SEATS({Role.AUDITOR}), "center")], False, False, True),
        ([(SEATS({Role.GOVERNMENT}), "district")], False, True, False),
        ([(SEATS({Role.APPROVER}), "operator")], False, False, True),
        ([(SEATS({Role.ADMINISTRATOR}), "city")], False, False, True),
        ([(SEATS({Role.REVIEWER}), "operator")], False, True, True),
        ([(SEATS({Role.REVIEWER}), "operator")], False, False, False),
        ([(SEATS({Role.GOVERNMENT}), "district"), (SEATS({Role.FINANCE}), "center")], False, False, True),
    ],
)
def test_who_needs_a_second_factor(seats, reviewer, reviewers_need_it, needed):
    assert rules.needs_second_factor(seats, reviewer=reviewer, reviewers_need_it=reviewers_need_it) is needed


def test_a_cooperative_with_a_surprising_number_is_warned_not_refused():
    assert rules.business_number_warning("116-82-00276", "cooperative")
    assert rules.business_number_warning("124-81-00998", "cooperative") is None
    assert rules.business_number_refused("116-82-00276") is None
