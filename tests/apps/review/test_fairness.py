"""What makes a review fair: the pool in rotation, ties between organizations, challenges, substitutes, tie-breakers, outliers."""

from datetime import timedelta

import pytest

from dure.apps.people import facade as people
from dure.apps.people.models import Reviewer
from dure.apps.review import actions, rules
from dure.apps.review.models import Challenge, Conflict
from dure.apps.review.queries import after, panels, pool, tally
from dure.apps.review.rules import Bars, Standing, Tally
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import facts
from dure.platform.actor import Actor
from dure.platform.models import JournalLine, Letter
from tests.apps.review import makers
from tests.apps.review.makers import ADMINISTRATOR, APPROVER, AUDITOR, NOON, OFFICER

OPEN_SHEET = {"criteria": makers.CRITERIA, "threshold": 60, "quorum": 2, "challenge_days": 3}


def line(number, mean, **means):
    return Tally(number, number, mean, 0, 1_000, means, (mean,))


def order(lines, bars):
    return [place.tally.case_id for place in rules.rank(lines, places=9, reserves=0, bars=bars)]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        (("need", "receipt"), [2, 1, 3]),
        (("plan", "need"), [1, 3, 2]),
        (("receipt",), [1, 2, 3]),
    ],
)
def test_equal_means_are_told_apart_by_what_the_definition_names(ties, expected):
    lines = [line(1, 8_000, need=2_000, plan=4_000), line(2, 8_000, need=3_000, plan=3_000), line(3, 8_000, need=2_000, plan=4_000)]
    assert order(lines, Bars(60, ties=ties)) == expected


def test_a_draw_can_be_made_again_from_its_seed_and_differs_with_it():
    lines = [line(number, 8_000) for number in range(1, 9)]
    first, again, other = (order(lines, Bars(60, ties=("draw",), seed=seed)) for seed in ("a", "a", "b"))
    assert first == again != other
    assert sorted(first) == list(range(1, 9))


def test_the_desk_learns_which_tie_breaker_decided():
    bars = Bars(60, titles={"need": "필요성"}, ties=("need", "draw"), seed="a")
    assert rules.decided_by(line(1, 8_000, need=3_000), line(2, 8_000, need=2_000), bars) == "필요성"
    assert rules.decided_by(line(1, 8_000, need=3_000), line(2, 8_000, need=3_000), bars) == "추첨"
    assert rules.decided_by(line(1, 9_000), line(2, 8_000), bars) == ""


@pytest.mark.parametrize(("need", "outcome"), [(1_800, "selected"), (1_799, "rejected")])
def test_a_criterion_may_have_a_least_mean_of_its_own(need, outcome):
    bars = Bars(60, least={"need": 18}, titles={"need": "필요성"})
    placed = rules.rank([line(1, 9_000, need=need), line(2, 7_000, need=2_000)], places=2, reserves=0, bars=bars)
    found = next(place for place in placed if place.tally.case_id == 1)
    assert found.outcome == outcome
    assert ("필요성" in found.reason) is (outcome == "rejected")


@pytest.mark.parametrize(
    ("totals", "far"),
    [
        ((5_000, 8_000), []),
        ((8_000, 8_000, 6_000), [2]),
        ((8_000, 8_000, 6_001), []),
        ((6_000, 7_000, 8_000), []),
        ((2_000, 8_000, 8_000, 8_100), [0]),
    ],
)
def test_a_sheet_far_from_the_middle_one_of_the_others_is_pointed_out(totals, far):
    assert rules.outliers(totals, points=20) == far


def standing(number, **more):
    own = {"fits": True, "ties": 0, "open_sheets": 0, "invited_this_year": 0, "has_room": True, "serves": True} | more
    return Standing(reviewer_id=number, **own)


def test_the_turn_goes_to_whoever_was_invited_least_and_never_to_the_bound():
    members = [
        standing(1, invited_this_year=3),
        standing(2, invited_this_year=1),
        standing(3, ties=1),
        standing(4, serves=False),
        standing(5, has_room=False),
        standing(6, fits=False),
    ]
    assert rules.suggested(members, seats=9) == [2, 1, 6]
    assert rules.suggested(members, seats=1) == [2]
    assert rules.suggested(members, seats=-1) == []


def of_organization(review, **columns):
    """The first reviewer works for an organization."""
    own = makers.party(**columns)
    Reviewer.objects.filter(pk=review.reviewers[0].pk).update(organization=own)
    return own


def bound(review):
    """Case ids the first reviewer is bound to when invited."""
    review.formed().seated()
    return set(Conflict.objects.filter(seat=review.seats[0], conflicted=True).values_list("case_id", flat=True))


def test_ones_own_organization_that_applies_binds(review):
    own = of_organization(review)
    makers.partner_in(review.cases[2], party=own)
    assert bound(review) == {review.cases[2].pk}


def test_the_same_address_binds(review):
    of_organization(review, address="서울 은평구 예시로 1")
    review.cases[1].party.address = "서울  은평구 예시로 1 "
    review.cases[1].party.save(update_fields=["address"])
    assert bound(review) == {review.cases[1].pk}


@pytest.mark.parametrize("turned", [False, True])
def test_a_fact_between_two_organizations_binds_whoever_works_for_one(review, turned):
    own, applicant = of_organization(review), review.cases[0].party
    subject, other = (applicant, own) if turned else (own, applicant)
    with makers.transaction.atomic():
        facts.publish(
            subject_kind="party", subject_id=subject.pk, other_id=other.pk, key="invested", value=True,
            valid_from=NOON.date(), source="예시 조합원 명부", publisher="test", at=NOON,
        )  # fmt: skip
    assert bound(review) == {review.cases[0].pk}
    assert "출자" in Conflict.objects.get(source="computed").reason


def test_staff_write_a_tie_down_from_a_paper_and_take_it_back(review):
    said = {
        "reviewer_id": review.reviewers[0].pk,
        "party_id": review.cases[0].party_id,
        "kind": "officer",
        "source": "예시 등기",
        "since": NOON.date(),
    }
    people.record_tie(**said, **review.who(OFFICER))
    review.formed()
    assert [len(one.reasons) for one in pool.candidates(review.panel, review.at)] == [0, 1]
    people.record_tie(**said, holds=False, **review.who(OFFICER))
    assert [len(one.reasons) for one in pool.candidates(review.panel, review.at)] == [0, 0]
    with pytest.raises(Refused, match="출처"):
        people.record_tie(**{**said, "source": " "}, **review.who(OFFICER))
    with pytest.raises(Forbidden):
        people.record_tie(**said, **review.who(AUDITOR))


def test_the_matrix_shows_every_reviewer_against_every_application(review):
    of_organization(review)
    Reviewer.objects.filter(pk=review.reviewers[0].pk).update(organization=review.cases[1].party)
    review.formed()
    in_panel, rows = pool.matrix_of(review.panel, review.at)
    cells = {row.reviewer.pk: [bool(cell) for cell in row.cells] for row in rows}
    assert [case.pk for case in in_panel] == [case.pk for case in review.cases]
    assert cells == {review.reviewers[0].pk: [False, True, False], review.reviewers[1].pk: [False, False, False]}


def test_a_reviewer_out_of_term_is_not_invited(review):
    review.formed()
    Reviewer.objects.filter(pk=review.reviewers[0].pk).update(term_until=NOON.date() - timedelta(days=1))
    with pytest.raises(Refused, match="명단"):
        actions.invite_reviewer(panel_id=review.panel.pk, reviewer_id=review.reviewers[0].pk, **review.who(OFFICER))


def test_a_declined_seat_is_filled_by_the_next_in_turn(review):
    review.formed()
    spare = makers.reviewer()
    invited = actions.invite_reviewer(panel_id=review.panel.pk, reviewer_id=review.reviewers[0].pk, **review.who(OFFICER))
    actions.answer_invitation(seat_id=invited.pk, accepted=False, **review.who(review.reviewer_of(0)))
    Reviewer.objects.filter(pk=review.reviewers[1].pk).update(organization=review.cases[0].party)
    following = pool.next_in_turn(review.panel, review.at)
    assert following.reviewer == spare
    seat = actions.invite_reviewer(panel_id=review.panel.pk, reviewer_id=spare.pk, substitutes=invited.pk, **review.who(OFFICER))
    assert seat.substitutes_id == invited.pk


@pytest.fixture
def challenged(db):
    """A review whose definition lets applicants challenge, and somebody who writes for the first of them."""
    review = makers.review(score_sheet=OPEN_SHEET).formed().seated()
    writer = makers.account()
    makers.joins(writer, review.cases[0].party)
    return review, Actor(account_id=writer.pk, name=writer.name, parties=((review.cases[0].party_id, "representative"),))


def test_an_upheld_challenge_takes_the_reviewer_off_that_application_only(challenged):
    review, applicant = challenged
    review.panel = actions.open_panel(panel_id=review.panel.pk, **review.who(OFFICER))
    review.score(0, review.cases[0])
    filed = actions.challenge_reviewer(seat_id=review.seats[0].pk, case_id=review.cases[0].pk, reason="예시 다툼", **review.who(applicant))
    with pytest.raises(Refused, match="까닭"):
        actions.judge_challenge(challenge_id=filed.pk, upheld=True, answer="", **review.who(OFFICER))
    actions.judge_challenge(challenge_id=filed.pk, upheld=True, answer="다툼이 확인되었습니다.", **review.who(OFFICER))
    review.tell()
    assert list(Conflict.objects.filter(conflicted=True).values_list("case_id", "source")) == [(review.cases[0].pk, "challenge")]
    assert tally.counted_sheets(review.panel)[review.cases[0].pk] == 0
    assert Letter.objects.filter(case_id=review.cases[0].pk, subject__contains="기피신청의 결정").count() == 1
    with pytest.raises(OutOfTurn):
        actions.judge_challenge(challenge_id=filed.pk, upheld=False, answer="다시", **review.who(OFFICER))


def test_a_challenge_has_a_window_a_reason_and_a_writer(challenged):
    review, applicant = challenged
    said = {"seat_id": review.seats[0].pk, "case_id": review.cases[0].pk}
    with pytest.raises(Refused, match="까닭"):
        actions.challenge_reviewer(**said, reason=" ", **review.who(applicant))
    with pytest.raises(Forbidden):
        actions.challenge_reviewer(**{**said, "case_id": review.cases[1].pk}, reason="예시", **review.who(applicant))
    review.panel.refresh_from_db()
    with pytest.raises(Forbidden, match="까지"):
        actions.challenge_reviewer(**said, reason="예시", by=applicant, at=review.panel.challenge_until)
    assert not Challenge.objects.exists()


def test_members_are_told_by_what_they_do_and_never_by_name(challenged):
    review, _ = challenged
    Reviewer.objects.filter(pk=review.reviewers[0].pk).update(description="예시 분야 교수")
    panel = after.panel_to_challenge(review.cases[0])
    assert [member.description for member in after.disclosed_members(panel, review.cases[0])] == ["예시 분야 교수", "전문가"]


@pytest.mark.usefixtures("demo")
def test_the_applicant_is_told_once_who_judges_and_finds_the_page_at_home(client, db):
    review = makers.review(score_sheet=OPEN_SHEET)
    writer = makers.account()
    makers.joins(writer, review.cases[0].party)
    client.force_login(writer)
    address = f"/my/applications/{review.cases[0].pk}/judges/"
    assert address not in client.get("/my/").content.decode()
    review.formed().seated().tell()
    assert Letter.objects.filter(dedupe__startswith="review:members:", to_account_id=writer.pk).count() == 1
    assert address in client.get("/my/").content.decode()
    assert client.get(address).status_code == 200


def test_without_a_word_in_the_definition_nobody_is_disclosed(review):
    review.formed().seated()
    assert review.panel.challenge_until is None
    assert after.panel_to_challenge(review.cases[0]) is None


def test_the_definition_decides_whether_names_are_covered(db):
    review = makers.review(score_sheet=OPEN_SHEET | {"blind": True}).formed()
    assert review.panel.blind is True


def test_a_profile_is_kept_and_a_term_that_ends_before_it_begins_is_refused(review):
    someone = review.reviewers[0]
    profile = people.Profile(fields=("돌봄", "돌봄"), description="예시 교수", term_from=NOON.date(), most_open=5)
    kept = people.describe_reviewer(reviewer_id=someone.pk, profile=profile, **review.who(ADMINISTRATOR))
    assert (kept.fields, kept.most_open) == (["돌봄"], 5)
    with pytest.raises(Refused, match="임기"):
        wrong = people.Profile(term_from=NOON.date(), term_until=NOON.date() - timedelta(days=1))
        people.describe_reviewer(reviewer_id=someone.pk, profile=wrong, **review.who(ADMINISTRATOR))
    assert JournalLine.objects.filter(verb="describe_reviewer").count() == 1


def test_load_counts_open_sheets_and_this_years_invitations(opened):
    loads = pool.loads_of(opened.reviewers, opened.at)
    assert {(load.open_sheets, load.invited_this_year, load.judged_this_year) for load in loads.values()} == {(3, 1, 1)}
    opened.score(0, opened.cases[0])
    assert pool.loads_of(opened.reviewers, opened.at)[opened.reviewers[0].pk].open_sheets == 2


def test_load_costs_the_same_queries_for_one_and_for_many(opened, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        pool.loads_of(opened.reviewers[:1], opened.at)
    with django_assert_num_queries(len(one)):
        pool.loads_of(opened.reviewers, opened.at)


def test_the_seed_is_written_before_anybody_sees_a_point(opened):
    opened.scored().closed()
    actions.ask_to_open(panel_id=opened.panel.pk, **opened.who(OFFICER))
    opened.panel.refresh_from_db()
    seed = opened.panel.draw_seed
    assert len(seed) == 32
    actions.open_tally(panel_id=opened.panel.pk, **opened.who(APPROVER))
    assert JournalLine.objects.get(verb="ask_to_open").detail["draw_seed"] == seed == panels.bars_of(opened.panel).seed


CITY = Actor(900_031, "예시 시 담당", 931, "예시 시 자리", 31, "city", "", frozenset({makers.Role.GOVERNMENT}), ())
CITY_SECOND = Actor(900_032, "예시 시 과장", 932, "예시 시 자리", 31, "city", "", frozenset({makers.Role.GOVERNMENT}), ())
MINISTRY = Actor(900_033, "예시 부처 담당", 933, "예시 부처 자리", 33, "ministry", "", frozenset({makers.Role.GOVERNMENT}), ())


def test_a_committee_of_the_city_belongs_to_the_seats_of_the_city(review, monkeypatch):
    stages = [{**stage, "tier": "city"} if stage["kind"] in {"review", "selection"} else stage for stage in makers.STAGES]
    monkeypatch.setattr(makers, "STAGES", stages)
    of_the_city = makers.review()
    of_the_city.panel = actions.form_panel(round_id=of_the_city.round.pk, stage_key="review", due_at=makers.DUE, **of_the_city.who(CITY))
    assert of_the_city.panel.tier == "city"
    assert [panels.panels_for_desk(actor).filter(pk=of_the_city.panel.pk).exists() for actor in (CITY, MINISTRY, OFFICER)] == [
        True,
        False,
        True,
    ]
    with pytest.raises(Forbidden):
        actions.invite_reviewer(panel_id=of_the_city.panel.pk, reviewer_id=of_the_city.reviewers[0].pk, **of_the_city.who(MINISTRY))
    of_the_city.seated()
    of_the_city.panel = actions.open_panel(panel_id=of_the_city.panel.pk, **of_the_city.who(CITY))
    of_the_city.scored().closed()
    actions.ask_to_open(panel_id=of_the_city.panel.pk, **of_the_city.who(CITY))
    with pytest.raises(Forbidden):
        actions.open_tally(panel_id=of_the_city.panel.pk, **of_the_city.who(CITY))
    of_the_city.panel = actions.open_tally(panel_id=of_the_city.panel.pk, **of_the_city.who(CITY_SECOND))
    actions.decide(panel_id=of_the_city.panel.pk, places=1, reserves=0, **of_the_city.who(CITY))
    assert actions.announce(panel_id=of_the_city.panel.pk, **of_the_city.who(CITY_SECOND)).state == "announced"


def test_a_center_panel_is_not_the_citys(review):
    review.formed()
    assert not panels.panels_for_desk(CITY).exists()
    with pytest.raises(Forbidden):
        actions.invite_reviewer(panel_id=review.panel.pk, reviewer_id=review.reviewers[0].pk, **review.who(CITY))
