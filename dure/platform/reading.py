"""An auditor reads what is others': the journal says first who looked at what and whose it is, then it is shown.

A GET writes nothing: it answers with a page that asks, and the POST of that page writes the line and shows the thing. Everybody else reads as before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, cast

from django.db import models
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dure.platform import journal
from dure.platform.actor import Actor, Role
from dure.platform.http import ActorRequest
from dure.platform.verbs import NO_KEY, Key, verb

VIEW_EVIDENCE = "view_evidence"
VIEW_PERSON = "view_personal_data"
_READ = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read, in words for people; the thing that the journal names; the case and the parties whose it is."""

    what: str
    thing: models.Model
    case_id: int | None = None
    party_ids: tuple[int, ...] = ()
    deed: str = VIEW_EVIDENCE
    detail: dict[str, Any] = field(default_factory=dict)


def is_noted(actor: Actor) -> bool:
    """Does this seat's reading leave a line? An auditor's does, wherever it reads."""
    return actor.has(Role.AUDITOR)


@verb
def note_reading(*, reading: Reading, reason: str = "", by: Actor, at: Any, key: Key = NO_KEY) -> None:
    """Somebody opens what is others': who, what, whose, and why if it was said."""
    said = {"by": by, "at": at, "reason": reason.strip()[:300], "case_id": reading.case_id, "party_ids": reading.party_ids}
    journal.write(reading.thing, reading.deed, **said, detail={"what": reading.what, **reading.detail})


def asked_first(request: ActorRequest, reading: Reading) -> HttpResponseBase | None:
    """Nothing once the line is written; before it the page that asks."""
    if request.method != "POST":
        return render(request, "reading.html", {"rows": [("여는 것", reading.what)]})
    note_reading(reading=reading, reason=request.POST.get("reason", ""), by=request.actor, at=request.at, key=request.key)
    return None


View = Callable[..., HttpResponseBase]


def journaled(tell: Callable[..., Reading]) -> Callable[[View], View]:
    """A page, paper or file that shows evidence or a person's data. `tell` finds it as the page does (404, 403) and says what is read."""

    def around(view: View) -> View:
        @require_http_methods([*_READ, "POST"])
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            asking = cast("ActorRequest", request)
            if not is_noted(asking.actor):
                return view(request, *args, **kwargs) if request.method in _READ else HttpResponseNotAllowed(_READ)
            return asked_first(asking, tell(asking, *args, **kwargs)) or view(request, *args, **kwargs)

        page.is_journaled = True  # type: ignore[attr-defined]
        return page

    return around
