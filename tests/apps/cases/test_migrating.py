"""Bringing a round to a newer version: what lives follows, what is done stands, and the journal names every case."""

import copy
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dure.apps.cases import actions
from dure.apps.cases.actions.migrating import migrate_round
from dure.apps.cases.models import Case, StageRun, Submission
from dure.apps.cases.queries.migrating import in_full, outline_of, preview_of
from dure.apps.cases.queries.reading import case_sheet
from dure.apps.cases.rules.migrating import RunSeen, plan_stages
from dure.apps.programs import facade as programs
from dure.apps.programs.actions.definitions import revise_program
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import events
from dure.platform.actor import Role
from dure.platform.models import JournalLine, Letter
from dure.platform.verbs import NO_KEY
from tests.apps.cases import makers
from tests.apps.cases.makers import CLOSES, HOUSE, LATER

pytestmark = pytest.mark.django_db


def revised(found, change):
    """A newer version of the round's program; `change` edits its document."""
    said = copy.deepcopy(found.program.version.document)
    change(said)
    return revise_program(program_id=found.program_id, document=said, reason="예시 개정", by=HOUSE, at=LATER, key=NO_KEY)


def migrate(found, version, *, reason="서식이 바뀌었어요", by=None):
    return migrate_round(round_id=found.pk, version_id=version.pk, reason=reason, by=by or HOUSE, at=CLOSES)


def stage(said, key):
    return next(one for one in said["life"]["stages"] if one["key"] == key)


def with_a_stage_and_a_question(said):
    after = copy.deepcopy(stage(said, "showcase")) | {"key": "meeting-close", "kind": "settlement", "label": "마무리 확인", "order": 99}
    said["life"]["stages"].append(after)
    stage(said, "review")["label"] = "전문가 심사"
    question = copy.deepcopy(said["life"]["sections"][0]["questions"][0])
    said["life"]["sections"][0]["questions"].append(question | {"key": "new_question", "label": "새로 묻는 것은 무엇인가요?"})


@pytest.fixture
def found():
    return makers.round_open()


def test_living_cases_follow_and_each_is_told_what_changes(found):
    draft, _ = makers.started(found)
    handed_in, _ = makers.submitted(found)
    version = revised(found, with_a_stage_and_a_question)
    preview = preview_of(found, version, at=CLOSES)
    assert {change.case.pk for change in preview.moving} == {draft.pk, handed_in.pk}
    lines = {change.case.pk: " / ".join(change.lines) for change in preview.moving}
    assert "더 채울 곳" in lines[draft.pk]
    assert "보완을 요청할 곳" in lines[handed_in.pk]
    assert "단계 더해짐: 마무리 확인" in lines[draft.pk]
    assert "단계 이름 바뀜: 심사 → 전문가 심사" in lines[handed_in.pk]
    assert StageRun.objects.filter(stage_key="meeting-close").count() == 0, "a preview writes nothing"
    migrate(found, version)
    found.refresh_from_db()
    assert (found.version_id, found.moves) == (version.pk, 1)
    assert set(Case.objects.values_list("terms_sha256", flat=True)) == {version.sha256}
    assert StageRun.objects.filter(stage_key="meeting-close", state="waiting").count() == 2
    line = JournalLine.objects.get(verb="migrate_round")
    assert set(line.detail["moved"]) == {str(draft.pk), str(handed_in.pk)}
    assert line.reason == "서식이 바뀌었어요"


def test_what_was_handed_in_and_judged_stands_and_a_refused_case_keeps_its_version(found):
    case, _ = makers.submitted(found)
    refused, _ = makers.submitted(found)
    officer = makers.staff()
    actions.refuse_case(case_id=refused.pk, reasons=["요건에 맞지 않아요"], findings=[], by=officer, at=CLOSES)
    old = found.version.sha256
    kept = dict(Submission.objects.values_list("pk", "sha256"))
    contents = dict(Submission.objects.values_list("pk", "content"))
    screening = StageRun.objects.filter(case=refused, kind="screening").values().get()
    migrate(found, revised(found, with_a_stage_and_a_question))
    assert dict(Submission.objects.values_list("pk", "sha256")) == kept
    assert dict(Submission.objects.values_list("pk", "content")) == contents
    refused.refresh_from_db()
    assert (refused.terms_sha256, refused.outcome) == (old, "refused")
    assert StageRun.objects.filter(case=refused, kind="screening").values().get() == screening
    assert programs.terms_of(found.pk, refused.terms_sha256).sha256 == old
    case.refresh_from_db()
    asked = [answer.key for answer in case_sheet(case).sections[0].answers]
    assert "new_question" not in asked, "the sheet shows what was handed in under the terms of that day"


def test_a_done_stage_that_would_vanish_refuses_everything(found):
    case, _ = makers.submitted(found)
    officer = makers.staff()
    actions.pass_screening(case_id=case.pk, findings=[], note="", by=officer, at=CLOSES)
    version = revised(found, lambda said: said["life"].update(stages=[one for one in said["life"]["stages"] if one["kind"] != "screening"]))
    with pytest.raises(Refused, match="이미 진행한 단계 ‘적격검토’"):
        migrate(found, version)
    found.refresh_from_db()
    assert found.version_id != version.pk
    assert not JournalLine.objects.filter(verb__in=["migrate", "migrate_round"]).exists()


def test_a_waiting_stage_that_is_gone_goes_from_the_cases(found):
    case, _ = makers.submitted(found)
    version = revised(found, lambda said: said["life"].update(stages=[one for one in said["life"]["stages"] if one["kind"] != "showcase"]))
    migrate(found, version)
    assert not case.runs.filter(kind="showcase").exists()
    assert not found.stages.filter(stage__kind="showcase").exists()


def test_a_budget_category_in_use_is_not_taken_away(found):
    makers.submitted(found)

    def without_meetings(said):
        said["life"]["budget_categories"] = [one for one in said["life"]["budget_categories"] if one["key"] != "meeting"]

    with pytest.raises(Refused, match="쓰고 있는 비목"):
        migrate(found, revised(found, without_meetings))


def test_a_signed_agreement_keeps_the_version_of_its_day(found):
    case, _ = makers.submitted(found)
    old = case.terms_sha256
    case.runs.filter(kind="agreement").update(state="done", begun_at=CLOSES, closed_at=CLOSES)
    version = revised(found, with_a_stage_and_a_question)
    (change,) = preview_of(found, version, at=CLOSES).cases
    assert not change.moves
    assert "협약" in change.kept
    migrate(found, version)
    case.refresh_from_db()
    assert case.terms_sha256 == old
    assert programs.terms_of(case.round_id, old).stage("meeting-close") is None


def test_a_rule_that_answers_otherwise_is_named(found):
    case, _ = makers.submitted(found)

    def only_companies(said):
        said["life"]["rules"] = [
            {
                "rule": "legal_form_among",
                "parameters": {"forms": ["corporation"]},
                "clause": "주식회사만 신청할 수 있어요",
                "stated_by": "dure",
            }
        ]

    (change,) = preview_of(found, revised(found, only_companies), at=CLOSES).cases
    assert change.case == case
    assert any("요건 답이 바뀜: 주식회사만 신청할 수 있어요 → 충족하지 않음" in line for line in change.lines)


def test_the_parties_get_one_letter_each_about_their_own_case(found):
    _, writer = makers.submitted(found)
    migrate(found, revised(found, with_a_stage_and_a_question))
    events.deliver_due(at=CLOSES)
    letters = Letter.objects.filter(subject__contains="사업 정의 변경", to_account_id=writer.account_id)
    assert letters.count() == 1
    assert "이미 제출한 신청서와 내려진 판정은 그대로 유효합니다." in letters.get().body


def test_new_drafts_after_the_move_take_the_new_version(found):
    version = revised(found, with_a_stage_and_a_question)
    migrate(found, version)
    case, _ = makers.started(found)
    assert case.terms_sha256 == version.sha256
    assert case.runs.filter(stage_key="meeting-close").exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_moves(found, reason):
    with pytest.raises(Refused, match="까닭"):
        migrate(found, revised(found, with_a_stage_and_a_question), reason=reason)


def test_a_version_of_another_program_and_the_present_one_are_refused(found):
    other = makers.round_open()
    with pytest.raises(Refused, match="이 사업의 정의가 아니에요"):
        migrate(found, other.version)
    with pytest.raises(Refused, match="이미 1판"):
        migrate(found, found.version)


def test_a_planned_round_is_not_moved_it_takes_the_newest_when_it_opens(found):
    planned = programs.plan_round(program_id=found.program_id, by=HOUSE, at=LATER, key=NO_KEY)
    version = revised(found, with_a_stage_and_a_question)
    with pytest.raises(OutOfTurn, match="열 때 최신 판을 따라요"):
        migrate(planned, version)


def test_only_the_centers_program_staff_may_and_not_for_a_round_they_applied_in(found):
    _, writer = makers.submitted(found)
    version = revised(found, with_a_stage_and_a_question)
    for by in (writer, makers.staff(Role.FINANCE), makers.staff(Role.OFFICER, parties=writer.parties)):
        with pytest.raises(Forbidden):
            migrate(found, version, by=by)
    migrate(found, version, by=makers.staff(Role.OFFICER))


def test_the_database_itself_refuses_a_version_that_is_changed_without_the_act(found):
    from django.db import DatabaseError, transaction

    version = revised(found, with_a_stage_and_a_question)
    with pytest.raises(DatabaseError), transaction.atomic():
        programs.Round.objects.filter(pk=found.pk).update(version=version)


def test_a_stage_before_the_present_is_not_added(found):
    terms = programs.terms_of(found.pk)
    runs = [RunSeen(one.key, one.kind, one.label, one.order, True, True) for one in terms.stages if one.kind in {"intake", "review"}]
    plan = plan_stages(runs, terms, terms, lambda kind: kind in {"intake", "screening", "review", "selection"})
    assert [one.kind for one in plan.add] == ["selection"]
    assert any("지나간 자리라 두지 않는 단계: 적격검토" in line for line in plan.lines)


def test_the_page_shows_the_preview_and_one_button_moves_the_round(found, officer_browser):
    case, _ = makers.submitted(found)
    address = f"/desk/rounds/{found.pk}/migrate/"
    assert "옮길 판이 없어요" in officer_browser.get(address).content.decode()
    version = revised(found, with_a_stage_and_a_question)
    shown = officer_browser.get(address).content.decode()
    assert case.receipt in shown
    assert "단계 더해짐: 마무리 확인" in shown
    refused = officer_browser.post(address, {"version": version.pk, "reason": ""})
    assert refused.status_code == 422
    moved = officer_browser.post(address, {"version": version.pk, "reason": "서식이 바뀌었어요", "key": "one"})
    assert moved.status_code == 302
    found.refresh_from_db()
    assert found.version_id == version.pk


_numbers = itertools.count(1000)


def many(found, count):
    """That many copies of one application that was handed in, and as many that are being written, each of a party of its own."""
    handed_in, _ = makers.submitted(found)
    draft, _ = makers.started(found)
    last = handed_in.submissions.get()
    for _ in range(count):
        number = next(_numbers)
        one, other = party_like(handed_in.party, number), party_like(draft.party, number)
        copied = again(handed_in, party_id=one.pk, receipt_number=number, receipt=f"{handed_in.receipt[:-3]}{number}")
        again(last, case_id=copied.pk)
        for run in handed_in.runs.all():
            again(run, case_id=copied.pk)
        writing = again(draft, party_id=other.pk)
        for row in [*draft.runs.all(), *draft.answers.all(), *draft.budget_rows.all()]:
            again(row, case_id=writing.pk)


def party_like(party, number):
    return again(party, name=f"예시 조직 {number}", business_number=None, corporate_number="")


def again(row, **changes):
    """The row once more, with other columns."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row).objects.create(**(said | changes))


def everything(said):
    with_a_stage_and_a_question(said)
    said["life"]["rules"] = [
        {"rule": "legal_form_among", "parameters": {"forms": ["corporation"]}, "clause": "주식회사만", "stated_by": "dure"}
    ]


def queries_of(browser, address):
    with CaptureQueriesContext(connection) as seen:
        answer = browser.get(address)
    assert answer.status_code == 200
    return len(seen), answer.content.decode()


def test_the_preview_is_paged_and_asks_as_much_of_few_cases_as_of_five_hundred(found, officer_browser):
    many(found, 1)
    revised(found, everything)
    address = f"/desk/rounds/{found.pk}/migrate/"
    queries_of(officer_browser, address)
    few, _ = queries_of(officer_browser, address)
    many(found, 250)
    pages = [queries_of(officer_browser, f"{address}?page={number}") for number in (1, 6, 11)]
    assert max(count for count, _ in pages) == few, "the page with both kinds of cases asks as much as the one with a case of each"
    (_, first), (_, sixth), (_, last) = pages
    assert "함께 옮겨 가는 신청은 506건" in first
    assert [text.count("요건 답이 바뀜: 주식회사만") for text in (first, sixth, last)] == [50, 50, 6]
    assert [("더 채울 곳" in text, "보완을 요청할 곳" in text) for text in (first, sixth, last)] == [
        (False, True),
        (True, True),
        (True, False),
    ]


def test_one_page_of_the_preview_says_what_the_whole_says(found):
    many(found, 2)
    version = revised(found, everything)
    seen = outline_of(found, version)
    whole = {change.case.pk: change for change in preview_of(found, version, at=CLOSES).cases}
    with CaptureQueriesContext(connection) as one_by_one:
        single = [in_full(seen, [change], at=CLOSES)[0].lines for change in seen.cases]
    with CaptureQueriesContext(connection) as together:
        in_full(seen, seen.cases, at=CLOSES)
    assert single == [whole[change.case.pk].lines for change in seen.cases]
    assert len(one_by_one) > 3 * len(together), "the control: asked one by one, the same lines cost queries for each case"


def test_every_refusal_is_known_before_its_page_is_seen(found, officer_browser):
    many(found, 60)

    def without_meetings(said):
        said["life"]["budget_categories"] = [one for one in said["life"]["budget_categories"] if one["key"] != "meeting"]

    version = revised(found, without_meetings)
    assert len([said for said in outline_of(found, version).refusals if "쓰고 있는 비목" in said]) == 61
    shown = officer_browser.get(f"/desk/rounds/{found.pk}/migrate/").content.decode()
    assert "그 밖에 41가지가 더 있어요" in shown
    assert "판으로 옮기기</button>" not in shown
