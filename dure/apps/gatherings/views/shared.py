"""What the pages of the desk share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from dure.apps.gatherings import access
from dure.apps.gatherings.models import Gathering
from dure.apps.gatherings.queries.gatherings import every_gathering
from dure.platform.http import ActorRequest


def found_for_desk(request: ActorRequest, gathering_id: int) -> Gathering:
    """The gathering, for whoever may open the desk."""
    access.may_see_desk(request.actor).or_refuse()
    return get_object_or_404(every_gathering(), pk=gathering_id)


def tabs_of(found: Gathering, here: str) -> list[dict[str, object]]:
    """The four pages of a gathering."""
    names = {"manage": "알림과 자료", "attendance": "참석자", "minutes": "회의록", "desk_questions": "질문"}
    return [
        {"label": label, "href": reverse(f"gatherings:{name}", args=[found.pk]), "current": name == here, "count": ""}
        for name, label in names.items()
    ]
