"""Handing in: the millisecond, what is missing, the number, the repeat, the withdrawal."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from dure.apps.cases import actions, invariants
from dure.apps.cases.models import Case, Submission
from dure.apps.cases.queries.content import hash_of
from dure.apps.programs import facade as programs
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import events
from dure.platform.models import Event, Letter
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db


def test_a_millisecond_before_closing_counts():
    case, _ = makers.submitted(at=makers.CLOSES - makers.MILLISECOND)
    assert case.submitted_at == makers.CLOSES - makers.MILLISECOND
    assert case.receipt.endswith("-0001")


@pytest.mark.parametrize("late", [timedelta(), makers.MILLISECOND, timedelta(days=1)])
def test_the_closing_instant_itself_is_late(late):
    case, by = makers.written()
    with pytest.raises(Refused, match="2월 22일\\(일\\) 오후 6시에 접수가 끝났어요"):
        actions.submit(case_id=case.pk, by=by, at=makers.CLOSES + late)
    case.refresh_from_db()
    assert (case.outcome, case.receipt_number, Submission.objects.count()) == ("draft", None, 0)


def test_a_submission_keeps_everything_with_its_hash_and_tells_it():
    case, by = makers.submitted()
    submission = Submission.objects.get(case=case)
    assert submission.sha256 == hash_of(submission.content)
    assert {file["document"] for file in submission.content["files"]} == {"member_list", "network_rules"}
    assert (case.outcome, case.submitted_by_name, case.asked, case.own_money) == ("running", by.name, 4_000_000, 500_000)
    assert Event.objects.get(kind="case_submitted").payload["receipt"] == case.receipt
    assert [run.state for run in case.runs.order_by("order")][:2] == ["done", "open"]


def test_what_is_missing_is_named_and_nothing_is_kept():
    case, by = makers.started()
    with pytest.raises(Refused) as refused:
        actions.submit(case_id=case.pk, by=by, at=makers.LATER)
    assert "제출 서류: 참여 단체 명단 파일을 올려 주세요." in refused.value.reasons
    assert "예산: 신청할 보조금을 비목별로 적어 주세요." in refused.value.reasons
    assert programs.Round.objects.get(pk=case.round_id).last_number == 0


def test_a_rule_that_says_no_refuses_with_its_remedy():
    by = makers.member(makers.party())
    case, _ = makers.written(by=by)
    type(case.party).objects.filter(pk=case.party_id).update(kind="person")
    with pytest.raises(Refused, match="이름으로 신청하면 돼요"):
        actions.submit(case_id=case.pk, by=by, at=makers.LATER)


def test_what_nobody_knows_refuses_nobody_and_is_kept():
    case, _ = makers.submitted()
    assert "unknown" in {verdict["answer"] for verdict in Submission.objects.get(case=case).verdicts}


def test_the_same_key_twice_gives_one_receipt():
    case, by = makers.written()
    first = actions.submit(case_id=case.pk, by=by, at=makers.LATER, key="again")
    second = actions.submit(case_id=case.pk, by=by, at=makers.LATER, key="again")
    assert (first.receipt, Submission.objects.count()) == (second.receipt, 1)
    with pytest.raises(OutOfTurn):
        actions.submit(case_id=case.pk, by=by, at=makers.LATER, key="other")


def test_a_submission_that_fails_gives_its_number_back(monkeypatch):
    found = makers.round_open()
    case, by = makers.written(found)

    def fail(*args, **more):
        raise RuntimeError("the lights went out")

    with monkeypatch.context() as broken:
        broken.setattr(events, "emit", fail)
        with pytest.raises(RuntimeError):
            actions.submit(case_id=case.pk, by=by, at=makers.LATER)
    found.refresh_from_db()
    assert found.last_number == 0
    assert actions.submit(case_id=case.pk, by=by, at=makers.LATER).receipt_number == 1
    assert invariants.numbers_have_no_gaps() == []


def test_control_a_number_that_was_lost_is_found():
    case, _ = makers.submitted()
    programs.Round.objects.filter(pk=case.round_id).update(last_number=2)
    assert invariants.numbers_have_no_gaps() == [f"round {case.round_id}: gave 2 numbers, 1 cases hold them up to 1"]


def test_a_withdrawn_number_stays_taken_and_one_may_begin_again():
    found = makers.round_open()
    case, by = makers.submitted(found)
    actions.withdraw(case_id=case.pk, reason="다시 쓰려고 해요.", by=by, at=makers.LATER)
    again, _ = makers.submitted(found, by)
    case.refresh_from_db()
    assert (case.outcome, case.receipt_number, again.receipt_number) == ("withdrawn", 1, 2)
    assert invariants.numbers_have_no_gaps() == []


def test_one_party_has_one_living_application_in_a_round():
    found = makers.round_open()
    _, by = makers.started(found)
    with pytest.raises(Refused, match="이미 쓰고 있거나 낸 신청서가 있어요"):
        makers.started(found, by)
    with pytest.raises(Refused):
        makers.started(found, makers.member(Case.objects.get().party))


def test_nobody_starts_outside_the_window_or_for_others():
    found = makers.round_open()
    by = makers.member(makers.party())
    for at in (makers.OPENS - makers.MILLISECOND, makers.CLOSES):
        with pytest.raises(Refused):
            makers.started(found, by, at=at)
    with pytest.raises(Forbidden):
        actions.start(round_id=found.pk, party_id=makers.party().pk, by=by, at=makers.OPENS)


def test_the_database_keeps_receipts_and_submissions():
    case, _ = makers.submitted()
    for change in (
        lambda: Case.objects.filter(pk=case.pk).update(receipt_number=7),
        lambda: Case.objects.filter(pk=case.pk).update(submitted_at=makers.OPENS),
        lambda: Case.objects.filter(pk=case.pk).update(
            receipt_number=None, receipt="", submitted_at=None, submitted_by_name="", outcome="draft"
        ),
        lambda: Submission.objects.filter(case=case).update(sha256="0" * 64),
        lambda: Submission.objects.filter(case=case).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_letter_brings_the_receipt_to_every_member():
    case, _ = makers.submitted()
    events.deliver_due(at=makers.LATER)
    letter = Letter.objects.get(case_id=case.pk)
    assert case.receipt in letter.subject
    assert Submission.objects.get(case=case).sha256 in letter.body
    assert "2026. 2. 11.(수) 09:00:00.000" in letter.body


def test_all_that_must_hold_holds_after_a_life():
    case, by, officer = makers.returned()
    actions.answer_completion(case_id=case.pk, by=by, at=makers.CLOSES + timedelta(days=1))
    actions.pass_screening(case_id=case.pk, by=officer, at=makers.CLOSES + timedelta(days=2))
    asked = (invariants.receipts_exist, invariants.applications_are_whole, invariants.walks_are_legal, invariants.numbers_have_no_gaps)
    assert [finding for ask in asked for finding in ask()] == []
