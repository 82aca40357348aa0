"""Finding, applying and reviewing without a mouse."""

from datetime import timedelta

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import seoul
from dure.kernel.period import Period
from dure.platform.verbs import NO_KEY
from tests.journeys import keyboard
from tests.journeys.center import YEAR
from tests.journeys.telling import Story, every, hands_in, is_saved, opens_a_round, paper, writes_an_application

TITLE = "예시 글쇠로 쓰는 사업"
SECTION = {
    "key": "plan",
    "title": "우리 계획",
    "questions": [
        {"key": "work", "label": "무엇을 하나요?", "kind": "text", "required": True, "longest": 60},
        {
            "key": "rents",
            "label": "공간을 빌리나요?",
            "kind": "choice",
            "required": True,
            "choices": [["no", "아니요"], ["yes", "네"]],
        },
        {
            "key": "owner",
            "label": "누구에게 빌리나요?",
            "kind": "text",
            "required": True,
            "longest": 60,
            "shown_when": {"question": "rents", "answers": ["yes"]},
        },
    ],
}
COMPOSING = "new KeyboardEvent('keydown', {key: '1', isComposing: true, bubbles: true, cancelable: true})"


@pytest.fixture
def story(center, somebody, travel, work):
    return Story(center, somebody, travel, work)


@pytest.fixture
def round_id(story):
    """A small program that takes applications since this morning: one page with a condition, a budget, one paper."""
    at = story.it_is(2, 8, 9)
    officer = story.center.actor("officer", at)
    known = programs.Program.objects.get(slug="network-cooperation-grants", edition__year=YEAR)
    life = known.version.document["life"]
    document = known.version.document | {"slug": "by-keyboard", "title": TITLE, "rules": []}
    document["life"] = life | {"sections": [SECTION], "documents": life["documents"][:1], "asks_partners": False, "rules": []}
    program = programs.plan_program(
        edition_id=known.edition_id, document=document, publish=True, sample=True, by=officer, at=at, key=NO_KEY
    )
    planned = programs.plan_round(program_id=program.pk, by=officer, at=at, key=NO_KEY)
    plan = programs.RoundPlan(seat_id=officer.seat_id, receipt_prefix=f"{YEAR}-KB", budget_line_key="local-economy", awards_max=1)
    window = programs.Opening(Period(at, seoul(YEAR, 2, 22, 18)))
    programs.open_round(round_id=planned.pk, windows=[window], plan=plan, by=officer, at=at, key=NO_KEY)
    return planned.pk


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_somebody_finds_a_program_and_applies_by_the_keyboard_alone(story, round_id, size):
    network = story.comes("party1", size)
    network.goes_to("/")
    finds_it_by_a_sentence(network)
    keyboard.takes(network, "link", "신청서 쓰기 시작")
    network.is_at(f"/apply/new/{round_id}/")
    keyboard.writes(network, "title", "글쇠로만 쓴 신청서")
    keyboard.takes(network, "button", "신청서 쓰기 시작")
    network.is_at("/apply/*/")
    case_id = network.number
    keyboard.takes(network, "link", "우리 계획")
    answers_and_meets_a_condition(network, case_id)
    writes_a_row_of_the_budget(network, case_id)
    puts_in_a_paper(network, case_id)
    keyboard.takes(network, "link", "확인하고 내기")
    hands_it_in(network, case_id)


def finds_it_by_a_sentence(network):
    """The sentence of the home page: another choice of help and back, then the button that says how many there are."""
    keyboard.goes_to(network, network.page.locator("#find-what"))
    before = network.page.locator("#find-what").input_value()
    keyboard.presses(network, "ArrowDown")
    expect(network.page.locator("#find-what")).not_to_have_value(before)
    keyboard.presses(network, "ArrowUp")
    expect(network.page.locator("[data-count]")).to_contain_text("개 보기")
    keyboard.goes_to(network, network.page.locator("[data-count]"))
    keyboard.presses(network, "Enter")
    network.page.wait_for_url("**/find/?**")
    keyboard.goes_to(network, network.page.locator("#main").get_by_role("link", name=TITLE).first)
    keyboard.presses(network, "Enter")
    network.is_at(f"/programs/{YEAR}/by-keyboard/")


def answers_and_meets_a_condition(network, case_id):
    network.is_at(f"/apply/{case_id}/plan/")
    page = network.page
    keyboard.writes(network, "work", "동네 부엌을 함께 꾸려요")
    expect(page.locator("[name=owner]")).to_be_hidden()
    keyboard.goes_to(network, page.locator("[name=rents][value=no]"))
    keyboard.presses(network, "Space")
    expect(page.locator("[name=rents][value=no]")).to_be_checked()
    keyboard.presses(network, "ArrowDown")
    expect(page.locator("[name=rents][value=yes]")).to_be_checked()
    keyboard.focus_is_seen(network)
    keyboard.writes(network, "owner", "예시 마을회관")
    keyboard.presses(network, "Shift+Tab")
    keyboard.focus_is_seen(network)
    is_saved(network)
    keyboard.takes(network, "button", "저장하고 다음으로")
    kept = cases.SectionAnswer.objects.get(case_id=case_id, section="plan")
    network.is_at(f"/apply/{case_id}/budget/")
    assert kept.data["owner"] == "예시 마을회관"


def writes_a_row_of_the_budget(network, case_id):
    page = network.page
    keyboard.goes_to(network, page.locator("select[name=budget_category]").first)
    keyboard.presses(network, "ArrowDown")
    expect(page.locator("select[name=budget_category]").first).not_to_have_value("")
    keyboard.writes(network, "budget_basis", "회의 10회 × 600,000원")
    keyboard.writes(network, "budget_grant", "5000000")
    keyboard.writes(network, "budget_own", "1000000")
    expect(page.locator("[data-sum=total]")).to_have_text("6,000,000")
    keyboard.takes(network, "button", "저장하고 다음으로")
    network.is_at(f"/apply/{case_id}/files/")


def opens_the_dialog(person):
    """A busy browser may let the first key fall before the page listens; a second one is what anybody would press."""
    try:
        with person.page.expect_file_chooser(timeout=4_000) as asked:
            keyboard.presses(person, "Space")
    except PlaywrightTimeout:
        with person.page.expect_file_chooser() as asked:
            keyboard.presses(person, "Space")
    return asked.value


def puts_in_a_paper(network, case_id):
    """The browser's own dialog opens by the space bar on the field; what is chosen there is sent by the button."""
    keyboard.goes_to(network, network.page.locator("#main input[type=file]").first)
    chooser = opens_the_dialog(network)
    chooser.set_files([{"name": "명단.pdf", "mimeType": "application/pdf", "buffer": paper(f"list {case_id}")}])
    keyboard.takes(network, "button", "파일 올리기")
    network.reads("명단.pdf")


def hands_it_in(network, case_id):
    network.is_at(f"/apply/{case_id}/check/")
    network.does_not_read("남은 곳이")
    for box in every(network.page.locator("input[name^=consent-]")):
        keyboard.goes_to(network, box)
        keyboard.presses(network, "Space")
        expect(box).to_be_checked()
    keyboard.takes(network, "button", "신청서 내기")
    network.is_at(f"/apply/{case_id}/done/")
    network.reads("신청서를 접수했어요", f"{YEAR}-KB-0001")
    assert cases.Case.objects.get(pk=case_id).outcome == "running"


@pytest.fixture
def panel(story):
    """Open, with two applications to judge and one reviewer who has said yes."""
    networks = opens_a_round(story)
    for place, who in enumerate(("party1", "party2")):
        begins = seoul(YEAR, 2, 11 + place, 9)
        case = writes_an_application(story.center, who, networks, begins=begins)
        hands_in(story.center, who, case, begins + timedelta(hours=6))
    at = story.it_is(2, 26)
    officer, reviewer = story.center.actor("officer", at), story.center.actor("reviewer2", at)
    for case in cases.Case.objects.filter(round_id=networks).order_by("receipt_number"):
        cases.pass_screening(case_id=case.pk, note="서류와 자격을 확인했어요.", by=officer, at=at)
    stage = programs.terms_of(networks).stages_of("review")[0]
    panel = review.form_panel(round_id=networks, stage_key=stage.key, due_at=at + timedelta(days=5), quorum=1, by=officer, at=at)
    row = people.Reviewer.objects.get(account_id=reviewer.account_id)
    seat = review.invite_reviewer(panel_id=panel.pk, reviewer_id=row.pk, by=officer, at=at)
    review.answer_invitation(seat_id=seat.pk, accepted=True, by=reviewer, at=at)
    review.open_panel(panel_id=panel.pk, by=officer, at=at)
    return panel


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_reviewer_declares_scores_and_confirms_by_the_keyboard_alone(story, panel, size):
    """The narrow screen is also that of somebody who has enlarged the letters."""
    first, second = review.cases_in(panel)
    reviewer = story.comes("reviewer2", size)
    reviewer.goes_to(f"/review/{panel.pk}/")
    for number in ("01", "02"):
        keyboard.takes(reviewer, "button", f"{number}번과 이해관계 없음")
        reviewer.page.wait_for_load_state()
    keyboard.takes(reviewer, "link", "01 ·")
    reviewer.is_at(f"/review/{panel.pk}/{first.pk}/")
    walks_through_everything(reviewer)
    scores_by_figures_and_arrows(reviewer, panel)
    keys_can_be_read_and_switched_off(reviewer)
    nothing_is_scored_while_one_composes(reviewer, panel)
    confirms_and_goes_on(reviewer, panel, first, second)


def walks_through_everything(reviewer):
    """All of the three columns by Tab and back; nothing that has the focus lies under a bar."""
    page = reviewer.page
    last = page.locator("#rubric-form button[value=save]")
    keyboard.goes_to(reviewer, last)
    keyboard.goes_to(reviewer, page.locator(".review-document .tabs a").first, back=True)


def scores_by_figures_and_arrows(reviewer, panel):
    """From anywhere on the page: figures score, arrows go from criterion to criterion, N goes to the comment."""
    page = reviewer.page
    criteria = [criterion.key for criterion in programs.terms_of(panel.round_id).score_sheet.criteria]
    keyboard.presses(reviewer, "5")
    expect(page.locator(f"#level-{criteria[0]}-5")).to_be_checked()
    expect(page.locator(f"#level-{criteria[0]}-5")).to_be_focused()
    for place, key in enumerate(criteria[1:], start=1):
        keyboard.presses(reviewer, "ArrowDown")
        keyboard.focus_is_seen(reviewer)
        keyboard.presses(reviewer, str(1 + place % 5))
        expect(page.locator(f"#level-{key}-{1 + place % 5}")).to_be_checked()
    for _ in criteria[1:]:
        keyboard.presses(reviewer, "ArrowUp")
        keyboard.focus_is_seen(reviewer)
    keyboard.presses(reviewer, "4")
    expect(page.locator(f"#level-{criteria[0]}-4")).to_be_checked()
    keyboard.presses(reviewer, "n")
    expect(page.locator(f"#comment-{criteria[0]}")).to_be_focused()
    keyboard.focus_is_seen(reviewer)
    keyboard.types(reviewer, "현장의 근거가 5쪽에 뚜렷합니다.")
    keyboard.presses(reviewer, "3")
    expect(page.locator(f"#comment-{criteria[0]}")).to_have_value("현장의 근거가 5쪽에 뚜렷합니다.3")
    expect(page.locator(f"#level-{criteria[0]}-4")).to_be_checked()
    keyboard.presses(reviewer, "Backspace", "ControlOrMeta+s")
    is_saved(reviewer)


def keys_can_be_read_and_switched_off(reviewer):
    """The question mark opens the sheet of keys; with its box empty a figure is only a figure."""
    page = reviewer.page
    keyboard.presses(reviewer, "Shift+Tab", "?")
    expect(page.locator("[data-sheet]")).to_have_attribute("open", "")
    expect(page.locator("[data-sheet] summary")).to_be_focused()
    keyboard.focus_is_seen(reviewer)
    keyboard.goes_to(reviewer, page.locator("[data-keys]"))
    keyboard.presses(reviewer, "Space")
    expect(page.locator("[data-keys]")).not_to_be_checked()
    before = page.locator("[data-total]").text_content()
    keyboard.presses(reviewer, "1", "j", "n")
    expect(page.locator("[data-keys]")).to_be_focused()
    expect(page.locator("[data-total]")).to_have_text(before)
    page.reload()
    expect(page.locator("[data-keys]")).not_to_be_checked()
    keyboard.goes_to(reviewer, page.locator("[data-sheet] summary"))
    keyboard.presses(reviewer, "Enter")
    keyboard.goes_to(reviewer, page.locator("[data-keys]"))
    keyboard.presses(reviewer, "Space")
    expect(page.locator("[data-keys]")).to_be_checked()


def nothing_is_scored_while_one_composes(reviewer, panel):
    """An input method sends keys while a syllable is not yet finished: they are no commands."""
    page = reviewer.page
    key = programs.terms_of(panel.round_id).score_sheet.criteria[0].key
    keyboard.goes_to(reviewer, page.locator(f"#level-{key}-4"), back=True)
    page.evaluate(f"document.activeElement.dispatchEvent({COMPOSING})")
    expect(page.locator(f"#level-{key}-4")).to_be_checked()
    keyboard.presses(reviewer, "5")
    expect(page.locator(f"#level-{key}-5")).to_be_checked()


def confirms_and_goes_on(reviewer, panel, first, second):
    """Control and Enter confirm; the next application is there, and K goes back to the first."""
    keyboard.presses(reviewer, "Control+Enter")
    reviewer.is_at(f"/review/{panel.pk}/{second.pk}/")
    keyboard.goes_to(reviewer, reviewer.page.locator("#rubric-form input[type=radio]").first)
    keyboard.presses(reviewer, "j")
    reviewer.is_at(f"/review/{panel.pk}/{first.pk}/")
    reviewer.reads("확정한 심사표예요")
    keyboard.presses(reviewer, "k")
    reviewer.is_at(f"/review/{panel.pk}/{second.pk}/")
