"""Timed duties: once per slot, whoever asks; a dead worker's slot is given back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from dure.kernel.clock import seoul
from dure.platform import ticks
from dure.platform.models import TickRun
from tests.platform.makers import NOON


@pytest.fixture
def ran(db, monkeypatch):
    """When the only duty of the house ran."""
    monkeypatch.setattr(ticks, "_duties", {})
    moments: list = []
    ticks.register("remember", every=timedelta(hours=1))(moments.append)
    return moments


def test_a_duty_runs_once_in_its_slot_and_again_in_the_next(ran):
    for minutes in (0, 1, 59, 60, 61):
        ticks.run_due(at=NOON + timedelta(minutes=minutes))
    assert ran == [NOON, NOON + timedelta(hours=1)]


def test_the_database_lets_only_one_take_a_slot(db):
    TickRun.objects.create(name="remember", slot=NOON, begun_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        TickRun.objects.create(name="remember", slot=NOON, begun_at=NOON)
    TickRun.objects.create(name="remember", slot=NOON + timedelta(hours=1), begun_at=NOON)


def test_a_duty_that_fails_is_told_and_does_not_stop_the_others(ran, caplog):
    def fail(at):
        raise OSError("away")

    ticks.register("a failing one", every=timedelta(hours=1))(fail)
    assert ticks.run_due(at=NOON) == ["remember"]
    assert "away" in TickRun.objects.get(name="a failing one").error
    assert "a failing one failed" in caplog.text


def test_the_slot_of_a_worker_that_died_is_given_back(ran):
    TickRun.objects.create(name="remember", slot=ticks.slot_of(NOON, timedelta(hours=1)), begun_at=NOON)
    assert ticks.run_due(at=NOON + timedelta(minutes=5)) == []
    assert ticks.reap(at=NOON + timedelta(minutes=11)) == 1
    assert ticks.run_due(at=NOON + timedelta(minutes=11)) == ["remember"]


def test_old_runs_are_forgotten(ran):
    ticks.run_due(at=NOON)
    ticks.reap(at=NOON + timedelta(days=3))
    assert not TickRun.objects.exists()


@given(st.datetimes(seoul(2020, 1, 1).replace(tzinfo=None), seoul(2030, 1, 1).replace(tzinfo=None)), st.integers(1, 100_000))
def test_an_instant_lies_in_its_slot(naive, seconds):
    at, every = seoul(naive.year, naive.month, naive.day, naive.hour, naive.minute, naive.second), timedelta(seconds=seconds)
    assert ticks.slot_of(at, every) <= at < ticks.slot_of(at, every) + every


def test_a_house_that_is_halted_begins_no_further_duty_and_leaves_its_slot_free(ran):
    halt = []
    ticks.register("another", every=timedelta(hours=1))(lambda at: ran.append("another"))
    ticks._duties = {"first": ticks.Duty("first", timedelta(hours=1), halt.append), **ticks._duties}
    assert ticks.run_due(at=NOON, halted=lambda: bool(halt)) == ["first"]
    assert ticks.run_due(at=NOON) == ["remember", "another"]
