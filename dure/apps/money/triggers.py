"""Guards on money's tables: what was posted, approved or proposed stands (reliability X4, B34)."""

from dure.platform import triggers


def declare() -> None:
    """Declare every guard of this app; platform makes them on both databases after each migrate."""
    _entries()
    _legs()
    _accounts()
    _years()
    _asks()
    _payees_and_payments()


def _entries() -> None:
    table = "money_entry"
    kept = (
        "book_id",
        "kind",
        "subject_key",
        "owner_key",
        "idempotency_key",
        "at",
        "by_account_id",
        "by_seat_id",
        "by_name",
        "memo",
        "reverses_id",
    )
    legs = "FROM money_leg WHERE money_leg.entry_id = NEW.id"
    stranger = (
        "EXISTS (SELECT 1 FROM money_leg JOIN money_account ON money_account.id = money_leg.account_id"
        " WHERE money_leg.entry_id = NEW.id AND money_account.book_id <> NEW.book_id)"
    )
    triggers.forbid(name="money_entry_no_delete", table=table, occasion="DELETE", message="ledger entries are never removed")
    triggers.forbid(
        name="money_entry_born_open", table=table, occasion="INSERT", message="an entry is posted after its legs", when="NEW.posted"
    )
    triggers.forbid(
        name="money_entry_kept",
        table=table,
        occasion="UPDATE",
        message="ledger entries are never changed; post an entry that reverses it",
        when=f"OLD.posted OR {triggers.changed(kept)}",
    )
    triggers.forbid(
        name="money_entry_sums_to_zero",
        table=table,
        occasion="UPDATE",
        message="an entry has two legs or more, in its own book, that sum to zero",
        when=f"NEW.posted AND ((SELECT COUNT(*) {legs}) < 2 OR (SELECT SUM(amount) {legs}) <> 0 OR {stranger})",
    )


def _legs() -> None:
    triggers.append_only("money_leg", name="money_leg")
    triggers.forbid(
        name="money_leg_of_open_entry",
        table="money_leg",
        occasion="INSERT",
        message="a posted entry takes no more legs",
        when="EXISTS (SELECT 1 FROM money_entry WHERE money_entry.id = NEW.entry_id AND money_entry.posted)",
    )


def _accounts() -> None:
    place = ("book_id", "key", "nature", "parent_id", "path", "owner_key")
    triggers.forbid(name="money_account_no_delete", table="money_account", occasion="DELETE", message="accounts are never removed")
    triggers.forbid(
        name="money_account_stays",
        table="money_account",
        occasion="UPDATE",
        message="an account keeps its place",
        when=triggers.changed(place),
    )


def _years() -> None:
    """In a closed year nothing is posted, not even by an entry that was begun before the year closed."""
    closed = (
        "EXISTS (SELECT 1 FROM money_fiscalyear JOIN money_book ON money_book.fiscal_year = money_fiscalyear.year"
        " WHERE money_book.id = NEW.book_id AND money_fiscalyear.state = 'closed')"
    )
    for occasion, name in (("INSERT", "money_entry_year_open"), ("UPDATE", "money_entry_year_still_open")):
        triggers.forbid(name=name, table="money_entry", occasion=occasion, message="the fiscal year is closed", when=closed)  # type: ignore[arg-type]
    table = "money_fiscalyear"
    triggers.forbid(name="money_fiscalyear_no_delete", table=table, occasion="DELETE", message="fiscal years are never removed")
    triggers.forbid(
        name="money_fiscalyear_kept",
        table=table,
        occasion="UPDATE",
        message="a closed year stays closed",
        when=f"OLD.state = 'closed' OR {triggers.changed(('year',))}",
    )


def _asks() -> None:
    """What was asked stands, and so does what was decided."""
    asked = ("reason", "asked_at", "asked_by_id", "asked_by_name", "asked_seat_id")
    bound = {
        "money_carryover": ("from_year", "line_key", "agreement_key", "amount", "hands_on", "unsettled", "mirrored"),
        "money_linetransfer": ("year", "from_line", "to_line", "use", "amount"),
        "money_reversal": ("entry_id",),
    }
    for table, columns in bound.items():
        kept = f"OLD.state <> 'asked' OR {triggers.changed((*asked, *columns))}"
        triggers.forbid(name=f"{table}_kept", table=table, occasion="UPDATE", message="what was asked and decided stands", when=kept)
        triggers.forbid(name=f"{table}_no_delete", table=table, occasion="DELETE", message="requests are never removed")


def _payees_and_payments() -> None:
    version = ("payee_id", "number", "bank_code", "holder_name", "number_hash", "last_digits", "proposed_at", "proposed_by_id")
    bound = ("subject_key", "agreement_key", "party_id", "payer_id", "amount", "spent_as", "asked_by_id")
    approved = ("payee_version_id", "prepared_by_id", "approved_by_id", "approval_hash")
    triggers.forbid(
        name="money_version_kept",
        table="money_payeeaccountversion",
        occasion="UPDATE",
        message="another account number is another version",
        when=f"OLD.state <> 'proposed' AND NEW.state <> OLD.state OR {triggers.changed(version)}",
    )
    triggers.forbid(
        name="money_version_no_delete", table="money_payeeaccountversion", occasion="DELETE", message="payee versions are never removed"
    )
    triggers.forbid(
        name="money_order_kept",
        table="money_paymentorder",
        occasion="UPDATE",
        message="a payment keeps what was asked, and an approved one what was approved",
        when=f"OLD.state IN ('paid', 'refused') OR {triggers.changed(bound)} OR (OLD.state = 'approved' AND ({triggers.changed(approved)}))",
    )
    triggers.forbid(name="money_order_no_delete", table="money_paymentorder", occasion="DELETE", message="payments are never removed")
    triggers.append_only("money_transferfile", name="money_transferfile")
    triggers.append_only("money_transferline", name="money_transferline")
    for table in ("money_transfermark", "money_bankresult", "money_bankresultline"):
        triggers.append_only(table, name=table)
