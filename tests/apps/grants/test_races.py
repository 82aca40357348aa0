"""Two hands judge one expense at once: one counts. The controls take off the row lock, then the trigger behind it (reliability D2)."""

from functools import partial

import pytest
from django.db import IntegrityError

from dure.apps.grants import actions
from dure.apps.grants.actions import spendings
from dure.apps.grants.models import Spending
from dure.apps.grants.queries.agreements import sums_of
from dure.kernel.errors import OutOfTurn
from dure.platform import journal
from tests.apps.grants import makers
from tests.apps.grants.makers import FINANCE, OFFICER
from tests.apps.money.races import at_once, meeting_at, only_where_rows_are_locked, without_row_locks


@pytest.fixture
def spending(transactional_db):
    """Filed, on a grant that was paid; really committed, so that threads see it."""
    life = makers.life()
    life.signed()
    life.with_payee()
    life.paid(1)
    yield life.spent(1_000_000)
    makers.forget_guards()


def judged(spending: Spending) -> tuple[list, list[Exception]]:
    """Finance accepts and the officer disallows, both having read that nobody judged it."""
    act = partial(actions.judge_spending, spending_id=spending.pk, at=spending.filed_at)
    return at_once(partial(act, accepted=True, by=FINANCE), partial(act, accepted=False, clause="협약 제5조", by=OFFICER))


def words(spending: Spending) -> set[str]:
    return {line.verb for line in journal.lines_of(spending)} & {"accept_spending", "disallow_spending"}


def test_of_two_judgments_at_once_one_counts_and_the_ledger_agrees(spending, monkeypatch):
    meeting_at(monkeypatch, (spendings, "require"))
    _done, failures = judged(spending)
    assert [type(failure) for failure in failures] == [OutOfTurn]
    spending.refresh_from_db()
    assert (spending.state, sums_of(spending.agreement).spent_grant) in {("accepted", 1_000_000), ("disallowed", 0)}
    assert len(words(spending)) == 1


@only_where_rows_are_locked
def test_control_without_the_row_lock_the_trigger_holds_and_one_hand_meets_an_error(spending, monkeypatch):
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (spendings, "require"))
    _done, failures = judged(spending)
    assert [type(failure) for failure in failures] == [IntegrityError]
    assert len(words(spending)) == 1


@only_where_rows_are_locked
def test_control_without_lock_and_trigger_an_expense_is_accepted_and_disallowed(spending, monkeypatch):
    makers.forget_guards()
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (spendings, "require"))
    _done, failures = judged(spending)
    assert failures == []
    assert words(spending) == {"accept_spending", "disallow_spending"}
    assert sums_of(spending.agreement).spent_grant == 1_000_000
