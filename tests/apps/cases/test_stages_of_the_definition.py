"""What the definition says of stages: a visit before the file goes on, a form for the precheck, a precheck before the intake, days until it is due."""

from datetime import timedelta

import pytest

from dure.apps.cases import actions
from dure.apps.cases.actions.running import run_of
from dure.apps.cases.models import CompletionRequest, Precheck
from dure.apps.cases.queries.papers import entered_on_behalf
from dure.apps.cases.queries.standing import current_run
from dure.apps.cases.rules.prechecks import precheck_answers
from dure.apps.programs.reading import read_terms
from dure.kernel.errors import Refused
from dure.platform.catalog.schema import Life
from tests.apps.cases import makers, tiered
from tests.apps.cases.tiered import AT, GURO, officer

DAY = timedelta(days=1)
ASKED = {
    "key": "diagnosis", "title": "진단", "hint": "", "filled_by": "staff",
    "questions": [
        {"key": "sales", "label": "지난해 매출은 얼마인가요?", "kind": "money", "required": True},
        {"key": "debt", "label": "빚이 있나요?", "kind": "yes_no", "required": True},
        {"key": "debt_story", "label": "어떤 빚인가요?", "kind": "text", "required": True, "shown_when": {"question": "debt", "answers": ["yes"]}},
    ],
}  # fmt: skip


def terms_with(*sections):
    document = makers.network_document()
    document["life"] = {**document["life"], "precheck_sections": list(sections)}
    return read_terms(document, sha256="예시")


def test_what_staff_answer_is_kept_in_words_and_hidden_questions_are_not_asked():
    sections = terms_with(ASKED).precheck_sections
    answers, reasons = precheck_answers(sections, {"sales": ["120,000,000"], "debt": ["no"]})
    assert answers == [["지난해 매출은 얼마인가요?", "120,000,000원"], ["빚이 있나요?", "아니요"]]
    assert reasons == []


def test_a_question_of_the_precheck_that_is_left_out_is_named():
    _, reasons = precheck_answers(terms_with(ASKED).precheck_sections, {"sales": ["많아요"], "debt": ["yes"]})
    assert len(reasons) == 2
    assert reasons[1] == "진단: “어떤 빚인가요?”에 답해 주세요."


def test_what_the_applicant_fills_in_for_the_precheck_is_asked_with_the_application():
    terms = terms_with(ASKED, {**ASKED, "key": "own", "filled_by": "applicant"})
    assert [section.key for section in terms.precheck_sections] == ["diagnosis"]
    assert terms.sections[-1].key == "own"


def test_a_page_for_staff_stands_only_in_the_precheck():
    with pytest.raises(ValueError, match="precheck_sections"):
        Life.model_validate({"stages": [{"kind": "intake"}], "sections": [ASKED]})


@pytest.mark.django_db
def test_a_file_does_not_leave_a_visit_without_a_record_that_both_signed():
    case, _ = tiered.applied()
    guro = officer("district", GURO)
    with pytest.raises(Refused, match="두 사람이 서명"):
        actions.pass_screening(case_id=case.pk, note="추천합니다.", by=guro, at=AT)
    with pytest.raises(Refused, match="두 사람이 서명"):
        actions.forward_many(case_ids=[case.pk], note="추천합니다.", by=guro, at=AT)
    tiered.visited(case, guro)
    assert actions.pass_screening(case_id=case.pk, note="추천합니다.", by=guro, at=AT).state == "done"


@pytest.mark.django_db
def test_a_visit_that_was_only_planned_or_cancelled_is_none():
    case, _ = tiered.applied()
    guro = officer("district", GURO)
    planned = actions.plan_visit(case_id=case.pk, planned_for=AT + DAY, place="예시로 1", visitors="예시 담당", by=guro, at=AT)
    with pytest.raises(Refused):
        actions.pass_screening(case_id=case.pk, note="추천합니다.", by=guro, at=AT)
    actions.cancel_visit(visit_id=planned.pk, reason="눈이 많이 왔어요.", by=guro, at=AT)
    with pytest.raises(Refused):
        actions.pass_screening(case_id=case.pk, note="추천합니다.", by=guro, at=AT)


@pytest.mark.django_db
def test_a_file_that_came_back_needs_no_second_visit():
    case, _ = tiered.applied()
    guro, city = officer("district", GURO), officer("city")
    tiered.visited(case, guro)
    passed = actions.pass_screening(case_id=case.pk, note="추천합니다.", by=guro, at=AT)
    actions.send_back(case_id=case.pk, to_run_id=passed.pk, reason="사진이 없어요.", by=city, at=AT + DAY)
    assert actions.pass_screening(case_id=case.pk, note="사진은 기록에 있어요.", by=guro, at=AT + 2 * DAY).state == "done"


@pytest.mark.django_db
def test_a_precheck_before_the_intake_begins_with_the_handing_in():
    stages = [tiered._stage(1, "precheck", "", "사전진단"), {**tiered.STAGES[0], "order": 2}, tiered._stage(3, "screening", "", "적격검토")]
    case, _ = tiered.applied(tiered.round_of_three(stages=stages))
    assert case.outcome == "running"
    assert current_run(case).kind == "precheck"
    actions.record_precheck(case_id=case.pk, findings="살폈어요.", recommendation="apply", by=makers.staff(), at=AT)
    assert current_run(case).kind == "screening"


@pytest.mark.django_db
def test_the_form_of_the_precheck_is_kept_in_the_file():
    stages = [tiered.STAGES[0], tiered._stage(2, "precheck", "", "사전진단"), tiered._stage(3, "screening", "", "적격검토")]
    case, _ = tiered.applied(tiered.round_of_three(stages=stages))
    kept = actions.record_precheck(case_id=case.pk, findings="살폈어요.", recommendation="apply", typed={}, by=makers.staff(), at=AT)
    assert Precheck.objects.get(pk=kept.pk).answers == []


@pytest.mark.django_db
def test_a_stage_is_due_when_the_definition_says_and_its_clock_stands_still_while_the_applicant_completes():
    stages = [tiered.STAGES[0], tiered._stage(2, "screening", "district", "적격 검토", due_days=7)]
    case, by = tiered.applied(tiered.round_of_three(stages=stages))
    run = run_of(case.pk, "screening")
    assert run.due_at == run.begun_at + 7 * DAY
    guro = officer("district", GURO)
    actions.ask_completion(case_id=case.pk, places=["section:forum"], message="다시 적어 주세요.", due_at=AT + 5 * DAY, by=guro, at=AT)
    actions.answer_completion(case_id=case.pk, by=by, at=AT + 2 * DAY)
    assert CompletionRequest.objects.get(case=case).answered_at == AT + 2 * DAY
    assert run_of(case.pk, "screening").due_at == run.begun_at + 9 * DAY


@pytest.mark.django_db
def test_an_application_of_its_own_people_was_not_entered_on_behalf():
    case, _ = makers.submitted()
    assert entered_on_behalf(case) == ""
