"""Guards on grants' tables: what was signed, judged or confirmed stands."""

from collections.abc import Sequence

from dure.platform import triggers

_PROMISED = (
    "case_id",
    "number",
    "amount",
    "own_money",
    "starts_on",
    "ends_on",
    "fiscal_year",
    "line_key",
    "clauses",
    "document_sha256",
    "pass_through",
    "firms_max",
    "through_id",
)
_AMENDABLE = ("amount", "own_money", "starts_on", "ends_on", "clauses")
_PASSED_ON = ("pass_through", "firms_max")
"""Promised columns that an amendment in force may give other values; every other one stands for good."""
_RELAID = ("share_percent", "gate", "planned_on", "amended")
"""What an amendment that relays gives an instalment besides its amount."""
_SIGNATURES = (
    "file_id",
    "grantee_signed_at",
    "grantee_signed_by_id",
    "grantee_signed_by_name",
    "center_signed_at",
    "center_signed_by_id",
    "center_signed_by_name",
)
_ASKED = (
    "agreement_id",
    "kind",
    "reason",
    "before",
    *_AMENDABLE,
    *_PASSED_ON,
    "relays",
    "budget",
    "partner_id",
    "leaves_on",
    "asked_side",
    "asked_at",
    "asked_by_id",
)
_BOOKED = (
    "agreement_id",
    "category",
    "source",
    "amount",
    "spent_on",
    "payee_name",
    "payee_business_number",
    "invoice_number",
    "filed_by_id",
    "kind",
    "vat",
    "vat_included",
    "withholding",
    "income_tax",
    "local_tax",
    "used_at",
    "person_name",
    "person_birth_year",
)
_FIGURES = ("agreement_id", "interest", "paid", "accepted_grant", "accepted_own", "confirmed", "to_return", "confirmed_at")


def declare() -> None:
    """Declare every guard of this app; platform makes them on both databases after each migrate."""
    _agreements()
    _signing()
    _spendings()
    _budgets_banks_and_months()
    _reports_and_settlements()
    _flags()
    _settling()
    _audits()
    _packs_and_parties()


def _kept(table: str, name: str, *, message: str, when: str) -> None:
    triggers.forbid(name=f"{name}_kept", table=table, occasion="UPDATE", message=message, when=when)


def _agreements() -> None:
    offered = "OLD.document_sha256 <> '' AND NEW.document_sha256 <> ''"
    signed = "OLD.state IN ('signed', 'ended')"
    amendable = (*_AMENDABLE, *_PASSED_ON)
    firm = [column for column in (*_PROMISED, *_SIGNATURES) if column not in amendable]
    passed = (
        f"(m.pass_through IS NULL AND NOT ({triggers.changed(_PASSED_ON)})"
        " OR m.pass_through = NEW.pass_through AND m.firms_max IS NOT DISTINCT FROM NEW.firms_max)"
    )
    said = f"{_newest_in_force('OLD.id')} AND {_equal(_AMENDABLE)} AND {passed}"
    amended = f"OLD.state = 'signed' AND EXISTS (SELECT 1 FROM grants_amendment m WHERE {said})"  # noqa: S608  column names of ours only
    _kept(
        "grants_agreement",
        "grants_agreement",
        message="an offered agreement is taken back before it changes, a signed one changes by an amendment in force and to its very values",
        when=f"(NOT ({signed}) AND {offered} AND ({triggers.changed(_PROMISED)}))"
        f" OR ({signed} AND (({triggers.changed(firm)}) OR (({triggers.changed(amendable)}) AND NOT ({amended}))))",
    )
    triggers.stays("grants_agreement", name="grants_agreement")
    _tranches()


def _tranches() -> None:
    """An instalment of an offered agreement is added, changed or dropped to what the newest amendment in force says, and never removed."""
    of_signed = "EXISTS (SELECT 1 FROM grants_agreement a WHERE a.id = {}.agreement_id AND a.document_sha256 <> '')"
    relaid = (
        "m.relays AND NEW.amended AND NOT NEW.dropped AND t.share_percent = NEW.share_percent AND t.gate = NEW.gate"
        " AND t.planned_on IS NOT DISTINCT FROM NEW.planned_on"
    )
    same = f"NOT ({triggers.changed((*_RELAID, 'dropped'))})"
    left_out = (
        f"NEW.dropped AND NOT ({triggers.changed(('amount', *_RELAID))}) AND EXISTS (SELECT 1 FROM grants_amendment m"  # noqa: S608  column names of ours only
        f" WHERE {_newest_in_force('NEW.agreement_id')} AND m.relays) AND NOT {_laid()}"
    )
    changes = triggers.changed(("amount", *_RELAID, "dropped"))
    is_said = f"{_laid(f'({relaid} OR NOT m.relays AND {same})')} OR {left_out}"
    message = "instalments of an offered agreement change by an amendment in force only"
    table, old, new = "grants_tranche", of_signed.format("OLD"), of_signed.format("NEW")
    moved = f"{triggers.changed(('agreement_id', 'number'))} OR ({changes}) AND NOT ({is_said})"
    triggers.forbid(name="grants_tranche_kept", table=table, occasion="UPDATE", message=message, when=f"{old} AND ({moved})")
    triggers.forbid(
        name="grants_tranche_added", table=table, occasion="INSERT", message=message, when=f"{new} AND NOT {_laid(f'({relaid})')}"
    )
    triggers.forbid(name="grants_tranche_no_delete", table=table, occasion="DELETE", message=message, when=old)


def _laid(so: str = "") -> str:
    """SQL: the newest amendment in force names the instalment; with `so`, and gives it its amount in such a way."""
    amount = f" AND t.amount = NEW.amount AND {so}" if so else ""
    return (
        "EXISTS (SELECT 1 FROM grants_amendmenttranche t JOIN grants_amendment m ON m.id = t.amendment_id"  # noqa: S608  column names of ours only
        f" WHERE {_newest_in_force('NEW.agreement_id')} AND t.number = NEW.number{amount})"
    )


def _newest_in_force(agreement: str) -> str:
    """SQL: `m` is the newest amendment in force of the agreement."""
    newest = f"SELECT MAX(n.number) FROM grants_amendment n WHERE n.agreement_id = {agreement} AND n.state = 'in_force'"  # noqa: S608  column names of ours only
    return f"m.agreement_id = {agreement} AND m.state = 'in_force' AND m.number = ({newest})"


def _equal(columns: Sequence[str]) -> str:
    return " AND ".join(f"m.{column} = NEW.{column}" for column in columns)


def _signing() -> None:
    """A signature is only added; an amendment keeps what was asked for, its paper once it has one, and everything once it holds or is off."""
    triggers.append_only("grants_signature", name="grants_signature")
    triggers.append_only("grants_amendmenttranche", name="grants_amendmenttranche")
    triggers.append_only("grants_amendmentshare", name="grants_amendmentshare")
    papered = f"OLD.document_sha256 <> '' AND ({triggers.changed(('number', 'document_sha256', 'file_id'))})"
    _kept(
        "grants_amendment",
        "grants_amendment",
        message="an amendment keeps what was asked for and signed",
        when=f"OLD.state IN ('in_force', 'declined', 'withdrawn') OR {papered} OR {triggers.changed(_ASKED)}",
    )
    triggers.stays("grants_amendment", name="grants_amendment")
    _kept("grants_agreementduty", "grants_duty", message="a duty that was met stays met", when="OLD.met_at IS NOT NULL")
    triggers.stays("grants_agreementduty", name="grants_duty")
    triggers.stays("grants_paperformversion", name="grants_form_version")


def _spendings() -> None:
    _kept(
        "grants_spending",
        "grants_spending",
        message="an expense keeps what was entered, and a judged or withdrawn one its word",
        when=f"OLD.state NOT IN ('filed', 'draft') OR (OLD.state = 'filed' AND (NEW.state = 'draft' OR {triggers.changed(_BOOKED)}))"
        " OR NEW.agreement_id <> OLD.agreement_id",
    )
    triggers.stays("grants_spending", name="grants_spending")
    triggers.append_only("grants_spendingevidence", name="grants_evidence")
    dropped = triggers.changed(("agreement_id", "kind", "name", "dropped_at"))
    kept = f"OLD.file_id IS NOT NULL AND ({triggers.changed(('file_id', 'original_id'))})"
    _kept(
        "grants_loosepaper",
        "grants_loose",
        message="a dropped paper stays what it is, and one that was put to an expense or taken away stays there",
        when=f"OLD.put_at IS NOT NULL OR OLD.removed_at IS NOT NULL OR {dropped} OR {kept}",
    )
    triggers.stays("grants_loosepaper", name="grants_loose")


def _budgets_banks_and_months() -> None:
    said = ("agreement_id", "number", "rows", "why", "reported", "asked_at", "asked_by_id")
    _kept(
        "grants_budgetversion",
        "grants_budget",
        message="a judged budget never changes, and one that was asked for only gets its word",
        when=f"OLD.state <> 'asked' OR {triggers.changed(said)}",
    )
    triggers.stays("grants_budgetversion", name="grants_budget")
    triggers.append_only("grants_vatstanding", name="grants_vat")
    came = triggers.changed(("agreement_id", "kind", "name", "sha256", "received_at"))
    came += f" OR OLD.stored_id IS NOT NULL AND ({triggers.changed(('stored_id',))})"
    _kept(
        "grants_bankfile",
        "grants_bankfile",
        message="a bank file is read in once",
        when=f"OLD.kept_at IS NOT NULL OR {came}",
    )
    triggers.stays("grants_bankfile", name="grants_bankfile")
    triggers.append_only("grants_bankline", name="grants_bankline")
    answered = ("line_id", "spending_id", "why", "at", "by_name")
    _kept(
        "grants_bankanswer",
        "grants_bankanswer",
        message="an answer to a bank line is undone, never changed",
        when=f"OLD.undone_at IS NOT NULL OR {triggers.changed(answered)}",
    )
    triggers.stays("grants_bankanswer", name="grants_bankanswer")
    _kept("grants_closedmonth", "grants_month", message="a month stays the month it was", when=triggers.changed(("agreement_id", "month")))
    triggers.stays("grants_closedmonth", name="grants_month")


def _reports_and_settlements() -> None:
    _kept("grants_report", "grants_report", message="an accepted report never changes", when="OLD.state = 'accepted'")
    triggers.stays("grants_report", name="grants_report")
    _kept(
        "grants_settlement",
        "grants_settlement",
        message="confirmed figures never change",
        when=f"OLD.state IN ('confirmed', 'closed') AND ({triggers.changed(_FIGURES)}) OR OLD.state = 'closed'",
    )
    triggers.stays("grants_settlement", name="grants_settlement")
    triggers.append_only("grants_returnedmoney", name="grants_returnedmoney")


_ANNOUNCED = ("agreement_id", "spending_id", "amount", "clause", "reply_until", "announced_at", "announced_by_id", "announced_by_name")
_ORDERED = ("settlement_id", "number", "principal", "interest", "already_returned", "due_on", "bank", "holder", "account", "issued_at")
_VERIFIED = ("checks", "opinion", "remarks", "figures", "report_id", "signed_at", "sha256", "firm", "accountant_id", "accountant_name")


def _settling() -> None:
    """What was announced, ordered or signed stands; turns, months of interest, accounts and late reports are only added."""
    _kept(
        "grants_disallowance",
        "grants_disallowance",
        message="what was announced stands, and a decided disallowance never changes",
        when=f"OLD.state = 'ended' OR {triggers.changed(_ANNOUNCED)}",
    )
    _kept("grants_refundorder", "grants_refundorder", message="a refund order keeps what it told", when=triggers.changed(_ORDERED))
    _kept(
        "grants_verification",
        "grants_verification",
        message="a signed verification stands until another is asked for",
        when=f"OLD.signed_at IS NOT NULL AND NEW.signed_at IS NOT NULL AND ({triggers.changed(_VERIFIED)})",
    )
    for table in ("grants_disallowance", "grants_refundorder", "grants_verification"):
        triggers.stays(table, name=table)
    _kept("grants_tranchepaper", "grants_tranchepaper", message="a paper that was handed in stands", when="OLD.file_id IS NOT NULL")
    triggers.stays("grants_tranchepaper", name="grants_tranchepaper")
    for table in ("grants_disallowanceturn", "grants_interestmonth", "grants_refundaccount", "grants_latereport"):
        triggers.append_only(table, name=table)


_DRAWN = ("number", "year", "program_id", "method", "size", "seed", "population_count", "population_sum", "population_sha256", "drawn_at")


def _audits() -> None:
    """What was drawn stands, an ended audit and a closed finding never change, and nobody takes back a request for everything."""
    _kept(
        "grants_auditsample",
        "grants_audit",
        message="a drawn sample stands, and an ended audit never changes",
        when=f"OLD.ended_at IS NOT NULL OR {triggers.changed(_DRAWN)} OR OLD.population_file_id IS NOT NULL AND "
        "NEW.population_file_id IS DISTINCT FROM OLD.population_file_id",
    )
    _kept(
        "grants_audititem",
        "grants_audititem",
        message="a drawn expense stands, and a closed finding never changes",
        when=f"OLD.closed_at IS NOT NULL OR {triggers.changed(('audit_id', 'spending_id', 'place', 'amount', 'hits', 'why'))}",
    )
    _kept(
        "grants_auditexport",
        "grants_export",
        message="an export keeps who asked for what and why",
        when=f"OLD.state <> 'asked' OR {triggers.changed(('year', 'program_id', 'reason', 'asked_at', 'asked_by_id'))}",
    )
    for table in ("grants_auditsample", "grants_audititem", "grants_auditexport"):
        triggers.stays(table, name=table)
    triggers.append_only("grants_auditturn", name="grants_auditturn")


def _flags() -> None:
    seen = ("agreement_id", "spending_id", "other_id", "kind", "mark", "pair", "says", "raised_at")
    _kept(
        "grants_flag",
        "grants_flag",
        message="a flag keeps what was seen, and one that was decided its word",
        when=f"OLD.state IN ('cleared', 'disallowed') OR {triggers.changed(seen)}",
    )
    triggers.stays("grants_flag", name="grants_flag")
    triggers.append_only("grants_flagturn", name="grants_flagturn")


def _packs_and_parties() -> None:
    """Who asked for a pack and why stands; what a party showed for a year stands."""
    asked = triggers.changed(("agreement_id", "reason", "asked_at", "asked_by_id"))
    made = f"OLD.file_id IS NOT NULL AND ({triggers.changed(('file_id', 'made_at', 'kept_until'))})"
    _kept(
        "grants_settlementpack",
        "grants_pack",
        message="a pack keeps who asked for it and why, and what was made",
        when=f"OLD.state IN ('failed', 'gone') OR {asked} OR {made}",
    )
    _kept(
        "grants_partyduty",
        "grants_party_duty",
        message="a duty of a party that was met stays met",
        when=f"OLD.met_at IS NOT NULL OR {triggers.changed(('party_id', 'year', 'key'))}",
    )
    for table in ("grants_settlementpack", "grants_partyduty"):
        triggers.stays(table, name=table)
