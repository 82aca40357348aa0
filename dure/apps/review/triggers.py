"""Guards: a confirmed sheet keeps its points; an announced decision stands."""

from dure.platform import triggers


def declare() -> None:
    """A confirmed sheet changes only by being reopened as a draft first; announced decisions and opened panels do not change back."""
    triggers.forbid(
        name="review_sheet_confirmed_kept",
        table="review_sheet",
        occasion="UPDATE",
        message="a confirmed sheet keeps its points",
        when="OLD.state = 'confirmed' AND NEW.state = 'confirmed'",
    )
    triggers.forbid(name="review_sheet_no_delete", table="review_sheet", occasion="DELETE", message="sheets are never removed")
    triggers.forbid(
        name="review_decision_announced",
        table="review_decision",
        occasion="UPDATE",
        message="an announced decision is not edited",
        when="OLD.announced_at IS NOT NULL AND (NEW.mean <> OLD.mean OR NEW.rank IS DISTINCT FROM OLD.rank"
        " OR NEW.announced_at IS DISTINCT FROM OLD.announced_at)",
    )
