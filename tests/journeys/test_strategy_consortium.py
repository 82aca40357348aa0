"""전략모델 협업사업화 by four together: partners sign their own parts, a change voids a signature, the rules say who is missing, one leaves midway."""

from typing import Any

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.clock import now, seoul
from dure.platform import invariants
from tests.journeys.center import YEAR
from tests.journeys.elsewhere import allots, are_chosen, brings, opens
from tests.journeys.reporting import done
from tests.journeys.telling import (
    Story,
    agrees_to_everything,
    answers,
    every,
    paper,
    words_of_pdf,
    writes_a_row,
)

SLUG, LINE = "strategy-model-commercialization", "strategy-model"
LEADER, MAKER, CARER, ALLIED = "party3", "party4", "party5", "party1"
PARTNERS = (MAKER, CARER, ALLIED)
OWN_PART = {
    "key": "partner_part",
    "title": "참여 조직의 계획",
    "filled_by": "partner",
    "questions": [{"key": "partner_work", "label": "우리 조직은 무엇을 맡나요?", "kind": "long_text", "required": True, "longest": 800}],
}
TWO_COOPERATIVES = {
    "rule": "partner_forms_among",
    "parameters": {"count": "2", "forms": ["cooperative", "social_cooperative"]},
    "clause": "2개 이상의 서울시 기본법 협동조합",
    "stated_by": "source",
}


def signed_by_all(document: dict[str, Any]) -> None:
    """This year each partner signs its part, and the rule of 협업모델 지원 holds as well."""
    life = document["life"]
    life["sections"] = [*life["sections"], OWN_PART]
    life["rules"] = [*life["rules"], TWO_COOPERATIVES]
    life["partners_sign"] = True


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_consortium_writes_signs_and_is_chosen_together(story):
    program = brings(story, SLUG, 2019, changed=signed_by_all)
    allots(story, LINE, "전략모델 협업사업화", 600_000_000)
    plan = programs.RoundPlan(
        seat_id=story.center.actor("officer", now()).seat_id, receipt_prefix=f"{YEAR}-SM", budget_line_key=LINE, awards_max=1
    )
    round_id = opens(story, program, story.it_is(3, 2, 9), days=20, plan=plan)
    case = the_leader_writes_its_part(story, round_id)
    the_rules_say_who_is_missing(story, case)
    partners_are_invited(story, case)
    the_money_is_shared_out(story, case)
    each_partner_fills_in_and_signs(story, case)
    a_change_voids_one_signature_and_says_so(story, case)
    submitting_waits_for_every_signature(story, case)
    the_signature_is_given_again_and_it_is_handed_in(story, case)
    agreement_id = it_is_chosen_and_agreed(story, round_id, case)
    a_partner_leaves_midway(story, agreement_id)
    whoever_stays_shares_it_to_the_won(story, agreement_id)
    the_partner_that_left_reads_the_papers_of_its_days(story, case)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def the_leader_writes_its_part(story, round_id):
    story.it_is(3, 3)
    leader = story.comes(LEADER)
    leader.goes_to(f"/programs/{YEAR}/{SLUG}/")
    leader.reads("서울시 사회적경제 조직 3곳 이상", "최대 8천만원")
    leader.follows("신청서 쓰기 시작")
    leader.reads("예시 도담협동조합의 요건", "충족")
    leader.fills_in(title="돌봄과 먹거리를 잇는 공동 브랜드")
    leader.presses("신청서 쓰기 시작")
    case_id = leader.number
    sections = [section for section in programs.terms_of(round_id).sections if section.filled_by != "partner"]
    leader.does_not_read("참여 조직의 계획")
    leader.follows(sections[0].title)
    for place, section in enumerate(sections):
        leader.is_at(f"/apply/{case_id}/{section.key}/")
        answers(leader, section.questions, seed=place)
        leader.presses("저장하고 다음으로")
    leader.is_at(f"/apply/{case_id}/partners/")
    for key in ("registration", "status_proof"):
        leader.goes_to(f"/apply/{case_id}/files/")
        leader.attaches(f"file-{key}", f"{key}.pdf", paper(f"{key} {case_id}"))
        leader.presses("파일 올리기", within=leader.page.locator(f"section[aria-labelledby=paper-{key}]"))
        leader.reads(f"{key}.pdf")
    return cases.Case.objects.get(pk=case_id)


def adds(story, leader, who, duty):
    """By its business number, so that it is known here."""
    party = story.center.party(who)
    leader.fills_in(name=party.name, business_number=party.business_number, duty=duty)
    leader.picks(legal_form=party.legal_form)
    leader.presses("단체 더하기")
    leader.reads(party.name, "초대 전")


def the_rules_say_who_is_missing(story, case):
    """With one partner, a company, there is one organization and one cooperative too few."""
    leader = story.comes(LEADER)
    leader.goes_to(f"/apply/{case.pk}/partners/")
    leader.reads("참여 단체가 직접 쓰고 서명해요", "아직 적은 단체가 없어요")
    leader.goes_to(f"/apply/{case.pk}/check/")
    leader.reads("신청 단체를 포함해 3곳 이상이 함께해야 해요.", "함께할 단체를 2곳 더 적어 주세요.")
    leader.reads("서울시 사회적경제 조직 3곳 이상 포함한 컨소시움", "협동조합, 사회적협동조합이 2곳 이상 함께해야 해요.")
    leader.goes_to(f"/apply/{case.pk}/partners/")
    adds(story, leader, MAKER, "제품 개발")
    leader.goes_to(f"/apply/{case.pk}/check/")
    leader.reads("2곳", "함께할 단체를 1곳 더 적어 주세요.", "협동조합, 사회적협동조합을 1곳 더 적어 주세요.")
    leader.goes_to(f"/apply/{case.pk}/partners/")
    adds(story, leader, ALLIED, "주민 모임과 홍보")
    leader.goes_to(f"/apply/{case.pk}/check/")
    leader.does_not_read("함께할 단체를 1곳 더 적어 주세요.")
    leader.reads("협동조합, 사회적협동조합을 1곳 더 적어 주세요.")
    leader.goes_to(f"/apply/{case.pk}/partners/")
    adds(story, leader, CARER, "돌봄 현장")
    leader.goes_to(f"/apply/{case.pk}/check/")
    leader.does_not_read("1곳 더 적어 주세요")


def partners_are_invited(story, case):
    leader = story.comes(LEADER)
    leader.goes_to(f"/apply/{case.pk}/partners/")
    for who in PARTNERS:
        row = leader.page.get_by_role("row", name=story.center.party(who).name)
        leader.presses("초대 보내기", within=row)
        expect(leader.page.get_by_role("row", name=story.center.party(who).name)).to_contain_text("남은 곳 1")


def the_money_is_shared_out(story, case):
    leader = story.comes(LEADER)
    leader.goes_to(f"/apply/{case.pk}/budget/")
    names = [story.center.party(who).name for who in PARTNERS]
    writes_a_row(leader.page, 0, category="labor", basis="사업 관리 10개월", grant="20,000,000", own="2,000,000")
    for line, (name, grant) in enumerate(zip(names, ("15,000,000", "15,000,000", "10,000,000"), strict=True), start=1):
        writes_a_row(leader.page, line, category="materials", basis="맡은 일의 재료", grant=grant, own="0")
        leader.page.locator("select[name=budget_partner]").nth(line).select_option(label=name)
    leader.presses("저장하고 다음으로")
    leader.is_at(f"/apply/{case.pk}/files/")
    leader.goes_to(f"/apply/{case.pk}/budget/")
    expect(leader.page.get_by_role("table", name="단체별 몫")).to_contain_text("15,000,000")


def each_partner_fills_in_and_signs(story, case):
    """In its own browser, led there by its letter; it sees its part and nothing else."""
    story.it_is(3, 6)
    for who in PARTNERS:
        name = story.center.party(who).name
        letter = story.letter(who, "참여 단체 초대")
        part = cases.Partner.objects.get(case=case, name=name)
        assert f"/apply/{case.pk}/partner/{part.pk}/" in letter
        partner = story.comes(who, "phone" if who == CARER else "desk")
        partner.finds_nothing_at(f"/apply/{case.pk}/")
        partner.goes_to("/my/applications/")
        partner.reads("함께하는 신청", "쓰는 중")
        partner.page.get_by_role("table", name="함께하는 신청").get_by_role("link").first.click()
        partner.reads(f"{name}에서 쓸 부분", "아직 답하지 않은 문항이 1개 있어요", "신청서의 다른 부분은 보이지 않아요")
        partner.does_not_read("사업 관리 10개월")
        partner.follows("쓰기")
        partner.fills_in(partner_work=f"{name}은 맡은 일을 주마다 두 번 합니다.")
        partner.presses("저장하기")
        signs(partner, story.center.name(who))


def signs(partner, name):
    partner.page.locator("input[name=agreed]").check()
    partner.presses("서명하기")
    partner.reads("서명했어요", f"{name} 님이", "서명한 내용의 확인값(SHA-256)")


def a_change_voids_one_signature_and_says_so(story, case):
    """Money of one partner is moved: its signature no longer holds; the others stand."""
    story.it_is(3, 9)
    leader = story.comes(LEADER)
    leader.goes_to(f"/apply/{case.pk}/partners/")
    leader.reads("서명함")
    leader.does_not_read("다시 서명해야 해요")
    leader.goes_to(f"/apply/{case.pk}/budget/")
    leader.page.locator("input[name=budget_grant]").nth(1).fill("12,000,000")
    leader.presses("저장하고 다음으로")
    leader.is_at(f"/apply/{case.pk}/files/")
    leader.goes_to(f"/apply/{case.pk}/partners/")
    expect(leader.page.get_by_role("row", name=story.center.party(MAKER).name)).to_contain_text("다시 서명해야 해요")
    for who in (CARER, ALLIED):
        expect(leader.page.get_by_role("row", name=story.center.party(who).name)).to_contain_text("서명함")
    assert "서명이 효력을 잃었" in story.letter(MAKER, "다시 서명")


def submitting_waits_for_every_signature(story, case):
    leader = story.comes(LEADER)
    leader.goes_to(f"/apply/{case.pk}/check/")
    leader.reads("남은 곳이 1개 있어요", f"참여 단체: {story.center.party(MAKER).name}의 서명을 받아 주세요.")
    agrees_to_everything(leader)
    leader.presses("신청서 내기")
    leader.reads(f"참여 단체: {story.center.party(MAKER).name}의 서명을 받아 주세요.")
    assert cases.Case.objects.get(pk=case.pk).outcome == "draft"


def the_signature_is_given_again_and_it_is_handed_in(story, case):
    story.it_is(3, 10)
    maker = story.comes(MAKER)
    maker.goes_to("/my/applications/")
    maker.reads("다시 서명해야 해요")
    maker.page.get_by_role("table", name="함께하는 신청").get_by_role("link").first.click()
    maker.reads("서명이 효력을 잃었어요", "12,000,000원")
    signs(maker, story.center.name(MAKER))
    leader = story.comes(LEADER)
    leader.goes_to(f"/apply/{case.pk}/check/")
    leader.does_not_read("남은 곳이")
    leader.reads(*(f"{story.center.party(who).name}은 맡은 일을 주마다 두 번 합니다." for who in PARTNERS))
    agrees_to_everything(leader)
    leader.presses("신청서 내기")
    leader.reads("신청서를 접수했어요", f"{YEAR}-SM-0001")
    said = words_of_pdf(leader.fetches(f"/apply/{case.pk}/application.pdf"))
    assert all(f"{story.center.party(who).name} 서명" in said for who in PARTNERS)
    maker.goes_to(f"/apply/{case.pk}/partner/{cases.Partner.objects.get(case=case, party=story.center.party(MAKER)).pk}/")
    maker.reads("지금은 고칠 수 없어요", "서명했어요")


def it_is_chosen_and_agreed(story, round_id, case):
    at = seoul(YEAR, 3, 25, 10)
    story.travel(at)
    story.work()
    are_chosen(story, round_id, at, places=1)
    assert "결과: 선정" in story.letter(LEADER, "심사 결과")
    leader = story.comes(LEADER)
    leader.goes_to(f"/my/applications/{case.pk}/result/")
    leader.reads("선정되었어요", "지원금 57,000,000원")
    story.it_is(3, 30)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/cases/{case.pk}/")
    officer.reads("제품 개발", "예시 마루마을기업은 맡은 일을 주마다 두 번 합니다.", "보조금 12,000,000원", "서명 2027.3.10.")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.follows("협약서 쓰기")
    officer.reads("57,000,000원")
    officer.fills_in(starts_on=f"{YEAR}-04-01", ends_on=f"{YEAR}-11-30")
    officer.picks(line_key=LINE)
    officer.presses("협약서 초안 저장")
    agreement_id = officer.number
    officer.presses("협약서를 조직에 보내기")
    for who, address in ((LEADER, f"/my/agreements/{agreement_id}/"), ("approver", f"/desk/agreements/{agreement_id}/")):
        person = story.comes(who)
        person.goes_to(address)
        person.fills_in(typed_name=story.center.name(who))
        person.presses("이 협약서에 서명하기")
        expect(person.page.get_by_role("button", name="이 협약서에 서명하기")).to_have_count(0)
    assert "성립하였습니다" in story.letter(LEADER, "협약을 맺었습니다")
    sums = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id))
    assert (sums.committed, sums.paid) == (57_000_000, 0)
    return agreement_id


def a_partner_leaves_midway(story, agreement_id):
    """Asked by the leader with what becomes of its 10,000,000: 6,000,000 to another partner, 1,000,000 to the leader, the rest is released."""
    story.it_is(6, 1)
    leader, approver = story.comes(LEADER), story.comes("approver")
    leader.goes_to(f"/my/agreements/{agreement_id}/")
    leader.follows("협약 변경")
    leader.unfolds("참여 조직이 그만둬요")
    form = leader.page.locator("form", has=leader.page.locator("input[value=leaving]"))
    partners = {who: cases.Partner.objects.get(name=story.center.party(who).name) for who in PARTNERS}
    form.locator("[name=partner]").select_option(str(partners[ALLIED].pk))
    form.locator("[name=leaves_on]").fill(f"{YEAR}-06-30")
    form.locator("[name=reason]").fill("모임이 문을 닫아요.")
    form.locator(f"[name=share_{partners[CARER].pk}]").fill("6,000,000")
    form.locator("[name=share_lead]").fill("11,000,000")
    leader.presses("탈퇴에 따른 변경 요청하기")
    leader.reads("나눈 금액의 합이 그만두는 조직의 몫(10,000,000원)보다 커요.")
    form.locator("[name=share_lead]").fill("1,000,000")
    leader.presses("탈퇴에 따른 변경 요청하기")
    leader.is_at(f"/my/agreements/{agreement_id}/amendments/*/")
    leader.reads("승인을 기다려요", "57,000,000원", "54,000,000원", "모임이 문을 닫아요.")
    approver.goes_to(f"/desk/agreements/{agreement_id}/amendments/")
    approver.follows("진행 중인 변경 보기")
    done(approver, "변경 승인하기")
    for who, person in ((LEADER, leader), ("approver", approver)):
        person.page.reload()
        person.fills_in(typed_name=story.center.name(who))
        done(person, "이 변경협약서에 서명하기")
    assert "변경" in story.letter(LEADER, "변경협약")


def whoever_stays_shares_it_to_the_won(story, agreement_id):
    """Parts sum up to the agreement and to the ledger; what nobody took over is free on the line again."""
    agreement = grants.Agreement.objects.get(pk=agreement_id)
    partners = {cases.Partner.objects.get(name=story.center.party(who).name).pk: who for who in PARTNERS}
    shares = {partners.get(pk, LEADER): grant for pk, (grant, _own) in grants.shares_of(agreement).items() if grant}
    assert shares == {LEADER: 21_000_000, MAKER: 12_000_000, CARER: 21_000_000}
    assert sum(shares.values()) == agreement.amount == grants.sums_of(agreement).committed == 54_000_000
    finance = story.comes("finance")
    finance.goes_to(f"/desk/ledger/{YEAR}/{LINE}/")
    finance.reads("546,000,000원", "54,000,000원")


def the_partner_that_left_reads_the_papers_of_its_days(story, case):
    """By links from its own list; a partner that stays finds them there too."""
    for who, said in ((ALLIED, f"{YEAR}.6.30.까지 함께했어요"), (MAKER, "협약 문서")):
        partner = story.comes(who)
        partner.goes_to("/my/applications/")
        partner.page.get_by_role("table", name="함께하는 신청").get_by_role("link").first.click()
        partner.follows("함께하는 협약의 문서")
        partner.reads(said)
        (first, second) = every(partner.page.locator("ul.files a"))
        assert all(words_of_pdf(partner.fetches(paper.get_attribute("href"))) for paper in (first, second))
