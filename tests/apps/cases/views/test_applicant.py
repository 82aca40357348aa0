"""The applicant's pages, walked from the first to the receipt."""

from datetime import timedelta

import pytest

from dure.apps.cases import actions
from dure.apps.cases.models import BudgetRow, Case, SectionAnswer
from dure.apps.programs import facade as programs
from dure.kernel.clock import now
from dure.platform.actor import MemberRole
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_now():
    moment = now()
    return makers.round_open(opens=moment - timedelta(days=2), closes=moment + timedelta(days=9))


@pytest.fixture
def draft(open_now):
    case, by = makers.written(open_now, at=now() - timedelta(days=1))
    return case, by


def test_somebody_applies_from_the_first_page_to_the_receipt(open_now, browser):
    by = makers.member(makers.party())
    client = browser(by.account_id)
    before = client.get(f"/apply/new/{open_now.pk}/")
    assert "서울에 있어야 해요." in before.content.decode()
    assert Case.objects.count() == 0
    begun = client.post(f"/apply/new/{open_now.pk}/", {"party": by.party_ids[0], "district": "11440", "title": "예시 공론장", "key": "k1"})
    case = Case.objects.get()
    assert begun.headers["Location"] == f"/apply/{case.pk}/"
    terms = programs.terms_of(case.round_id)
    for section in terms.sections:
        assert client.get(f"/apply/{case.pk}/{section.key}/").status_code == 200
        sent = {**makers.answers(section), "version": "0", "key": f"k-{section.key}"}
        assert client.post(f"/apply/{case.pk}/{section.key}/", sent).status_code == 302
    rows = {
        "budget_category": ["meeting", ""],
        "budget_basis": ["회의 10회", ""],
        "budget_grant": ["1,000,000", ""],
        "budget_own": ["", ""],
    }
    assert client.post(f"/apply/{case.pk}/budget/", {**rows, "version": "0", "key": "k2"}).status_code == 302
    partner = {"name": "예시 협력 단체", "legal_form": "cooperative", "business_number": "", "duty": "진행", "key": "k3"}
    assert client.post(f"/apply/{case.pk}/partners/", partner).status_code == 302
    for paper in terms.documents:
        sent = {"document": paper.key, f"file-{paper.key}": makers.upload(), "key": f"f-{paper.key}"}
        assert client.post(f"/apply/{case.pk}/files/", sent).status_code == 302
    for page in ("", "budget/", "partners/", "files/", "check/", "withdraw/", "application.pdf"):
        assert client.get(f"/apply/{case.pk}/{page}").status_code == 200, page
    handed_in = client.post(f"/apply/{case.pk}/check/", {"key": "k4", "submitted_at": "2020-01-01", "at": "2020-01-01"})
    assert handed_in.headers["Location"] == f"/apply/{case.pk}/done/"
    case.refresh_from_db()
    done = client.get(f"/apply/{case.pk}/done/").content.decode()
    assert case.receipt in done
    assert case.submissions.get().sha256 in done
    assert abs(case.submitted_at - now()) < timedelta(minutes=1)
    assert client.get(f"/apply/{case.pk}/receipt.pdf").content.startswith(b"%PDF")
    assert case.receipt in client.get("/my/applications/").content.decode()


def test_a_refused_page_keeps_what_was_typed(draft, browser):
    case, by = draft
    client = browser(by.account_id)
    wrong = {"forum_issue": "새로 쓴 글", "forum_times": "여섯 번", "version": "1", "key": "k"}
    page = client.post(f"/apply/{case.pk}/forum/", wrong)
    assert page.status_code == 422
    assert "새로 쓴 글" in page.content.decode()
    assert "여섯 번" in page.content.decode()
    rows = {
        "budget_category": ["meeting"],
        "budget_basis": ["회의"],
        "budget_grant": ["１０００"],
        "budget_own": ["-3"],
        "version": "1",
        "key": "b",
    }
    page = client.post(f"/apply/{case.pk}/budget/", rows)
    assert page.status_code == 422
    assert "１０００" in page.content.decode()
    assert BudgetRow.objects.filter(case=case).count() == 2


def test_autosave_answers_when_it_saved_and_the_version_to_go_on_from(draft, browser):
    case, by = draft
    client = browser(by.account_id)
    saved = client.post(f"/apply/{case.pk}/autosave/forum/", {"forum_issue": "이어 쓴 글", "version": "1"}).json()
    assert (saved["saved"], saved["version"], saved["words"].endswith("저장됨")) == (True, 2, True)
    late = client.post(f"/apply/{case.pk}/autosave/forum/", {"forum_issue": "다른 창의 글", "version": "1"})
    assert (late.status_code, late.json()["saved"]) == (409, False)
    assert SectionAnswer.objects.get(case=case, section="forum").data["forum_issue"] == "이어 쓴 글"
    assert client.get(f"/apply/{case.pk}/autosave/forum/").status_code == 405


def test_check_with_something_missing_refuses_and_says_where(open_now, browser):
    case, by = makers.started(open_now, at=now())
    client = browser(by.account_id)
    page = client.post(f"/apply/{case.pk}/check/", {"key": "k"})
    assert page.status_code == 422
    assert f"/apply/{case.pk}/budget/?back=check" in page.content.decode()


PAGES = ("", "forum/", "budget/", "partners/", "files/", "check/", "done/", "withdraw/", "receipt.pdf", "application.pdf")


def test_strangers_and_staff_meet_404(draft, browser, officer_browser):
    case, by = draft
    actions.submit(case_id=case.pk, by=by, at=now())
    stranger = browser(makers.member(makers.party()).account_id)
    for visitor in (stranger, officer_browser):
        for page in PAGES:
            assert visitor.get(f"/apply/{case.pk}/{page}").status_code == 404, page
        assert visitor.post(f"/apply/{case.pk}/withdraw/", {"key": "k"}).status_code == 404
        assert visitor.post(f"/apply/{case.pk}/autosave/forum/", {"version": "1"}).status_code == 404


def test_passers_by_are_asked_to_sign_in_and_learn_nothing(draft, client):
    case, _ = draft
    for number in (case.pk, case.pk + 1_000):
        for page in PAGES:
            answer = client.get(f"/apply/{number}/{page}")
            assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/accounts/login/"), page
    assert client.post(f"/apply/{case.pk}/withdraw/", {"key": "k"}).status_code in {403, 404}


def test_a_plain_member_reads_and_may_not_change(draft, browser):
    case, _ = draft
    client = browser(makers.member(case.party, MemberRole.MEMBER).account_id)
    assert client.get(f"/apply/{case.pk}/forum/").status_code == 200
    assert client.post(f"/apply/{case.pk}/forum/", {"forum_issue": "글", "version": "1", "key": "k"}).status_code == 403
    assert client.post(f"/apply/{case.pk}/check/", {"key": "k"}).status_code == 403
    case.refresh_from_db()
    assert case.is_draft


def test_an_application_that_was_handed_in_answers_409_in_words_to_autosave(draft, browser):
    case, by = draft
    actions.submit(case_id=case.pk, by=by, at=now())
    answer = browser(by.account_id).post(f"/apply/{case.pk}/autosave/forum/", {"forum_issue": "늦은 글", "version": "1"})
    assert answer.status_code == 409
    assert "이미 낸 신청서예요" in answer.json()["reasons"][0]


def test_completion_is_answered_from_the_same_pages(draft, browser):
    case, by = draft
    actions.submit(case_id=case.pk, by=by, at=now())
    due = now() + timedelta(days=3)
    actions.ask_completion(case_id=case.pk, places=["section:forum"], message="더 적어 주세요.", due_at=due, by=makers.staff(), at=now())
    client = browser(by.account_id)
    assert "더 적어 주세요." in client.get(f"/apply/{case.pk}/").content.decode()
    assert "disabled" in client.get(f"/apply/{case.pk}/pilot/").content.decode()
    terms = programs.terms_of(case.round_id)
    sent = {**makers.answers(terms.section("forum")), "forum_issue": ["더 적은 글"], "version": "1", "key": "s"}
    assert client.post(f"/apply/{case.pk}/forum/", sent).status_code == 302
    assert client.post(f"/apply/{case.pk}/check/", {"key": "c"}).status_code == 302
    assert case.submissions.count() == 2


def test_a_draft_whose_window_closed_says_so_and_nothing_lapsed(browser):
    case, by = makers.started()
    page = browser(by.account_id).get("/my/applications/").content.decode()
    assert "접수 끝남" in page
    case.refresh_from_db()
    assert case.is_draft


def test_withdrawing_asks_once_and_keeps_the_number(draft, browser):
    case, by = draft
    actions.submit(case_id=case.pk, by=by, at=now())
    client = browser(by.account_id)
    assert "다시 쓰이지 않아요" in client.get(f"/apply/{case.pk}/withdraw/").content.decode()
    assert client.post(f"/apply/{case.pk}/withdraw/", {"reason": "사정이 생겼어요.", "key": "k"}).status_code == 302
    case.refresh_from_db()
    assert (case.outcome, case.receipt_number) == ("withdrawn", 1)
    assert "철회한 신청이에요" in client.get(f"/apply/{case.pk}/done/").content.decode()
