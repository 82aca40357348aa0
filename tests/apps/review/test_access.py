"""Who may do what: role by state, and a reason with every no."""

import pytest

from dure.apps.review import access
from dure.apps.review.words import PanelState
from dure.platform.actor import MemberRole, Role
from tests.apps.review import makers
from tests.apps.review.makers import ADMINISTRATOR, APPROVER, AUDITOR, FINANCE, OFFICER, SECOND_OFFICER, STRANGER

EVERYBODY = [OFFICER, SECOND_OFFICER, APPROVER, ADMINISTRATOR, FINANCE, AUDITOR, STRANGER]


@pytest.mark.parametrize(
    ("may", "allowed"),
    [
        (access.may_see_desk, {OFFICER, SECOND_OFFICER, APPROVER, ADMINISTRATOR, AUDITOR}),
        (access.may_lead, {OFFICER, SECOND_OFFICER, ADMINISTRATOR}),
        (access.may_open_tally, {SECOND_OFFICER, APPROVER}),
        (access.may_announce, {APPROVER}),
    ],
)
@pytest.mark.parametrize("actor", EVERYBODY, ids=lambda actor: actor.name)
def test_each_seat_has_its_part_at_the_desk(review, may, allowed, actor):
    panel = review.formed().panel
    panel.asked_to_open_by_id = OFFICER.account_id
    answer = may(actor, panel)
    assert (bool(answer), bool(answer.reason)) == (actor in allowed, actor not in allowed)


@pytest.mark.parametrize("may", [access.may_see_desk, access.may_lead, access.may_open_tally, access.may_announce])
@pytest.mark.parametrize("as_partner", [False, True])
def test_staff_who_belong_to_an_applicant_have_no_part(review, may, as_partner):
    party = review.cases[0].party
    if as_partner:
        party = makers.party()
        makers.partner_in(review.cases[0], party=party)
    bound = makers.seat(77, Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR, parties=((party.pk, MemberRole.MEMBER),))
    answer = may(bound, review.formed().panel)
    assert not answer
    assert "내가 속한 조직" in answer.reason


@pytest.mark.parametrize(
    ("state", "declare", "score"),
    [
        (PanelState.PLANNED, True, False),
        (PanelState.OPEN, True, True),
        (PanelState.CLOSED, True, False),
        (PanelState.OPENED, True, False),
        (PanelState.DECIDED, True, False),
        (PanelState.ANNOUNCED, False, False),
    ],
)
def test_a_reviewer_declares_until_the_result_and_scores_while_the_panel_is_open(opened, state, declare, score):
    seat, who = opened.seats[0], opened.reviewer_of(0)
    seat.panel.state = state
    assert (bool(access.may_declare(who, seat)), bool(access.may_score(who, seat))) == (declare, score)


@pytest.mark.parametrize("seat_state", ["invited", "declined"])
def test_without_accepting_nobody_judges(opened, seat_state):
    seat, who = opened.seats[0], opened.reviewer_of(0)
    seat.state = seat_state
    assert not access.may_declare(who, seat)
    assert not access.may_score(who, seat)


@pytest.mark.parametrize("may", [access.may_answer_invitation, access.may_declare, access.may_score])
def test_a_seat_is_used_by_its_own_reviewer_alone(opened, may):
    for somebody in (opened.reviewer_of(1), OFFICER, STRANGER):
        assert not may(somebody, opened.seats[0])
