"""The upper tier of the retail channel: operators are chosen, sign their frame, fill their seats, open part two, and settle."""

import random
import re
from datetime import date
from typing import Any

from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.rehearsal import granting
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.simulating.operating import OperatorCast
from tests.journeys.center import EMAILS, YEAR
from tests.journeys.elsewhere import allots, are_chosen, brings, is_agreed, is_told, names_an_account
from tests.journeys.settling import decides_what_waits
from tests.journeys.telling import Story, hands_in, paper, writes_an_application

SLUG, LINE = "retail-channel-listing", "retail-channel"
FIRST, SECOND, UNCHOSEN = "party5", "party11", "party6"
ITS_OTHER_HAND = "citizen"
WHOLE, PASSED_ON, FIRMS = 50_000_000, 30_000_000, 5


def firms_are_paid(document: dict[str, Any]) -> None:
    """This year the operators pass money on to the firms, which settle with them: two more stages of part two."""
    stages = document["life"]["stages"]
    above = {stage["kind"]: stage for stage in stages if stage["part"] == "operator"}
    for kind, after in (("disbursement", "agreement"), ("settlement", "report")):
        place = next(place for place, stage in enumerate(stages) if (stage["part"], stage["kind"]) == ("firm", after))
        stages.insert(place + 1, {**above[kind], "part": "firm", "key": f"firm-{kind}"})
    for order, stage in enumerate(stages, start=1):
        stage["order"] = order
    document["life_of"]["firm"] |= {"payment_mode": "ahead", "asks_budget": True}


def the_program_comes_again(story: Story) -> programs.Program:
    allots(story, LINE, "온오프라인 유통채널 입점 지원", 300_000_000)
    return brings(story, SLUG, 2021, changed=firms_are_paid)


def of_the_center(story: Story) -> Cast:
    """The center's people for a story that is told by verbs."""
    accounts = {who: people.Account.objects.get(email=EMAILS[who]).pk for who in ("officer", "officer2", "finance", "approver")}
    return Cast(accounts=accounts)


def of_the_operator(story: Story, who: str, other: str) -> OperatorCast:
    """An operator's two people, who do what the center's do elsewhere."""
    seats = [seat.pk for seat in people.operator_seats(story.center.party(who).pk)]
    accounts = [people.Account.objects.get(email=EMAILS[one]).pk for one in (who, other)]
    return OperatorCast(first=(accounts[0], seats[0]), second=(accounts[1], seats[1]))


def applicant(story: Story, who: str) -> Applicant:
    party = story.center.party(who)
    return Applicant(party.pk, people.Account.objects.get(email=EMAILS[who]).pk, party.name)


def an_officer_opens_part_one(story):
    story.it_is(2, 8)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/programs/?year={YEAR}")
    officer.follows("온오프라인 유통채널 입점 지원")
    officer.reads("협약한 수행기관은 다음 단계의 모집을 자기 화면에서 직접 열어요")
    officer.picks(part="operator")
    officer.presses("새 모집 준비하기")
    round_id = officer.number
    officer.fills_in(opens_day=f"{YEAR}-02-08", opens_time="11:00", closes_day=f"{YEAR}-02-22", closes_time="18:00")
    officer.fills_in(receipt_prefix=f"{YEAR}-RO", budget="300,000,000", budget_line_key=LINE, awards_max="2")
    officer.presses("이 모집 열기")
    officer.reads(f"접수 {YEAR}.2.8. 11:00 – {YEAR}.2.22. 18:00")
    return round_id


def operators_apply_and_are_chosen(story, round_id):
    """Three apply, two are chosen; told by verbs, as the network's life tells it on screen."""
    for day, who in enumerate((FIRST, SECOND, UNCHOSEN), start=9):
        at = story.it_is(2, day)
        hands_in(story.center, who, writes_an_application(story.center, who, round_id, begins=at, ask=WHOLE), story.it_is(2, day, 16))
    are_chosen(story, round_id, story.it_is(3, 2), places=2)
    assert "결과: 선정" in story.letter(FIRST, "심사 결과")
    assert "미선정" in story.letter(UNCHOSEN, "심사 결과")


def the_frame_is_signed(story, round_id):
    """The first on screen, with its frame of money and firms; the second by verbs."""
    story.it_is(3, 4)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.page.get_by_role("row", name=story.center.party(FIRST).name).get_by_role("link", name="협약서 쓰기").click()
    officer.reads("사업 참여기업에 다시 교부할 돈", "이 조직이 수행기관이 되어 이 수 안에서 직접 모집해요")
    officer.fills_in(starts_on=f"{YEAR}-03-08", ends_on=f"{YEAR}-11-30", own_money="0", pass_through="60,000,000", firms_max=str(FIRMS))
    officer.picks(line_key=LINE)
    officer.presses("협약서 초안 저장")
    officer.reads("참여기업에 다시 교부할 돈은 0원부터 지원금까지 적을 수 있어요.")
    officer.fills_in(pass_through="30,000,000")
    officer.presses("협약서 초안 저장")
    officer.is_at("/desk/agreements/*/")
    agreement_id = officer.number
    officer.presses("협약서를 조직에 보내기")
    for who, address in ((FIRST, f"/my/agreements/{agreement_id}/"), ("approver", f"/desk/agreements/{agreement_id}/")):
        person = story.comes(who)
        person.goes_to(address)
        person.fills_in(typed_name=story.center.name(who))
        person.presses("이 협약서에 서명하기")
        expect(person.page.get_by_role("button", name="이 협약서에 서명하기")).to_have_count(0)
    assert "성립하였습니다" in story.letter(FIRST, "협약을 맺었습니다")
    frame = grants.Draft(date(YEAR, 3, 8), date(YEAR, 11, 30), line_key=LINE, pass_through=WHOLE, firms_max=8)
    return (agreement_id, is_agreed(story, SECOND, round_id, frame))


def the_operators_seats_are_filled(story):
    """The representative sits already, invites a second person, and cannot take both seats."""
    story.it_is(3, 5)
    party = story.center.party(FIRST)
    first = story.comes(FIRST)
    first.goes_to(f"/my/organization/{party.pk}/")
    first.unfolds("구성원 초대하기")
    first.fills_in(email=story.center.email(ITS_OTHER_HAND))
    first.page.locator("form[action$='/invitations/'] label", has_text="실무자").click()
    first.presses("초대 메일 보내기")
    first.reads("기다리는 초대", story.center.email(ITS_OTHER_HAND))
    letter = story.letter(ITS_OTHER_HAND, f"{party.name}에서 초대했어요")
    second = story.comes(ITS_OTHER_HAND)
    second.goes_to(re.search(r"/my/invitations/[^/\s]+/", letter).group())
    second.presses("함께하기")
    first.goes_to("/op/seats/")
    first.reads("두 자리에 서로 다른 사람이 앉아야 해요", "사업 담당", "비어 있음")
    _hands_the_seat_to(first, story.center.name(FIRST))
    first.reads("한 사람이 두 자리에 앉을 수 없어요.")
    _hands_the_seat_to(first, story.center.name(ITS_OTHER_HAND))
    first.reads("자리를 맡겼어요")
    first.does_not_read("비어 있음")
    second.goes_to("/op/")
    second.reads("맡은 사업", "온오프라인 유통채널 입점 지원")


def _hands_the_seat_to(person, name):
    panel = person.page.locator("section.panel", has=person.page.get_by_role("heading", name="결재", exact=True))
    panel.locator("select").select_option(label=name)
    person.presses("이 자리 맡기기", within=panel)


def the_operators_are_paid(story, agreements):
    """The center pays both, by verbs."""
    at = story.it_is(3, 8)
    for who, agreement_id in zip((FIRST, SECOND), agreements, strict=True):
        names_an_account(story, who, at)
        is_told(granting.pay(of_the_center(story), applicant(story, who), agreement_id, 1, at))
    story.it_is(3, 11)
    first = story.comes(FIRST)
    first.goes_to(f"/my/grants/{agreements[0]}/")
    first.reads("50,000,000원")


def the_operator_opens_part_two(story):
    """From its own desk, and never beyond its frame."""
    story.it_is(3, 15)
    first = story.comes(FIRST)
    first.goes_to("/op/")
    first.follows("온오프라인 유통채널 입점 지원")
    first.is_at("/op/parts/*/")
    first.reads("참여기업에 다시 교부할 돈", "30,000,000원", "5곳 이내", "센터에서 받은 돈", "50,000,000원")
    first.presses("사업 참여기업 모집 준비하기")
    first.is_at("/desk/rounds/*/open/")
    round_id = first.number
    first.fills_in(opens_day=f"{YEAR}-03-15", opens_time="11:00", closes_day=f"{YEAR}-03-31", closes_time="18:00")
    first.fills_in(receipt_prefix=f"{YEAR}-RF1", budget="36,000,000", awards_max="6")
    first.presses("이 모집 열기")
    first.reads("다시 교부할 수 있는 돈은 30,000,000원 남았어요", "참여기업은 5곳 더 고를 수 있어요")
    first.fills_in(budget="30,000,000", awards_max="5")
    first.presses("이 모집 열기")
    first.is_at(f"/desk/rounds/{round_id}/")
    story.it_is(3, 15, 11)
    visitor = story.somebody("phone")
    visitor.goes_to(f"/programs/{YEAR}/{SLUG}/")
    visitor.reads("접수 중", "기업 당 6,000천원 내외 간접 지원")
    return round_id


def nothing_is_added_twice_in_public(story, agreements):
    """What the operators got is what was paid; what they passed on of it is told at the operators, never added to it."""
    passed = sum(grants.sums_of(firm).paid for firm in grants.Agreement.objects.filter(through_id__in=agreements))
    assert passed == 18_000_000
    visitor = story.somebody("phone")
    visitor.goes_to(f"/money/{YEAR}/")
    table = visitor.page.get_by_role("table", name=f"{YEAR}년 항목별 예산과 장부")
    finance = story.comes("finance")
    finance.goes_to(f"/desk/fiscal-years/{YEAR}/")
    report = finance.page.get_by_role("table", name=f"{YEAR}년 항목별 결산")
    for told in (table, report):
        expect(told.get_by_role("row", name="온오프라인 유통채널 입점 지원")).to_contain_text(f"{2 * WHOLE:,}원")
        expect(told.get_by_role("row", name="합계")).to_contain_text(f"{2 * WHOLE:,}원")
        expect(told).not_to_contain_text(f"{2 * WHOLE + passed:,}원")
    visitor.follows("온오프라인 유통채널 입점 지원")
    visitor.reads("지급", f"{2 * WHOLE:,}원")
    visitor.does_not_read(f"{passed:,}원", f"{2 * WHOLE + passed:,}원", story.center.party(FIRST).name)


def the_operators_settlement_takes_the_leaves(story, agreement_id):
    """Its own 4,000,000 and what its firms settled; nobody types the firms' figures again."""
    at = story.it_is(11, 10)
    cast, theirs = of_the_center(story), applicant(story, FIRST)
    for which in ("interim", "final"):
        is_told(granting.report(cast, theirs, agreement_id, which, at, random.Random(1)))
        at = story.it_is(11, at.day + 5)
    agreement = grants.Agreement.objects.select_related("case").get(pk=agreement_id)
    category = cases.approved_budget(agreement.case_id)[0].category
    granting.one_expense(cast, theirs, agreement, category, "grant", 4_000_000, at, random.Random(2), accepted=True)
    story.it_is(12, 1)
    passed = money.pass_through_sums([f"agreement-{agreement_id}"])[f"agreement-{agreement_id}"]
    assert passed == money.leaf_sums(f"agreement-{agreement_id}")
    first = story.comes(FIRST)
    first.goes_to(f"/my/grants/{agreement_id}/settlement/")
    first.fills_in(interest="1,000", note="참여기업이 쓰고 남은 돈을 함께 돌려드려요.")
    first.attaches("statement", "통장사본.pdf", paper("statement of the operator"))
    first.presses("정산서 내기")
    confirmed = passed.spent + 4_000_000
    owed = WHOLE - confirmed + 1_000 + passed.interest
    first.reads(f"{confirmed:,}원", f"{1_000 + passed.interest:,}원", f"{owed:,}원")
    finance = story.comes("finance")
    finance.goes_to("/desk/settlements/")
    finance.follows(story.center.party(FIRST).name)
    decides_what_waits(finance)
    finance.presses(f"확정액 {confirmed:,}원, 반납 {owed:,}원으로 확정")
    finance.fills_in(amount=f"{owed:,}", returned_on=f"{YEAR}-12-01", bank_reference="예시은행-반납-수행기관")
    finance.presses("돌려받은 돈 적기")
    finance.presses("정산 마침")
    assert "정산을 마쳤습니다" in story.letter(FIRST, "정산을 마쳤습니다")


def the_center_reads_the_roll_up(story, program, agreements):
    """What the page adds up is what the firms' own accounts add up to."""
    leaves = [grants.sums_of(firm) for firm in grants.Agreement.objects.filter(through_id__in=agreements)]
    assert len(leaves) == 3
    paid, spent = sum(leaf.paid for leaf in leaves), sum(leaf.spent_grant for leaf in leaves)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/programs/{program.pk}/")
    officer.follows("수행기관과 참여기업 현황")
    whole = officer.page.locator("section.panel", has=officer.page.get_by_role("heading", name="모두 더하면"))
    for words in ("신청 3곳 · 선정 3곳", f"{2 * WHOLE:,}원", f"{paid:,}원", f"{spent:,}원", "같은 돈이라 더하지 않아요"):
        expect(whole).to_contain_text(words)
    row = officer.page.get_by_role("row", name=story.center.party(FIRST).name)
    for words in ("2 / 5", f"{WHOLE:,}원"):
        expect(row).to_contain_text(words)
    officer.finds_no_barrier()
    officer.follows(story.center.party(FIRST).name)
    for firm in grants.Agreement.objects.filter(through_id=agreements[0]).select_related("case__party"):
        line = officer.page.get_by_role("row", name=firm.case.party.name)
        expect(line).to_contain_text(f"{grants.sums_of(firm).spent_grant:,}원")
