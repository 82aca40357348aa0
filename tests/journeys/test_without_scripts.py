"""The same application without scripts."""

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from tests.journeys.center import YEAR
from tests.journeys.telling import Story, agrees_to_everything, answers, opens_a_round, paper, writes_a_row


@pytest.fixture
def story(center, somebody, travel, work):
    return Story(center, somebody, travel, work)


@pytest.fixture
def round_id(story):
    """The round of the networks, open since this morning."""
    return opens_a_round(story)


def test_a_network_applies_without_scripts(story, round_id):
    network = story.comes("party1", "phone", scripts=False)
    network.goes_to(f"/apply/new/{round_id}/")
    network.presses("신청서 쓰기 시작")
    network.is_at("/apply/*/")
    case_id = network.number
    sections = programs.terms_of(round_id).sections
    network.follows(sections[0].title)
    for place, section in enumerate(sections):
        network.is_at(f"/apply/{case_id}/{section.key}/")
        answers(network, section.questions, seed=place)
        network.presses("저장하고 다음으로")
    network.follows("다음: 예산")
    a_sum_is_reckoned_when_it_is_saved(network, case_id)
    for document in ("member_list", "network_rules"):
        network.attaches(f"file-{document}", f"{document}.pdf", paper(document))
        network.presses("파일 올리기", within=network.page.locator(f"section[aria-labelledby=paper-{document}]"))
        network.reads(f"{document}.pdf")
    network.follows("확인하고 내기")
    agrees_to_everything(network)
    network.presses("신청서 내기")
    network.reads("신청서를 접수했어요", f"{YEAR}-HD-0001", "보조금 5,000,000원, 자부담 1,000,000원")
    assert cases.Case.objects.get(pk=case_id).outcome == "running"


def a_sum_is_reckoned_when_it_is_saved(network, case_id):
    """The page says so, and does it."""
    network.reads("합계는 저장할 때 다시 계산해요")
    writes_a_row(network.page, 0, category="meeting", basis="회의 10회 × 600,000원", grant="5,000,000", own="1,000,000")
    network.presses("저장하고 줄 더하기")
    network.is_at(f"/apply/{case_id}/budget/")
    expect(network.page.locator("[data-sum=total]")).to_have_text("6,000,000")
    network.presses("저장하고 다음으로")
    network.is_at(f"/apply/{case_id}/files/")
