"""A draft as an applicant would see it: the program's facts, the task list and each page of questions, read-only."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dure.apps.programs.deriving import columns
from dure.apps.programs.editing import promised
from dure.apps.programs.editing.fields import Document, Options
from dure.apps.programs.editing.questions import YES_NO, answers_of
from dure.apps.programs.editing.shaping import finished
from dure.apps.programs.editing.values import window_words
from dure.apps.programs.editing.variants import listing_of, owned, seen_as, topic_above, variants
from dure.apps.programs.models import DefinitionDraft
from dure.apps.programs.paperwork import Question
from dure.apps.programs.queries import desk
from dure.apps.programs.queries import editing as queries
from dure.apps.programs.reading import read_terms
from dure.apps.programs.terms import Terms
from dure.apps.programs.views.editing.shared import entered, linked, the_draft
from dure.apps.programs.words import SUPPORT_WORDS

NOT_STATED = "적지 않음"


@dataclass(frozen=True, slots=True)
class Facts:
    """The public page's facts, from a document that is no version yet."""

    title: str
    field: str
    summary: str
    support: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]
    criteria: tuple[tuple[str, int], ...]
    papers: str
    money: promised.Lines
    duties: tuple[str, ...]
    categories: promised.Lines


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the applicant meets it."""

    key: str
    label: str
    kind: str
    hint: str
    optional: bool
    options: Options
    condition: str


@require_safe
def of_program(request: HttpRequest, program_id: int) -> HttpResponse:
    """The preview of the program's open draft."""
    request = entered(request)
    program = get_object_or_404(desk.program_for(request.actor), pk=program_id)
    draft = get_object_or_404(queries.open_drafts(request.actor), program=program)
    return redirect("programs:draft_preview", draft_id=draft.pk)


@dataclass(frozen=True, slots=True)
class Way:
    """A track or a part as which one looks; neither looks at the program as a whole."""

    track: str = ""
    part: str = ""

    @property
    def key(self) -> str:
        return self.track or self.part


def way_of(key: str, document: Document) -> Way:
    """The track or part of that key; one that is not there is no page."""
    listing = listing_of(key, document) if key else ""
    if key and not listing:
        raise Http404
    return Way(track=key) if listing == "tracks" else Way(part=key)


def _tabs(draft: DefinitionDraft, here: str) -> list[dict[str, Any]]:
    """The program as a whole, and each track and part."""
    place = reverse("programs:draft_preview", args=[draft.pk])
    ways = [("", "사업 전체"), *((row["key"], row["title"]) for _, _, row in variants(draft.document))]
    return (
        [{"label": title, "href": f"{place}?way={key}" if key else place, "current": key == here} for key, title in ways]
        if ways[1:]
        else []
    )


@require_safe
def page(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The program's facts and the task list, of the whole or of one track or part."""
    request = entered(request)
    draft = the_draft(request, draft_id)
    way = way_of(request.GET.get("way", ""), draft.document)
    if queries.troubles_of(draft):
        return _with_troubles(request, draft)
    document = finished(draft.document, queries.known_rulesets(draft))
    terms = read_terms(document, sha256="", track=way.track, part=way.part)
    context = {"draft": draft, "facts": facts(document, terms), "terms": terms, "tabs": _tabs(draft, way.key), "way": way.key}
    return render(request, "programs/edit/preview.html", context)


@require_safe
def section(request: HttpRequest, draft_id: int, section: str) -> HttpResponse:
    """One page of questions, as it will be filled in."""
    request = entered(request)
    draft = the_draft(request, draft_id)
    way = way_of(request.GET.get("way", ""), draft.document)
    if queries.troubles_of(draft):
        return _with_troubles(request, draft)
    document = finished(draft.document, queries.known_rulesets(draft))
    terms = read_terms(document, sha256="", track=way.track, part=way.part)
    pages = (*terms.sections, *terms.precheck_sections)
    found = next((one for one in pages if one.key == section), None)
    if found is None:
        raise Http404
    place = pages.index(found) + 1
    scope = "precheck" if any(page["key"] == found.key for page in _prechecks(draft, way.key)) else "application"
    context = {
        "draft": draft,
        "section": found,
        "questions": [asked(question, terms) for question in found.questions],
        "after": pages[place] if place < len(pages) else None,
        "topic_key": (f"{way.key}~" if topic_above(scope) in owned(way.key, draft.document) else "") + f"{scope}:{found.key}",
        "way": way.key,
    }
    return render(request, "programs/edit/preview.html", context)


def _prechecks(draft: DefinitionDraft, way: str) -> list[dict[str, Any]]:
    """The pages of the precheck's form, of the program or of a track or part."""
    return list(seen_as(way, draft.document)["life"].get("precheck_sections") or ())


def _with_troubles(request: HttpRequest, draft: DefinitionDraft) -> HttpResponse:
    return render(request, "programs/edit/preview.html", {"draft": draft, "wrong": linked(draft, queries.troubles_of(draft))})


def facts(document: Document, terms: Terms) -> Facts:
    """What the public page would say."""
    said = columns(document)
    named = next((row for _, _, row in variants(document) if row["key"] == (terms.track or terms.part)), None)
    if named is not None:
        own = columns(
            {**document, "tracks": [], "parts": [], **{name: named[name] for name in ("caps", "awards", "budget") if named.get(name)}}
        )
        said |= {"title": f"{said['title']} · {named['title']}", "target": terms.target, "per_firm": own["per_firm"], "scale": own["scale"]}
    papers = [paper.title for paper in terms.documents]
    lines = (
        ("지원 규모", said["scale"]),
        ("한 곳이 받는 금액", said["per_firm"]),
        ("내가 내는 돈(자부담)", _own_share(terms)),
        ("지원 대상", said["target"]),
    )
    return Facts(
        title=said["title"],
        field=said["field"],
        summary=said["summary"],
        support=tuple(SUPPORT_WORDS.get(kind, kind) for kind in document["support"]),
        lines=tuple((term, words or NOT_STATED) for term, words in lines),
        steps=tuple((stage["label"], window_words(stage["window"])) for stage in document["stages"] if _is_on_the_way(stage, terms)),
        clauses=tuple(dict.fromkeys(rule.clause for rule in terms.rules if rule.clause)),
        criteria=tuple((line.title, line.points) for line in terms.score_sheet.criteria) if terms.score_sheet else (),
        papers=", ".join(papers),
        money=promised.money(terms),
        duties=promised.duties(terms),
        categories=promised.categories(terms),
    )


def _is_on_the_way(stage: Document, terms: Terms) -> bool:
    """A stage of all, or of the track and part one looks at; the whole shows every stage."""
    own = (stage.get("track") or "", stage.get("part") or "")
    return not (terms.track or terms.part) or all(name in {"", chosen} for name, chosen in zip(own, (terms.track, terms.part), strict=True))


def _own_share(terms: Terms) -> str:
    share = terms.own_share
    return "" if share is None else share.text or f"{share.base.label}의 {share.percent}% 이상"


def asked(question: Question, terms: Terms) -> Asked:
    """A question with its choices and its limits in words."""
    options: Any = question.choices
    if question.kind == "yes_no":
        options = YES_NO
    elif question.kind == "table":
        options = tuple((column.key, column.label) for column in question.columns)
    elif question.kind == "consent":
        options = (("yes", question.text),)
    limit = f"{question.longest:,}자까지" if question.longest else ""
    hint = " ".join(word for word in (question.hint, limit) if word)
    return Asked(question.key, question.label, question.kind, hint, not question.required, options, _condition(question, terms))


def _condition(question: Question, terms: Terms) -> str:
    if question.shown_when is None:
        return ""
    key, answers = question.shown_when
    pages = (*terms.sections, *terms.precheck_sections)
    asked_before: dict[str, Question] = {one.key: one for page in pages for one in page.questions}
    before = asked_before[key]
    words = dict(answers_of({"kind": before.kind, "choices": before.choices}))
    return f"‘{before.label}’에 {', '.join(words.get(answer, answer) for answer in answers)}라고 답한 때만 보여요."
