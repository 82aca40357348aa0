"""The controls of the races: each with the very guard off, the hands meeting where it would have kept them apart (reliability D2).

A guard is a row lock, an idempotency key, a rule of the database. Where a second one stands behind the first, the first control shows
what people would meet without it (an error instead of an answer), and the next, with both off, that the money would be wrong.
"""

from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from dure.apps.money import actions, facade, invariants, rules
from dure.apps.money.actions import budget as budget_verbs
from dure.apps.money.actions import payees as payee_verbs
from dure.apps.money.actions import payments as payment_verbs
from dure.apps.money.actions import posting
from dure.apps.money.actions import results as result_verbs
from dure.apps.money.actions import transfers as transfer_verbs
from dure.apps.money.actions.payments import bound_now
from dure.apps.money.models import Account, BankResult, Entry, PayeeAccount, PayeeAccountVersion, PaymentOrder
from dure.platform import journal, verbs
from dure.platform.verbs import Key
from tests.apps.money import makers
from tests.apps.money.makers import EVERYTHING, FINANCE, HOUSE, NOON, OFFICER, YEAR
from tests.apps.money.races import (
    LATER,
    OTHER_FINANCE,
    at_once,
    confirming,
    meeting_at,
    only_where_rows_are_locked,
    posted_payments,
    sent_file,
    without_row_locks,
)
from tests.apps.money.test_races import bank_says, taking

SECOND_OFFICER = makers.seat(32, makers.Role.OFFICER)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path


@pytest.fixture
def world(committed):
    """A ledger that is really committed, so that threads see it."""
    return makers.ledger()


def kinds(failures: list[Exception]) -> list[type]:
    return [type(failure) for failure in failures]


# B27 · the lock on the order, the ledger's key, the key of the button


@pytest.fixture
def paid_before(world):
    """The agreement was paid once already: its accounts are open, for their opening would keep the hands apart too."""
    return makers.confirmed(amount=1_000_000, subject="before")


def both_confirm(order: PaymentOrder) -> list[type]:
    return kinds(at_once(confirming(order, key="a"), confirming(order, by=OTHER_FINANCE, key="b"))[1])


@only_where_rows_are_locked
def test_b27_without_the_lock_the_ledgers_key_holds_and_one_hand_meets_an_error(paid_before, monkeypatch):
    order = makers.approved(amount=1_000_000)
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (posting, "_changes"))
    assert both_confirm(order) == [IntegrityError]
    assert posted_payments() == 1 + 1


@only_where_rows_are_locked
def test_b27_without_lock_and_key_the_kept_order_holds(forget, paid_before, monkeypatch):
    order = makers.approved(amount=1_000_000)
    forget("money_entry", "money_entry_idempotency_key")
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (posting, "_changes"))
    (failure,) = both_confirm(order)
    assert issubclass(failure, DatabaseError)
    assert posted_payments() == 1 + 1


@only_where_rows_are_locked
def test_b27_without_lock_key_and_trigger_one_payment_is_posted_twice(forget, paid_before, monkeypatch):
    order = makers.approved(amount=1_000_000)
    forget("money_entry", "money_entry_idempotency_key")
    makers.forget_guards(connection)
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (posting, "_changes"))
    assert both_confirm(order) == []
    assert posted_payments() == 1 + 2
    assert f"{order.subject_key} was paid 2 times" in invariants.paid_once()


@only_where_rows_are_locked
def test_b27_without_the_lock_the_second_officer_overwrites_the_first(world, monkeypatch):
    party = makers.party()
    makers.verified_payee(party)
    order = makers.asked(party)
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (payment_verbs, "_payable_version"))
    _done, failures = at_once(*[partial(actions.prepare_payment, order_id=order.pk, by=by, at=LATER) for by in (OFFICER, SECOND_OFFICER)])
    assert failures == []
    prepared = [line.account_id for line in journal.lines_of(order) if line.verb == "prepare_payment"]
    assert sorted(prepared) == [OFFICER.account_id, SECOND_OFFICER.account_id]


@only_where_rows_are_locked
def test_b27_without_the_lock_a_replayed_result_meets_an_error_instead_of_the_first_answer(world, monkeypatch):
    file = sent_file(makers.approved())
    said = bank_says(file)
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (result_verbs, "_take"))
    _done, failures = at_once(taking(file, said), taking(file, said, by=OTHER_FINANCE))
    assert kinds(failures) == [IntegrityError]
    assert (BankResult.objects.count(), posted_payments()) == (1, 1)


@only_where_rows_are_locked
def test_b27_without_the_look_and_the_constraint_a_replayed_result_is_kept_twice(forget, world, monkeypatch):
    file = sent_file(makers.approved())
    said = bank_says(file)
    taking(file, said)()
    forget("money_bankresult", "money_bankresult_file_id")
    forget("money_bankresultline", "money_bankresultline_line_id")
    monkeypatch.setattr(result_verbs.BankResult.objects, "filter", lambda **_said: BankResult.objects.none())
    taking(file, said)()
    assert (BankResult._base_manager.count(), posted_payments()) == (2, 1)


@only_where_rows_are_locked
def test_b27_without_the_lock_a_result_and_a_hand_meet_at_the_ledgers_key(paid_before, monkeypatch):
    order = makers.approved(amount=1_000_000)
    file = sent_file(order)
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (posting, "_changes"))
    _done, failures = at_once(taking(file, bank_says(file)), confirming(order, reference="은행-0"))
    assert kinds(failures) == [IntegrityError]
    assert posted_payments() == 1 + 1


def allotting(key: str, amount: int = 1_000_000) -> partial[Entry]:
    said = {"year": YEAR, "line_key": "growth", "title": "", "amount": amount}
    return partial(actions.allot_budget, **said, by=FINANCE, at=LATER, key=Key(key))


def allotments() -> int:
    return Entry.objects.filter(kind="allot", posted=True).count()


def test_b27_a_button_pressed_twice_at_once_allots_once(world):
    answers, failures = at_once(allotting("pressed"), allotting("pressed"))
    assert failures == []
    assert len({answer.pk for answer in answers}) == 1
    assert allotments() == 2


def test_b27_without_the_key_of_the_button_it_allots_twice(world, monkeypatch):
    monkeypatch.setattr(verbs, "_take", lambda *_said: None)
    _done, failures = at_once(allotting("pressed"), allotting("pressed"))
    assert failures == []
    assert allotments() == 3


def two_buttons(monkeypatch) -> int:
    meeting_at(monkeypatch, (budget_verbs.ledger, "allot"))
    assert at_once(allotting("one"), allotting("two"))[1] == []
    return allotments()


def test_two_buttons_pressed_at_once_are_two_allotments(world, monkeypatch):
    assert two_buttons(monkeypatch) == 3


@only_where_rows_are_locked
def test_without_the_hold_on_the_line_two_allotments_are_taken_for_one(world, monkeypatch):
    """Both read the same number, and the ledger takes the second for the first pressed again."""
    monkeypatch.setattr(budget_verbs, "_hold", lambda _line: None)
    assert two_buttons(monkeypatch) == 2


# B28 · two people: the rule, and the database behind it


def one_person_stands_twice() -> None:
    party = makers.party()
    makers.verified_payee(party)
    order = actions.prepare_payment(order_id=makers.asked(party).pk, by=EVERYTHING, at=LATER)
    actions.approve_payment(order_id=order.pk, seen=bound_now(order), by=EVERYTHING, at=LATER)


def test_b28_without_the_rule_the_database_refuses(world, monkeypatch):
    monkeypatch.setattr(rules, "reasons_against_approving", lambda *_said: [])
    with pytest.raises(IntegrityError, match=r"money_order_(checker_is_not_maker|two_seats)"):
        one_person_stands_twice()
    assert PaymentOrder.objects.get().state == "prepared"


def test_b28_without_rule_and_database_one_person_stands_twice(forget, world, monkeypatch):
    monkeypatch.setattr(rules, "reasons_against_approving", lambda *_said: [])
    forget("money_paymentorder", "money_order_checker_is_not_maker", "money_order_two_seats")
    one_person_stands_twice()
    assert invariants.paid_once() == [f"order {PaymentOrder.objects.get().pk}: one person stands twice"]


# B29, B30 · accounts and files


@only_where_rows_are_locked
def test_b29_without_the_lock_a_second_change_meets_an_error(world, monkeypatch):
    party = makers.party()
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (payee_verbs, "current_version"))
    assert kinds(at_once(*two_changes(party))[1]) == [IntegrityError]
    assert PayeeAccountVersion.objects.filter(state="proposed").count() == 1


@only_where_rows_are_locked
def test_b29_without_lock_and_constraints_two_accounts_wait(forget, world, monkeypatch):
    party = makers.party()
    forget("money_payeeaccountversion", "money_version_number", "money_version_one_waiting")
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (payee_verbs, "current_version"))
    assert kinds(at_once(*two_changes(party))[1]) == []
    assert PayeeAccountVersion.objects.filter(state="proposed").count() == 2


def two_changes(party) -> list[partial[PayeeAccountVersion]]:
    PayeeAccount.objects.get_or_create(party=party)
    return [partial(makers.proposed_payee, party, number) for number in ("111-222-333333", "111-222-444444")]


@only_where_rows_are_locked
def test_b30_without_the_lock_a_payment_lies_in_two_files(world, monkeypatch):
    first, second = (makers.approved(amount=1_000_000, subject=f"tranche-{turn}") for turn in (1, 2))
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (transfer_verbs, "_made"))
    _done, failures = at_once(lambda: sent_file(first, second), lambda: sent_file(first))
    assert failures == []
    assert first.transfers.count() == 2


# B31, B33, B34 · sums, steps and reversals


@only_where_rows_are_locked
def test_b31_without_the_lock_asks_go_beyond_the_agreement(world, monkeypatch):
    party = makers.party()
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (PaymentOrder.objects, "create"))
    asks = [partial(makers.asked, party, amount=6_000_000, subject=f"tranche-{turn}") for turn in (1, 2)]
    assert at_once(*asks)[1] == []
    assert sum(PaymentOrder.objects.values_list("amount", flat=True)) == 12_000_000


def two_promises(monkeypatch) -> list[type]:
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (posting, "_write_legs"))
    return kinds(at_once(*[partial(makers.sign, f"agreement-{turn}", 12_000_000) for turn in (10, 11)])[1])


@only_where_rows_are_locked
def test_b31_without_the_lock_the_floor_of_the_line_holds_with_an_error(world, monkeypatch):
    assert two_promises(monkeypatch) == [IntegrityError]
    assert Account.objects.get(key="line:growth").balance == 8_000_000


@only_where_rows_are_locked
def test_b31_without_lock_and_floor_a_line_promises_more_than_it_holds(forget, world, monkeypatch):
    forget("money_account", "money_account_floor")
    assert two_promises(monkeypatch) == []
    assert Account.objects.get(key="line:growth").balance == -4_000_000
    assert invariants.within_ceilings() == ["account line:growth: -4000000"]


def two_allotments(monkeypatch) -> list[type]:
    with transaction.atomic():
        line = facade.open_line(year=YEAR, key="bounded", title="예시", ceiling=10_000_000)
        facade.open_account(line.book, "budget", title="예산", nature="budget")

    def allot(turn: int) -> None:
        with transaction.atomic():
            facade.allot(year=YEAR, line_key="bounded", amount=6_000_000, subject_key=f"part-{turn}", by=HOUSE, at=NOON)

    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (posting, "_write_legs"))
    return kinds(at_once(partial(allot, 1), partial(allot, 2))[1])


@only_where_rows_are_locked
def test_b31_without_the_lock_the_ceiling_holds_with_an_error(world, monkeypatch):
    assert two_allotments(monkeypatch) == [IntegrityError]
    assert Account.objects.get(key="line:bounded").total == 6_000_000


@only_where_rows_are_locked
def test_b31_without_lock_and_ceiling_more_comes_than_may(forget, world, monkeypatch):
    forget("money_account", "money_account_ceiling")
    assert two_allotments(monkeypatch) == []
    assert invariants.within_ceilings() == ["account line:bounded: 12000000 beyond 10000000"]


@only_where_rows_are_locked
@pytest.mark.parametrize("kept", [True, False], ids=["trigger", "stamps"])
def test_b33_without_the_lock_trigger_and_stamps_hold_one_after_the_other(world, monkeypatch, kept):
    """A payment is never both paid and sent back: what the first hand wrote, the trigger keeps; without it the stamps do not agree."""
    order = makers.approved()
    if not kept:
        makers.forget_guards(connection)
    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (payment_verbs, "is_on_its_way"))
    back = partial(actions.return_payment, order_id=order.pk, reason="다시 봄", by=FINANCE, at=LATER)
    _done, (failure,) = at_once(confirming(order), back)
    assert isinstance(failure, DatabaseError)
    order.refresh_from_db()
    assert (order.state, posted_payments()) in {("paid", 1), ("refused", 0)}


def reversed_twice(monkeypatch) -> list[type]:
    entry, _other = (makers.paid(amount=3_000_000, subject=f"tranche-{turn}") for turn in (1, 2))

    def undo() -> None:
        with transaction.atomic():
            facade.reverse(entry=entry, by=HOUSE, at=LATER, reason="예시")

    without_row_locks(monkeypatch)
    meeting_at(monkeypatch, (posting, "_changes"))
    return kinds(at_once(undo, undo)[1])


@only_where_rows_are_locked
def test_b34_without_the_lock_a_second_reversal_meets_an_error(world, monkeypatch):
    assert reversed_twice(monkeypatch) == [IntegrityError]
    assert Entry.objects.filter(kind="reverse").count() == 1


@only_where_rows_are_locked
def test_b34_without_lock_and_constraints_an_entry_is_reversed_twice(forget, world, monkeypatch):
    forget("money_entry", "money_entry_idempotency_key", "money_entry_reverses_id")
    assert reversed_twice(monkeypatch) == []
    assert Entry.objects.filter(kind="reverse").count() == 2
    assert facade.agreement_sums(makers.AGREEMENT).paid == 0
