"""Events go up: a row written in the transaction of its verb, told after it holds, at least once, in order per case."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from dure.platform.event_kinds import EVENT_KINDS
from dure.platform.models import Delivery, Event

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
Answer = Callable[["EventData"], None]


@dataclass(frozen=True, slots=True)
class EventData:
    """What an answerer is told."""

    id: int
    kind: str
    subject_kind: str
    subject_id: int
    case_id: int | None
    payload: dict[str, Any]
    at: datetime


_answerers: dict[str, dict[str, Answer]] = {}


def answers(kind: str, *, name: str) -> Callable[[Answer], Answer]:
    """Register an answerer under a lasting name. It runs in its own transaction and must bear being asked twice."""
    if kind not in EVENT_KINDS:
        raise KeyError(kind)

    def register(answer: Answer) -> Answer:
        _answerers.setdefault(kind, {})[name] = answer
        return answer

    return register


def emit(kind: str, *, subject: models.Model, at: datetime, case_id: int | None = None, payload: dict[str, Any] | None = None) -> Event:
    """Write the event and one delivery per answerer in the running transaction."""
    if kind not in EVENT_KINDS:
        raise KeyError(kind)
    event = Event.objects.create(
        kind=kind, subject_kind=subject._meta.label_lower, subject_id=subject.pk, case_id=case_id, payload=payload or {}, at=at
    )
    Delivery.objects.bulk_create(Delivery(event=event, answerer=name, next_try_at=at) for name in _answerers.get(kind, {}))
    return event


def deliver_due(*, at: datetime, at_most: int = 200) -> int:
    """Tell what is due, oldest first, a case's events in their order; returns how many were told."""
    waiting = Delivery.objects.filter(done_at=None, parked_at=None)
    pausing = waiting.filter(next_try_at__gt=at).exclude(event__case_id=None).order_by()
    held_after: dict[int | None, int] = dict(pausing.values_list("event__case_id").annotate(models.Min("event_id")))
    told = 0
    for delivery in waiting.filter(next_try_at__lte=at).order_by("event_id", "id").select_related("event")[:at_most]:
        case_id = delivery.event.case_id
        if delivery.event_id > held_after.get(case_id, delivery.event_id):
            continue
        if _tell(delivery.pk, at):
            told += 1
        elif case_id is not None:
            held_after.setdefault(case_id, delivery.event_id)
    return told


def _tell(delivery_id: int, at: datetime) -> bool:
    try:
        with transaction.atomic():
            waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event")
            delivery = waiting.filter(pk=delivery_id, done_at=None, parked_at=None).first()
            if delivery is None:
                return True
            event = delivery.event
            answer = _answerers.get(event.kind, {}).get(delivery.answerer)
            if answer is not None:
                answer(EventData(event.pk, event.kind, event.subject_kind, event.subject_id, event.case_id, event.payload, event.at))
            delivery.done_at = at
            delivery.attempts += 1
            delivery.save(update_fields=["done_at", "attempts"])
    except Exception as failure:
        log.exception("event delivery %s failed", delivery_id)
        _put_off(delivery_id, at, failure)
        return False
    return True


def _put_off(delivery_id: int, at: datetime, failure: Exception) -> None:
    """Try again after 1, 2, 4 … minutes; after eight failures the delivery is parked and /health tells it."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
        delivery.attempts += 1
        delivery.error = repr(failure)[:2000]
        delivery.next_try_at = at + timedelta(minutes=2 ** min(delivery.attempts - 1, 6))
        delivery.parked_at = at if delivery.attempts >= MOST_ATTEMPTS else None
        delivery.save(update_fields=["attempts", "error", "next_try_at", "parked_at"])
