"""Guards: points stay as they were confirmed and end with the panel; opening and announcing cannot be taken back."""

from dure.platform import triggers

_PANEL_IS_OVER = (
    "EXISTS (SELECT 1 FROM review_panelseat s JOIN review_panel p ON p.id = s.panel_id"
    " WHERE s.id = NEW.seat_id AND p.state NOT IN ('planned', 'open'))"
)


def declare() -> None:
    """Declare the guards of sheets, panels and decisions."""
    _sheets()
    _panels()
    _decisions()
    _answers()


def _answers() -> None:
    """What was filed stands, and what was answered too."""
    for table, words in (("review_challenge", "challenge"), ("review_objection", "objection")):
        triggers.forbid(
            name=f"{table}_answered_kept",
            table=table,
            occasion="UPDATE",
            message=f"an answered {words} is not edited",
            when="OLD.verdict <> 'open'",
        )
        triggers.forbid(name=f"{table}_no_delete", table=table, occasion="DELETE", message=f"a {words} is never removed")


def _sheets() -> None:
    """A confirmed sheet changes only after it was reopened as a draft; no sheet changes once its panel closed; none is removed."""
    triggers.forbid(
        name="review_sheet_confirmed_kept",
        table="review_sheet",
        occasion="UPDATE",
        message="a confirmed sheet keeps its points",
        when="OLD.state = 'confirmed' AND NEW.state = 'confirmed'",
    )
    triggers.forbid(
        name="review_sheet_panel_over",
        table="review_sheet",
        occasion="UPDATE",
        message="no sheet changes after its panel closed",
        when=_PANEL_IS_OVER,
    )
    triggers.forbid(
        name="review_sheet_too_late",
        table="review_sheet",
        occasion="INSERT",
        message="no sheet is added after its panel closed",
        when=_PANEL_IS_OVER,
    )
    triggers.forbid(name="review_sheet_no_delete", table="review_sheet", occasion="DELETE", message="sheets are never removed")


def _panels() -> None:
    """When a panel closed, was opened by two and was announced stands as it was written."""
    kept = ("closed_at", "opened_at", "opened_by_id", "announced_at")
    changed = " OR ".join(f"(OLD.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column})" for column in kept)
    triggers.forbid(
        name="review_panel_stamps_kept",
        table="review_panel",
        occasion="UPDATE",
        message="a panel does not open again, and its opening and announcement stand",
        when=changed,
    )


def _decisions() -> None:
    """An announced decision stands; what follows it is a new version."""
    told = "OLD.announced_at IS NOT NULL"
    triggers.forbid(
        name="review_decision_kept", table="review_decision", occasion="UPDATE", message="an announced decision is not edited", when=told
    )
    triggers.forbid(
        name="review_decision_no_delete", table="review_decision", occasion="DELETE", message="an announced decision stays", when=told
    )
