"""A verb acts once per key, all or nothing; a part never stands alone."""

import threading

import pytest
from django.db import connection, transaction

from dure.kernel.errors import Refused
from dure.platform.models import IdempotencyKey, Mark
from dure.platform.verbs import NO_KEY, Key, part, verb
from tests.platform.makers import NOON, SOMEBODY, SOMEBODY_ELSE

KEY = Key("pressed-once")


@verb
def leave_a_mark(*, name, by, at, key=NO_KEY):
    return Mark.objects.create(key=f"{name}-{Mark.objects.count()}", value={"by": by.name})


@verb
def change_ones_mind(*, by, at, key=NO_KEY):
    Mark.objects.create(key="half a deed", value={})
    raise Refused("안 돼요.")


@part
def a_part(*, by, at):
    return Mark.objects.create(key="part", value={})


@verb
def whole(*, by, at, key=NO_KEY):
    return a_part(by=by, at=at).pk


def test_the_same_key_acts_once_and_answers_the_same(db):
    first = leave_a_mark(name="x", by=SOMEBODY, at=NOON, key=KEY)
    again = leave_a_mark(name="x", by=SOMEBODY, at=NOON, key=KEY)
    assert again == first
    assert Mark.objects.count() == 1


def test_control_without_a_key_a_repeat_acts_again(db):
    leave_a_mark(name="x", by=SOMEBODY, at=NOON)
    leave_a_mark(name="x", by=SOMEBODY, at=NOON)
    assert Mark.objects.count() == 2


def test_a_key_belongs_to_its_account_and_its_verb(db):
    leave_a_mark(name="x", by=SOMEBODY, at=NOON, key=KEY)
    leave_a_mark(name="x", by=SOMEBODY_ELSE, at=NOON, key=KEY)
    whole(by=SOMEBODY, at=NOON, key=KEY)
    assert Mark.objects.count() == 3


def test_a_refused_verb_leaves_nothing_not_even_its_key(db):
    with pytest.raises(Refused):
        change_ones_mind(by=SOMEBODY, at=NOON, key=KEY)
    assert not Mark.objects.exists()
    assert not IdempotencyKey.objects.exists()


def test_a_plain_outcome_is_kept_too(db):
    first = whole(by=SOMEBODY, at=NOON, key=KEY)
    assert whole(by=SOMEBODY, at=NOON, key=KEY) == first


def test_a_part_refuses_to_stand_alone(transactional_db):
    with pytest.raises(RuntimeError, match="inside a verb"):
        a_part(by=SOMEBODY, at=NOON)
    assert not Mark.objects.exists()


def test_a_verb_opens_its_own_transaction_and_joins_none(transactional_db):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        whole(by=SOMEBODY, at=NOON)


def test_two_presses_at_once_act_once(transactional_db):
    outcomes, failures, ready = [], [], threading.Barrier(2)

    def press() -> None:
        try:
            ready.wait()
            outcomes.append(leave_a_mark(name="x", by=SOMEBODY, at=NOON, key=KEY).pk)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert failures == []
    assert len(set(outcomes)) == 1
    assert Mark.objects.count() == 1
