"""유통채널 입점지원 in two tiers: the center chooses operators, an operator chooses, pays and settles its firms, and the sums meet to the won."""

import pytest

from dure.platform import invariants
from tests.journeys.retail_firms import (
    a_firm_applies,
    a_firm_is_chosen_by_its_operator,
    another_operator_meets_nothing,
    both_sides_of_the_firm_sign,
    others_of_part_two,
    the_firm_is_paid_by_two_people_of_the_operator,
)
from tests.journeys.retail_operators import (
    an_officer_opens_part_one,
    nothing_is_added_twice_in_public,
    operators_apply_and_are_chosen,
    the_center_reads_the_roll_up,
    the_frame_is_signed,
    the_operator_opens_part_two,
    the_operators_are_paid,
    the_operators_seats_are_filled,
    the_operators_settlement_takes_the_leaves,
    the_program_comes_again,
)
from tests.journeys.retail_settling import (
    a_firm_spends_and_explains,
    a_part_is_disallowed_after_a_reply,
    the_firm_reports,
    the_firm_settles_with_its_operator,
    the_operator_judges_flag_and_expenses,
)
from tests.journeys.telling import Story


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_retail_channel_runs_through_operators_to_firms_and_back(story):
    program = the_program_comes_again(story)
    part_one = an_officer_opens_part_one(story)
    operators_apply_and_are_chosen(story, part_one)
    agreements = the_frame_is_signed(story, part_one)
    the_operators_seats_are_filled(story)
    the_operators_are_paid(story, agreements)
    part_two = the_operator_opens_part_two(story)
    case = a_firm_applies(story, part_two)
    others = others_of_part_two(story, part_two)
    a_firm_is_chosen_by_its_operator(story, part_two, case)
    agreement_id = both_sides_of_the_firm_sign(story, part_two)
    the_firm_is_paid_by_two_people_of_the_operator(story, agreement_id)
    another_operator_meets_nothing(story, part_two, case, agreement_id)
    a_firm_spends_and_explains(story, agreement_id)
    the_operator_judges_flag_and_expenses(story, agreement_id)
    a_part_is_disallowed_after_a_reply(story, agreement_id)
    the_firm_reports(story, agreement_id)
    the_firm_settles_with_its_operator(story, agreement_id)
    others.live_to_their_settlement()
    nothing_is_added_twice_in_public(story, agreements)
    the_operators_settlement_takes_the_leaves(story, agreements[0])
    the_center_reads_the_roll_up(story, program, agreements)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}
