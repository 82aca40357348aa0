"""What every page of the editor does first."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from dure.apps.programs import access
from dure.apps.programs.editing.checking import Trouble
from dure.apps.programs.models import DefinitionDraft
from dure.apps.programs.queries import editing as queries
from dure.platform.http import ActorRequest


def entered(request: HttpRequest) -> ActorRequest:
    """Somebody of the center."""
    known = cast("ActorRequest", request)
    access.may_see_desk(known.actor).or_refuse()
    return known


def the_draft(request: ActorRequest, draft_id: int) -> DefinitionDraft:
    """An open draft that this person may write."""
    draft = get_object_or_404(queries.open_drafts(request.actor), pk=draft_id)
    access.may_plan_in(request.actor, draft.edition).or_refuse()
    return draft


def page_of(draft: DefinitionDraft, topic: str) -> str:
    """The address of a topic's page."""
    return reverse("programs:draft_topic", args=[draft.pk, topic])


def linked(draft: DefinitionDraft, troubles: list[Trouble]) -> list[tuple[str, str]]:
    """Each problem with the address of the field that fixes it."""
    return [(trouble.sentence, page_of(draft, trouble.topic) + (f"#{trouble.anchor}" if trouble.anchor else "")) for trouble in troubles]
