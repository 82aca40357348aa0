"""One officer checks a month while another sends it back: one word counts. The control takes off the row lock and the trigger behind it."""

from functools import partial

import pytest

from dure.apps.labor import access, actions
from dure.apps.labor.actions.checking import Judgment
from dure.kernel.errors import OutOfTurn
from dure.platform import journal
from tests.apps.grants.makers import OFFICER, forget_guards
from tests.apps.labor import makers
from tests.apps.labor.makers import SECOND_OFFICER
from tests.apps.money.races import at_once, meeting_at, only_where_rows_are_locked, without_row_locks


@pytest.fixture
def month(transactional_db):
    """A claim that was handed in, with its firm; really committed, so that threads see it."""
    firm = makers.firm()
    firm.supported()
    firm.ready()
    yield firm, firm.handed_in()
    forget_guards()


def decided(firm, claim):
    judged = {line.pk: Judgment("accepted") for line in claim.lines.all()}
    check = partial(actions.check_claim, claim_id=claim.pk, judgments=judged, **firm.who(OFFICER))
    return at_once(check, partial(actions.return_claim, claim_id=claim.pk, reason="출근부를 다시 올려 주세요.", **firm.who(SECOND_OFFICER)))


def words(claim):
    return {line.verb for line in journal.lines_of(claim)} & {"check_claim", "return_claim"}


def test_of_two_words_at_once_one_counts(month, monkeypatch):
    firm, claim = month
    meeting_at(monkeypatch, (access, "may_check"))
    _done, failures = decided(firm, claim)
    assert [type(failure) for failure in failures] == [OutOfTurn]
    claim.refresh_from_db()
    assert words(claim) == {"check_claim" if claim.state == "checked" else "return_claim"}
    assert (makers.payments_of(claim) is not None) is (claim.state == "checked")


@only_where_rows_are_locked
def test_control_without_lock_and_trigger_a_month_is_checked_and_sent_back(month, monkeypatch):
    firm, claim = month
    forget_guards()
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (access, "may_check"))
    _done, failures = decided(firm, claim)
    assert failures == []
    assert words(claim) == {"check_claim", "return_claim"}
    assert makers.payments_of(claim) is not None
