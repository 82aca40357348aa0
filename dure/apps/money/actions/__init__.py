"""The verbs of money. Postings are parts of other verbs; payees and payments have verbs of their own."""

from dure.apps.money.actions.budget import allot_budget, allot_printed
from dure.apps.money.actions.carrying import approve_carry_over, ask_carry_over, decline_carry_over
from dure.apps.money.actions.line_transfers import approve_line_transfer, ask_line_transfer, decline_line_transfer
from dure.apps.money.actions.payees import decline_payee, propose_payee, verify_payee
from dure.apps.money.actions.payments import approve_payment, confirm_paid, prepare_payment, return_payment
from dure.apps.money.actions.results import take_bank_result
from dure.apps.money.actions.reversals import approve_reversal, ask_reversal, decline_reversal
from dure.apps.money.actions.transfers import drop_transfer_file, fetch_transfer_file, make_transfer_file, send_transfer_file
from dure.apps.money.actions.years import begin_closing, close_year, open_year

__all__ = [
    "allot_budget",
    "allot_printed",
    "approve_carry_over",
    "approve_line_transfer",
    "approve_payment",
    "approve_reversal",
    "ask_carry_over",
    "ask_line_transfer",
    "ask_reversal",
    "begin_closing",
    "close_year",
    "confirm_paid",
    "decline_carry_over",
    "decline_line_transfer",
    "decline_payee",
    "decline_reversal",
    "drop_transfer_file",
    "fetch_transfer_file",
    "make_transfer_file",
    "open_year",
    "prepare_payment",
    "propose_payee",
    "return_payment",
    "send_transfer_file",
    "take_bank_result",
    "verify_payee",
]
