"""From the opened tally to the announcement at one moment, and the reserve that moves up."""

import pytest

from dure.apps.cases.models import Case, StageRun
from dure.apps.review import actions
from dure.apps.review.models import Decision
from dure.apps.review.papers import decision_paper
from dure.apps.review.queries import tally
from dure.apps.review.queries.feedback import feedback_of
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.models import Event, Letter
from tests.apps.review import makers
from tests.apps.review.makers import APPROVER, OFFICER


@pytest.fixture
def unsealed(opened):
    """Three cases at 80, 60 and 40 points, ready to be decided."""
    return opened.scored(4, 3, 2).closed().unsealed()


def decisions(review):
    return list(tally.decisions_of(review.panel).values_list("case__receipt_number", "outcome", "reserve_rank", "awarded"))


def test_a_selection_is_drawn_up_from_the_means(unsealed):
    unsealed.decided(places=1, reserves=5)
    assert decisions(unsealed) == [(1, "selected", None, 10_000_000), (2, "reserve", 1, 10_000_000), (3, "rejected", None, 0)]
    assert [decision.mean for decision in tally.decisions_of(unsealed.panel)] == [8_000, 6_000, 4_000]


def test_criterion_means_are_kept_with_the_decision(unsealed):
    unsealed.decided()
    assert Decision.objects.get(rank=1).criterion_means == {"need": 2_400, "plan": 4_000, "effect": 1_600}


def test_a_drawn_up_selection_may_be_drawn_up_again(unsealed):
    unsealed.decided(places=1).decided(places=2, reserves=0, awards={unsealed.cases[1].pk: 4_000_000})
    assert decisions(unsealed)[:2] == [(1, "selected", None, 10_000_000), (2, "selected", None, 4_000_000)]


@pytest.mark.parametrize("awarded", [-1, 10_000_001])
def test_nobody_gets_more_than_they_asked_for(unsealed, awarded):
    with pytest.raises(Refused, match="신청한 금액까지"):
        unsealed.decided(awards={unsealed.cases[0].pk: awarded})


@pytest.mark.parametrize(("budget", "places", "accepted"), [(20_000_000, 2, True), (19_999_999, 2, False), (10_000_000, 1, True)])
def test_the_selected_fit_into_the_rounds_budget(db, budget, places, accepted):
    review = makers.review(budget=budget).opened().scored(5, 5, 5).closed().unsealed()
    if accepted:
        assert review.decided(places=places).panel.state == "decided"
    else:
        with pytest.raises(Refused, match="모집 예산"):
            review.decided(places=places)


def test_before_the_announcement_there_is_no_decision_to_see(unsealed):
    unsealed.decided()
    assert [tally.announced_decision(case.pk) for case in unsealed.cases] == [None, None, None]
    assert list(tally.announced_results([unsealed.round.pk])) == []
    assert unsealed.outcomes() == ["running"] * 3


def test_everything_is_told_at_one_moment(unsealed):
    unsealed.announced()
    assert unsealed.outcomes() == ["running", "reserve", "rejected"]
    assert set(Decision.objects.values_list("announced_at", flat=True)) == {unsealed.at}
    assert dict(StageRun.objects.filter(kind="selection").values_list("case__receipt_number", "state")) == {
        1: "done",
        2: "reserve",
        3: "refused",
    }
    assert StageRun.objects.get(case=unsealed.cases[0], kind="agreement").state != "waiting"
    told = Event.objects.filter(kind__startswith="case_").order_by("id").values_list("kind", flat=True)
    assert list(told) == ["case_selected", "case_reserved", "case_rejected"]
    assert [found.case_id for found in tally.announced_results([unsealed.round.pk])] == [unsealed.cases[0].pk, unsealed.cases[1].pk]


def test_only_an_approver_announces(unsealed):
    unsealed.decided()
    with pytest.raises(Forbidden, match="결재자"):
        actions.announce(panel_id=unsealed.panel.pk, **unsealed.who(OFFICER))


def test_results_are_announced_once(unsealed):
    unsealed.announced()
    with pytest.raises(OutOfTurn):
        actions.announce(panel_id=unsealed.panel.pk, **unsealed.who(APPROVER))


def test_who_withdrew_after_the_draft_makes_it_stale(unsealed):
    unsealed.decided()
    Case.objects.filter(pk=unsealed.cases[0].pk).update(outcome="withdrawn")
    with pytest.raises(OutOfTurn, match="다시 만들어"):
        actions.announce(panel_id=unsealed.panel.pk, **unsealed.who(APPROVER))
    unsealed.announced(places=1)
    assert unsealed.outcomes() == ["withdrawn", "running", "rejected"]


def test_a_reserve_moves_up_as_a_second_version(unsealed):
    unsealed.announced()
    Case.objects.filter(pk=unsealed.cases[0].pk).update(outcome="withdrawn")
    promoted = actions.promote_reserve(panel_id=unsealed.panel.pk, awarded=9_000_000, reason="예시: 1순위 포기", **unsealed.who(APPROVER))
    assert (promoted.version, promoted.outcome, promoted.awarded, promoted.rank) == (2, "selected", 9_000_000, 2)
    assert list(Decision.objects.filter(case=unsealed.cases[1]).order_by("version").values_list("outcome", flat=True)) == [
        "reserve",
        "selected",
    ]
    assert tally.announced_decision(unsealed.cases[1].pk) == promoted
    assert unsealed.outcomes()[1] == "running"
    assert [found.version for found in tally.announced_results([unsealed.round.pk])] == [1, 2]
    with pytest.raises(Refused, match="예비 순위가 없어요"):
        actions.promote_reserve(panel_id=unsealed.panel.pk, awarded=1, reason="예시", **unsealed.who(APPROVER))


@pytest.mark.parametrize(("changed", "said"), [({"reason": " "}, "까닭"), ({"awarded": 10_000_001}, "신청한 금액까지")])
def test_moving_up_needs_a_reason_and_a_fitting_amount(unsealed, changed, said):
    unsealed.announced()
    with pytest.raises(Refused, match=said):
        actions.promote_reserve(panel_id=unsealed.panel.pk, **{"awarded": 1, "reason": "예시"} | changed, **unsealed.who(APPROVER))


@pytest.mark.parametrize(
    ("place", "said"), [(0, "결과: 선정\n지원금: 10,000,000원"), (1, "결과: 예비 1순위"), (2, "기준 점수 60점에 미치지 못했습니다")]
)
def test_each_applicant_has_one_letter_with_its_own_points(unsealed, place, said):
    writer = makers.account()
    makers.joins(writer, unsealed.cases[place].party)
    unsealed.decided()
    unsealed.tell()
    assert not Letter.objects.filter(to_account_id=writer.pk).exists()
    unsealed.announced()
    unsealed.tell()
    unsealed.tell()
    letter = Letter.objects.get(to_account_id=writer.pk)
    assert said in letter.body
    assert "필요성" in letter.body
    assert not any(other.party.name in letter.body for other in unsealed.cases if other != unsealed.cases[place])
    assert not any(somebody.account.name in letter.body for somebody in unsealed.reviewers)


def test_a_panel_that_keeps_points_tells_none(db):
    review = makers.review().opened(tells_scores=False).scored(4, 3, 2).closed().unsealed().announced()
    told = feedback_of(Decision.objects.get(case=review.cases[2]))
    assert (told.lines, told.mean) == ((), "")
    assert not any(character.isdigit() for character in told.reason)


def test_the_decision_paper_is_the_same_for_the_same_rows(unsealed):
    makers.staff(makers.Role.OFFICER)
    unsealed.announced()
    first = decision_paper(unsealed.panel, at=unsealed.at)
    assert first.startswith(b"%PDF")
    assert decision_paper(unsealed.panel, at=makers.DUE) == first


def test_a_bonus_line_may_stay_empty_and_is_added_where_given(db):
    sheet = {"criteria": makers.CRITERIA, "bonus": [{"key": "care", "title": "돌봄 가점", "points": 5}], "threshold": 60, "quorum": 1}
    review = makers.review(cases=2, reviewers=1, score_sheet=sheet).opened()
    review.score(0, review.cases[0], 4)
    review.declare(0, review.cases[1])
    review.save(0, review.cases[1], levels={"need": 4, "plan": 4, "effect": 4, "care": 5})
    actions.confirm_sheet(seat_id=review.seats[0].pk, case_id=review.cases[1].pk, **review.who(review.reviewer_of(0)))
    review.closed().unsealed()
    assert [line.mean for line in tally.tallies_of(review.panel)] == [8_000, 8_500]


def test_five_sheets_lose_their_extremes_where_the_sheet_says_so(db):
    sheet = {"criteria": makers.CRITERIA, "threshold": 0, "quorum": 5, "trimmed": True}
    review = makers.review(cases=1, reviewers=5, score_sheet=sheet).opened()
    for place, level in enumerate((1, 4, 4, 4, 5)):
        review.score(place, review.cases[0], level)
    review.closed().unsealed()
    assert tally.tallies_of(review.panel)[0].mean == 8_000
