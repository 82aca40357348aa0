"""The verbs of money. Postings are parts of other verbs; payees and payments have verbs of their own."""

from dure.apps.money.actions.budget import allot_budget
from dure.apps.money.actions.payees import decline_payee, propose_payee, verify_payee
from dure.apps.money.actions.payments import approve_payment, confirm_paid, prepare_payment, return_payment
from dure.apps.money.actions.transfers import make_transfer_file

__all__ = [
    "allot_budget",
    "approve_payment",
    "confirm_paid",
    "decline_payee",
    "make_transfer_file",
    "prepare_payment",
    "propose_payee",
    "return_payment",
    "verify_payee",
]
