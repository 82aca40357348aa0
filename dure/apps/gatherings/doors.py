"""Doors of gatherings, and what they hang on the rail."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from dure.apps.gatherings import access
from dure.apps.gatherings.models import Gathering
from dure.kernel.verdicts import Permission, no
from dure.platform import chrome, doors
from dure.platform.actor import Actor
from dure.platform.chrome import Link


def register() -> None:
    """Tell the platform who may read materials, and where the desk is."""
    doors.register("gatherings.gathering", _gathering)
    chrome.register_rail(rail)


def _gathering(actor: Actor, gathering_id: int) -> Permission:
    found = Gathering.objects.filter(pk=gathering_id).first()
    return access.may_read_files(actor, found) if found else no("없는 모임이에요.")


def rail(actor: Actor, request: HttpRequest) -> Iterable[Link]:
    """모임, for whoever may open the desk."""
    if not access.may_see_desk(actor):
        return []
    href = reverse("gatherings:desk")
    return [Link("모임", href, current=request.path.startswith(href), group="일")]
