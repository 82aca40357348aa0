"""What invented people write. Plain sentences, long enough to look like work."""

import random
from datetime import date

from dure.apps.programs import facade as programs

_SENTENCES = (
    "우리 지역에서 혼자 사는 어르신이 늘면서 끼니와 안부를 함께 챙길 이웃이 필요해졌습니다.",
    "참여 단체가 따로 하던 일을 한 달에 한 번 모여 나누고, 겹치는 일은 한 곳이 맡기로 했습니다.",
    "지난해 작은 모임 여섯 번을 열어 주민 84명의 이야기를 들었고, 그 가운데 세 가지를 올해 의제로 골랐습니다.",
    "회의는 격주 목요일에 열고, 정한 일은 다음 회의에서 함께 확인합니다.",
    "공동 구매로 재료비를 낮추고, 남는 돈은 공론장 운영에 다시 쓰겠습니다.",
    "사업이 끝난 뒤에는 회비와 공동사업 수익으로 네트워크를 이어 갑니다.",
    "목표는 참여 단체 12곳, 공론장 4회, 시범사업 이용 주민 120명입니다.",
    "일이 계획대로 되지 않으면 운영위원회를 열어 범위를 줄이고 센터와 상의하겠습니다.",
)


def answers(section: programs.Section, rng: random.Random, day: date) -> dict[str, object]:
    """An answer for every question of a section, within its limits; what the house knows of the party is left as it is."""
    return {question.key: _answer(question, rng, day) for question in section.questions if question.kind != "party_fact"}


def _answer(question: programs.Question, rng: random.Random, day: date) -> object:
    if question.kind == "number":
        return str(rng.randint(4, 24))
    if question.kind == "people":
        return str(rng.randint(5, 40))
    if question.kind == "money":
        return f"{rng.randint(3, 40) * 1_000_000:,}"
    if question.kind == "date":
        return day.isoformat()
    if question.kind == "yes_no":
        return "yes"
    if question.kind == "choice":
        return rng.choice(question.choices)[0]
    if question.kind == "choices":
        return [choice[0] for choice in question.choices[:2]]
    if question.kind == "text":
        return ("예시 " + rng.choice(("이음", "온마을", "나눔터", "두레길", "함께집")))[: question.longest or 60]
    text = " ".join(rng.sample(_SENTENCES, 3))
    return text[: question.longest or len(text)]


BASES = {
    "labor": "담당자 1명 × 월 1,000,000원 × {n}개월",
    "lecture": "강사 {n}명 × 300,000원",
    "meeting": "회의 {n}회 × 60,000원",
    "publicity": "안내 영상 1편과 홍보물 {n}00장",
    "printing": "자료집 {n}0부 × 8,000원",
    "materials": "체험 재료 {n}0명분",
    "rental": "공간 대관 {n}회 × 100,000원",
    "travel": "현장 방문 {n}회",
    "event": "공론장 {n}회 운영",
}


def basis(category: str, rng: random.Random) -> str:
    """산출 근거 for a budget row."""
    return BASES.get(category, "항목 {n}건").format(n=rng.randint(3, 9))
