"""What review does by the clock: announcements set for an instant."""

from datetime import datetime, timedelta

from dure.apps.review import actions
from dure.platform import ticks


@ticks.register("review.announce", every=timedelta(minutes=1))
def announce(at: datetime) -> None:
    """Tell the results whose instant has come."""
    actions.announce_due(at)
