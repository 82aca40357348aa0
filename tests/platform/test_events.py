"""Events: written with their verb, told at least once, in order within a case, tried again, at last parked."""

from datetime import timedelta

import pytest
from django.db import transaction

from dure.platform import events
from dure.platform.models import Delivery, Mark
from tests.platform.makers import NOON, thing

KIND = "case_submitted"


class Listener:
    """Remembers what it was told; can be made to fail."""

    def __init__(self) -> None:
        self.heard: list[events.EventData] = []
        self.fails = False

    def __call__(self, event: events.EventData) -> None:
        if self.fails:
            raise OSError("listener is away")
        self.heard.append(event)


@pytest.fixture
def listener(db, monkeypatch):
    """The only answerer in the house."""
    monkeypatch.setattr(events, "_answerers", {})
    listening = Listener()
    events.answers(KIND, name="test: listener")(listening)
    return listening


def emit(case_id: int | None = None, **payload) -> int:
    return events.emit(KIND, subject=thing(f"thing {Delivery.objects.count()}"), at=NOON, case_id=case_id, payload=payload).pk


def test_an_event_is_told_once_with_its_payload(listener):
    emit(case_id=5, receipt="제2026-1호")
    assert events.deliver_due(at=NOON) == 1
    assert events.deliver_due(at=NOON) == 0
    assert [(event.kind, event.case_id, event.payload) for event in listener.heard] == [(KIND, 5, {"receipt": "제2026-1호"})]


def test_an_event_of_a_verb_that_failed_is_never_told(listener):
    with transaction.atomic():
        emit()
        transaction.set_rollback(True)
    assert events.deliver_due(at=NOON) == 0
    assert listener.heard == []


def test_a_failed_answer_is_asked_again_later_and_then_done(listener):
    emit()
    listener.fails = True
    assert events.deliver_due(at=NOON) == 0
    listener.fails = False
    assert events.deliver_due(at=NOON + timedelta(seconds=59)) == 0
    assert events.deliver_due(at=NOON + timedelta(minutes=1)) == 1
    assert len(listener.heard) == 1
    assert Delivery.objects.get().attempts == 2


def test_pauses_double_and_after_eight_failures_the_delivery_is_parked(listener):
    emit()
    listener.fails, at, pauses = True, NOON, []
    while (waiting := Delivery.objects.get()).parked_at is None:
        events.deliver_due(at=at)
        waiting.refresh_from_db()
        pauses.append((waiting.next_try_at - at) // timedelta(minutes=1))
        at = waiting.next_try_at
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 64]
    assert "listener is away" in waiting.error
    listener.fails = False
    assert events.deliver_due(at=at + timedelta(days=1)) == 0


def test_later_events_of_a_case_wait_for_the_one_that_failed(listener):
    first, second, other = emit(case_id=1), emit(case_id=1), emit(case_id=2)
    listener.fails = True
    events.answers(KIND, name="test: listener")(lambda event: listener(event) if event.id == first else listener.heard.append(event))
    events.deliver_due(at=NOON)
    assert [event.id for event in listener.heard] == [other]
    listener.fails = False
    events.deliver_due(at=NOON + timedelta(minutes=1))
    assert [event.id for event in listener.heard] == [other, first, second]


def test_a_later_event_keeps_waiting_while_the_earlier_one_pauses(listener):
    first, second = emit(case_id=1), emit(case_id=1)
    listener.fails = True
    events.deliver_due(at=NOON)
    listener.fails = False
    events.deliver_due(at=NOON + timedelta(seconds=10))
    assert listener.heard == []
    events.deliver_due(at=NOON + timedelta(minutes=1))
    assert [event.id for event in listener.heard] == [first, second]


def test_what_an_answer_wrote_before_it_failed_is_undone(listener):
    def half(event: events.EventData) -> None:
        thing("half an answer")
        raise OSError

    events.answers(KIND, name="test: listener")(half)
    emit()
    events.deliver_due(at=NOON)
    assert not Mark.objects.filter(key="half an answer").exists()


def test_an_unlisted_kind_cannot_be_emitted_or_answered(db):
    with pytest.raises(KeyError):
        events.emit("weather_changed", subject=thing(), at=NOON)
    with pytest.raises(KeyError):
        events.answers("weather_changed", name="test: nobody")
