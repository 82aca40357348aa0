"""(예비)사회적기업 일자리창출지원, March 2021: two workers, their days, a claim with every figure, an overlap, and money that the ledger knows to the won."""

import csv
import inspect
from io import BytesIO, StringIO

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from dure.apps.grants import facade as grants
from dure.apps.labor import facade as labor
from dure.platform import invariants
from tests import databases
from tests.conftest import WORKER
from tests.journeys import labor_house
from tests.journeys.center import Center
from tests.journeys.labor_house import BORN, FIRM, IN_BOTH, INSURANCE, JOBS, LIMIT, OTHER_FIRM, YEAR, a_firm_has_signed
from tests.journeys.reporting import done
from tests.journeys.telling import Story, paper

ALONE = "예시 나래솔"
FULL, VULNERABLE, LOWERED = 1_003_035, 1_340_409, 1_300_000
ITEMS = ("82,010원", "62,510원", "7,200원", "14,570원", "4,550원", "12,750원")
"""Pension, health, care, jobless, stability and accident of 1,822,480 won; 183,590 together."""


@pytest.fixture
def center(django_db_setup, django_db_blocker, transactional_db, settings):
    """The same people in the year of the document."""
    settings.DURE_DEMO = True
    with databases.house_with("journey-2021", WORKER, labor_house.found, inspect.getsource(labor_house)):
        yield Center()


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink, year=YEAR)


def test_a_month_of_labor_cost_is_claimed_checked_and_paid_to_the_won(story):
    labor_house.the_money_is_there(story)
    other = a_firm_has_signed(story, OTHER_FIRM, INSURANCE, "social_enterprise", "SI")
    agreement_id = a_firm_has_signed(story, FIRM, JOBS, "pre_social_enterprise", "JC", track="general")
    the_officer_says_the_standing(story, agreement_id)
    the_firm_names_two_workers(story, agreement_id)
    labor_house.the_other_firm_has_the_same_worker(story, other, story.it_is(4, 1))
    days_are_written_on_a_phone(story, agreement_id)
    papers_are_put_with_the_month(story, agreement_id)
    the_month_is_explained_and_handed_in(story, agreement_id)
    the_officer_decides_the_overlap_and_lowers_a_line(story)
    others_pay_it(story)
    the_ledger_says_the_same(story, agreement_id)
    the_firm_reads_what_became_of_it(story, agreement_id)
    the_list_is_a_workbook(story)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def the_officer_says_the_standing(story, agreement_id):
    story.it_is(3, 2)
    officer = story.comes("officer")
    officer.goes_to("/desk/labor/")
    officer.reads("지원 조건을 정할 협약 2건")
    officer.follows(story.center.party(FIRM).name)
    officer.is_at(f"/desk/labor/agreements/{agreement_id}/")
    officer.picks(standing="preliminary")
    officer.fills_in(first_month="2021-03-02")
    officer.presses("지원 조건 저장")
    officer.reads("예비 사회적기업 · 2021년 3월부터", "1년째: 일반인력 지원 50%")
    officer.finds_no_barrier()


def the_firm_names_two_workers(story, agreement_id):
    """One who works elsewhere too, and one who is vulnerable and shows it by a paper."""
    firm = story.comes(FIRM)
    firm.goes_to(f"/my/grants/{agreement_id}/")
    firm.follows("달마다 신청")
    firm.is_at(f"/my/labor/{agreement_id}/")
    firm.reads("아직 올린 사람이 없어요")
    _names(firm, IN_BOTH, f"{BORN:%Y-%m-%d}")
    _names(firm, ALONE, "1961-09-17", vulnerable=True)
    firm.reads("취약계층임을 보여 주는 서류를 함께 올려 주세요.")
    firm.attaches("contract", "근로계약서.pdf", paper(f"contract {ALONE}"))
    firm.attaches("vulnerable_paper", "취약계층확인서.pdf", paper("vulnerable"))
    firm.presses("지원 인력 올리기")
    firm.reads("지원 인력 2명", "일반인력 · 취약계층", "예시 가*별", "예시 나*솔")
    firm.does_not_read(IN_BOTH, ALONE)


def _names(firm, name, born, *, vulnerable=False):
    firm.follows("지원 인력 올리기")
    firm.fills_in(name=name, birth_date=born, joined_on="2021-03-02", week_hours="40", month_pay="1,900,000")
    firm.picks(kind="general")
    firm.attaches("contract", "근로계약서.pdf", paper(f"contract {name}"))
    if vulnerable:
        firm.picks(vulnerable="yes")
    firm.presses("지원 인력 올리기")


def days_are_written_on_a_phone(story, agreement_id):
    """A full month is one press; of the other two days are said otherwise."""
    phone = story.somebody("phone")
    phone.signs_in(story.center.email(FIRM), "dure-demo-2026")
    phone.goes_to("/my/")
    phone.reads("2021년 3월분 신청")
    phone.follows("신청하러 가기")
    phone.is_at(f"/my/labor/{agreement_id}/2021-03/")
    phone.reads("근무 시간을 아직 적지 않았어요", "내기 전에 할 일이 있어요", "출근부(서명)")
    _writes_the_days_of(phone, IN_BOTH)
    _writes_the_days_of(phone, ALONE, kind_5="leave", kind_12="absent")
    phone.reads("1,003,035원", "1,340,409원", "168/176시간")
    assert phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.finds_no_barrier()


def _writes_the_days_of(phone, name, **otherwise):
    phone.page.locator(".panel", has_text=labor.Worker.objects.get(name=name, kind="general").masked).get_by_role(
        "link", name="근무 시간 적기"
    ).click()
    phone.reads("일하는 날을 계약한 시간으로 미리 채웠어요", "6일(토)", "쉬는 날")
    expect(phone.page.locator("[name=hours_2]")).to_have_value("8")
    for field, kind in otherwise.items():
        phone.page.locator(f"[name={field}]").select_option(kind)
    phone.presses("근무 시간 저장하기")
    phone.reads("근무 시간을 저장했어요")


def papers_are_put_with_the_month(story, agreement_id):
    story.it_is(4, 5)
    firm = story.comes(FIRM)
    firm.goes_to(f"/my/labor/{agreement_id}/2021-03/")
    for kind, word in (
        ("payroll", "급여대장"),
        ("insurance", "4대보험 가입확인"),
        ("transfer_confirmation", "급여 이체확인증"),
        ("withholding", "원천징수 이행상황신고서"),
    ):
        firm.reads(f"증빙이 빠졌어요: {word}")
        firm.picks(paper_kind=kind)
        firm.attaches("paper", f"{kind}.pdf", paper(f"march {kind}"))
        firm.presses("증빙 올리기")
        expect(firm.page.get_by_label("올린 증빙")).to_contain_text(word)
    firm.does_not_read("내기 전에 할 일이 있어요")


def the_month_is_explained_and_handed_in(story, agreement_id):
    """8,720 won × 209 hours and six items are 2,006,070; half of it is 1,003,035."""
    firm = story.comes(FIRM)
    panel = firm.page.locator(".panel", has_text="예시 가*별")
    expect(panel).to_contain_text("자부담 1,003,035원")
    panel.locator("summary").click()
    for words in ("8720원 × 209시간 × 176/176시간", "1,822,480원", *ITEMS, "2,006,070원", "일반인력 지원 비율(예비) 50%"):
        expect(panel).to_contain_text(words)
    expect(panel).to_contain_text("고용노동부고시 제2020-81호(2021년 적용 최저임금) · 2021-01-01부터")
    firm.reads("2021.4.12.까지 내 주세요", "2,343,444원")
    firm.fills_in(note="3월에 두 사람이 새로 왔어요.")
    firm.presses("3월 신청 내기")
    firm.reads("센터 확인 중")
    firm.goes_to(f"/my/labor/{agreement_id}/")
    firm.reads("지금 신청할 달이 없어요")
    assert "2,343,444" in story.letter("officer", "3월분 신청이 들어왔어요")


def the_officer_decides_the_overlap_and_lowers_a_line(story):
    story.it_is(4, 6)
    officer = story.comes("officer")
    officer.goes_to("/desk/labor/")
    officer.page.get_by_role("row", name=story.center.party(FIRM).name).get_by_role("link").click()
    officer.reads(
        "겹친 지원: 예시 가*별",
        "사회적기업 사회보험료 지원",
        story.center.party(OTHER_FIRM).name,
        "같은 날 적힌 근무 22일",
        "하루 합계 12시간",
    )
    officer.presses("함께 지원할 수 있음")
    officer.reads("까닭을")
    officer.fills_in(overlap_reason="오전과 오후로 나누어 일하는 것을 두 근로계약서에서 확인함")
    officer.presses("함께 지원할 수 있음")
    officer.reads("판단: 함께 지원할 수 있음 (오전과 오후로 나누어 일하는 것을 두 근로계약서에서 확인함")
    line = labor.ClaimLine.objects.get(worker__name=ALONE)
    officer.picks(**{f"verdict_{line.pk}": "lowered"})
    officer.fills_in(**{f"amount_{line.pk}": f"{LOWERED:,}"})
    officer.presses("금액 확인하고 지급 올리기")
    officer.reads("낮추거나 인정하지 않는 까닭을 적어 주세요")
    expect(officer.page.locator(f"[name=amount_{line.pk}]")).to_have_value(f"{LOWERED:,}")
    officer.fills_in(**{f"reason_{line.pk}": "3월 12일 결근분의 보험료를 회사가 돌려받음"})
    officer.finds_no_barrier()
    done(officer, "금액 확인하고 지급 올리기")
    officer.reads("지급 중", "2,303,035원", "준비 기다림")


def others_pay_it(story):
    """Who checked does neither; another officer prepares, the approver approves what was seen, finance asks the bank."""
    story.it_is(4, 7)
    officer, other, approver, finance = (story.comes(who) for who in ("officer", "officer2", "approver", "finance"))
    other.goes_to("/desk/payments/")
    other.follows("2021년 3월분")
    order = other.number
    officer.goes_to(f"/desk/payments/{order}/")
    officer.presses("지급 준비해서 결재 올리기")
    officer.reads("신청한 사람은 지급을 준비할 수 없어요.")
    other.goes_to(f"/desk/payments/{order}/")
    done(other, "지급 준비해서 결재 올리기")
    approver.goes_to(f"/desk/payments/{order}/")
    approver.reads("2,303,035원")
    done(approver, "지급 결재")
    finance.goes_to("/desk/payments/?tab=confirm")
    with finance.page.expect_download() as taken:
        finance.presses("고른 지급의 이체 파일 받기")
    sent = taken.value.path().read_text(encoding="utf-8-sig")
    finance.goes_to("/desk/transfers/")
    finance.page.get_by_role("table").get_by_role("link").first.click()
    done(finance, "은행에 올렸어요")
    finance.attaches("result", "은행결과.csv", the_bank_answers(sent))
    done(finance, "결과 비교하고 반영하기")
    finance.reads("이체 1건 2,303,035원", "예시은행-0407")
    assert "2,303,035" in story.letter(FIRM, "3월분 지원금을 지급하였습니다").replace("2303035", "2,303,035")


def the_bank_answers(sent):
    """The bank's file: every line of ours with its own word, its reference and the day."""
    head, *lines, closing = csv.reader(StringIO(sent))
    told = StringIO()
    answered = [[*line, "정상", "예시은행-0407", "2021-04-07", ""] for line in lines]
    csv.writer(told).writerows([[*head, "결과", "거래번호", "이체일", "불능사유"], *answered, closing])
    return told.getvalue().encode("utf-8-sig")


def the_ledger_says_the_same(story, agreement_id):
    sums = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id))
    assert (sums.committed, sums.paid, sums.spent_grant, sums.on_hand) == (LIMIT, FULL + LOWERED, FULL + LOWERED, 0)
    finance = story.comes("finance")
    finance.goes_to(f"/desk/ledger/agreements/agreement-{agreement_id}/")
    finance.reads("24,000,000원", "2,303,035원")
    finance.goes_to(f"/desk/labor/agreements/{agreement_id}/")
    finance.reads("2021년 3월: 지급함 2,303,035원", "21,696,965원")


def the_firm_reads_what_became_of_it(story, agreement_id):
    firm = story.comes(FIRM)
    firm.goes_to(f"/my/labor/{agreement_id}/")
    row = firm.page.get_by_role("row", name="2021년 3월")
    for words in ("지급됨", "2,343,444원", "2,303,035원"):
        expect(row).to_contain_text(words)
    row.get_by_role("link").click()
    line = firm.page.get_by_role("row", name="예시 나*솔")
    for words in ("168", "1,340,409원", "1,300,000원", "3월 12일 결근분의 보험료를 회사가 돌려받음"):
        expect(line).to_contain_text(words)
    firm.reads("2021.4.7. 지급")
    firm.goes_to(f"/grants/parties/{story.center.party(FIRM).pk}/record/")
    firm.reads("일자리창출지원", "24,000,000원")


def the_list_is_a_workbook(story):
    officer = story.comes("officer")
    officer.goes_to("/desk/labor/?state=all&month=2021-03")
    link = officer.page.get_by_role("link", name="엑셀로 내려받기").get_attribute("href")
    head, *rows = CalamineWorkbook.from_filelike(BytesIO(officer.fetches(link))).get_sheet_by_index(0).to_python()
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["이름"], row["신청"], row["인정"], row["판단"], row["근무 시간"]) for row in found] == [
        ("예시 가*별", FULL, FULL, "그대로 인정", 176),
        ("예시 나*솔", VULNERABLE, LOWERED, "낮추어 인정", 168),
    ]
    assert {(row["달"], row["상태"], row["지급일"]) for row in found} == {("2021-03", "지급함", "2021-04-07")}
    assert not any(name in str(rows) for name in (IN_BOTH, ALONE))
