"""One topic of a draft: a plain form; rows are added, removed and moved by buttons that save what was typed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dure.apps.programs.actions import drafting
from dure.apps.programs.editing import shown, typed, variants, vocabulary
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
    variant, _ = variants.split(found.key)
    seen = variants.seen_as(variant, draft.document)
    changes = variants.put_back(typed.changes(found, seen, request.POST, queries.used_keys(draft)), variant)
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
    variant, _ = variants.split(found.key)
    aim = act.removeprefix("open:")
    aim = f"{variant}~{aim}" if variant else aim
    if act.startswith("open:") and topic_of(aim, draft.document) is not None:
        return page_of(draft, aim) + TOP
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
    variant, inner = variants.split(found.key)
    scope, _, section = inner.partition(":")
    own = f"{variant}~" if variant else ""
    if section:
        return page_of(draft, own + ("questions" if scope == "application" else scope))
    if inner in _REPORTS:
        return page_of(draft, f"{own}reports")
    return "" if not variant else page_of(draft, "variants" if inner == "own" else f"{variant}~own")


_REPORTS = dict(vocabulary.REPORTS)


def _own(draft: DefinitionDraft, variant: str, document: Document) -> list[tuple[str, str]]:
    """The topics that a track or part has for itself, with their addresses."""
    titles = dict(variants.TITLES)
    return [(titles[topic], page_of(draft, f"{variant}~{topic}") + TOP) for topic in variants.owned(variant, document)]


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
    variant, inner = variants.split(found.key)
    wrong = [trouble for trouble in troubles(document, queries.surroundings_of(draft)) if trouble.topic == found.key]
    seen, choices = variants.seen_as(variant, document), queries.choices_for(draft)
    touched = (found.key in draft.saves or draft.program_id is not None) and "going" not in request.GET
    errors = {trouble.anchor: trouble.short for trouble in wrong if trouble.anchor} if touched else {}
    fixed = frozenset({"slug"}) if draft.program_id else frozenset()
    context = {
        "draft": draft,
        "topic": found,
        "version": version,
        "fields": shown.fields_of(found, seen, errors, choices, fixed=fixed),
        "listings": shown.listings_of(found, seen, errors, choices),
        "errors": errors,
        "general": [trouble.sentence for trouble in wrong if not trouble.anchor] if touched else [],
        "reasons": reasons or [],
        "lines": lines or [],
        "saved": draft.saves.get(found.key) if request.GET.get("saved") else None,
        "back": _back(draft, found),
        "tasks": [(one.key, one.title) for one in TOPICS],
        "here": "variants" if variant else variants.topic_above(found.key),
        "own": _own(draft, variant, document) if inner == "own" else [],
    }
    return render(request, "programs/edit/topic.html", context, status=status)
