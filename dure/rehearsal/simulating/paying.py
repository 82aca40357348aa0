"""Payments as they are made: an account that was changed waits, two people, a file for the bank, and the bank's answer, which once sends a line back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dure.apps.cases import facade as cases
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.rehearsal.banking import answer
from dure.rehearsal.simulating.run import Run


@dataclass(frozen=True, slots=True)
class Asked:
    """A payment that was asked for, and how the grantee asks again if the bank sends it back."""

    order: money.PaymentOrder
    again: Callable[[], money.PaymentOrder]


def pay(run: Run, asked: Sequence[Asked]) -> None:
    """Every payment to its end. What the bank sends back is asked for again and paid with the next file."""
    while asked:
        run.paid += sum(one.order.amount for one in asked)
        back = _sent(run, asked)
        run.paid -= sum(one.order.amount for one in back)
        asked = [Asked(one.again(), one.again) for one in back]


def _sent(run: Run, asked: Sequence[Asked]) -> list[Asked]:
    """Prepared, approved by another, put in a file, taken to the bank, answered. Gives what came back."""
    run.later(hours=2)
    orders = [money.prepare_payment(order_id=one.order.pk, by=run.actor("officer2"), at=run.at) for one in asked]
    run.later(hours=2)
    orders = [money.approve_payment(order_id=one.pk, seen=money.bound_now(one), by=run.actor("approver"), at=run.at) for one in orders]
    finance = run.actor("finance")
    file = money.make_transfer_file(order_ids=[order.pk for order in orders], by=finance, at=run.later(hours=1))
    money.send_transfer_file(file_id=file.pk, by=finance, at=run.later(hours=1))
    refused = _refused(run, orders)
    run.later(days=1)
    paper = answer(file, paid_on=seoul_date(run.at), but=[order.approval_hash for order in refused])
    money.take_bank_result(upload=paper, file_id=file.pk, by=run.actor("finance"), at=run.at)
    run.deliver()
    numbers = {order.pk for order in refused}
    return [one for one in asked if one.order.pk in numbers]


def _refused(run: Run, orders: Sequence[money.PaymentOrder]) -> list[money.PaymentOrder]:
    """The last line of the first file, in a program that plays it."""
    if not run.plays("bank_refused"):
        return []
    run.gates["bank_refused"] += 1
    run.done.add("bank_refused")
    return [orders[-1]]


def change_account(run: Run, case: cases.Case, order: money.PaymentOrder) -> None:
    """The grantee names another account after it asked; nothing is paid to it before a second person has seen it and a working day has passed."""
    party_id = case.party_id
    version = money.propose_payee(
        party_id=party_id, bank_code="004", holder_name=run.applicants[case.pk].name, account_number=f"110-900-{party_id:06d}",
        by=run.of(case.pk), at=run.later(hours=1),
    )  # fmt: skip
    version = money.verify_payee(version_id=version.pk, by=run.of_center("finance"), at=run.later(hours=2))
    assert version.hold_until is not None
    try:
        money.prepare_payment(order_id=order.pk, by=run.actor("officer2"), at=run.later(hours=1))
    except Refused:
        run.gates["account_changed"] += 1
    else:
        run.troubles.append("새 계좌를 기다리지 않고 지급을 준비함")
    run.at = max(run.at, version.hold_until + timedelta(hours=9))
