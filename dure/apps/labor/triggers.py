"""Guards on labor's tables: what was handed in, judged or paid stands."""

from dure.platform import triggers

_CLAIMED = ("agreement_id", "month", "version", "adjusts_id", "asked", "handed_in_at", "handed_in_by_id")
_LINE = ("claim_id", "worker_id", "kind", "support_year", "scheduled_hours", "counted_hours", "base", "percent", "amount", "paid_before")
_CORRECTED = ("claim_id", "kind", "reason", "amount", "asked_at", "asked_by_id")
_PERSON = ("agreement_id", "kind", "joined_on")


def declare() -> None:
    """Declare every guard of this app; platform makes them on both databases after each migrate."""
    triggers.forbid(
        name="labor_claim_kept",
        table="labor_claim",
        occasion="UPDATE",
        message="a claim that was handed in keeps what it asked; a paid or returned one never changes",
        when=f"OLD.state IN ('paid', 'returned', 'closed') OR (OLD.state <> 'draft' AND ({triggers.changed(_CLAIMED)}))",
    )
    judged = "EXISTS (SELECT 1 FROM labor_claim c WHERE c.id = OLD.claim_id AND c.state IN ('paid', 'returned', 'closed'))"
    triggers.forbid(
        name="labor_line_kept",
        table="labor_claimline",
        occasion="UPDATE",
        message="a claimed month keeps its figures",
        when=f"{judged} OR {triggers.changed(_LINE)}",
    )
    triggers.forbid(
        name="labor_correction_kept",
        table="labor_correction",
        occasion="UPDATE",
        message="a correction keeps what it claims back; a declined or settled one never changes",
        when=f"OLD.state IN ('declined', 'set_off', 'refund') OR {triggers.changed(_CORRECTED)}",
    )
    triggers.append_only("labor_correctionline", name="labor_correctionline")
    claimed = "EXISTS (SELECT 1 FROM labor_claimline l WHERE l.worker_id = OLD.id)"
    triggers.forbid(
        name="labor_worker_kept",
        table="labor_worker",
        occasion="UPDATE",
        message="a worker who was claimed for stays the same person",
        when=f"({triggers.changed(_PERSON)} OR OLD.person_hash <> '' AND {triggers.changed(('person_hash',))}) AND {claimed}",
    )
    for table in ("labor_claim", "labor_claimline", "labor_worker", "labor_support", "labor_correction"):
        triggers.stays(table, name=table)
    triggers.append_only("labor_claimpaper", name="labor_claimpaper")
    triggers.append_only("labor_overlapdecision", name="labor_overlapdecision")
