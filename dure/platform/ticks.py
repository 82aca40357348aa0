"""Timed duties: each runs once per slot of time, however many workers there are."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from dure.kernel.clock import seoul
from dure.platform.models import TickRun

log = logging.getLogger(__name__)
_EPOCH = seoul(2020, 1, 1)
ABANDONED_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Duty:
    """A named function and how often it is due."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


_duties: dict[str, Duty] = {}


def register(name: str, *, every: timedelta) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Declare a duty under a lasting name."""

    def add(run: Callable[[datetime], None]) -> Callable[[datetime], None]:
        _duties[name] = Duty(name, every, run)
        return run

    return add


def slot_of(at: datetime, every: timedelta) -> datetime:
    """The beginning of the slot in which the instant lies."""
    return _EPOCH + (at - _EPOCH) // every * every


def run_due(*, at: datetime, halted: Callable[[], bool] = lambda: False) -> list[str]:
    """Run every duty whose slot nobody has taken; returns their names. Once halted no further one is begun: its slot stays free."""
    return [duty.name for duty in _duties.values() if not halted() and _take(duty, at) and _carry_out(duty, at)]


def _take(duty: Duty, at: datetime) -> bool:
    slot = slot_of(at, duty.every)
    if TickRun.objects.filter(name=duty.name, slot=slot).exists():
        return False
    try:
        with transaction.atomic():
            TickRun.objects.create(name=duty.name, slot=slot, begun_at=at)
    except IntegrityError:
        return False
    return True


def _carry_out(duty: Duty, at: datetime) -> bool:
    run = TickRun.objects.get(name=duty.name, slot=slot_of(at, duty.every))
    try:
        duty.run(at)
    except Exception as failure:
        log.exception("duty %s failed", duty.name)
        run.error = repr(failure)[:2000]
    run.done_at = at
    run.save(update_fields=["done_at", "error"])
    return not run.error


def reap(*, at: datetime) -> int:
    """Forget old runs and give back slots whose worker died before finishing; returns how many were given back."""
    TickRun.objects.filter(done_at__lt=at - timedelta(days=2)).delete()
    given_back, _ = TickRun.objects.filter(done_at=None, begun_at__lt=at - ABANDONED_AFTER).delete()
    return given_back
