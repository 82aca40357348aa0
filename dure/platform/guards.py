"""Guards on the platform's own tables."""

from dure.platform import triggers


def journal_guards() -> None:
    """A journal line may only be given its place in the chain, once; it is never removed."""
    kept = ("at", "account_id", "actor_name", "seat_id", "verb", "kind", "subject_id", "case_id", "reason", "mark")
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in kept)
    triggers.forbid(
        name="platform_journal_kept",
        table="platform_journalline",
        occasion="UPDATE",
        message="journal lines are never changed",
        when=f"OLD.sequence IS NOT NULL OR {changed}",
    )
    triggers.forbid(
        name="platform_journal_no_delete", table="platform_journalline", occasion="DELETE", message="journal lines are never removed"
    )
    triggers.append_only("platform_event", name="platform_event")
    triggers.append_only("platform_ownrate", name="platform_ownrate")
