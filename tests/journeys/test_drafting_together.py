"""Writing survives a browser that dies and a line that breaks, and two people in one draft see each other."""

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import now
from dure.kernel.period import Period
from dure.platform.actor import MemberRole
from dure.platform.verbs import NO_KEY
from tests.journeys.center import YEAR
from tests.journeys.telling import Story, every, is_saved, opens_a_round

OWN_PART = {
    "key": "part",
    "title": "참여 단체의 계획",
    "filled_by": "partner",
    "questions": [{"key": "part_work", "label": "무엇을 맡나요?", "kind": "long_text", "required": True}],
}


@pytest.fixture
def story(center, somebody, travel, work):
    return Story(center, somebody, travel, work)


@pytest.fixture
def draft(story):
    """A draft that two people of one network may write: (its number, the page's key)."""
    round_id = opens_a_round(story)
    party = story.center.party("party1")
    second = story.center.actor("party2", now())
    people.Member.objects.create(party=party, account_id=second.account_id, role=MemberRole.EDITOR, since=now())
    case = cases.start(round_id=round_id, party_id=party.pk, by=story.center.actor("party1", now()), at=now())
    return case.pk, programs.terms_of(round_id).sections[0].key


def kept(case_id: int, section: str) -> dict:
    """What the house has of that page."""
    row = cases.SectionAnswer.objects.filter(case_id=case_id, section=section).first()
    return row.data if row else {}


def test_a_browser_that_dies_loses_nothing(story, draft):
    case_id, section = draft
    network = story.comes("party1")
    network.goes_to(f"/apply/{case_id}/{section}/")
    network.fills_in(network_name="예시 이웃 돌봄 네트워크")
    is_saved(network)
    network.page.context.set_offline(True)
    network.fills_in(network_name="예시 이웃 돌봄과 밥상 네트워크")
    expect(network.page.locator("[data-saved]").first).to_contain_text("이 기기에 보관했다가")
    reborn = network.page.context.new_page()
    network.page.close(run_before_unload=False)
    reborn.context.set_offline(False)
    network.page = reborn
    network.goes_to(f"/apply/{case_id}/{section}/")
    network.reads("이 기기에 남은 글이 있어요", "저장된 글: 예시 이웃 돌봄 네트워크", "이 기기의 글: 예시 이웃 돌봄과 밥상 네트워크")
    network.finds_no_barrier()
    with network.page.expect_response(lambda answer: "/autosave/" in answer.url):
        network.presses("이 기기의 글 넣기")
    assert kept(case_id, section)["network_name"] == "예시 이웃 돌봄과 밥상 네트워크"


def test_a_line_that_comes_back_brings_what_was_written_meanwhile(story, draft):
    case_id, section = draft
    network = story.comes("party1", "phone")
    network.goes_to(f"/apply/{case_id}/{section}/")
    network.page.context.set_offline(True)
    network.fills_in(network_name="예시 끊긴 동안 쓴 이름")
    expect(network.page.locator("[data-saved]").first).to_contain_text("연결이 끊겼어요")
    network.page.context.set_offline(False)
    is_saved(network)
    assert kept(case_id, section)["network_name"] == "예시 끊긴 동안 쓴 이름"
    assert network.page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('dure:draft:')).length") == 0


def test_the_budget_is_kept_while_it_is_typed_and_its_limits_move(story, draft):
    case_id, _ = draft
    network = story.comes("party1")
    network.goes_to(f"/apply/{case_id}/budget/")
    page = network.page
    page.locator("input[name=budget_basis]").first.fill("비목을 아직 고르지 않은 줄")
    page.locator("input[name=budget_grant]").first.fill("5000000")
    expect(page.locator("[data-sum=grant]").first).to_have_text("5,000,000")
    is_saved(network)
    network.goes_to(f"/apply/{case_id}/budget/")
    expect(page.locator("input[name=budget_basis]").first).to_have_value("비목을 아직 고르지 않은 줄")
    network.reads("아직 덜 적은 줄이 있어요")
    network.finds_no_barrier()


def test_whoever_signs_out_leaves_no_words_on_the_device(story, draft):
    case_id, section = draft
    network = story.comes("party1")
    network.goes_to(f"/apply/{case_id}/{section}/")
    network.page.context.set_offline(True)
    network.fills_in(network_name="예시 남기고 싶지 않은 글")
    expect(network.page.locator("[data-saved]").first).to_contain_text("연결이 끊겼어요")
    held = "Object.keys(localStorage).filter(name => name.startsWith('dure:draft:'))"
    assert [name.split(":")[2] for name in network.page.evaluate(held)] == [str(story.center.actor("party1", now()).account_id)]
    reborn = network.page.context.new_page()
    network.page.close(run_before_unload=False)
    reborn.context.set_offline(False)
    network.page = reborn
    network.goes_to("/accounts/logout/")
    network.page.locator("#main").get_by_role("button", name="로그아웃").click()
    network.goes_to("/")
    assert network.page.evaluate(held) == []


def test_two_people_in_one_draft_see_each_other_and_overwrite_nothing(story, draft):
    case_id, section = draft
    first, second = story.comes("party1"), story.comes("party2")
    for person in (first, second):
        with person.page.expect_response(lambda answer: "/presence/" in answer.url):
            person.goes_to(f"/apply/{case_id}/{section}/")
    expect(second.page.locator("[data-present]")).to_contain_text("님도 지금 이 쪽을 열어 두고 있어요")
    first.fills_in(network_name="예시 먼저 쓴 이름")
    is_saved(first)
    second.fills_in(network_name="예시 나중에 쓴 이름")
    second.reads("다른 사람이 이 쪽을 먼저 저장했어요")
    assert kept(case_id, section)["network_name"] == "예시 먼저 쓴 이름"
    second.presses("두 글 견주어 보기")
    second.reads("님이 먼저 저장했어요", "예시 먼저 쓴 이름", "예시 나중에 쓴 이름")
    second.finds_no_barrier()
    for group in every(second.page.locator("fieldset.two-texts")):
        group.get_by_label("내 글로").check(force=True)
    second.presses("저장하고 다음으로")
    first.goes_to(f"/apply/{case_id}/{section}/")
    expect(first.page.locator("[name=network_name]")).to_have_value("예시 나중에 쓴 이름")


def meets_the_words_of_another(story, draft):
    """Somebody at the page where two texts wait for a choice."""
    case_id, section = draft
    person = story.comes("party2")
    person.goes_to(f"/apply/{case_id}/{section}/")
    typed = {"network_name": ["예시 먼저 쓴 이름"]}
    by = story.center.actor("party1", now())
    cases.save_section(case_id=case_id, section=section, typed=typed, version=0, keep_good=True, by=by, at=now())
    person.fills_in(network_name="예시 나중에 쓴 이름")
    person.presses("두 글 견주어 보기")
    person.reads("님이 먼저 저장했어요")
    return person


def test_what_is_typed_while_two_texts_wait_stays_on_the_device(story, draft):
    case_id, section = draft
    person = meets_the_words_of_another(story, draft)
    person.fills_in(network_name="예시 두 글을 합친 이름")
    reborn = person.page.context.new_page()
    person.page.close(run_before_unload=False)
    person.page = reborn
    person.goes_to(f"/apply/{case_id}/{section}/")
    person.reads("저장된 글: 예시 먼저 쓴 이름", "이 기기의 글: 예시 두 글을 합친 이름")
    assert kept(case_id, section)["network_name"] == "예시 먼저 쓴 이름"


def test_who_lets_the_other_text_stand_is_not_asked_again(story, draft):
    case_id, section = draft
    person = meets_the_words_of_another(story, draft)
    for group in every(person.page.locator("fieldset.two-texts")):
        group.get_by_label("저장된 글로").check(force=True)
    person.presses("저장하고 다음으로")
    person.goes_to(f"/apply/{case_id}/{section}/")
    expect(person.page.locator("[name=network_name]")).to_have_value("예시 먼저 쓴 이름")
    person.does_not_read("이 기기에 남은 글이 있어요")


@pytest.fixture
def part(story):
    """The page that a partner of a consortium fills in: (its address, its row)."""
    at = story.it_is(2, 8, 9)
    officer, leader = story.center.actor("officer", at), story.center.actor("party3", at)
    known = programs.Program.objects.get(slug="network-cooperation-grants", edition__year=YEAR)
    life = known.version.document["life"]
    document = known.version.document | {"slug": "network-with-parts", "title": "예시 함께 쓰는 사업"}
    document["life"] = life | {"sections": [*life["sections"][:1], OWN_PART], "asks_partners": True, "partners_sign": True}
    program = programs.plan_program(
        edition_id=known.edition_id, document=document, publish=True, sample=True, by=officer, at=at, key=NO_KEY
    )
    planned = programs.plan_round(program_id=program.pk, by=officer, at=at, key=NO_KEY)
    plan = programs.RoundPlan(seat_id=officer.seat_id, receipt_prefix=f"{YEAR}-PT", budget_line_key="local-economy", awards_max=1)
    programs.open_round(
        round_id=planned.pk, windows=[programs.Opening(Period(at, at.replace(day=22)))], plan=plan, by=officer, at=at, key=NO_KEY
    )
    case = cases.start(round_id=planned.pk, party_id=story.center.party("party3").pk, by=leader, at=at)
    theirs = story.center.party("party4")
    row = cases.add_partner(case_id=case.pk, name=theirs.name, business_number=theirs.business_number, duty="홍보", by=leader, at=at)
    second = story.center.actor("party5", at)
    people.Member.objects.create(party=theirs, account_id=second.account_id, role=MemberRole.EDITOR, since=at)
    writer = story.comes("party3")
    writer.goes_to(f"/apply/{case.pk}/partners/")
    writer.presses("초대 보내기")
    writer.reads("남은 곳 1")
    return f"/apply/{case.pk}/partner/{row.pk}/part/", row


def test_two_people_of_a_partner_see_each_other_in_their_part(story, part):
    address, row = part
    first, second = story.comes("party4", "phone"), story.comes("party5")
    for person in (first, second):
        with person.page.expect_response(lambda answer: "/presence/" in answer.url):
            person.goes_to(address)
    expect(second.page.locator("[data-present]")).to_contain_text(f"{story.center.name('party4')} 님도 지금 이 쪽을 열어 두고 있어요")
    first.fills_in(part_work="예시 마을 소식지를 만들어요.")
    is_saved(first)
    assert row.answers.get(section="part").data["part_work"] == "예시 마을 소식지를 만들어요."
    second.fills_in(part_work="예시 다른 글")
    second.reads("다른 사람이 이 쪽을 먼저 저장했어요")
    second.presses("두 글 견주어 보기")
    second.reads("예시 마을 소식지를 만들어요.", "예시 다른 글")
    second.finds_no_barrier()
    assert row.answers.get(section="part").data["part_work"] == "예시 마을 소식지를 만들어요."


def test_a_part_outlives_the_browser_in_which_it_was_written(story, part):
    address, row = part
    person = story.comes("party4")
    person.goes_to(address)
    person.page.context.set_offline(True)
    person.fills_in(part_work="예시 끊긴 동안 쓴 글")
    expect(person.page.locator("[data-saved]").first).to_contain_text("연결이 끊겼어요")
    reborn = person.page.context.new_page()
    person.page.close(run_before_unload=False)
    reborn.context.set_offline(False)
    person.page = reborn
    person.goes_to(address)
    with person.page.expect_response(lambda answer: "/autosave/" in answer.url):
        person.presses("이 기기의 글 넣기")
    is_saved(person)
    assert row.answers.get(section="part").data["part_work"] == "예시 끊긴 동안 쓴 글"
