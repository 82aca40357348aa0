"""Guards on the tables of cases: what was handed in stands (reliability B22, B23, I1, I14)."""

from dure.platform import triggers


def declare() -> None:
    """Submissions are added only; a receipt number and its moment never change; a case that was handed in is never removed."""
    triggers.append_only("cases_submission", name="cases_submission")
    kept = ("receipt_number", "receipt", "submitted_at", "submitted_by_id", "submitted_by_name")
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in (*kept, "round_id", "party_id"))
    triggers.forbid(
        name="cases_case_receipt_kept",
        table="cases_case",
        occasion="UPDATE",
        message="a receipt number, its moment and whose it is never change",
        when=f"OLD.receipt_number IS NOT NULL AND ({changed})",
    )
    triggers.forbid(name="cases_case_no_delete", table="cases_case", occasion="DELETE", message="cases are never removed")
    triggers.forbid(
        name="cases_visit_signed_kept",
        table="cases_visit",
        occasion="UPDATE",
        message="what both signed on a visit never changes",
        when="OLD.signed_at IS NOT NULL",
    )
    triggers.forbid(name="cases_visit_no_delete", table="cases_visit", occasion="DELETE", message="visits are never removed")
