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
_SIGNATURES = (
    "file_id",
    "grantee_signed_at",
    "grantee_signed_by_id",
    "grantee_signed_by_name",
    "center_signed_at",
    "center_signed_by_id",
    "center_signed_by_name",
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
)
_FIGURES = ("agreement_id", "interest", "paid", "accepted_grant", "accepted_own", "confirmed", "to_return", "confirmed_at")


def declare() -> None:
    """Declare every guard of this app; platform makes them on both databases after each migrate."""
    _agreements()
    _spendings()
    _reports_and_settlements()


def _changed(columns: Sequence[str]) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


def _kept(table: str, name: str, *, message: str, when: str) -> None:
    triggers.forbid(name=f"{name}_kept", table=table, occasion="UPDATE", message=message, when=when)


def _stays(table: str, name: str) -> None:
    triggers.forbid(name=f"{name}_no_delete", table=table, occasion="DELETE", message=f"{table}: rows are never removed")


def _agreements() -> None:
    offered = "OLD.document_sha256 <> '' AND NEW.document_sha256 <> ''"
    signed = "OLD.state IN ('signed', 'ended')"
    _kept(
        "grants_agreement",
        "grants_agreement",
        message="an offered agreement is taken back before it changes, a signed one never changes",
        when=f"({offered} AND ({_changed(_PROMISED)})) OR ({signed} AND ({_changed((*_PROMISED, *_SIGNATURES))}))",
    )
    _stays("grants_agreement", "grants_agreement")
    of_signed = "EXISTS (SELECT 1 FROM grants_agreement a WHERE a.id = OLD.agreement_id AND a.document_sha256 <> '')"
    message = "instalments of an offered agreement never change"
    for occasion, name in (("UPDATE", "grants_tranche_kept"), ("DELETE", "grants_tranche_no_delete")):
        triggers.forbid(name=name, table="grants_tranche", occasion=occasion, message=message, when=of_signed)  # type: ignore[arg-type]


def _spendings() -> None:
    _kept(
        "grants_spending",
        "grants_spending",
        message="an expense keeps what was entered, and a judged or withdrawn one its word",
        when=f"OLD.state <> 'filed' OR {_changed(_BOOKED)}",
    )
    _stays("grants_spending", "grants_spending")
    triggers.append_only("grants_spendingevidence", name="grants_evidence")


def _reports_and_settlements() -> None:
    _kept("grants_report", "grants_report", message="an accepted report never changes", when="OLD.state = 'accepted'")
    _stays("grants_report", "grants_report")
    _kept(
        "grants_settlement",
        "grants_settlement",
        message="confirmed figures never change",
        when=f"OLD.state IN ('confirmed', 'closed') AND ({_changed(_FIGURES)}) OR OLD.state = 'closed'",
    )
    _stays("grants_settlement", "grants_settlement")
    triggers.append_only("grants_returnedmoney", name="grants_returnedmoney")
