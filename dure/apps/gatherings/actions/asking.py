"""Questions become answers, and frequent ones stay for everybody."""

from datetime import datetime

from dure.apps.gatherings import access
from dure.apps.gatherings.actions.planning import locked
from dure.apps.gatherings.models import Question
from dure.kernel.errors import Refused
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import Key, verb

MOST_WAITING = 300


@verb
def ask(*, gathering_id: int, text: str, name: str, email: str, by: Actor, at: datetime, key: Key) -> Question:
    """Ask before, at or after the gathering. With an address, the answer comes by mail."""
    found = locked(gathering_id)
    if found.called_at is None or found.state == "cancelled":
        raise Refused("질문을 받지 않는 모임이에요.")
    text = text.strip()
    if not text:
        raise Refused("무엇이 궁금한지 적어 주세요.")
    if len(text) > 1000:
        raise Refused(f"질문이 {len(text)}자예요. 1,000자까지 적을 수 있으니 나누어 주세요.")
    if found.questions.filter(answered_at=None).count() >= MOST_WAITING:
        raise Refused("지금 답을 기다리는 질문이 너무 많아요. 전화로 물어봐 주세요.")
    question = Question.objects.create(
        gathering=found, text=text, asked_name=name.strip()[:80], asked_email=email.strip()[:254], asked_at=at
    )
    journal.write(found, "ask", by=by, at=at, detail={"question": question.pk})
    return question


@verb
def answer(*, question_id: int, text: str, frequent: bool, by: Actor, at: datetime, key: Key) -> Question:
    """Answer, and keep it among the frequent questions if it helps others. Without an answer it cannot be frequent."""
    question = Question.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=question_id)
    access.may_host(by).or_refuse()
    if not text.strip():
        raise Refused("답을 적어 주세요.")
    first = question.answered_at is None
    question.answer, question.is_frequent = text.strip(), frequent
    question.answered_at, question.answered_by_name = at, by.name
    question.save(update_fields=["answer", "is_frequent", "answered_at", "answered_by_name"])
    journal.write(question.gathering, "answer", by=by, at=at, detail={"question": question.pk})
    if first and question.asked_email:
        events.emit("question_answered", subject=question, at=at)
    return question
