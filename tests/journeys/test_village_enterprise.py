"""마을기업 신규 지정 through three governments: the district visits, the city gives the file back once, the ministry decides."""

import random

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import seoul
from dure.platform import invariants
from dure.rehearsal.applying import application
from dure.rehearsal.cast import Applicant, Cast
from tests.journeys.center import YEAR
from tests.journeys.committees import judges, review_stage, sits, tells
from tests.journeys.elsewhere import allots, brings, names_an_account
from tests.journeys.reporting import both_sign, done
from tests.journeys.telling import Story, agrees_to_everything, every

SLUG, LINE = "village-enterprise-designation", "village-enterprise"
GURO = "11530"
OURS, NEIGHBOR = "party17", "party12"
"""Of 구로구 and of 은평구."""
SEEN = "공방과 판매대를 직접 보았고 주민 열한 명이 출자한 명부를 확인했어요."
QUESTION = "사업장의 임대차 기간이 사업 기간보다 짧아 보여요. 다시 확인해 주세요."
ANSWER = "임대차 계약을 2년 늘린 계약서를 현장에서 다시 확인했어요."


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_village_enterprise_is_designated_through_three_governments(story):
    brings(story, SLUG, 2021)
    allots(story, LINE, "마을기업 지정지원", 100_000_000)
    round_id = an_officer_opens_the_track(story)
    the_rules_say_no_and_then_yes(story, round_id)
    case = residents_apply_in_their_own_window(story, round_id)
    the_district_looks_at_the_place(story, case)
    the_district_recommends(story, round_id, case)
    the_city_gives_it_back_once(story, round_id, case)
    the_district_answers(story, case)
    the_city_sends_it_up(story, round_id, case)
    the_ministry_selects(story, round_id, case)
    everybody_reads_the_result(story, case)
    the_first_payment_is_asked(story, round_id, case)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def an_officer_opens_the_track(story):
    """The new designation is a track with stages of its own; 구로구 takes papers a week longer than everybody else."""
    story.it_is(2, 22)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/programs/?year={YEAR}")
    officer.follows("마을기업 지정지원")
    officer.picks(track="first-year")
    officer.presses("새 모집 준비하기")
    round_id = officer.number
    officer.follows("자치구별 접수 기간 정하기")
    officer.fills_in(**{f"w-{GURO}-opens_day": f"{YEAR}-03-02", f"w-{GURO}-closes_day": f"{YEAR}-03-19"})
    officer.presses("자치구별 기간 저장하기")
    officer.is_at(f"/desk/rounds/{round_id}/")
    officer.goes_to(f"/desk/rounds/{round_id}/open/")
    officer.reads(f"구로구: {YEAR}.3.2. 09:00 – {YEAR}.3.19. 18:00")
    officer.fills_in(opens_day=f"{YEAR}-03-02", opens_time="09:00", closes_day=f"{YEAR}-03-12", closes_time="18:00")
    officer.fills_in(receipt_prefix=f"{YEAR}-MG", budget="100,000,000", budget_line_key=LINE, awards_max="2")
    officer.presses("이 모집 열기")
    officer.is_at(f"/desk/rounds/{round_id}/")
    officer.reads("마을기업교육", "재무제표 제출")
    return round_id


def the_rules_say_no_and_then_yes(story, round_id):
    """The notice is of this year, so the act answers and not the guideline of 2021; six of twelve members live there: not enough."""
    at = story.it_is(3, 3)
    ours = story.center.party(OURS)
    assert ours.district_id == GURO
    knows(story, at, **{"trained:intro": 7, "largest_share_per_10000": 2000, "related_share_per_10000": 3000})
    knows(story, at, representative_resident=1, youth_type=0)
    residents = story.comes(OURS)
    residents.goes_to(f"/apply/new/{round_id}/")
    residents.reads(f"{ours.name}의 요건", "마을기업법 시행령 제14조", "70%")
    residents.does_not_read("시도 공고일 기준, 최소 5개월 이전")
    share = residents.page.locator("#self-check ~ ul li", has_text="70%").first
    expect(share).to_contain_text("12명 가운데 주민 6명(50.0%)")
    expect(share).to_contain_text("주민이 3명 더 있으면 돼요.")
    expect(share).to_contain_text("고칠 곳")
    knows(story, at, resident_members=11)
    residents.goes_to(f"/apply/new/{round_id}/")
    expect(share).to_contain_text("12명 가운데 주민 11명")
    expect(share).not_to_contain_text("고칠 곳")
    residents.reads("7명 이수", "대표자가 입문 교육을 마쳤는지 수료증을 올려 알려 주세요.")


def knows(story, at, **facts):
    """The center writes down what it saw on paper."""
    for fact, value in facts.items():
        people.record_fact(
            party_id=story.center.party(OURS).pk,
            fact=fact,
            value=value,
            source="예시 회원 명부",
            by=story.center.actor("officer", at),
            at=at,
        )


def residents_apply_in_their_own_window(story, round_id):
    """Everywhere else the intake is over; the own share is counted before it is handed in."""
    case = writes(story, round_id)
    story.it_is(3, 15)
    neighbor = story.comes(NEIGHBOR)
    neighbor.goes_to(f"/apply/new/{round_id}/")
    neighbor.reads("지금은 신청서를 시작할 수 없어요", "접수가 끝났어요")
    residents = story.comes(OURS)
    residents.goes_to(f"/apply/{case.pk}/budget/")
    before = [typed for field in residents.page.locator("input[name=budget_own]").all() if (typed := field.input_value())]
    own_shares(residents, ["100,000"] * len(before))
    residents.goes_to(f"/apply/{case.pk}/check/")
    residents.reads("20% 이상")
    agrees_to_everything(residents)
    residents.presses("신청서 내기")
    residents.reads("20% 이상을 자부담해야")
    residents.goes_to(f"/apply/{case.pk}/budget/")
    own_shares(residents, before)
    residents.goes_to(f"/apply/{case.pk}/check/")
    agrees_to_everything(residents)
    residents.presses("신청서 내기")
    residents.reads("신청서를 접수했어요", f"{YEAR}-MG-0001", "지금 예시 구로구청에서 보고 있어요")
    case.refresh_from_db()
    return case


def writes(story, round_id):
    """By verbs: everything but the handing in."""
    begins = seoul(YEAR, 3, 4, 10)
    party = story.center.party(OURS)
    applicant = Applicant(party.pk, story.center.actor(OURS, begins).account_id, party.name)
    rng = random.Random(party.pk)
    writing = application(Cast(), applicant, round_id, begins=begins, ask=20_000_000, ends_as="submitted", rng=rng, district=GURO)
    writing.send(next(writing))
    writing.close()
    return cases.Case.objects.get(round_id=round_id, party=party, outcome="draft")


def own_shares(person, amounts):
    for line, amount in enumerate(amounts):
        person.page.locator("input[name=budget_own]").nth(line).fill(amount)
    person.presses("저장하고 다음으로")
    person.reads("교육 수료증")


def the_district_looks_at_the_place(story, case):
    """The officer plans, writes and signs on a phone; an officer of another district does not even know of the file."""
    story.it_is(3, 22)
    district = story.comes("district", "phone")
    district.goes_to("/gov/")
    district.reads(f"현지조사 및 적격 검토: {case.party.name}")
    district.goes_to(f"/gov/cases/{case.pk}/")
    district.unfolds("현지조사 정하기")
    district.fills_in(
        visit_day=f"{YEAR}-03-24", visit_time="14:00", place="구로구 예시로 1, 마을 공방", visitors="예시 구슬기(예시 구로구청)"
    )
    district.presses("현지조사 정하기")
    expect(district.page.locator("a", has_text="마을 공방")).to_be_visible()
    assert "마을 공방" in story.letter(OURS, "현지조사")
    story.it_is(3, 24, 15)
    district.page.locator("a", has_text="마을 공방").click()
    for point in every(district.page.locator("fieldset.choices")):
        point.locator("label").first.click()
    district.fills_in(findings=SEEN, opinion="적격으로 봅니다.")
    with district.page.expect_navigation():
        district.presses("기록 저장")
    district.reads("저장됨")
    assert district.page.evaluate("document.documentElement.scrollWidth") <= 390
    district.finds_no_barrier()
    district.fills_in(visited_name=story.center.name(OURS), visited_role="대표")
    district.presses("양쪽이 서명하고 마치기")
    district.reads("양쪽이 서명한 기록", story.center.name("district"), story.center.name(OURS))
    other = story.comes("other_district")
    other.goes_to("/gov/cases/")
    other.does_not_read(case.receipt)
    other.finds_nothing_at(f"/gov/cases/{case.pk}/")
    visitor_number = district.number
    other.finds_nothing_at(f"/desk/visits/{visitor_number}/")
    city = story.comes("city")
    city.finds_nothing_at(f"/gov/cases/{case.pk}/")
    district.goes_to(f"/gov/cases/{case.pk}/")
    district.fills_in(note="주민이 함께 세운 사업장이고 현지조사에서 다른 점이 없어 추천할 만해요.")
    district.presses("적격, 의견과 함께 넘기기")
    district.reads("추천할 만해요")


def the_district_recommends(story, round_id, case):
    """Its committee is held by the center; the result is that the file goes up."""
    at = story.it_is(4, 2)
    panel = sits(story, round_id, review_stage(round_id, "district"), at)
    judges(story, panel, at)
    tells(story, panel, at, places=1)
    residents = story.comes(OURS)
    residents.goes_to(f"/apply/{case.pk}/done/")
    residents.reads("지금 예시 서울시청에서 보고 있어요")


def the_city_gives_it_back_once(story, round_id, case):
    """The committee of the city has begun when its officer finds a gap: the file goes back with a reason, and the committee cannot close meanwhile."""
    at = story.it_is(4, 6)
    panel = sits(story, round_id, review_stage(round_id, "city"), at, leads="city")
    city = story.comes("city")
    city.goes_to("/gov/")
    city.follows(f"시·도 심사: {case.party.name}")
    city.reads("추천할 만해요", "예시 구로구청 · 예시 구슬기", "마을 공방")
    city.unfolds("앞 기관에 돌려보내기")
    city.page.locator("label", has_text=f"{people.Tier.DISTRICT.label} · 현지조사 및 적격 검토").click()
    city.fills_in(back_reason=QUESTION, back_day=f"{YEAR}-04-12", back_time="18:00")
    city.presses("돌려보내기")
    city.reads(f"되돌림: {people.Tier.CITY.label} → {people.Tier.DISTRICT.label}", QUESTION)
    judges(story, panel, at)
    city.goes_to(f"/desk/rounds/{round_id}/panel/?stage={panel.stage_key}")
    city.presses("심사 마치고 점수 잠그기")
    city.reads("앞 단계에 있는 신청이 1건 있어요")
    residents = story.comes(OURS)
    residents.goes_to(f"/apply/{case.pk}/done/")
    residents.reads("지금 예시 구로구청에서 보고 있어요")
    residents.does_not_read(QUESTION)


def the_district_answers(story, case):
    story.it_is(4, 8)
    district = story.comes("district", "phone")
    district.goes_to("/gov/")
    district.follows("현지조사 및 적격 검토 (되돌림 1)")
    district.reads("되돌아온 신청", QUESTION, "추천할 만해요")
    district.presses("적격, 의견과 함께 넘기기")
    district.reads("되돌려 보낸 기관이 읽을 답을 검토 의견에 적어 주세요")
    district.fills_in(note=ANSWER)
    district.presses("적격, 의견과 함께 넘기기")
    district.reads(ANSWER)


def the_city_sends_it_up(story, round_id, case):
    """Two open the tally as always: who asks in the city, who opens at the center; the city tells."""
    story.it_is(4, 13)
    city = story.comes("city")
    city.goes_to(f"/gov/cases/{case.pk}/")
    city.reads(QUESTION, ANSWER, "추천할 만해요")
    stage = review_stage(round_id, "city")
    city.goes_to(f"/desk/rounds/{round_id}/panel/?stage={stage}")
    city.presses("심사 마치고 점수 잠그기")
    city.presses("개봉 요청하기")
    city.reads("개봉을 요청했어요")
    approver = story.comes("approver")
    approver.goes_to(f"/desk/rounds/{round_id}/ranking/?stage={stage}")
    approver.presses("점수표 열기")
    approver.reads("점수 순서")
    city.goes_to(f"/desk/rounds/{round_id}/ranking/?stage={stage}")
    city.fills_in(places="1")
    city.presses("선정안 만들기")
    city.presses("1곳에 결과 발표하기")
    city.reads("발표한 결과")
    residents = story.comes(OURS)
    residents.goes_to(f"/apply/{case.pk}/done/")
    residents.reads("지금 예시 행정안전부에서 보고 있어요")


def the_ministry_selects(story, round_id, case):
    """Nothing is typed twice: the ministry reads what the district saw, what the city asked and what was answered."""
    at = story.it_is(4, 20)
    ministry = story.comes("ministry")
    ministry.goes_to("/gov/")
    ministry.follows(f"최종심사: {case.party.name}")
    ministry.reads("추천할 만해요", QUESTION, ANSWER, "예시 구로구청 · 예시 구슬기", "마을 공방")
    panel = sits(story, round_id, review_stage(round_id, "ministry"), at, leads="ministry")
    judges(story, panel, at)
    tells(story, panel, story.it_is(4, 26), places=1, leads="ministry")
    assert review.Decision.objects.filter(case=case, outcome="selected").count() == 3


def everybody_reads_the_result(story, case):
    assert "결과: 선정" in story.letter(OURS, "심사 결과")
    residents = story.comes(OURS)
    residents.goes_to(f"/my/applications/{case.pk}/result/")
    residents.reads("선정되었어요", "지원금 20,000,000원")
    visitor = story.somebody("phone")
    visitor.goes_to("/results/")
    visitor.reads(case.party.name, case.receipt)


def the_first_payment_is_asked(story, round_id, case):
    at = story.it_is(5, 3)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.follows("협약서 쓰기")
    officer.fills_in(starts_on=f"{YEAR}-05-10", ends_on=f"{YEAR}-12-31")
    officer.picks(line_key=LINE)
    officer.presses("협약서 초안 저장")
    officer.reads("요건의 유지", "20,000,000원")
    agreement_id = officer.number
    both_sign(story, OURS, agreement_id)
    names_an_account(story, OURS, at)
    residents = story.comes(OURS)
    residents.goes_to(f"/my/grants/{agreement_id}/ask/1/")
    done(residents, "1차 사업비 신청하기")
    assert "지급을 준비해 주세요" in story.letter("officer", "사업비 신청이 들어왔어요")
    assert money.PaymentOrder.objects.get().amount == 20_000_000
    assert programs.Round.objects.get(pk=round_id).track == "first-year"
