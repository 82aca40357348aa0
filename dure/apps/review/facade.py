"""What other apps may ask of review."""

from dure.apps.review.models import Decision, Panel
from dure.apps.review.queries import announced_decision, announced_results, panels_of, seats_of

__all__ = ["Decision", "Panel", "announced_decision", "announced_results", "panels_of", "seats_of"]
