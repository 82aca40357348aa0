"""Reminders come three days, one day, three hours and half an hour before a deadline, each once."""

from datetime import timedelta

import pytest

from dure.desks.reminding import remind, step_reached
from dure.kernel.clock import seoul
from dure.platform.models import Letter
from tests.apps.cases.makers import round_open, started

DUE = seoul(2027, 3, 12, 18)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("left", "step"),
    [
        (73 * HOUR, None),
        (72 * HOUR, 72),
        (25 * HOUR, 72),
        (24 * HOUR, 24),
        (3 * HOUR, 3),
        (HOUR / 2, 0.5),
        (timedelta(seconds=1), 0.5),
        (timedelta(), None),
    ],
)
def test_the_nearest_step_that_has_passed_counts(left, step):
    assert step_reached(DUE, DUE - left) == (None if step is None else step * HOUR)


@pytest.fixture
def draft(db):
    case, _ = started(round_open(closes=DUE), at=DUE - 80 * HOUR)
    return case


def reminders():
    return list(Letter.objects.filter(topic="reminder").order_by("id").values_list("subject", flat=True))


def test_a_draft_is_reminded_once_a_step(draft):
    for left in (80, 71.9, 71, 25, 23.9, 23, 2.9, 0.4, 0.3):
        remind(DUE - left * HOUR)
    assert len(reminders()) == 4


def test_a_worker_that_slept_sends_one_reminder(draft):
    remind(DUE - 0.4 * HOUR)
    assert len(reminders()) == 1


def test_a_moved_deadline_is_reminded_anew(draft):
    remind(DUE - HOUR)
    later = DUE + timedelta(days=7)
    draft.round.windows.update(closes_at=later)
    draft.round.closes_at = later
    draft.round.save()
    remind(later - HOUR)
    assert len(reminders()) == 2


def test_nobody_is_reminded_of_what_was_handed_in_or_withdrawn(draft):
    draft.outcome = "withdrawn"
    draft.save()
    remind(DUE - HOUR)
    assert reminders() == []
