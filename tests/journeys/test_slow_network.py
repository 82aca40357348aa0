"""A saving that is still on its way when somebody goes on does not stand in their way."""

import pytest

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from tests.journeys.telling import Story, answers, opens_a_round

ANSWERS_COME_LATE = """() => {
    const fetchAtOnce = window.fetch;
    window.fetch = async (...asked) => {
        const answer = await fetchAtOnce(...asked);
        await new Promise((done) => setTimeout(done, 3000));
        return answer;
    };
}"""


@pytest.fixture
def story(center, somebody, travel, work):
    return Story(center, somebody, travel, work)


def test_one_goes_on_while_a_saving_is_on_its_way(story):
    round_id = opens_a_round(story)
    network = story.comes("party1")
    network.goes_to(f"/apply/new/{round_id}/")
    network.presses("신청서 쓰기 시작")
    first, second = programs.terms_of(round_id).sections[:2]
    network.follows(first.title)
    network.page.evaluate(ANSWERS_COME_LATE)
    network.fills_in(network_name="예시 이웃 돌봄 네트워크")
    network.page.locator("main h1").click()
    answers(network, first.questions)
    network.presses("저장하고 다음으로")
    network.reads(second.title)
    network.is_at(f"/apply/{network.number}/{second.key}/")
    kept = cases.SectionAnswer.objects.get(case_id=network.number, section=first.key)
    assert set(kept.data) == {question.key for question in first.questions}
