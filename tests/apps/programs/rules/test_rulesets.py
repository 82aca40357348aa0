"""Rule sets by law: the day of the notice picks the edition, whatever day it is today. Village enterprises of 2021 and of 2026 (domain.md §2)."""

from datetime import date

import pytest

from dure.apps.programs.reading import read_terms
from dure.apps.programs.rules import check_party
from dure.kernel.clock import seoul
from dure.platform.catalog import reader
from dure.platform.catalog.definition import document
from dure.platform.catalog.schema import Ruleset
from tests.apps.programs.rules.makers import NO, UNKNOWN, YES, known

LAST_OF_GUIDELINE, FIRST_OF_ACT = date(2026, 8, 14), date(2026, 8, 15)
TODAY = seoul(2026, 11, 27)
SOUND = {
    "members": 10, "resident_members": 7, "largest_share_per_10000": 3000, "related_share_per_10000": 5000, "representative_resident": 1,
    "trained:intro": 5, "trained_representative:intro": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def first_year():
    catalog = reader.load()
    said = document(catalog.program(2021, "village-enterprise-designation"), catalog)
    return read_terms(said, sha256="0" * 64, track="first-year")


def answer(terms, day, facts, founded_on=date(2020, 1, 1)):
    party = known(legal_form="cooperative", founded_on=founded_on, facts=SOUND | facts)
    return check_party(terms, party, at=TODAY, noticed_on=day).answer


@pytest.mark.parametrize(
    ("facts", "guideline", "act"),
    [
        ({}, YES, YES),
        ({"members": 5, "resident_members": 4}, NO, NO),
        ({"members": 5, "resident_members": 5}, YES, YES),
        ({"members": 7, "resident_members": 5}, YES, YES),
        ({"members": 10, "resident_members": 6}, NO, NO),
        ({"district_wide": 1}, YES, NO),
        ({"resident_members": 8, "district_wide": 1}, YES, YES),
        ({"resident_members": 5, "youth_type": 1, "youth_members": 5, "district_youth_per_10000": 2500}, YES, YES),
        ({"resident_members": 5, "youth_type": 1, "youth_members": 4, "district_youth_per_10000": 2500}, YES, NO),
        ({"largest_share_per_10000": 3001}, NO, NO),
        ({"related_share_per_10000": 5100}, NO, NO),
        ({"representative_resident": "works"}, YES, YES),
        ({"representative_resident": "elsewhere"}, YES, NO),
        ({"members": 6, "resident_members": 5}, YES, YES),
        ({"trained_representative:intro": 0}, NO, NO),
    ],
)
def test_the_same_facts_by_the_guideline_and_by_the_act(first_year, facts, guideline, act):
    assert answer(first_year, date(2020, 10, 15), facts) is guideline
    assert answer(first_year, LAST_OF_GUIDELINE, facts) is guideline
    assert answer(first_year, FIRST_OF_ACT, facts) is act


def test_the_five_months_are_the_guideline_s_and_not_the_act_s(first_year):
    assert answer(first_year, date(2021, 10, 15), {}, founded_on=date(2021, 5, 16)) is NO
    assert answer(first_year, date(2021, 10, 15), {}, founded_on=date(2021, 5, 15)) is YES
    assert answer(first_year, FIRST_OF_ACT, {}, founded_on=date(2026, 8, 1)) is YES


def test_four_of_four_resident_investors_are_too_few_for_the_act(first_year):
    assert answer(first_year, FIRST_OF_ACT, {"members": 4, "resident_members": 4}) is NO


def test_each_verdict_quotes_the_clause_of_its_edition(first_year):
    party = known(legal_form="cooperative", founded_on=date(2020, 1, 1), facts=SOUND)
    old = {verdict.clause for verdict in check_party(first_year, party, at=TODAY, noticed_on=LAST_OF_GUIDELINE).verdicts}
    new = {verdict.clause for verdict in check_party(first_year, party, at=TODAY, noticed_on=FIRST_OF_ACT).verdicts}
    assert any("70% 이상은 지역주민" in clause for clause in old)
    assert not any("마을기업법" in clause for clause in old)
    assert any("시행령 제14조제1항제3호" in clause for clause in new)


@pytest.mark.parametrize(
    ("track", "kinds"), [("preliminary", {"members_at_least"}), ("second-year", {"completed_year", "trained_members"})]
)
def test_tracks_have_rules_of_their_own(track, kinds):
    catalog = reader.load()
    terms = read_terms(document(catalog.program(2021, "village-enterprise-designation"), catalog), sha256="0" * 64, track=track)
    assert kinds <= {rule.kind for rule in terms.rules}
    assert "trained_members" not in {rule.kind for rule in terms.rules} or track != "preliminary"


def test_what_is_not_known_of_the_act_s_questions_is_asked_and_refuses_nobody(first_year):
    party = known(legal_form="cooperative")
    assert check_party(first_year, party, at=TODAY, noticed_on=FIRST_OF_ACT).answer is UNKNOWN


@pytest.mark.parametrize("second", ["2026-08-14", "2026-08-01", None])
def test_editions_that_overlap_are_refused(second):
    editions = [{"to": "2026-08-14", "source": "예시 지침", "rules": []}, {"from": second, "source": "예시 법", "rules": []}]
    with pytest.raises(ValueError, match="겹치거나"):
        Ruleset.model_validate({"title": "예시", "editions": editions})


def test_a_version_keeps_its_rule_set_as_it_was(first_year):
    catalog = reader.load()
    said = document(catalog.program(2021, "village-enterprise-designation"), catalog)
    assert said["rulesets"]["village-enterprise"]["editions"][1]["valid_from"] == "2026-08-15"
    assert "rulesets" not in document(catalog.program(2021, "network-cooperation-grants"), catalog)
