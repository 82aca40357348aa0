"""Two officers screen one application at once: one judgment counts. The control takes off the row lock (reliability D2)."""

from functools import partial

import pytest
from django.db import IntegrityError

from dure.apps.cases import actions
from dure.apps.cases.actions import running
from dure.kernel.errors import OutOfTurn
from dure.platform import journal
from tests.apps.cases import makers
from tests.apps.grants.makers import forget_guards
from tests.apps.money.races import at_once, meeting_at, only_where_rows_are_locked, without_row_locks

JUDGMENTS = {"screening.pass", "screening.refuse"}


@pytest.fixture
def case(transactional_db):
    """Handed in; really committed, so that threads see it."""
    yield makers.submitted()[0]
    forget_guards()


def screened(case):
    """One officer finds it met, another refuses it, both having read that nobody judged it."""
    act = {"case_id": case.pk, "at": makers.CLOSES}
    one, other = makers.staff(), makers.staff()
    return at_once(
        partial(actions.pass_screening, note="모두 확인", by=one, **act),
        partial(actions.refuse_case, reasons=["서울 밖의 단체입니다."], by=other, **act),
    )


def judgments(case):
    return [line.verb for line in journal.lines_of_case(case.pk) if line.verb in JUDGMENTS]


def test_of_two_judgments_at_once_one_counts(case, monkeypatch):
    meeting_at(monkeypatch, (running, "flow_of"))
    _done, failures = screened(case)
    assert [type(failure) for failure in failures] == [OutOfTurn]
    assert len(judgments(case)) == 1
    case.refresh_from_db()
    assert (case.outcome == "refused") is (judgments(case) == ["screening.refuse"])


@only_where_rows_are_locked
def test_control_without_the_row_lock_only_the_unique_judgment_holds_and_one_hand_meets_an_error(case, monkeypatch):
    """The lock gives the polite answer; that a screening has one judgment is a rule of the table."""
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (running, "flow_of"))
    _done, failures = screened(case)
    assert [type(failure) for failure in failures] == [IntegrityError]
    assert len(judgments(case)) == 1
