"""What the editor reads: drafts, starts, versions, and keys that are taken."""

from django.db.models import F, QuerySet

from dure.apps.people import facade as people
from dure.apps.programs.editing import variants
from dure.apps.programs.editing.checking import Trouble, troubles
from dure.apps.programs.editing.fields import Document, Options, Topic, look
from dure.apps.programs.editing.keys import used_in
from dure.apps.programs.editing.topics import TOPICS
from dure.apps.programs.models import DefinitionDraft, DefinitionVersion, Edition, Program
from dure.platform.actor import Actor
from dure.platform.catalog.faults import Surroundings

MOST_RULESETS = 60
"""Versions that are looked through for rule sets, the newest first."""


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


def choices_for(draft: DefinitionDraft) -> dict[str, Options]:
    """What the database knows to choose from, by the names of fields."""
    year = draft.edition.year
    named = (
        Program.objects.exclude(pk=draft.program_id or 0).order_by("title", "-edition__year").values_list("slug", "title", "edition__year")
    )
    programs: dict[str, str] = {}
    for slug, title, _year in named:
        programs.setdefault(slug, title)
    lived = {slug for slug, _, of_year in named if of_year == year}
    now = tuple((slug, title) for slug, title in programs.items() if slug in lived)
    rulesets = tuple((key, said["title"]) for key, said in known_rulesets(draft).items())
    return {
        "with_districts": districts(), "team": teams(year), "follows": tuple(programs.items()), "ruleset": rulesets, "fact": facts_in_use(draft),
        "forbidden_with": now, "shared_with": now, "allowed_with": (("all", "모든 사업"), *now),
    }  # fmt: skip


def teams(year: int) -> Options:
    """Teams of the center in that year; of a year that has none yet, those of the last one before."""
    rows = (
        people.Team.objects.filter(organization__tier="center", year__lte=year)
        .order_by("-year", "order", "id")
        .values_list("year", "title")
    )
    newest = next((found for found, _ in rows), None)
    return tuple((title, title) for found, title in rows if found == newest)


def known_rulesets(draft: DefinitionDraft) -> dict[str, Document]:
    """Rule sets by law that versions keep, the newest of each; what the draft has already stays."""
    kept = (
        DefinitionVersion.objects.filter(document__has_key="rulesets")
        .order_by("-pk")
        .values_list("document__rulesets", flat=True)[:MOST_RULESETS]
    )
    found: dict[str, Document] = dict(draft.document.get("rulesets") or {})
    for rulesets in kept:
        for key, said in rulesets.items():
            found.setdefault(key, said)
    return dict(sorted(found.items()))


def facts_in_use(draft: DefinitionDraft) -> Options:
    """Answers that questions of the newest definitions carry on from form to form, each with the question that asks it."""
    found: dict[str, str] = {}
    rows = Program.objects.filter(version__isnull=False, has_life=True).order_by("-edition__year", "order", "id")
    for sections in (draft.document["life"]["sections"], *rows.values_list("version__document__life__sections", flat=True)):
        for asked in (asked for section in sections or () for asked in section["questions"]):
            if (key := asked.get("fact")) and asked["kind"] != "party_fact":
                found.setdefault(key, asked["label"])
    return tuple((key, f"{label} ({key})") for key, label in sorted(found.items()))


def surroundings_of(draft: DefinitionDraft) -> Surroundings:
    """What stands around a draft, for the check that the catalog's files pass too."""
    rows = people.Team.objects.filter(organization__tier="center").order_by("id").values_list("year", "title")
    known = frozenset((year, title) for year, title in rows if year is not None)
    slugs = frozenset(Program.objects.values_list("slug", flat=True))
    return Surroundings(None, known_rulesets(draft), slugs, known or None)


def troubles_of(draft: DefinitionDraft) -> list[Trouble]:
    """Everything that is wrong with a draft where it stands."""
    return [*troubles(draft.document, surroundings_of(draft)), *_order_taken(draft)]


def _order_taken(draft: DefinitionDraft) -> list[Trouble]:
    other = (
        draft.edition.programs.filter(order=draft.document["order"]) if isinstance(draft.document["order"], int) else Program.objects.none()
    )
    other = other.exclude(pk=draft.program_id or 0)
    return [
        Trouble("basics", f"기본 정보: 목록에서 {one.order}번째는 {one.title} 사업이에요. 다른 수를 적어 주세요.", "order")
        for one in other[:1]
    ]


def districts() -> Options:
    """The districts, by code."""
    return tuple(people.District.objects.order_by(F("name")).values_list("code", "name"))


def standing(document: Document, wrong_ones: list[Trouble]) -> list[dict[str, str | int]]:
    """The task list: each topic with what is in it and what is wrong with it."""
    wrong: dict[str, int] = {}
    for trouble in wrong_ones:
        key = "variants" if variants.split(trouble.topic)[0] else variants.topic_above(trouble.topic)
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
