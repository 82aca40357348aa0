"""A panel's life up to the closed tally: forming, inviting, the quorum that locks it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dure.apps.cases.models import StageRun
from dure.apps.review import actions
from dure.apps.review.models import Panel
from dure.apps.review.queries import desk, pool
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform.models import Letter
from tests.apps.review import makers
from tests.apps.review.makers import DUE, NOON, OFFICER


def test_a_panel_takes_its_rules_from_the_score_sheet(review):
    panel = review.formed().panel
    assert (panel.quorum, panel.threshold, panel.trimmed, panel.mode, panel.tier) == (2, 60, False, "paper", "center")


def test_a_program_without_a_score_sheet_forms_no_panel(db):
    with pytest.raises(Refused, match="심사표가 없어요"):
        makers.review(score_sheet={}).formed()


def test_a_stage_has_one_panel(review):
    review.formed()
    with pytest.raises(OutOfTurn, match="이미 있어요"):
        review.formed()


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"stage_key": "selection"}, "심사 단계"), ({"due_at": NOON}, "마감"), ({"quorum": 0, "stage_key": "none"}, "심사 단계")],
)
def test_a_plan_that_cannot_be_is_refused(review, changed, said):
    plan = {"round_id": review.round.pk, "stage_key": "review", "due_at": DUE} | changed
    with pytest.raises(Refused, match=said):
        actions.form_panel(**plan, **review.who(OFFICER))


def test_an_invitation_goes_out_once_by_letter_and_names_no_applicant(review):
    review.formed().seated()
    review.tell()
    review.tell()
    letter = Letter.objects.get(to_account_id=review.reviewers[0].account_id)
    assert "심사를 부탁드립니다" in letter.body
    assert not any(case.party.name in letter.body or case.title in letter.body for case in review.cases)


def test_somebody_is_invited_once(review):
    review.formed().seated()
    with pytest.raises(Refused, match="이미 초대"):
        actions.invite_reviewer(panel_id=review.panel.pk, reviewer_id=review.reviewers[0].pk, **review.who(OFFICER))


def test_an_invitation_is_answered_once(review):
    review.formed().seated()
    with pytest.raises(OutOfTurn):
        actions.answer_invitation(seat_id=review.seats[0].pk, accepted=False, **review.who(review.reviewer_of(0)))


def test_fewer_reviewers_than_the_quorum_do_not_begin(db):
    review = makers.review(reviewers=1).formed().seated()
    with pytest.raises(Refused, match="1명이에요"):
        actions.open_panel(panel_id=review.panel.pk, **review.who(OFFICER))


def test_a_panel_does_not_close_below_its_quorum(opened):
    for case in opened.cases:
        opened.score(0, case)
    for case in opened.cases[:2]:
        opened.score(1, case)
    with pytest.raises(Refused, match="1건 있어요: 예시 사업 3"):
        opened.closed()
    opened.score(1, opened.cases[2])
    assert opened.closed().panel.state == "closed"


def test_a_draft_sheet_does_not_count_for_the_quorum(opened):
    opened.scored()
    actions.reopen_sheet(seat_id=opened.seats[0].pk, case_id=opened.cases[0].pk, **opened.who(opened.reviewer_of(0)))
    with pytest.raises(Refused, match="1건"):
        opened.closed()


def test_a_panel_waits_for_applications_that_are_still_on_their_way(opened):
    late = makers.case_in(opened.round, 4)
    StageRun.objects.filter(case=late, kind="review").update(state="waiting", begun_at=None)
    opened.scored()
    with pytest.raises(Refused, match="앞 단계에 있는 신청이 1건"):
        opened.closed()


def test_closing_takes_every_case_on_to_selection(opened):
    opened.scored().closed()
    states = StageRun.objects.filter(case__round=opened.round).order_by("case_id", "order").values_list("kind", "state")
    assert list(states)[:3] == [("review", "done"), ("selection", "open"), ("agreement", "waiting")]


def test_a_withdrawn_case_leaves_the_panel(opened):
    opened.cases[2].outcome = "withdrawn"
    opened.cases[2].save(update_fields=["outcome"])
    assert [row.case for row in desk.case_rows(Panel.objects.get(pk=opened.panel.pk))] == opened.cases[:2]


def test_the_desk_counts_sheets_and_not_points(opened):
    opened.score(0, opened.cases[0])
    rows = desk.case_rows(opened.panel)
    assert [(row.counted, row.is_short) for row in rows] == [(1, True), (0, True), (0, True)]
    assert [(row.confirmed, row.expected) for row in desk.seat_rows(opened.panel)] == [(1, 3), (0, 3)]


def test_progress_and_candidates_cost_the_same_for_more_cases(opened, django_assert_num_queries):
    makers.reviewer()
    pool.candidates(opened.panel, opened.at)
    with CaptureQueriesContext(connection) as few:
        pool.candidates(opened.panel, opened.at), desk.case_rows(opened.panel), desk.seat_rows(opened.panel)
    makers.case_in(opened.round, 4)
    makers.case_in(opened.round, 5)
    makers.reviewer()
    with django_assert_num_queries(len(few)):
        pool.candidates(opened.panel, opened.at), desk.case_rows(opened.panel), desk.seat_rows(opened.panel)
