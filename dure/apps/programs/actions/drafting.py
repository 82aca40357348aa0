"""Definitions on screen: a draft is begun, saved topic by topic, and becomes the next version or is dropped."""

from datetime import datetime
from typing import Any

from dure.apps.programs import access
from dure.apps.programs.actions.definitions import put_version
from dure.apps.programs.copying import to_year
from dure.apps.programs.editing.difference import differences
from dure.apps.programs.editing.shaping import blank, finished, opened, written
from dure.apps.programs.models import DefinitionDraft, DefinitionVersion, Edition, Program
from dure.apps.programs.queries.editing import known_rulesets, troubles_of
from dure.apps.programs.reading import Document
from dure.kernel.errors import Refused
from dure.kernel.korean import instant_words
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import Key, verb


class SavedMeanwhile(Refused):
    """Somebody else saved the same topic after the page was opened; what they saved and what was typed are both still there."""


@verb
def begin_draft(
    *, edition_id: int, by: Actor, at: datetime, key: Key, program_id: int | None = None, from_version_id: int | None = None
) -> DefinitionDraft:
    """Begin to write a definition: a program's next version, or a new program that starts blank or from a version of any year.

    A program has one open draft; whoever begins again goes on with it.
    """
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    access.may_plan_in(by, edition).or_refuse()
    program = Program.objects.select_related("version").get(pk=program_id, edition=edition) if program_id else None
    if program is not None and (going := program.drafts.filter(closed_at=None).first()) is not None:
        return going
    version = program.version if program else DefinitionVersion.objects.get(pk=from_version_id) if from_version_id else None
    document = _start(edition, program, version)
    draft = DefinitionDraft.objects.create(
        program=program,
        edition=edition,
        based_on=version,
        document=document,
        begun_at=at,
        saved_at=at,
        saved_by_id=by.account_id,
        saved_by_name=by.name,
    )
    journal.write(draft, "begin_draft", by=by, at=at, detail={"program": program_id, "from": version.pk if version else None})
    return draft


def _start(edition: Edition, program: Program | None, version: DefinitionVersion | None) -> Document:
    """The first document of a draft. A new program from another one takes its contents, not its name in the address."""
    if program is not None and version is not None:
        return opened(version.document)
    number = (edition.programs.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    if version is None:
        return blank(year=edition.year, organizer=edition.organizer, order=number, slug="")
    moved = version.document if version.document["year"] == edition.year else to_year(version.document, edition.year)
    taken = edition.programs.filter(slug=moved["slug"]).exists()
    return opened(moved) | {"order": number, "slug": "" if taken else moved["slug"], "shared_with": []}


@verb
def save_draft_part(*, draft_id: int, section: str, values: dict[str, Any], version: int, by: Actor, at: datetime, key: Key) -> int:
    """Save one topic: the values stand at dotted places of the document. Answers the new version.

    Whoever would overwrite what a colleague saved meanwhile on the same topic is told instead.
    """
    draft = _open_draft(draft_id, by)
    last = draft.saves.get(section)
    if last and last["version"] > version and last["by_id"] != by.account_id:
        when = instant_words(datetime.fromisoformat(last["at"]))
        raise SavedMeanwhile(
            f"{last['by']}님이 {when}에 이 쪽을 먼저 저장했어요. 아래에서 다른 점을 보고, 내 것으로 저장하려면 다시 저장해 주세요."
        )
    document = written(draft.document, values)
    if document is None:
        raise Refused("그사이 이 쪽이 지워졌어요. 목록에서 다시 열어 주세요.")
    if draft.program is not None and document["slug"] != draft.program.slug:
        raise Refused("주소에 쓰는 이름은 한 번 반영한 뒤에는 바꿀 수 없어요.")
    draft.document = document
    draft.lock += 1
    draft.saves = draft.saves | {section: {"version": draft.lock, "by": by.name, "by_id": by.account_id, "at": at.isoformat()}}
    draft.saved_at, draft.saved_by_id, draft.saved_by_name = at, by.account_id, by.name
    draft.save(update_fields=["document", "lock", "saves", "saved_at", "saved_by_id", "saved_by_name"])
    journal.write(draft, "save_draft_part", by=by, at=at, detail={"section": section, "version": draft.lock})
    return draft.lock


@verb
def drop_draft(*, draft_id: int, by: Actor, at: datetime, key: Key) -> DefinitionDraft:
    """Give a draft up; versions and rounds stay as they are."""
    draft = _open_draft(draft_id, by)
    _close(draft, at)
    journal.write(draft, "drop_draft", by=by, at=at)
    return draft


@verb
def publish_draft(*, draft_id: int, version: int, reason: str, by: Actor, at: datetime, key: Key, show: bool = False) -> DefinitionVersion:
    """Check the whole document as the catalog's files are checked, and make it the program's next version; a new program comes into being.

    Rounds that have opened keep their version. `show` puts the program on the public list at once.
    """
    draft = _open_draft(draft_id, by)
    if not reason.strip():
        raise Refused("무엇을 왜 고쳤는지 적어 주세요. 판 목록에 남아요.")
    if draft.lock != version:
        raise SavedMeanwhile(f"{draft.saved_by_name}님이 {instant_words(draft.saved_at)}에 고쳤어요. 달라진 곳을 다시 보고 반영해 주세요.")
    if found := troubles_of(draft):
        raise Refused([trouble.sentence for trouble in found])
    program = _program_of(draft)
    document = finished(draft.document, known_rulesets(draft))
    if program.version is not None and not differences(program.version.document, document):
        raise Refused("달라진 것이 없어요.")
    if show and program.published_at is None:
        program.published_at = at
    made = put_version(program, document, by=by, at=at, reason=reason.strip()[:300], origin=DefinitionVersion.Origin.SCREEN)
    draft.program = program
    _close(draft, at)
    journal.write(draft, "publish_draft", by=by, at=at, reason=reason.strip(), detail={"program": program.pk, "version": made.number})
    return made


def _program_of(draft: DefinitionDraft) -> Program:
    """The program that gets the version: the draft's own, locked and unchanged since it was begun, or a new one."""
    if draft.program_id is not None:
        program = Program.objects.select_for_update(of=("self",)).select_related("version", "edition").get(pk=draft.program_id)
        if program.version_id != draft.based_on_id:
            raise Refused("이 사업의 정의가 그사이 다른 길로 고쳐졌어요. 초안을 버리고 새 판에서 다시 시작해 주세요.")
        return program
    slug = draft.document["slug"]
    if draft.edition.programs.filter(slug=slug).exists():
        raise Refused(f"주소에 쓸 영문 이름 {slug}을(를) 이 해의 다른 사업이 쓰고 있어요. 기본 정보에서 바꿔 주세요.")
    return Program(edition=draft.edition, slug=slug, copied_from=draft.based_on)


def _open_draft(draft_id: int, by: Actor) -> DefinitionDraft:
    draft = DefinitionDraft.objects.select_for_update(of=("self",)).select_related("program", "edition").get(pk=draft_id)
    access.may_plan_in(by, draft.edition).or_refuse()
    if not draft.is_open:
        raise Refused("이미 반영했거나 버린 초안이에요. 사업 화면에서 새로 시작해 주세요.")
    return draft


def _close(draft: DefinitionDraft, at: datetime) -> None:
    draft.closed_at = at
    draft.save(update_fields=["closed_at", "program"])
