"""The foundations under everybody at once (reliability X2, X3, X7, X9), each with its control: the same with the guard off."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from dure.config.commands.checks import before_opening
from dure.kernel.clock import now
from dure.platform import events, journal, ticks
from dure.platform.middleware import ClockMiddleware
from dure.platform.models import Delivery, Event, IdempotencyKey, JournalLine, Mark, TickRun
from dure.platform.triggers import Guard
from dure.platform.verbs import NO_KEY, Key, verb
from tests.platform.makers import NOON, SOMEBODY

PRESSES = 8
KIND = "case_submitted"
ANSWERER = "test: foundations"


def all_at_once(act: Callable[[], Any], times: int = PRESSES) -> list[Any]:
    """Do it in so many threads that start together; what failed is raised."""
    outcomes, failures, ready = [], [], threading.Barrier(times)

    def run() -> None:
        try:
            ready.wait()
            outcomes.append(act())
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return outcomes


@contextmanager
def without(model: Any, name: str) -> Iterator[None]:
    """The control: the constraint is gone for a while; the rows that only it would have refused go before it comes back."""
    kept = model._meta.constraints
    constraint = next(one for one in kept if one.name == name)
    model._meta.constraints = [one for one in kept if one is not constraint]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        model.objects.all().delete()
        model._meta.constraints = kept
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)


@verb
def leave_a_mark(*, by, at, key=NO_KEY):
    with transaction.atomic():
        mark = Mark.objects.create(key=f"mark {threading.get_ident()} {key}", value={})
    journal.write(mark, "leave_a_mark", by=by, at=at)
    events.emit(KIND, subject=mark, at=at)
    return mark


@verb
def change_ones_mind_at_last(*, by, at, key=NO_KEY):
    mark = Mark.objects.create(key="half a deed", value={})
    events.emit(KIND, subject=mark, at=at)
    raise RuntimeError("the power is gone")


@pytest.fixture
def listening(monkeypatch):
    """The only answerer in the house, and what it heard."""
    heard: list[events.EventData] = []
    monkeypatch.setattr(events, "_answerers", {})
    events.answers(KIND, name=ANSWERER)(heard.append)
    return heard


def test_pressed_by_many_at_once_it_acts_once_and_answers_all_the_same(transactional_db, listening):
    for turn in range(5):
        key = Key(f"pressed {turn}")
        outcomes = all_at_once(lambda key=key: leave_a_mark(by=SOMEBODY, at=NOON, key=key).pk)
        assert len(set(outcomes)) == 1
    assert Mark.objects.count() == IdempotencyKey.objects.count() == JournalLine.objects.count() == Delivery.objects.count() == 5


def test_control_without_the_unique_key_every_press_acts(transactional_db, listening):
    with without(IdempotencyKey, "platform_key_once"):
        all_at_once(lambda: leave_a_mark(by=SOMEBODY, at=NOON, key=Key("pressed")))
        assert Mark.objects.count() == PRESSES


def test_an_effect_its_key_its_journal_line_and_its_deliveries_hold_together(transactional_db, listening):
    leave_a_mark(by=SOMEBODY, at=NOON, key=Key("pressed"))
    assert [model.objects.count() for model in (Mark, IdempotencyKey, JournalLine, Event, Delivery)] == [1, 1, 1, 1, 1]


def test_nothing_of_them_is_left_when_the_act_fails_at_last(transactional_db, listening):
    with pytest.raises(RuntimeError):
        change_ones_mind_at_last(by=SOMEBODY, at=NOON, key=Key("pressed"))
    assert [model.objects.count() for model in (Mark, IdempotencyKey, JournalLine, Event, Delivery)] == [0, 0, 0, 0, 0]


def test_nobody_sees_an_event_before_its_effect_holds(transactional_db, listening):
    seen: list[int] = []

    def look() -> None:
        seen.append(Delivery.objects.count())
        connection.close()

    with transaction.atomic():
        events.emit(KIND, subject=Mark.objects.create(key="not yet", value={}), at=NOON)
        looking = threading.Thread(target=look)
        looking.start()
        looking.join()
    assert seen == [0]
    assert Delivery.objects.count() == 1


def test_many_workers_tell_an_event_once(transactional_db, listening):
    for turn in range(3):
        leave_a_mark(by=SOMEBODY, at=NOON, key=Key(f"pressed {turn}"))
        all_at_once(lambda: events.deliver_due(at=NOON), 4)
    assert len(listening) == len({event.id for event in listening}) == 3


def test_an_act_that_cannot_be_written_in_the_journal_does_not_happen(transactional_db, listening):
    with closed_journal(), pytest.raises(DatabaseError, match="journal is closed"):
        leave_a_mark(by=SOMEBODY, at=NOON, key=Key("pressed"))
    assert [model.objects.count() for model in (Mark, IdempotencyKey, Event)] == [0, 0, 0]
    assert leave_a_mark(by=SOMEBODY, at=NOON, key=Key("pressed")).pk


@contextmanager
def closed_journal() -> Iterator[None]:
    """A journal that takes no line, as on a full disk."""
    guard = Guard("test_closed_journal", "platform_journalline", "INSERT", "the journal is closed")
    with connection.cursor() as cursor:
        for statement in [guard.sqlite()] if connection.vendor == "sqlite" else guard.postgres():
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {guard.name}" + ("" if connection.vendor == "sqlite" else f" ON {guard.table}"))


@pytest.fixture
def duty(monkeypatch):
    """The only duty of the house, and the moments at which it ran."""
    ran: list = []
    monkeypatch.setattr(ticks, "_duties", {})
    ticks.register("remember", every=timedelta(minutes=1))(ran.append)
    return ran


def test_many_workers_run_a_duty_once_in_its_slot(transactional_db, duty):
    for minute in range(5):
        all_at_once(lambda at=NOON + timedelta(minutes=minute): ticks.run_due(at=at), 4)
    assert sorted(duty) == [NOON + timedelta(minutes=minute) for minute in range(5)]


def test_control_it_is_the_database_that_refuses_the_second_worker(transactional_db):
    slot = {"name": "remember", "slot": NOON, "begun_at": NOON}
    TickRun.objects.create(**slot)
    with pytest.raises(IntegrityError), transaction.atomic():
        TickRun.objects.create(**slot)
    with without(TickRun, "platform_tick_once"):
        TickRun.objects.create(**slot)
        assert TickRun.objects.count() == 2


@pytest.fixture
def opened_with(transactional_db):
    """Open the database with other settings, as a house set up wrongly would."""
    if connection.vendor != "sqlite":
        pytest.skip("these are SQLite's settings")
    right = connection.settings_dict["OPTIONS"]["init_command"]

    def reopen(said: str, instead: str) -> None:
        assert said in right
        connection.close()
        connection.settings_dict["OPTIONS"]["init_command"] = right.replace(said, instead)

    yield reopen
    connection.close()
    connection.settings_dict["OPTIONS"]["init_command"] = right


@pytest.mark.parametrize(
    ("said", "instead", "told"),
    [
        ("synchronous=FULL", "synchronous=NORMAL", "synchronous=1, not 2"),
        ("synchronous=FULL", "synchronous=OFF", "synchronous=0, not 2"),
        ("journal_mode=WAL", "journal_mode=DELETE", "journal_mode=delete, not wal"),
        ("foreign_keys=ON", "foreign_keys=OFF", "foreign_keys=0, not 1"),
    ],
)
def test_the_house_does_not_open_with_settings_that_may_lose_what_was_acknowledged(opened_with, said, instead, told):
    opened_with(said, instead)
    with pytest.raises(SystemCheckError, match=told):
        before_opening()


def test_control_with_its_own_settings_it_opens(opened_with):
    opened_with("synchronous=FULL", "synchronous=FULL")
    before_opening()


def test_sqlite_takes_its_write_lock_when_a_transaction_begins_and_waits_for_others():
    if connection.vendor != "sqlite":
        pytest.skip("these are SQLite's settings")
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.settings_dict["OPTIONS"]["timeout"] >= 10


def test_the_moment_of_a_request_is_the_houses_own_whatever_the_request_says():
    lie = {"at": "1999-01-01T00:00:00", "submitted_at": "1999-01-01T00:00:00", "key": "k" * 200}
    asked = RequestFactory().post("/", lie, headers={"Date": "Fri, 01 Jan 1999 00:00:00 GMT", "X-Time": "0", "Time-Zone": "UTC"})
    moments: list = []
    before = now()
    ClockMiddleware(lambda request: moments.extend([request.at, request.at, request.key]) or HttpResponse())(asked)
    first, again, key = moments
    assert before <= first == again <= now()
    assert first.microsecond % 1000 == 0
    assert key == "k" * 80
