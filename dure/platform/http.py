"""What a page of ours receives."""

from datetime import datetime

from django.http import HttpRequest

from dure.platform.actor import Actor
from dure.platform.verbs import Key


class ActorRequest(HttpRequest):
    """A request with the actor, the one moment of decision and the form's key."""

    actor: Actor
    at: datetime
    key: Key
