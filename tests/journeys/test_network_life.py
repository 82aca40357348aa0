"""협동화 사업 공모 지원 from the opening of its round to the public result: what each person sees, presses and is told."""

import pytest

from dure.platform import invariants
from tests.journeys.network_applying import (
    a_network_applies,
    an_officer_opens_the_round,
    others_apply_too,
    the_desk_screens,
    the_refusals_say_what_to_do,
)
from tests.journeys.network_granting import (
    a_report_is_accepted,
    both_sides_sign,
    everybody_reads_of_it,
    it_is_settled_to_the_won,
    money_is_spent_with_evidence,
    the_instalment_is_paid,
    the_last_day_is_moved,
    the_second_instalment_waits_for_the_interim_report,
)
from tests.journeys.network_judging import the_panel_scores, two_people_open_and_one_announces
from tests.journeys.paying import names_an_account
from tests.journeys.telling import Story

pytestmark = pytest.mark.twin


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_network_lives_from_notice_to_public_result(story):
    round_id = an_officer_opens_the_round(story)
    first = a_network_applies(story, round_id)
    others_apply_too(story, round_id)
    the_refusals_say_what_to_do(story, round_id)
    the_desk_screens(story, round_id, first)
    the_panel_scores(story, round_id, first)
    two_people_open_and_one_announces(story, round_id, first)
    agreement_id = both_sides_sign(story, round_id, first)
    story.it_is(3, 11)
    names_an_account(story, "party1", "110-000-123456")
    the_instalment_is_paid(story, agreement_id, 1, month=3, day=20)
    the_last_day_is_moved(story, agreement_id)
    money_is_spent_with_evidence(story, agreement_id)
    the_second_instalment_waits_for_the_interim_report(story, agreement_id)
    a_report_is_accepted(story, agreement_id, "interim", month=6, day=10)
    the_instalment_is_paid(story, agreement_id, 2, month=6, day=20)
    a_report_is_accepted(story, agreement_id, "final", month=11, day=20)
    it_is_settled_to_the_won(story, agreement_id)
    everybody_reads_of_it(story, agreement_id)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}
