"""Rows of money: the ledger, the payees, the payments, and the printed budget."""

from dure.apps.money.models.budget import BudgetLine
from dure.apps.money.models.ledger import Account, Book, Entry, Leg
from dure.apps.money.models.payees import PayeeAccount, PayeeAccountVersion
from dure.apps.money.models.payments import PaymentOrder, TransferFile, TransferLine

__all__ = [
    "Account",
    "Book",
    "BudgetLine",
    "Entry",
    "Leg",
    "PayeeAccount",
    "PayeeAccountVersion",
    "PaymentOrder",
    "TransferFile",
    "TransferLine",
]
