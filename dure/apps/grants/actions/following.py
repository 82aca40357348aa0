"""Disbursement runs follow their payments. Money cannot call up; a run is moved to where its order stands, from the order's own stamps."""

from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.grants.actions.reimbursing import leave_to_expenses
from dure.apps.grants.models import Agreement, Tranche
from dure.apps.grants.queries.agreements import tranche_key
from dure.apps.money import facade as money
from dure.platform.actor import Actor
from dure.platform.verbs import part

_PLACES = ("asked", "prepared", "approved", "done")
_STEPS = (("prepare", "prepared"), ("approve", "approved"), ("pay", "paid"))


@part
def follow_payment(tranche: Tranche) -> None:
    """Take the steps that the tranche's order has taken and its run has not. Asked twice, the second time nothing is left to do."""
    order = money.order_for(tranche_key(tranche))
    if order is None:
        return
    run = cases.run_of(tranche.agreement.case_id, "disbursement", turn=tranche.number)
    if order.state == money.OrderState.REFUSED:
        if run.state in _PLACES[:-1]:
            by, at = _hand(order, "refused")
            cases.move(run, "return", by=by, at=at, reason=order.refuse_reason)
        return
    if run.state not in _PLACES:
        return
    reached = _PLACES.index("done" if order.state == money.OrderState.PAID else order.state)
    for step, stamp in _STEPS[_PLACES.index(run.state) : reached]:
        by, at = _hand(order, stamp)
        run = cases.move(run, step, by=by, at=at)


@part
def follow_payments(agreement: Agreement) -> None:
    """Every tranche of the agreement, in order. Verbs that need the next stage call this first, so that they never wait for the worker."""
    if agreement.center_signed_at:
        leave_to_expenses(agreement, at=agreement.center_signed_at)
    for tranche in agreement.tranches.order_by("number"):
        follow_payment(tranche)


def _hand(order: money.PaymentOrder, stamp: str) -> tuple[Actor, datetime]:
    """Whoever took the step at the payment, and when."""
    seat_id = getattr(order, f"{stamp}_seat_id", None)
    by = Actor(account_id=getattr(order, f"{stamp}_by_id"), name=getattr(order, f"{stamp}_by_name"), seat_id=seat_id, via="worker")
    return by, getattr(order, f"{stamp}_at")
