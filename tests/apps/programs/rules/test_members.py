"""The eligibility vectors of village enterprises (domain.md §2.3), each at its edge."""

import pytest

from tests.apps.programs.rules.makers import NO, UNKNOWN, YES, asked, known


def of(members: int, residents: int):
    return known(facts={"members": members, "resident_members": residents})


@pytest.mark.parametrize(("members", "answer"), [(4, NO), (5, YES), (6, YES)])
def test_five_members_at_least(members, answer):
    assert asked("members_at_least", known(facts={"members": members}), count="5").answer is answer


@pytest.mark.parametrize(
    ("members", "residents", "answer"),
    [(5, 4, NO), (5, 5, YES), (6, 4, NO), (6, 5, YES), (7, 5, YES), (7, 4, NO), (10, 7, YES), (10, 6, NO), (100, 70, YES), (100, 69, NO)],
)
def test_seven_in_ten_are_residents_and_of_five_all(members, residents, answer):
    assert asked("residents_at_least", of(members, residents), percent="70", all_if="5").answer is answer


def test_control_without_the_clause_on_five_four_of_five_would_pass():
    assert asked("residents_at_least", of(5, 4), percent="70").answer is YES


@pytest.mark.parametrize(
    ("percent", "members", "residents", "answer"),
    [("80", 10, 7, NO), ("80", 10, 8, YES), ("50", 10, 5, YES), ("50", 10, 4, NO), ("50", 11, 5, NO), ("50", 11, 6, YES)],
)
def test_eight_in_ten_on_the_district_wide_base_and_half_of_a_youth_type(percent, members, residents, answer):
    assert asked("residents_at_least", of(members, residents), percent=percent, all_if="5").answer is answer


@pytest.mark.parametrize(("members", "residents", "more"), [(10, 6, 1), (5, 4, 1), (10, 3, 4), (7, 2, 3)])
def test_the_remedy_names_just_enough_residents(members, residents, more):
    verdict = asked("residents_at_least", of(members, residents), percent="70", all_if="5")
    assert verdict.remedy == f"주민이 {more}명 더 있으면 돼요."
    assert asked("residents_at_least", of(members, residents + more), percent="70", all_if="5").is_met
    assert not asked("residents_at_least", of(members, residents + more - 1), percent="70", all_if="5").is_met


@pytest.mark.parametrize(
    ("share", "answer", "shown"), [(2999, YES, "29.99%"), (3000, YES, "30.00%"), (3001, NO, "30.01%"), (5000, NO, "50.00%")]
)
def test_nobody_holds_more_than_thirty_percent(share, answer, shown):
    verdict = asked("largest_share_at_most", known(facts={"largest_share_per_10000": share}), percent="30")
    assert (verdict.answer, verdict.value) == (answer, shown)


@pytest.mark.parametrize(("husband", "wife", "answer"), [(3000, 2000, YES), (3000, 2001, NO), (3000, 2100, NO)])
def test_a_couple_holds_half_at_most(husband, wife, answer):
    assert asked("related_shares_at_most", known(facts={"related_share_per_10000": husband + wife}), percent="50").answer is answer


@pytest.mark.parametrize(("said", "answer"), [(True, YES), ("lives", YES), ("works", YES), (False, NO), ("elsewhere", NO)])
def test_the_representative_is_a_resident_or_works_there(said, answer):
    assert asked("representative_is_resident", known(facts={"representative_resident": said})).answer is answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"trained:intro": 5}, YES),
        ({"trained:intro": 4}, NO),
        ({"trained:specialist": 5}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_so_many_finished_the_course_itself(facts, answer):
    verdict = asked("trained_members", known(facts=facts), course="intro", hours="7", members="5", title="입문")
    assert verdict.answer is answer
    assert "입문 교육(7시간)" in verdict.sentence
