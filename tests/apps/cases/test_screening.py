"""Screening: only what was asked opens again, reasons are told, nobody judges their own."""

from datetime import timedelta

import pytest

from dure.apps.cases import actions
from dure.apps.cases.models import CompletionRequest, Screening
from dure.apps.cases.queries.papers import receipt_of
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import events
from dure.platform.actor import MemberRole, Role
from dure.platform.models import Letter
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db
DUE = makers.CLOSES + timedelta(days=5)


def save(case, by, section: str, question: str, at, version: int = 1):
    return actions.save_section(
        case_id=case.pk, section=section, typed={question: ["고친 글"]}, version=version, by=by, at=at, keep_good=True
    )


def test_completion_opens_only_the_places_that_were_asked():
    case, by, _ = makers.returned(("section:forum",))
    at = makers.CLOSES + timedelta(days=1)
    save(case, by, "forum", "forum_issue", at)
    for touch in (
        lambda: save(case, by, "pilot", "pilot_plan", at),
        lambda: actions.save_budget(case_id=case.pk, rows=[], version=1, by=by, at=at),
        lambda: actions.add_file(case_id=case.pk, document="member_list", upload=makers.upload(), by=by, at=at),
    ):
        with pytest.raises(OutOfTurn, match="보완을 요청받은 곳만"):
            touch()


def test_what_was_completed_is_a_further_submission_under_the_same_number():
    case, by, _ = makers.returned()
    at = makers.CLOSES + timedelta(days=1)
    save(case, by, "forum", "forum_issue", at)
    actions.answer_completion(case_id=case.pk, by=by, at=at)
    first, second = case.submissions.order_by("number")
    case.refresh_from_db()
    assert first.sha256 != second.sha256
    assert (first.content["sections"]["pilot"], case.receipt_number) == (second.content["sections"]["pilot"], 1)
    assert second.content["sections"]["forum"]["forum_issue"] == "고친 글"
    with pytest.raises(OutOfTurn):
        save(case, by, "forum", "forum_issue", at, version=2)


@pytest.mark.parametrize(("late", "accepted"), [(-makers.MILLISECOND, True), (timedelta(), False)])
def test_completion_ends_at_its_instant(late, accepted):
    case, by, _ = makers.returned(due=DUE)
    if accepted:
        actions.answer_completion(case_id=case.pk, by=by, at=DUE + late)
    else:
        with pytest.raises(Refused, match="보완 기한이 끝났어요"):
            actions.answer_completion(case_id=case.pk, by=by, at=DUE + late)
    assert (CompletionRequest.objects.get().answered_at is not None) is accepted


def test_time_may_be_added_with_a_reason_and_never_taken():
    case, by, officer = makers.returned(due=DUE)
    more = {"case_id": case.pk, "by": officer, "at": DUE + timedelta(hours=1)}
    with pytest.raises(Refused, match="뒤로 정해"):
        actions.extend_completion(due_at=DUE, reason="까닭", **more)
    with pytest.raises(Refused, match="까닭을 적어"):
        actions.extend_completion(due_at=DUE + timedelta(days=1), reason=" ", **more)
    actions.extend_completion(due_at=DUE + timedelta(days=1), reason="연휴가 있었어요.", **more)
    actions.answer_completion(case_id=case.pk, by=by, at=DUE + timedelta(hours=2))


def test_a_paper_that_was_asked_again_must_be_there():
    case, by, _ = makers.returned(("document:member_list",))
    at = makers.CLOSES + timedelta(days=1)
    held = case.attachments.get(document="member_list")
    actions.remove_file(case_id=case.pk, attachment_id=held.pk, by=by, at=at)
    with pytest.raises(Refused, match="참여 단체 명단 파일을 올려"):
        actions.answer_completion(case_id=case.pk, by=by, at=at)
    actions.add_file(case_id=case.pk, document="member_list", upload=makers.upload("새 명단.pdf"), by=by, at=at)
    actions.answer_completion(case_id=case.pk, by=by, at=at)
    assert case.submissions.get(number=1).content["files"][0]["sha256"] == held.file.sha256


def test_passing_lets_the_next_stage_begin():
    case, _ = makers.submitted()
    officer = makers.staff()
    actions.pass_screening(case_id=case.pk, findings=[{"point": "명단", "ok": True}], note="모두 확인", by=officer, at=makers.CLOSES)
    assert [(run.kind, run.state) for run in case.runs.order_by("order")][1:3] == [("screening", "done"), ("review", "open")]
    assert Screening.objects.get().passed


def test_a_refusal_needs_its_reasons_and_tells_them():
    case, _ = makers.submitted()
    officer = makers.staff()
    with pytest.raises(Refused, match="까닭을 적어 주세요"):
        actions.refuse_case(case_id=case.pk, reasons=[" "], by=officer, at=makers.CLOSES)
    actions.refuse_case(case_id=case.pk, reasons=["서울 밖의 단체입니다."], by=officer, at=makers.CLOSES)
    case.refresh_from_db()
    assert (case.outcome, case.outcome_reason) == ("refused", "서울 밖의 단체입니다.")
    events.deliver_due(at=makers.CLOSES)
    assert "서울 밖의 단체입니다." in Letter.objects.get(subject__contains="적격검토 결과").body


def test_nobody_outside_screens_and_nobody_their_own():
    case, by = makers.submitted()
    own = makers.staff(parties=((case.party_id, MemberRole.MEMBER),))
    for actor in (by, own, makers.staff(Role.REVIEWER, tier=""), makers.staff(Role.AUDITOR), makers.staff(Role.FINANCE)):
        with pytest.raises(Forbidden):
            actions.pass_screening(case_id=case.pk, by=actor, at=makers.CLOSES)


def test_a_request_names_places_words_and_a_later_moment():
    case, _ = makers.submitted()
    with pytest.raises(Refused) as refused:
        actions.ask_completion(
            case_id=case.pk, places=["section:none"], message=" ", due_at=makers.CLOSES, by=makers.staff(), at=makers.CLOSES
        )
    assert len(refused.value.reasons) == 3


def test_the_receipt_keeps_the_hashes_of_papers_that_were_replaced():
    case, by, _ = makers.returned(("document:member_list",))
    at = makers.CLOSES + timedelta(days=1)
    before = receipt_of(case)
    held = case.attachments.get(document="member_list")
    actions.remove_file(case_id=case.pk, attachment_id=held.pk, by=by, at=at)
    actions.add_file(case_id=case.pk, document="member_list", upload=makers.upload("새 명단.pdf", makers.PDF + b"2"), by=by, at=at)
    actions.answer_completion(case_id=case.pk, by=by, at=at)
    after = receipt_of(case)
    assert [paper.name for paper in before.papers] == ["참여 단체 명단.pdf", "네트워크 규약 또는 운영 약속.pdf"]
    assert [paper.sha256 for paper in after.papers] == [paper.sha256 for paper in before.papers]
    assert [paper.state for paper in after.papers] == ["바뀜", "확인됨"]
    assert (after.sha256, after.code, len(after.completions)) == (before.sha256, before.code, 1)
