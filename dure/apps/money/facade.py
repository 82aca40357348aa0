"""What other apps may call of money. Functions that write are parts: they join the transaction of the verb that calls them."""

from dure.apps.money.actions import (
    allot_budget,
    approve_payment,
    confirm_paid,
    make_transfer_file,
    prepare_payment,
    propose_payee,
    verify_payee,
)
from dure.apps.money.actions.accounts import open_account, open_center_income_book, open_line, open_own_share_book, open_project_book
from dure.apps.money.actions.budget import apply_budget
from dure.apps.money.actions.ledger import (
    allot,
    commit,
    disallow,
    pass_on,
    record_interest,
    record_return,
    release,
    reverse,
    spend,
    unspent,
)
from dure.apps.money.actions.payments import (
    ask_payment,
    bound_now,
)
from dure.apps.money.flow import PAYEE, PAYMENT
from dure.apps.money.models import Account, Book, BudgetLine, Entry, Leg, PayeeAccountVersion, PaymentOrder
from dure.apps.money.queries.passing import PassThroughSums, leaf_sums, pass_through_sums
from dure.apps.money.queries.payees import current_version as payee_of
from dure.apps.money.queries.payments import order_for, orders_of_agreement, orders_waiting_for, roles_for
from dure.apps.money.queries.sums import (
    AgreementSums,
    BudgetTable,
    LineSums,
    agreement_sums,
    line_sums,
    printed_budget,
    spent_by_category,
    sums_of_agreements,
)
from dure.apps.money.words import ORDER_WORDS_FOR_GRANTEE, EntryKind, Nature, OrderState, Source

__all__ = [
    "ORDER_WORDS_FOR_GRANTEE",
    "PAYEE",
    "PAYMENT",
    "Account",
    "AgreementSums",
    "Book",
    "BudgetLine",
    "BudgetTable",
    "Entry",
    "EntryKind",
    "Leg",
    "LineSums",
    "Nature",
    "OrderState",
    "PassThroughSums",
    "PayeeAccountVersion",
    "PaymentOrder",
    "Source",
    "agreement_sums",
    "allot",
    "allot_budget",
    "apply_budget",
    "approve_payment",
    "ask_payment",
    "bound_now",
    "commit",
    "confirm_paid",
    "disallow",
    "leaf_sums",
    "line_sums",
    "make_transfer_file",
    "open_account",
    "open_center_income_book",
    "open_line",
    "open_own_share_book",
    "open_project_book",
    "order_for",
    "orders_of_agreement",
    "orders_waiting_for",
    "pass_on",
    "pass_through_sums",
    "payee_of",
    "prepare_payment",
    "printed_budget",
    "propose_payee",
    "record_interest",
    "record_return",
    "release",
    "reverse",
    "roles_for",
    "spend",
    "spent_by_category",
    "sums_of_agreements",
    "unspent",
    "verify_payee",
]
