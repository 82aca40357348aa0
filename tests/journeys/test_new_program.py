"""A newcomer at the desk builds a program of seven stages by clicking and typing only, and an applicant starts an application on it.

How long it takes is reckoned, not waited for: 0.28 seconds for each key (a Korean syllable is two or three keys), 4 seconds to look at each page
that opens, and 1.2 seconds for each click or choice.
"""

import unicodedata
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from tests.journeys.center import YEAR
from tests.journeys.telling import Story

PER_KEY, PER_PAGE, PER_CLICK = 0.28, 4.0, 1.2
SEVEN = ("notice", "intake", "screening", "review", "selection", "agreement", "disbursement")
TITLE = "동네 부엌 나눔 지원"
SLUG = "village-kitchen-sharing"


@dataclass
class Newcomer:
    """Somebody at the desk whose keys, clicks and pages are counted."""

    person: object
    keys: int = 0
    clicks: int = 0
    pages: int = 0
    seen: list = field(default_factory=list)

    def __post_init__(self):
        self.person.page.on("load", lambda page: self._opened(page.url))

    def _opened(self, url):
        self.pages += 1
        self.seen.append(url)

    def types(self, **fields):
        for name, value in fields.items():
            self.keys += len(unicodedata.normalize("NFD", value)) + 1
            self.person.page.locator(f"[name='{name.replace('__', '-')}']").fill(value)

    def chooses(self, **chosen):
        for name, value in chosen.items():
            self.clicks += 2
            self.person.page.locator(f"select[name='{name.replace('__', '-')}']").select_option(value)

    def checks(self, name, *values):
        for value in values:
            self.clicks += 1
            box = self.person.page.locator(f"[name='{name}'][value='{value}']")
            self.person.page.locator(f"label[for='{box.get_attribute('id')}']").click()
            expect(box).to_be_checked()

    def presses(self, words):
        self.clicks += 1
        self.person.page.get_by_role("button", name=words, exact=True).first.click()

    def follows(self, words):
        self.clicks += 1
        self.person.page.locator("#main, .crumbs").get_by_role("link", name=words).first.click()

    def adds(self, listing, noun, *kinds, several=False):
        """Choose what to add, and add it."""
        if several:
            self.checks(f"{listing}-new", *kinds)
        elif kinds:
            self.chooses(**{f"{listing}__new": kinds[0]})
        self.presses(f"{noun} 더하기")

    @property
    def minutes(self):
        return (self.keys * PER_KEY + self.pages * PER_PAGE + self.clicks * PER_CLICK) / 60


@pytest.fixture
def story(center, somebody, travel, work):
    return Story(center, somebody, travel, work)


def test_a_newcomer_builds_a_program_of_seven_stages_and_somebody_applies(story):
    story.it_is(2, 1)
    newcomer = Newcomer(story.comes("officer"))
    begins(newcomer)
    says_what_it_is(newcomer)
    lays_out_seven_stages(newcomer)
    asks_two_pages(newcomer)
    wants_papers_and_names_rules(newcomer)
    writes_the_score_sheet_and_the_agreement(newcomer)
    names_the_spending(newcomer)
    looks_as_an_applicant(newcomer)
    publishes(newcomer)
    round_id = opens_a_round(newcomer)
    took = newcomer.minutes
    print(f"\n{newcomer.pages} pages, {newcomer.keys} keys, {newcomer.clicks} clicks: {took:.1f} minutes")  # noqa: T201
    assert took < 20
    somebody_applies(story, round_id)


def begins(newcomer):
    newcomer.person.goes_to(f"/desk/programs/?year={YEAR}")
    newcomer.follows("새 사업 만들기")
    newcomer.presses("초안 시작하기")
    newcomer.person.is_at("/desk/programs/drafts/*/")
    newcomer.person.reads("고칠 곳이", "자치구별 접수 기간")
    newcomer.follows("기본 정보")


def says_what_it_is(newcomer):
    newcomer.types(
        title=TITLE, slug=SLUG, target="서울에 있는 마을 모임과 협동조합", summary="이웃이 함께 밥을 짓고 나누는 동네 부엌을 도와요."
    )
    newcomer.chooses(field="네트워크")
    newcomer.checks("support", "project_money")
    newcomer.adds("contacts", "문의처")
    newcomer.types(contacts__0__team="지역조직팀")
    newcomer.presses("저장하고 다음으로")
    newcomer.types(budget="6천만원", awards="6개 내외")
    newcomer.adds("caps", "한 곳이 받는 금액")
    newcomer.types(caps__0__text="최대 1,000만원")
    newcomer.presses("저장하고 다음으로")
    newcomer.person.reads("유형과 단계 구분")
    newcomer.presses("저장하고 다음으로")


def lays_out_seven_stages(newcomer):
    newcomer.adds("stages", "단계", *SEVEN[:-1], "settlement", several=True)
    newcomer.chooses(stages__1__window__precision="minute", stages__4__window__precision="month")
    newcomer.types(stages__1__window__from=f"{YEAR}-02-08", stages__1__window__to=f"{YEAR}-02-22", stages__1__window__hour="18:00")
    newcomer.types(stages__4__window__from=f"{YEAR}-03-01")
    newcomer.presses("저장")
    newcomer.person.reads("7. 정산")
    newcomer.adds("stages", "단계", "disbursement", several=True)
    newcomer.types(stages__7__share="100")
    newcomer.clicks += 1
    newcomer.person.page.locator("button[value='up:stages:7']").click()
    expect(newcomer.person.page.locator("#stages-6 h3")).to_contain_text("교부")
    newcomer.clicks += 1
    newcomer.person.page.locator("button[value='remove:stages:7']").click()
    newcomer.presses("저장하고 다음으로")


def asks_two_pages(newcomer):
    newcomer.adds("sections", "쪽")
    newcomer.types(sections__0__title="우리 모임 소개")
    newcomer.adds("sections", "쪽")
    newcomer.types(sections__1__title="사업 계획")
    newcomer.person.page.locator("button[value='open:application:s1']").click()
    newcomer.clicks += 1
    newcomer.adds("questions", "문항", "long_text")
    newcomer.types(questions__0__label="어떤 모임인가요?", questions__0__longest="800")
    newcomer.adds("questions", "문항", "yes_no")
    newcomer.types(questions__1__label="함께 밥을 지은 적이 있나요?")
    newcomer.adds("questions", "문항", "text")
    newcomer.types(questions__2__label="얼마나 자주 지었나요?")
    newcomer.chooses(questions__2__shown_when__question="q2")
    newcomer.types(questions__2__shown_when__answers="예")
    newcomer.presses("저장하고 다음으로")
    newcomer.clicks += 1
    newcomer.person.page.locator("button[value='open:application:s2']").click()
    newcomer.adds("questions", "문항", "long_text")
    newcomer.types(questions__0__label="무엇을 어떤 차례로 하나요?", questions__0__longest="1500")
    newcomer.presses("저장하고 다음으로")
    newcomer.presses("저장하고 다음으로")


def wants_papers_and_names_rules(newcomer):
    newcomer.adds("documents", "서류")
    newcomer.types(documents__0__title="회칙 또는 정관")
    newcomer.adds("documents", "서류")
    newcomer.types(documents__1__title="회원 명부")
    newcomer.presses("저장하고 다음으로")
    newcomer.adds("rules", "규칙", "party_kind_among")
    newcomer.checks("rules-0-with_kinds", "organization", "group")
    newcomer.types(rules__0__clause="단체나 모임이 신청할 수 있습니다.")
    newcomer.adds("rules", "규칙", "members_at_least")
    newcomer.types(rules__1__with_count="5", rules__1__clause="회원이 5명 이상이어야 합니다.")
    newcomer.presses("저장하고 다음으로")


def writes_the_score_sheet_and_the_agreement(newcomer):
    newcomer.types(threshold="60", quorum="3")
    newcomer.adds("criteria", "심사 항목")
    newcomer.types(
        criteria__0__title="필요성", criteria__0__points="50", criteria__0__levels="까닭이 없다\n적다\n보통\n뚜렷하다\n근거까지 있다"
    )
    newcomer.adds("criteria", "심사 항목")
    newcomer.types(criteria__1__title="실행 가능성", criteria__1__points="40")
    newcomer.presses("저장하고 다음으로")
    newcomer.adds("clauses", "조문")
    newcomer.types(clauses__0__title="목적", clauses__0__text="이 협약은 동네 부엌을 돕는 데 필요한 사항을 정함을 목적으로 합니다.")
    newcomer.presses("저장하고 다음으로")
    newcomer.person.reads("보고 양식")
    newcomer.presses("저장하고 다음으로")


def names_the_spending(newcomer):
    expect(newcomer.person.page.locator("[name=asks_budget]")).to_be_checked()
    newcomer.adds("categories", "비목")
    newcomer.types(categories__0__title="재료비")
    newcomer.adds("categories", "비목")
    newcomer.types(categories__1__title="임차료", categories__1__most_percent="30")
    newcomer.checks("categories-0-evidence", "tax_invoice")
    newcomer.checks("categories-1-evidence", "contract")
    newcomer.presses("저장")


def looks_as_an_applicant(newcomer):
    """The sum of points is not a hundred yet; the check says so and leads there."""
    newcomer.follows("할 일 목록")
    newcomer.follows("확인하고 반영하기")
    newcomer.person.reads("배점의 합이 100점이어야 해요. 지금은 90점이에요")
    newcomer.clicks += 1
    newcomer.person.page.locator("#main li", has_text="배점의 합이").get_by_role("link").click()
    newcomer.types(criteria__1__points="50")
    newcomer.presses("저장")
    newcomer.follows("할 일 목록")
    newcomer.follows("신청자 눈으로 미리 보기")
    newcomer.person.reads("미리 보기", TITLE, "최대 1,000만원", "우리 모임 소개", "회원이 5명 이상이어야 합니다.")
    newcomer.follows("우리 모임 소개")
    newcomer.person.reads("얼마나 자주 지었나요?", "‘함께 밥을 지은 적이 있나요?’에 예라고 답한 때만 보여요.")
    assert not programs.Program.objects.filter(slug=SLUG).exists()
    newcomer.follows("미리 보기")
    newcomer.follows("확인하고 반영하기")


def publishes(newcomer):
    newcomer.types(reason=f"{YEAR}년에 새로 하는 사업이에요.")
    newcomer.checks("show", "yes")
    newcomer.presses("반영하기")
    newcomer.person.is_at("/desk/programs/*/")
    newcomer.person.reads(TITLE, "정의 1판")
    made = programs.Program.objects.get(slug=SLUG)
    assert made.version.origin == "screen"
    assert [stage["kind"] for stage in made.version.document["life"]["stages"]] == list(SEVEN)


def opens_a_round(newcomer):
    newcomer.presses("새 모집 준비하기")
    newcomer.person.is_at("/desk/rounds/*/open/")
    round_id = newcomer.person.number
    expect(newcomer.person.page.locator("[name=closes_time]")).to_have_value("18:00")
    newcomer.types(receipt_prefix=f"{YEAR}-BU")
    newcomer.presses("이 모집 열기")
    newcomer.person.is_at(f"/desk/rounds/{round_id}/")
    return round_id


def somebody_applies(story, round_id):
    story.it_is(2, 10, 14)
    applicant = story.comes("party1")
    applicant.goes_to(f"/programs/{YEAR}/{SLUG}/")
    applicant.follows("신청서 쓰기 시작")
    applicant.presses("신청서 쓰기 시작")
    applicant.is_at("/apply/*/")
    applicant.reads("우리 모임 소개", "사업 계획", "예산", "제출 서류")
    assert cases.Case.objects.get(pk=applicant.number).round_id == round_id
