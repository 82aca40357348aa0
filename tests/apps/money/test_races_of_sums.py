"""Sums, amounts, steps and posted entries under many hands (reliability B31-B34)."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from dure.apps.money import actions, facade, invariants, rules
from dure.apps.money.actions import payments as payment_verbs
from dure.apps.money.models import Account, Entry, Leg, PaymentOrder
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.kernel.typed import read_won
from tests.apps.money import makers
from tests.apps.money.makers import APPROVER, FINANCE, HOUSE, NOON, OFFICER, YEAR
from tests.apps.money.races import (
    HANDS,
    LATER,
    at_once,
    books_stand,
    confirming,
    pay_without_asking,
    posted_payments,
    sent_file,
)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path


@pytest.fixture
def world(committed):
    """A ledger that is really committed, so that threads see it."""
    return makers.ledger()


# B31 · ceilings under load


def asking(party, turn: int, amount: int) -> Callable[[], object]:
    return lambda: makers.asked(party, amount=amount, subject=f"tranche-{turn}")


def test_b31_asks_at_once_never_sum_beyond_the_agreement(world):
    party = makers.party()
    _answers, failures = at_once(*[asking(party, turn, 3_000_000) for turn in range(6)])
    assert {type(failure) for failure in failures} <= {Refused}
    assert sum(PaymentOrder.objects.values_list("amount", flat=True)) == 9_000_000


def test_b31_commits_at_once_never_sum_beyond_the_line(world):
    _answers, failures = at_once(*[lambda turn=turn: makers.sign(f"agreement-{turn}", 6_000_000) for turn in range(10, 16)])
    assert {type(failure) for failure in failures} <= {Refused}
    assert Account.objects.get(key="line:growth").balance == 2_000_000
    assert books_stand()


def test_b31_allotments_at_once_never_pass_a_ceiling(committed):
    with transaction.atomic():
        facade.open_line(year=YEAR, key="growth", title="기업성장지원", ceiling=10_000_000)
        facade.open_account(Account.objects.get(key="line:growth").book, "budget", title="예산", nature="budget")

    def allot(turn: int) -> None:
        with transaction.atomic():
            facade.allot(year=YEAR, line_key="growth", amount=4_000_000, subject_key=f"part-{turn}", by=HOUSE, at=NOON)

    _answers, failures = at_once(*[lambda turn=turn: allot(turn) for turn in range(4)])
    assert {type(failure) for failure in failures} <= {Refused}
    assert Account.objects.get(key="line:growth").total == 8_000_000


def test_b31_control_without_the_look_asks_go_beyond_the_agreement(world, monkeypatch):
    party = makers.party()
    monkeypatch.setattr(payment_verbs, "LIVE", ())
    for turn in range(6):
        asking(party, turn, 3_000_000)()
    assert sum(PaymentOrder.objects.values_list("amount", flat=True)) == 18_000_000


def test_b31_control_without_the_rule_a_line_promises_more_than_it_holds(world, monkeypatch):
    """The database holds where the rule does not: an account below nothing is refused by its constraint."""
    monkeypatch.setattr(rules, "reasons_against", lambda *_said: [])
    with pytest.raises(IntegrityError):
        makers.sign("agreement-2", 20_000_001)


# B32 · amounts


@pytest.mark.parametrize(
    "text", ["-1", "0.1", "1e400", "NaN", "１０００", "9223372036854775808", "", "1,00", "0x10", "１,０００", "1_000", "∞", "--1", "1 000"]
)
def test_b32_what_is_no_amount_is_refused(text):
    with pytest.raises(Refused):
        read_won(text, "금액")


@pytest.mark.parametrize(("text", "won"), [("1,000", 1_000), ("1000", 1_000), (" 1,000원 ", 1_000), ("9,000,000,000,000,000", 9 * 10**15)])
def test_b32_an_amount_as_people_write_it_is_read(text, won):
    assert read_won(text, "금액") == won


@pytest.mark.parametrize("amount", [0, -1, 0.1, 1.0, float("nan"), float("inf"), 2**63, True, "1000", None])
def test_b32_no_such_amount_is_asked_for(ledger, amount):
    with pytest.raises(Refused):
        makers.asked(makers.party(), amount=amount)
    assert not PaymentOrder.objects.exists()


# B33 · the order of the steps


@pytest.mark.parametrize("state", ["asked", "prepared"])
def test_b33_a_step_is_not_skipped_by_calling_it(world, state):
    party = makers.party()
    makers.verified_payee(party)
    order = makers.asked(party) if state == "asked" else makers.prepared(party)
    with pytest.raises(OutOfTurn):
        confirming(order)()
    with pytest.raises(Refused, match="결재가 끝나고"):
        sent_file(order)
    if state == "asked":
        with pytest.raises(OutOfTurn):
            actions.approve_payment(order_id=order.pk, seen="", by=APPROVER, at=LATER)
    assert posted_payments() == 0


def test_b33_the_database_refuses_a_skipped_step(world):
    order = makers.asked(makers.party())
    for state in ("prepared", "approved", "paid"):
        with pytest.raises(IntegrityError), transaction.atomic():
            PaymentOrder.objects.filter(pk=order.pk).update(state=state)


def test_b33_a_return_and_a_confirmation_at_once_are_one(world):
    order = makers.approved()
    back = lambda: actions.return_payment(order_id=order.pk, reason="다시 봄", by=FINANCE, at=LATER)  # noqa: E731
    _answers, failures = at_once(confirming(order), back)
    order.refresh_from_db()
    assert len(failures) == 1
    assert (order.state, posted_payments()) in {("paid", 1), ("refused", 0)}
    with pytest.raises(Forbidden):
        actions.confirm_paid(order_id=order.pk, bank_reference="x", paid_on=NOON.date(), by=OFFICER, at=LATER)


def test_b33_control_without_the_table_an_order_is_paid_after_it_went_back(world, monkeypatch):
    order = makers.approved()
    actions.return_payment(order_id=order.pk, reason="다시 봄", by=FINANCE, at=LATER)
    with pytest.raises(OutOfTurn):
        confirming(order)()
    pay_without_asking(order)
    assert posted_payments() == 1
    assert invariants.paid_once() != []


# B34 · what was posted stands


def posted(rows) -> list[Callable[[], object]]:
    return [lambda: rows.update(memo="x") if rows.model is Entry else rows.update(amount=1), lambda: rows.all()._raw_delete("default")]


@pytest.mark.parametrize("model", [Entry, Leg])
def test_b34_a_posted_entry_is_neither_changed_nor_removed(world, model):
    makers.paid()
    for act in posted(model.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_b34_control_without_guards_a_posted_entry_is_changed_and_the_books_say_so(world):
    makers.paid()
    makers.forget_guards(connection)
    Leg.objects.filter(amount__gt=0).update(amount=F("amount") + 1)
    assert invariants.books_sum_to_zero() != []


def test_b34_a_reversal_at_once_is_one(world):
    entry = makers.paid()

    def undo() -> None:
        with transaction.atomic():
            facade.reverse(entry=entry, by=HOUSE, at=LATER, reason="예시")

    _answers, failures = at_once(*[undo] * HANDS)
    assert failures == []
    assert Entry.objects.filter(kind="reverse").count() == 1
    assert books_stand()
