"""Timed duties of programs."""

from datetime import datetime, timedelta

from dure.apps.programs.actions.rounds import close_round
from dure.apps.programs.queries.rounds import rounds_to_close
from dure.platform import ticks
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY


@ticks.register("close rounds", every=timedelta(minutes=1))
def close_rounds(at: datetime) -> None:
    """Mark rounds whose last window has passed as closed. What was late is late without this: the windows decide."""
    house = Actor.system("두레", via="worker")
    for found in rounds_to_close(at):
        close_round(round_id=found.pk, by=house, at=at, key=NO_KEY)
