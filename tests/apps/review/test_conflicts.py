"""Who has to do with an applicant has no part in it: computed before the invitation, declared, found late (B14-B16)."""

from datetime import timedelta

import pytest

from dure.apps.review import actions
from dure.apps.review.doors import reads_as_reviewer
from dure.apps.review.models import Conflict
from dure.apps.review.queries import panels, pool, reviewing, tally
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import doors
from dure.platform.models import Fact, JournalLine
from tests.apps.review import makers
from tests.apps.review.makers import NOON, OFFICER


def tie(kind, review, case):
    """Bind the first reviewer to the case in one of the ways there are."""
    account = review.reviewers[0].account
    if kind == "member":
        makers.joins(account, case.party)
    elif kind == "partner":
        other = makers.party()
        makers.partner_in(case, party=other)
        makers.joins(account, other)
    elif kind == "partner by number":
        makers.joins(account, makers.party(business_number="1208147521"))
        makers.partner_in(case, business_number="1208147521")
    elif kind == "contact":
        case.party.email = account.email.upper()
        case.party.save(update_fields=["email"])
    elif kind == "author":
        case.started_by_id = account.pk
        case.save(update_fields=["started_by_id"])
    else:
        Fact.objects.create(
            subject_kind="account", subject_id=account.pk, other_id=case.party_id, key=kind, value=True,
            valid_from=NOON.date(), source="예시 계약서", publisher="test", at=NOON,
        )  # fmt: skip


KINDS = ["member", "partner", "partner by number", "contact", "author", "employed", "advised", "contracted", "related"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_tie_is_computed_when_the_reviewer_is_invited(review, kind):
    tie(kind, review, review.cases[1])
    review.formed()
    assert [len(one.reasons) for one in pool.candidates(review.panel, review.at)] == [0, 1]
    review.seated()
    found = Conflict.objects.get()
    assert (found.seat_id, found.case_id, found.source, found.conflicted) == (review.seats[0].pk, review.cases[1].pk, "computed", True)
    assert found.reason


def test_a_tie_that_ended_or_has_not_begun_binds_nobody(review):
    member = makers.joins(review.reviewers[0].account, review.cases[0].party, since=NOON - timedelta(days=30))
    member.until = NOON - timedelta(days=1)
    member.save(update_fields=["until"])
    Fact.objects.create(
        subject_kind="account", subject_id=review.reviewers[0].account_id, other_id=review.cases[1].party_id, key="employed", value=True,
        valid_from=NOON.date() + timedelta(days=30), source="예시", publisher="test", at=NOON,
    )  # fmt: skip
    review.formed().seated()
    assert not Conflict.objects.exists()


def test_a_tie_that_came_to_be_before_the_opening_is_found_then(review):
    review.formed().seated()
    tie("member", review, review.cases[0])
    actions.open_panel(panel_id=review.panel.pk, **review.who(OFFICER))
    assert Conflict.objects.get().case_id == review.cases[0].pk


def test_a_tie_that_came_to_be_while_scoring_shuts_the_case_at_once(opened):
    case = opened.cases[0]
    opened.declare(0, case)
    opened.save(0, case)
    tie("member", opened, case)
    assert case not in panels.readable_cases(opened.seats[0], opened.at)
    with pytest.raises(Refused, match="없는 신청"):
        opened.save(0, case, 5)
    with pytest.raises(Refused, match="없는 신청"):
        actions.confirm_sheet(seat_id=opened.seats[0].pk, case_id=case.pk, **opened.who(opened.reviewer_of(0)))


def test_closing_strikes_sheets_of_ties_found_since(opened):
    opened.scored()
    tie("advised", opened, opened.cases[0])
    with pytest.raises(Refused, match="1건 있어요: 예시 사업 1"):
        opened.closed()


def test_opening_strikes_sheets_of_ties_found_after_the_panel_closed(opened):
    opened.scored().closed()
    tie("member", opened, opened.cases[0])
    opened.unsealed()
    assert [len(line.totals) for line in tally.tallies_of(opened.panel)] == [1, 2, 2]


def test_a_computed_tie_is_not_declared_away(review):
    tie("member", review, review.cases[0])
    review.opened()
    with pytest.raises(Refused, match="담당자에게"):
        review.declare(0, review.cases[0])


def test_a_computed_tie_falls_when_its_ground_is_gone(review):
    tie("contact", review, review.cases[0])
    review.opened()
    review.cases[0].party.email = ""
    review.cases[0].party.save(update_fields=["email"])
    actions.recheck_conflicts(panel_id=review.panel.pk, **review.who(OFFICER))
    assert not Conflict.objects.exists()


def test_what_was_declared_stays_when_ties_are_computed_again(opened):
    opened.declare(0, opened.cases[0], conflicted=True, reason="예시 자문")
    actions.recheck_conflicts(panel_id=opened.panel.pk, **opened.who(OFFICER))
    assert Conflict.objects.get().source == "self"


def test_a_conflict_needs_a_reason(opened):
    with pytest.raises(Refused, match="한 줄로"):
        opened.declare(0, opened.cases[0], conflicted=True, reason=" ")


def test_who_stands_aside_neither_sees_nor_counts_the_case(opened):
    before = reviewing.review_list(opened.seats[0], opened.at).total
    tie("member", opened, opened.cases[0])
    actions.recheck_conflicts(panel_id=opened.panel.pk, **opened.who(OFFICER))
    shown = reviewing.review_list(opened.seats[0], opened.at)
    assert (before, shown.total, shown.aside) == (3, 2, [])
    assert opened.cases[0] not in [row.case for row in shown.undeclared]


def test_ones_own_declaration_is_taken_back_while_the_panel_judges(opened):
    opened.declare(0, opened.cases[0], conflicted=True, reason="예시 자문")
    assert [found.case for found in panels.stepped_aside(opened.seats[0])] == [opened.cases[0]]
    opened.declare(0, opened.cases[0])
    assert opened.cases[0] in panels.readable_cases(opened.seats[0], opened.at)


def test_a_late_declaration_strikes_the_sheet_and_the_journal_keeps_the_old_ranking(db):
    review = makers.review(reviewers=3).opened().scored(5, 4, 3).closed().unsealed().decided()
    before = {line.case_id: line.mean for line in tally.tallies_of(review.panel)}
    review.declare(2, review.cases[0], conflicted=True, reason="예시: 뒤늦게 알게 됨")
    review.panel.refresh_from_db()
    assert (review.panel.state, review.panel.decisions.count()) == ("opened", 0)
    assert [len(line.totals) for line in tally.tallies_of(review.panel)] == [2, 3, 3]
    kept = JournalLine.objects.get(verb="ranking_before").detail["ranking"]
    assert {line["case"]: line["mean"] for line in kept} == before
    assert review.announced(places=2).outcomes() == ["running", "running", "reserve"]


def test_a_struck_sheet_is_not_brought_back_after_the_panel_closed(opened):
    opened.scored().closed()
    opened.declare(0, opened.cases[0], conflicted=True, reason="예시 자문")
    with pytest.raises(OutOfTurn, match="거둘 수 없어요"):
        opened.declare(0, opened.cases[0])


def test_below_the_quorum_the_selection_needs_a_reason(opened):
    opened.scored().closed()
    actions.record_conflict(seat_id=opened.seats[0].pk, case_id=opened.cases[0].pk, reason="예시 계약", **opened.who(OFFICER))
    opened.unsealed()
    with pytest.raises(Refused, match="1건"):
        opened.decided()
    assert opened.decided(short_reason="예시: 남은 한 장으로 정함").panel.short_reason


def test_a_case_without_a_single_sheet_is_not_decided(opened):
    opened.scored().closed()
    for seat in opened.seats:
        actions.record_conflict(seat_id=seat.pk, case_id=opened.cases[0].pk, reason="예시 계약", **opened.who(OFFICER))
    opened.unsealed()
    with pytest.raises(Refused, match="한 장도 없는"):
        opened.decided(short_reason="예시")


def test_files_open_to_a_free_reviewer_while_the_panel_judges(opened):
    case, who = opened.cases[0], opened.reviewer_of(0)
    assert not doors.may_read(who, "cases.case", case.pk)
    opened.declare(0, case)
    assert doors.may_read(who, "cases.case", case.pk)
    assert not doors.may_read(opened.reviewer_of(1), "cases.case", case.pk)
    opened.declare(0, case, conflicted=True, reason="예시 자문")
    assert not doors.may_read(who, "cases.case", case.pk)


def test_files_shut_when_the_panel_closes(opened):
    opened.scored().closed()
    assert not reads_as_reviewer(opened.reviewer_of(0), opened.cases[0].pk)


def test_a_blind_review_shows_no_files(review):
    review.opened(blind=True)
    review.declare(0, review.cases[0])
    assert not reads_as_reviewer(review.reviewer_of(0), review.cases[0].pk)
