"""Doors of gatherings."""

from dure.apps.gatherings import access
from dure.apps.gatherings.models import Gathering
from dure.kernel.verdicts import Permission, no
from dure.platform import doors
from dure.platform.actor import Actor


def register() -> None:
    """Tell the platform who may read materials."""
    doors.register("gatherings.gathering", _gathering)


def _gathering(actor: Actor, gathering_id: int) -> Permission:
    found = Gathering.objects.filter(pk=gathering_id).first()
    return access.may_read_files(actor, found) if found else no("없는 모임이에요.")
