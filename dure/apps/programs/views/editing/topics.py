"""One topic of a draft: a plain form; rows are added, removed and moved by buttons that save what was typed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dure.apps.programs.actions import drafting
from dure.apps.programs.editing import shown, typed
from dure.apps.programs.editing.checking import troubles
from dure.apps.programs.editing.difference import of_topic
from dure.apps.programs.editing.fields import Document, Topic
from dure.apps.programs.editing.shaping import written
from dure.apps.programs.editing.topics import TOPICS, topic_of
from dure.apps.programs.models import DefinitionDraft
from dure.apps.programs.queries import editing as queries
from dure.apps.programs.views.editing.shared import entered, page_of, the_draft
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest

TOP = "#main"
"""Said in every answer: a browser carries the fragment of the page before along when there is none."""


@require_http_methods(["GET", "POST"])
def topic(request: HttpRequest, draft_id: int, topic: str) -> HttpResponse:
    """Read and save one topic."""
    request = entered(request)
    draft = the_draft(request, draft_id)
    found = topic_of(topic, draft.document)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _page(request, draft, found, draft.document, draft.lock)
    changes = typed.changes(found, draft.document, request.POST, queries.used_keys(draft))
    version = request.POST.get("version", "")
    try:
        drafting.save_draft_part(
            draft_id=draft.pk,
            section=found.key,
            values=changes,
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except drafting.SavedMeanwhile as meanwhile:
        draft.refresh_from_db()
        mine = written(draft.document, changes) or draft.document
        lines = of_topic(found, draft.document, mine)
        return _page(request, draft, found, mine, draft.lock, reasons=meanwhile.reasons, lines=lines, status=409)
    except Refused as refused:
        mine = written(draft.document, changes) or draft.document
        return _page(request, draft, found, mine, draft.lock, reasons=refused.reasons, status=422)
    return redirect(_onward(request, draft, found))


def _onward(request: ActorRequest, draft: DefinitionDraft, found: Topic) -> str:
    """Back to the row that was acted on, to the page that was asked for, or on to the next topic."""
    here = page_of(draft, found.key)
    act = request.POST.get("act", "")
    name, number = typed.pressed(request.POST)
    if name:
        return f"{here}?going=1#{name}-{number}"
    if act.startswith("open:") and topic_of(act.removeprefix("open:"), draft.document) is not None:
        return page_of(draft, act.removeprefix("open:")) + TOP
    return _next(draft, found) if act == "next" else f"{here}?saved=1{TOP}"


def _next(draft: DefinitionDraft, found: Topic) -> str:
    back = _back(draft, found)
    if back:
        return back + TOP
    keys = [one.key for one in TOPICS]
    place = keys.index(found.key) + 1
    return page_of(draft, keys[place]) + TOP if place < len(keys) else reverse("programs:draft", args=[draft.pk]) + TOP


def _back(draft: DefinitionDraft, found: Topic) -> str:
    """The page above a page of questions; nothing above a topic."""
    scope, _, section = found.key.partition(":")
    if section:
        return page_of(draft, "questions" if scope == "application" else scope)
    return page_of(draft, "reports") if found.key not in {one.key for one in TOPICS} else ""


def _page(
    request: ActorRequest,
    draft: DefinitionDraft,
    found: Topic,
    document: Document,
    version: int,
    *,
    reasons: list[str] | None = None,
    lines: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = [trouble for trouble in troubles(document) if trouble.topic == found.key]
    touched = (found.key in draft.saves or draft.program_id is not None) and "going" not in request.GET
    errors = {trouble.anchor: trouble.short for trouble in wrong if trouble.anchor} if touched else {}
    fixed = frozenset({"slug"}) if draft.program_id else frozenset()
    context = {
        "draft": draft,
        "topic": found,
        "version": version,
        "fields": shown.fields_of(found, document, errors, fixed=fixed),
        "listings": shown.listings_of(found, document, errors, {"with_districts": queries.districts()}),
        "errors": errors,
        "general": [trouble.sentence for trouble in wrong if not trouble.anchor] if touched else [],
        "reasons": reasons or [],
        "lines": lines or [],
        "saved": draft.saves.get(found.key) if request.GET.get("saved") else None,
        "back": _back(draft, found),
        "tasks": [(one.key, one.title) for one in TOPICS],
        "here": found.key
        if found.key in {one.key for one in TOPICS}
        else "questions"
        if found.key.startswith("application")
        else "reports",
    }
    return render(request, "programs/edit/topic.html", context, status=status)
