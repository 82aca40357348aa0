"""A draft on the pages: conditions without scripts, files as answers, autosave, two people, who is there."""

from datetime import timedelta

import pytest

from dure.apps.cases import actions
from dure.apps.cases.models import Attachment, DraftPresence, SectionAnswer
from dure.apps.cases.queries.content import content_of
from dure.apps.cases.queries.forms import budget_form
from dure.apps.cases.queries.presence import others_present, present_words
from dure.apps.cases.queries.reading import case_sheet
from dure.apps.cases.queries.standing import fixes_of
from dure.apps.cases.rules.budget import TypedRow
from dure.kernel.errors import Refused
from dure.platform.actor import MemberRole
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db

PAGE = {
    "key": "place",
    "title": "공간",
    "questions": [
        {"key": "rents", "label": "공간을 빌리나요?", "kind": "yes_no", "required": True},
        {
            "key": "rent",
            "label": "월세는 얼마인가요?",
            "kind": "money",
            "required": True,
            "shown_when": {"question": "rents", "answers": ["yes"]},
        },
        {"key": "plan", "label": "도면을 올려 주세요.", "kind": "file", "required": True},
        {"key": "name", "label": "조직 이름", "kind": "party_fact", "required": True, "fact": "party.name"},
        {"key": "agree", "label": "현장 방문에 동의하나요?", "kind": "consent", "required": True, "text": "방문 날짜는 함께 정합니다."},
    ],
}


@pytest.fixture(autouse=True)
def in_the_window(time_machine):
    """Pages look at the clock: it stands inside the window."""
    time_machine.move_to(makers.LATER, tick=True)


@pytest.fixture
def draft():
    return makers.started(makers.round_open(life={"sections": [PAGE]}))


def save(case, by, version, **typed):
    uploads = typed.pop("uploads", None)
    lists = {key: [value] for key, value in typed.items()}
    return actions.save_section(case_id=case.pk, section="place", typed=lists, version=version, uploads=uploads, by=by, at=makers.LATER)


def wanted(case):
    return [fix.sentence for fix in fixes_of(case) if fix.place == "section:place"]


def test_only_what_is_asked_is_wanted_and_handed_in(draft):
    case, by = draft
    save(case, by, 0, rents="yes", rent="500,000", agree="yes")
    assert wanted(case) == ["공간: “도면을 올려 주세요.” 파일을 올려 주세요."]
    save(case, by, 1, rents="no", agree="no")
    assert SectionAnswer.objects.get(case=case, section="place").data["rent"] == 500_000
    assert "rent" not in content_of(case)["sections"]["place"]
    assert "공간: “현장 방문에 동의하나요?”에 동의해야 낼 수 있어요." in wanted(case)


def test_a_file_is_an_answer_that_is_replaced_and_taken_out(draft):
    case, by = draft
    save(case, by, 0, rents="no", agree="yes", uploads={"plan": makers.upload("도면.pdf")})
    assert wanted(case) == []
    sheet = case_sheet(case)
    assert [(paper.title, paper.name) for paper in sheet.papers] == [("도면을 올려 주세요.", "도면.pdf")]
    save(case, by, 1, rents="no", agree="yes", uploads={"plan": makers.upload("새 도면.pdf")})
    assert [row.file.name for row in Attachment.objects.filter(case=case, removed_at=None)] == ["새 도면.pdf"]
    save(case, by, 2, rents="no", agree="yes", plan_remove="1")
    assert Attachment.objects.filter(case=case, removed_at=None).count() == 0
    assert len(wanted(case)) == 1


def test_the_party_may_say_that_its_record_has_changed(draft):
    case, by = draft
    save(case, by, 0, rents="no", agree="yes", name_stated="예시 새 이름")
    said = content_of(case)["sections"]["place"]["name"]
    assert (said["known"], said["stated"]) == (case.party.name, "예시 새 이름")
    assert "조직 정보와 다름" in case_sheet(case).sections[0].answers[2].words
    assert case_sheet(case, blind=True).sections[0].answers[2].words == "○○○"
    save(case, by, 1, rents="no", agree="yes", name_stated=case.party.name)
    assert content_of(case)["sections"]["place"]["name"]["stated"] == ""


def test_without_scripts_the_page_comes_again_with_what_the_answer_brought_up(draft, browser):
    case, by = draft
    client, address = browser(by.account_id), f"/apply/{case.pk}/place/"
    assert 'data-question="rent" data-shown-when="rents" data-shown-for="yes" hidden' in client.get(address).content.decode()
    answer = client.post(address, {"version": "0", "rents": "yes", "rent": "", "agree": "yes"}, follow=True)
    assert answer.redirect_chain[-1][0] == address
    page = answer.content.decode()
    assert "새로 나온 문항에 답해 주세요" in page
    assert 'data-question="rent" data-shown-when="rents" data-shown-for="yes">' in page


def test_two_texts_are_shown_question_by_question_and_one_is_chosen(browser):
    case, by = makers.started()
    other = makers.member(case.party, MemberRole.EDITOR)
    typed = {"forum_issue": ["먼저 쓴 글"]}
    actions.save_section(case_id=case.pk, section="forum", typed=typed, version=0, by=other, at=makers.LATER)
    client, address = browser(by.account_id), f"/apply/{case.pk}/forum/"
    mine = {"version": "0", "forum_issue": "나중에 쓴 글", "forum_people": "나만 쓴 글"}
    answer = client.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "먼저 쓴 글" in page
    assert "나중에 쓴 글" in page
    assert "data-autosave" not in page
    kept = SectionAnswer.objects.get(case=case, section="forum")
    assert kept.data["forum_issue"] == "먼저 쓴 글"
    again = {
        **mine,
        "version": str(kept.version),
        "differing": ["choose-forum_issue", "choose-forum_people"],
        "choose-forum_issue": "theirs",
    }
    assert client.post(address, again).status_code == 422
    assert client.post(address, {**again, "choose-forum_people": "mine"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.data["forum_issue"], kept.data["forum_people"]) == ("먼저 쓴 글", "나만 쓴 글")


def test_autosave_of_the_budget_keeps_rows_that_cannot_be_read_yet():
    case, by = makers.started()
    rows = [TypedRow("meeting", "회의", "1,000", "500"), TypedRow("", "아직 비목을 고르지 않은 줄", "2천", "")]
    after = actions.save_budget(case_id=case.pk, rows=rows, version=0, by=by, at=makers.LATER, keep_good=True)
    assert (after.asked, after.budget_rows.count()) == (1000, 1)
    form = budget_form(after)
    assert form.rows[1].basis == "아직 비목을 고르지 않은 줄"
    assert len(form.lacking) == 1
    actions.save_budget(case_id=case.pk, rows=rows[:1], version=1, by=by, at=makers.LATER)
    assert budget_form(after).lacking == []


def test_a_budget_that_somebody_else_saved_is_shown_beside_ones_own(browser):
    case, by = makers.started()
    other = makers.member(case.party, MemberRole.EDITOR)
    actions.save_budget(case_id=case.pk, rows=makers.ROWS, version=0, by=other, at=makers.LATER)
    row = {"budget_category": "meeting", "budget_basis": "내가 쓴 근거", "budget_grant": "7,000", "budget_own": ""}
    page = browser(by.account_id).post(f"/apply/{case.pk}/budget/", {"version": "0", **row}).content.decode()
    assert f"{other.name} 님이 저장한 예산" in page
    assert "전단 5,000장" in page
    assert "내가 쓴 근거" in page


def test_who_has_the_page_open_is_told_by_the_browser_and_never_by_looking(browser):
    case, by = makers.started()
    other = makers.member(case.party, MemberRole.EDITOR)
    browser(by.account_id).get(f"/apply/{case.pk}/forum/")
    assert DraftPresence.objects.count() == 0
    actions.be_present(case_id=case.pk, place="section:forum", by=other, at=makers.LATER)
    soon = makers.LATER + timedelta(minutes=1)
    assert f"{other.name} 님도 지금 이 쪽을" in present_words(others_present(case, "section:forum", by, soon))
    assert "다른 쪽" in present_words(others_present(case, "budget", by, soon))
    assert others_present(case, "section:forum", other, soon) == []
    assert others_present(case, "section:forum", by, soon + timedelta(minutes=5)) == []


def test_what_is_typed_about_a_partner_is_kept_before_it_is_added():
    case, by = makers.started()
    actions.keep_partner_draft(case_id=case.pk, typed={"name": ["예시 이웃"], "duty": ["홍보"]}, by=by, at=makers.LATER)
    assert SectionAnswer.objects.get(case=case, section=":partners").data["typed"]["name"] == "예시 이웃"
    actions.add_partner(case_id=case.pk, name="예시 이웃", by=by, at=makers.LATER)
    assert "typed" not in SectionAnswer.objects.get(case=case, section=":partners").data
    with pytest.raises(Refused, match="주민등록번호"):
        actions.keep_partner_draft(case_id=case.pk, typed={"name": ["900101-1234567"]}, by=by, at=makers.LATER)
