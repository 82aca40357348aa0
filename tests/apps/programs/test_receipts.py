"""Receipt numbers: per round, one by one, given back by a submission that failed."""

import threading

import pytest
from django.db import connection, transaction

from dure.apps.programs.actions import rounds as acts
from dure.apps.programs.models import Round
from dure.apps.programs.queries.rounds import next_receipt_number, receipt_shown
from dure.kernel.errors import OutOfTurn
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers


def given(found):
    with transaction.atomic():
        return next_receipt_number(found.pk)


def test_each_round_counts_for_itself(db):
    one, other = makers.opened(), makers.opened()
    assert [given(one), given(one), given(other), given(one)] == [1, 2, 1, 3]


def test_what_is_undone_gives_its_number_back(transactional_db):
    found = makers.opened()
    assert given(found) == 1
    with transaction.atomic():
        assert next_receipt_number(found.pk) == 2
        transaction.set_rollback(True)
    assert given(found) == 2


def test_a_number_is_given_inside_a_verb_alone(transactional_db):
    found = makers.opened()
    with pytest.raises(RuntimeError, match="inside a verb"):
        next_receipt_number(found.pk)


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_a_round_that_takes_nothing_gives_no_number(db, state):
    found = makers.IN_STATE[state]()
    with pytest.raises(OutOfTurn), transaction.atomic():
        next_receipt_number(found.pk)


def test_a_closed_round_still_numbers_what_was_in_time(db):
    found = makers.opened()
    acts.close_round(round_id=found.pk, by=makers.HOUSE, at=makers.AFTER, key=NO_KEY)
    assert given(found) == 1


@pytest.mark.parametrize(("number", "shown"), [(7, "2026-HD-0007"), (9999, "2026-HD-9999"), (10_000, "2026-HD-10000")])
def test_a_number_is_shown_with_its_prefix(number, shown):
    assert receipt_shown("2026-HD", number) == shown


def test_many_at_once_get_every_number_once(transactional_db):
    found, numbers, failures = makers.opened(), [], []
    ready = threading.Barrier(6)

    def take() -> None:
        try:
            ready.wait()
            for _ in range(5):
                numbers.append(given(found))
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    takers = [threading.Thread(target=take) for _ in range(6)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    assert failures == []
    assert sorted(numbers) == list(range(1, 31))
    assert Round.objects.get(pk=found.pk).last_number == 30
