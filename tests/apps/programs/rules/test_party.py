"""Age, kind, form, statuses and place; and that nobody is refused for what nobody knows."""

from datetime import date

import pytest

from dure.apps.people.facade import StatusShown
from dure.apps.programs.rules import RULES, UnknownRule, check, check_party
from dure.apps.programs.rules.engine import RULES_OF_BID
from dure.apps.programs.terms import RuleTerm, frozen
from dure.kernel.clock import seoul
from tests.apps.programs.rules.makers import NO, NOTICE, UNKNOWN, YES, asked, bid, known, terms

PARAMETERS = {
    "legal_form_among": {"forms": ["cooperative"]},
    "party_kind_among": {"kinds": ["organization"]},
    "status_among": {"statuses": ["village_enterprise"]},
    "status_none_of": {"statuses": ["social_enterprise"]},
    "operating_months_at_least": {"months": "5"},
    "located_in": {"districts": []},
    "completed_year": {"year": "1"},
    "workers_at_least": {"count": "3"},
    "workers_at_most": {"count": "3"},
    "declared": {"text": "최근 3년 안에 제재를 받지 않았어야 해요."},
    "members_at_least": {"count": "5"},
    "residents_at_least": {"percent": "70", "all_if": "5"},
    "youth_members_at_least": {"few_below": "15", "many_above": "20", "percent_few": "30", "percent_between": "40", "percent_many": "50"},
    "largest_share_at_most": {"percent": "30"},
    "related_shares_at_most": {"percent": "50"},
    "trained_members": {"course": "intro", "hours": "7", "members": "5"},
    "partners_at_least": {"count": "3"},
    "partner_forms_among": {"forms": ["cooperative"], "count": "2"},
    "status_held_within": {"statuses": ["village_enterprise"], "years": "3"},
    "resident_members_at_least": {"count": "5"},
    "insured_workers_below": {"count": "30"},
    "households_at_least": {"count": "150"},
    "vulnerable_workers_at_least": {"percent": "30"},
    "sales_to_labor_at_least": {"percent": "50"},
    "reserve_at_least": {"percent": "10"},
    "not_supported_together": {"year": "2021", "program": "own-program"},
    "supported_times_at_most": {"times": "2", "program": "own-program"},
    "documents_valid": {"papers": ["articles"]},
    "consent_given": {"consent": "promotion"},
    "work_district_among": {"districts": ["11440"]},
    "own_share_at_least": {"percent": "20"},
}
ABOUT_THE_PARTY = sorted(set(RULES) - RULES_OF_BID)


def rule(name: str) -> RuleTerm:
    return RuleTerm(name, frozen(PARAMETERS.get(name, {})))


@pytest.mark.parametrize("name", ABOUT_THE_PARTY)
def test_what_nobody_knows_refuses_nobody(name):
    verdict = asked(name, known(), **PARAMETERS.get(name, {}))
    assert verdict.answer is not NO
    assert verdict.answer is YES or verdict.remedy


def test_all_that_is_unknown_together_is_unknown_and_nothing_is_unmet():
    found = check_party(terms(rules=tuple(rule(name) for name in ABOUT_THE_PARTY)), known(), at=seoul(2021, 10, 15))
    assert found.answer is UNKNOWN
    assert found.unmet == ()


def test_one_no_outweighs_what_is_unknown_and_stands_first():
    chosen = terms(rules=(rule("workers_at_least"), rule("members_at_least"), rule("party_kind_among")))
    found = check_party(chosen, known(facts={"members": 4}), at=seoul(2021, 10, 15))
    assert [verdict.answer for verdict in found.verdicts] == [NO, UNKNOWN, YES]
    assert found.answer is NO


@pytest.mark.parametrize(
    ("founded_on", "answer"), [(date(2021, 5, 14), YES), (date(2021, 5, 15), YES), (date(2021, 5, 16), NO), (date(2021, 10, 15), NO)]
)
def test_five_months_are_counted_to_the_notice_day(founded_on, answer):
    assert asked("operating_months_at_least", known(founded_on=founded_on), months="5").answer is answer


@pytest.mark.parametrize(
    ("founded_on", "day", "answer"), [(date(2020, 9, 30), date(2021, 2, 28), YES), (date(2020, 10, 1), date(2021, 2, 28), NO)]
)
def test_a_month_without_the_day_ends_on_its_last(founded_on, day, answer):
    assert asked("operating_months_at_least", known(founded_on=founded_on), months="5", day=day).answer is answer


def test_days_are_counted_on_the_notice_day_and_without_one_on_the_day_of_asking():
    chosen, party = terms(rules=(rule("operating_months_at_least"),), asks_budget=False), known(founded_on=date(2021, 5, 16))
    late = seoul(2021, 10, 16, 0, 0)
    assert check(chosen, party, bid(), at=late, noticed_on=NOTICE).answer is NO
    assert check(chosen, party, bid(), at=late).answer is YES
    assert check(chosen, party, bid(), at=seoul(2021, 10, 15, 23, 59, 59, 999)).answer is NO


STATUS = StatusShown("village_enterprise", date(2019, 3, 1), date(2021, 10, 15))


@pytest.mark.parametrize(("day", "answer"), [(date(2019, 2, 28), NO), (date(2019, 3, 1), YES), (NOTICE, YES), (date(2021, 10, 16), NO)])
def test_a_status_holds_through_its_last_day(day, answer):
    assert asked("status_among", known(statuses=(STATUS,)), statuses=["village_enterprise"], day=day).answer is answer


@pytest.mark.parametrize(("day", "answer"), [(date(2019, 2, 28), YES), (date(2019, 3, 1), NO), (NOTICE, NO), (date(2021, 10, 16), YES)])
def test_a_status_bars_as_long_as_it_holds(day, answer):
    assert asked("status_none_of", known(statuses=(STATUS,)), statuses=["village_enterprise"], day=day).answer is answer


def test_a_legal_form_can_be_the_status_that_is_asked():
    assert asked("status_among", known(legal_form="cooperative"), statuses=["cooperative", "social_enterprise"]).answer is YES


@pytest.mark.parametrize(
    ("name", "columns", "parameters", "answer"),
    [
        ("legal_person", {"legal_form": "cooperative"}, {}, YES),
        ("legal_person", {"legal_form": "unregistered"}, {}, NO),
        ("legal_person", {"legal_form": "person"}, {}, NO),
        ("legal_form_among", {"legal_form": "company"}, {"forms": ["cooperative", "social_cooperative"]}, NO),
        ("legal_form_among", {"legal_form": "social_cooperative"}, {"forms": ["cooperative", "social_cooperative"]}, YES),
        ("party_kind_among", {"kind": "person"}, {"kinds": ["organization", "group"]}, NO),
        ("party_kind_among", {"kind": "group"}, {"kinds": ["organization", "group"]}, YES),
        ("located_in", {"district": "11440"}, {"districts": []}, YES),
        ("located_in", {"district": "41135"}, {"districts": []}, NO),
        ("located_in", {"district": "11440"}, {"districts": ["11380"]}, NO),
        ("located_in", {"district": "11380"}, {"districts": "11380"}, YES),
    ],
)
def test_columns_answer_for_themselves(name, columns, parameters, answer):
    assert asked(name, known(**columns), **parameters).answer is answer


@pytest.mark.parametrize(
    ("name", "fact", "value", "parameters", "answer"),
    [
        ("completed_year", "completed_year", 1, {"year": "1"}, YES),
        ("completed_year", "completed_year", 0, {"year": "1"}, NO),
        ("workers_at_least", "workers", 3, {"count": "3"}, YES),
        ("workers_at_least", "workers", 2, {"count": "3"}, NO),
        ("workers_at_most", "workers", 3, {"count": "3"}, YES),
        ("workers_at_most", "workers", 4, {"count": "3"}, NO),
    ],
)
def test_counts_answer_at_their_edge_and_name_their_source(name, fact, value, parameters, answer):
    verdict = asked(name, known(facts={fact: value}), **parameters)
    assert (verdict.answer, verdict.value_source, verdict.clause) == (answer, "예시 구성원 명부", "지침 예시")


@pytest.mark.parametrize(("partners", "answer"), [(1, NO), (2, YES), (3, YES)])
def test_the_applicant_counts_among_those_together(partners, answer):
    assert asked("partners_at_least", bid=bid(partners=partners), count="3").answer is answer


@pytest.mark.parametrize(
    ("own", "others", "answer"), [("cooperative", ("company",), NO), ("cooperative", ("cooperative",), YES), ("", (), NO)]
)
def test_legal_forms_of_those_together_are_counted(own, others, answer):
    together = bid(partners=len(others), partner_forms=others)
    assert asked("partner_forms_among", known(legal_form=own), bid=together, forms=["cooperative"], count="2").answer is answer


def test_rules_of_the_bid_wait_until_there_is_one():
    chosen = terms(rules=(rule("partners_at_least"),), asks_budget=False)
    assert check_party(chosen, known(), at=seoul(2021, 10, 15)).verdicts == ()
    assert check(chosen, known(), bid(), at=seoul(2021, 10, 15)).answer is NO


def test_a_rule_that_does_not_exist_is_an_error_not_an_answer():
    with pytest.raises(UnknownRule):
        asked("luck_at_least", percent="50")
