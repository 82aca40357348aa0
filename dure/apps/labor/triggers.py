"""Guards on labor's tables: what was handed in, judged or paid stands."""

from collections.abc import Sequence

from dure.platform import triggers

_CLAIMED = ("agreement_id", "month", "version", "adjusts_id", "asked", "handed_in_at", "handed_in_by_id")
_LINE = ("claim_id", "worker_id", "kind", "support_year", "scheduled_hours", "counted_hours", "base", "percent", "amount", "paid_before")
_PERSON = ("agreement_id", "kind", "joined_on", "person_hash")


def declare() -> None:
    """Declare every guard of this app; platform makes them on both databases after each migrate."""
    triggers.forbid(
        name="labor_claim_kept",
        table="labor_claim",
        occasion="UPDATE",
        message="a claim that was handed in keeps what it asked; a paid or returned one never changes",
        when=f"OLD.state IN ('paid', 'returned', 'closed') OR (OLD.state <> 'draft' AND ({_changed(_CLAIMED)}))",
    )
    judged = "EXISTS (SELECT 1 FROM labor_claim c WHERE c.id = OLD.claim_id AND c.state IN ('paid', 'returned', 'closed'))"
    triggers.forbid(
        name="labor_line_kept",
        table="labor_claimline",
        occasion="UPDATE",
        message="a claimed month keeps its figures",
        when=f"{judged} OR {_changed(_LINE)}",
    )
    claimed = "EXISTS (SELECT 1 FROM labor_claimline l WHERE l.worker_id = OLD.id)"
    triggers.forbid(
        name="labor_worker_kept",
        table="labor_worker",
        occasion="UPDATE",
        message="a worker who was claimed for stays the same person",
        when=f"({_changed(_PERSON)}) AND {claimed}",
    )
    for table in ("labor_claim", "labor_claimline", "labor_worker", "labor_support"):
        triggers.forbid(name=f"{table}_no_delete", table=table, occasion="DELETE", message=f"{table}: rows are never removed")
    triggers.append_only("labor_claimpaper", name="labor_claimpaper")
    triggers.append_only("labor_overlapdecision", name="labor_overlapdecision")


def _changed(columns: Sequence[str]) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
