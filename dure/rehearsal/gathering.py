"""The demo year's gatherings: a briefing that was, one that comes, and a meeting with its minutes."""

from datetime import datetime, timedelta

from dure.apps.gatherings import facade as gatherings
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY
from dure.rehearsal.cast import Cast

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
GUESTS = ("예시 손님 하나", "예시 손님 둘", "예시 손님 셋", "예시 손님 넷")
QUESTIONS = (
    ("예비사회적기업도 신청할 수 있나요?", "사업마다 다릅니다. 사업 화면의 ‘누가 신청할 수 있나요’에서 유형별 조건을 확인해 주세요."),
    (
        "접수 마감 시각에 작성 중이면 어떻게 되나요?",
        "마감 시각 전에 제출을 마친 신청만 접수됩니다. 쓰던 글은 남아 있어 다음 모집에서 이어 쓸 수 있습니다.",
    ),
)


def gather_people(cast: Cast, at: datetime) -> None:
    """Told after the year: nothing else waits for it."""
    _briefing_held(cast, at)
    _meeting_held(cast, at)
    _coming(cast, at)


def _plan(kind: str, title: str, starts: datetime, **more: object) -> gatherings.Plan:
    said = {"place": "예시 센터 대강당", "summary": "예시로 만든 모임이에요.", **more}
    return gatherings.Plan(kind=kind, title=title, starts_at=starts, ends_at=starts + 2 * HOUR, **said)


def _called(
    cast: Cast, plan: gatherings.Plan, at: datetime, about: tuple[str, int, str] = ("", 0, "")
) -> tuple[gatherings.Gathering, Actor]:
    by = cast.actor("officer", at)
    found = gatherings.plan(plan=plan, about=about, by=by, at=at, key=NO_KEY, sample=True)
    gatherings.call(gathering_id=found.pk, by=by, at=at, key=NO_KEY)
    for number, name in enumerate(GUESTS, 1):
        gatherings.register(
            gathering_id=found.pk,
            name=name,
            email=f"guest{number}@example.test",
            organization="예시 단체",
            consents=True,
            by=Actor.anonymous(),
            at=at + HOUR,
            key=NO_KEY,
        )
    return found, by


def _briefing_held(cast: Cast, at: datetime) -> None:
    starts = (at - 250 * DAY).replace(hour=14, minute=0, second=0, microsecond=0)
    plan = _plan("briefing", f"{at.year}년 지원사업 설명회 (예시)", starts)
    found, by = _called(cast, plan, starts - 14 * DAY, ("edition", at.year, f"{at.year}년 지원사업"))
    for text, said in QUESTIONS:
        asked = gatherings.ask(gathering_id=found.pk, text=text, name="", email="", by=Actor.anonymous(), at=starts, key=NO_KEY)
        gatherings.answer(question_id=asked.pk, text=said, frequent=True, by=by, at=starts + DAY, key=NO_KEY)
    _write_up(found, by, starts, "올해 지원사업의 분야와 일정을 소개하고 질문을 받았다.")


def _meeting_held(cast: Cast, at: datetime) -> None:
    starts = (at - 20 * DAY).replace(hour=10, minute=0, second=0, microsecond=0)
    found, by = _called(cast, _plan("meeting", "수행기관 정기 간담회 (예시)", starts), starts - 7 * DAY)
    _write_up(found, by, starts, "중간 진행을 나누고 공동 홍보를 정했다.", close=False)
    gatherings.decide(gathering_id=found.pk, text="성과공유회를 함께 연다.", by=by, at=starts + 2 * HOUR, key=NO_KEY)
    gatherings.give_duty(
        gathering_id=found.pk,
        text="성과공유회 초안 나누기",
        seat_id=by.seat_id,
        due_on=(at + 7 * DAY).date(),
        by=by,
        at=starts + 2 * HOUR,
        key=NO_KEY,
    )


def _coming(cast: Cast, at: datetime) -> None:
    starts = (at + 12 * DAY).replace(hour=15, minute=0, second=0, microsecond=0)
    _called(cast, _plan("forum", "사회적경제 제도개선 토론회 (예시)", starts, capacity=60), at - 3 * DAY)


def _write_up(found: gatherings.Gathering, by: Actor, starts: datetime, text: str, *, close: bool = True) -> None:
    at = starts + 3 * HOUR
    gatherings.hold(gathering_id=found.pk, by=by, at=at, key=NO_KEY)
    gatherings.write_minutes(gathering_id=found.pk, text=text, version=0, public=True, by=by, at=at, key=NO_KEY)
    if close:
        gatherings.close(gathering_id=found.pk, by=by, at=at, key=NO_KEY)
