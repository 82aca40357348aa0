"""Rows of money: the ledger, the payees, the payments, and the printed budget."""

from dure.apps.money.models.asks import Ask, CarryOver, LineTransfer, Reversal
from dure.apps.money.models.budget import BudgetLine, BudgetPart
from dure.apps.money.models.ledger import Account, Book, Entry, Leg
from dure.apps.money.models.payees import PayeeAccount, PayeeAccountVersion
from dure.apps.money.models.payments import PaymentOrder, TransferFile, TransferLine
from dure.apps.money.models.results import BankResult, BankResultLine, TransferMark
from dure.apps.money.models.years import FiscalYear

__all__ = [
    "Account",
    "Ask",
    "BankResult",
    "BankResultLine",
    "Book",
    "BudgetLine",
    "BudgetPart",
    "CarryOver",
    "Entry",
    "FiscalYear",
    "Leg",
    "LineTransfer",
    "PayeeAccount",
    "PayeeAccountVersion",
    "PaymentOrder",
    "Reversal",
    "TransferFile",
    "TransferLine",
    "TransferMark",
]
