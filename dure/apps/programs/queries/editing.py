"""What the editor reads: drafts, starts, versions, and keys that are taken."""

from django.db.models import F, QuerySet

from dure.apps.people import facade as people
from dure.apps.programs.editing.checking import Trouble
from dure.apps.programs.editing.fields import Document, Options, Topic, look
from dure.apps.programs.editing.keys import used_in
from dure.apps.programs.editing.topics import TOPICS
from dure.apps.programs.models import DefinitionDraft, DefinitionVersion, Edition, Program
from dure.platform.actor import Actor

_INSIDE = {"application": "questions", "kickoff": "reports", "interim": "reports", "final": "reports"}


def drafts_for(actor: Actor) -> QuerySet[DefinitionDraft]:
    """Every draft, for staff."""
    rows = DefinitionDraft.objects.select_related("program", "edition", "based_on")
    return rows if actor.is_center else rows.none()


def open_drafts(actor: Actor) -> QuerySet[DefinitionDraft]:
    """Drafts that somebody is still writing, the last saved first."""
    return drafts_for(actor).filter(closed_at=None).order_by("-saved_at", "-id")


def editions_to_plan_in() -> list[Edition]:
    """Years in which programs are lived, the newest first."""
    return list(Edition.objects.filter(kind=Edition.Kind.CURRENT).order_by("-year"))


def starts() -> Options:
    """From what a new program may begin: the newest version of every program, of all years."""
    rows = Program.objects.filter(version__isnull=False).order_by("-edition__year", "order", "id")
    return tuple((str(version), f"{year}년 {title}") for version, year, title in rows.values_list("version_id", "edition__year", "title"))


def versions_of(program: Program) -> QuerySet[DefinitionVersion]:
    """The program's versions, newest first, without their documents."""
    return program.versions.defer("document").order_by("-number")


def used_keys(draft: DefinitionDraft) -> set[str]:
    """Keys that some version of the program has used."""
    if draft.program_id is None:
        return set()
    return used_in(DefinitionVersion.objects.filter(program_id=draft.program_id).values_list("document", flat=True).iterator())


def districts() -> Options:
    """The districts, by code."""
    return tuple(people.District.objects.order_by(F("name")).values_list("code", "name"))


def standing(document: Document, troubles: list[Trouble]) -> list[dict[str, str | int]]:
    """The task list: each topic with what is in it and what is wrong with it."""
    wrong: dict[str, int] = {}
    for trouble in troubles:
        key = trouble.topic.split(":")[0]
        key = _INSIDE.get(key, key)
        wrong[key] = wrong.get(key, 0) + 1
    return [_task(topic, document, wrong.get(topic.key, 0)) for topic in TOPICS]


def _task(topic: Topic, document: Document, wrong: int) -> dict[str, str | int]:
    filled = sum(len(look(document, listing.place) or []) for listing in topic.listings)
    filled += sum(1 for field in topic.fields if field.kind != "flag" and look(document, field.path) not in (None, "", []))
    listing = topic.listings[0]
    count = len(look(document, listing.place) or [])
    said = f"{listing.noun} {count}개" if count and topic.key != "basics" else ""
    if wrong:
        return {"key": topic.key, "title": topic.title, "status": f"고칠 곳 {wrong}", "tone": "fix", "hint": said}
    if topic.key == "shown" and not count:
        return {"key": topic.key, "title": topic.title, "status": "단계와 같음", "tone": "done", "hint": ""}
    status, tone = ("채움", "done") if filled else ("비어 있음", "todo")
    return {"key": topic.key, "title": topic.title, "status": status, "tone": tone, "hint": said}
