"""Years, programs and the versions of their definitions."""

from datetime import datetime

from dure.apps.programs import access
from dure.apps.programs.deriving import columns, stage_rows
from dure.apps.programs.models import DefinitionVersion, Edition, Program, Stage
from dure.apps.programs.reading import Document, read_terms
from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.catalog.definition import sha256_of
from dure.platform.verbs import Key, part, verb


@verb
def open_edition(*, year: int, title: str, organizer: str, by: Actor, at: datetime, key: Key, sample: bool = False) -> Edition:
    """Begin a year in which programs are lived."""
    access.may_open_edition(by).or_refuse()
    if Edition.objects.filter(year=year).exists():
        raise Refused(f"{year}년은 이미 있어요.")
    edition = Edition.objects.create(year=year, title=title, organizer=organizer, kind=Edition.Kind.CURRENT, opened_at=at, sample=sample)
    journal.write(edition, "open_edition", by=by, at=at)
    return edition


@verb
def plan_program(
    *,
    edition_id: int,
    document: Document,
    by: Actor,
    at: datetime,
    key: Key,
    copied_from_id: int | None = None,
    publish: bool = False,
    sample: bool = False,
    origin: str = DefinitionVersion.Origin.SCREEN,
) -> Program:
    """Put a definition on a current year's plan: usually a past one with new dates (see copying). Unseen by the public until published."""
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    access.may_plan_in(by, edition).or_refuse()
    if document["year"] != edition.year:
        raise Refused(f"{edition.year}년 정의가 아니에요. 날짜를 {edition.year}년으로 옮겨 주세요.")
    if edition.programs.filter(slug=document["slug"]).exists():
        raise Refused("같은 주소의 사업이 이 해에 이미 있어요. 새 판으로 고치세요.")
    program = Program(
        edition=edition, slug=document["slug"], copied_from_id=copied_from_id, sample=sample, published_at=at if publish else None
    )
    return put_version(program, document, by=by, at=at, origin=origin).program


@verb
def revise_program(
    *,
    program_id: int,
    document: Document,
    reason: str,
    by: Actor,
    at: datetime,
    key: Key,
    origin: str = DefinitionVersion.Origin.SCREEN,
) -> DefinitionVersion:
    """Add a version. Rounds that have opened keep theirs; those only planned will take the newest when they open."""
    program = Program.objects.select_for_update(of=("self",)).select_related("edition", "version").get(pk=program_id)
    access.may_plan(by, program).or_refuse()
    if not reason.strip():
        raise Refused("정의를 고치는 까닭을 적어 주세요.")
    if program.version is not None and program.version.sha256 == sha256_of(document):
        raise Refused("달라진 것이 없어요.")
    return put_version(program, document, by=by, at=at, reason=reason.strip(), origin=origin)


@verb
def import_definition(*, document: Document, by: Actor, at: datetime, key: Key) -> Program:
    """Put a definition that came as a file on its year's plan. One whose place in the order is taken comes last; unseen until published."""
    edition = Edition.objects.select_for_update().filter(year=document["year"]).first()
    if edition is None:
        raise Refused(f"{document['year']}년이 아직 없어요. 사업 화면에서 그 해를 먼저 열어 주세요.")
    access.may_plan_in(by, edition).or_refuse()
    if edition.programs.filter(slug=document["slug"]).exists():
        raise Refused("같은 주소의 사업이 이 해에 이미 있어요. 파일 이름을 바꾸거나, 그 사업을 새 판으로 고치세요.")
    orders = set(edition.programs.order_by().values_list("order", flat=True))
    said = {**document, "order": max(orders) + 1} if document["order"] in orders else document
    program = Program(edition=edition, slug=document["slug"], sample=edition.sample)
    return put_version(program, said, by=by, at=at, reason="파일로 가져옴", origin=DefinitionVersion.Origin.IMPORT).program


@verb
def publish_program(*, program_id: int, by: Actor, at: datetime, key: Key) -> Program:
    """Show a planned program on the public list and timetable."""
    program = Program.objects.select_for_update(of=("self",)).select_related("edition").get(pk=program_id)
    access.may_plan(by, program).or_refuse()
    if program.published_at is None:
        program.published_at = at
        program.save(update_fields=["published_at"])
        journal.write(program, "publish_program", by=by, at=at)
    return program


@part
def put_version(
    program: Program, document: Document, *, by: Actor, at: datetime, reason: str = "", origin: str = DefinitionVersion.Origin.CATALOG
) -> DefinitionVersion:
    """Write the program's columns, the next version and its stages. The document is read once first, so that a bad one never gets in."""
    sha256 = sha256_of(document)
    read_terms(document, sha256=sha256)
    for name, value in columns(document).items():
        setattr(program, name, value)
    if program.pk is None:
        program.save()
    last = program.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = DefinitionVersion.objects.create(
        program=program,
        number=last + 1,
        document=document,
        sha256=sha256,
        schema_number=document["schema"],
        origin=origin,
        reason=reason,
        created_at=at,
        created_by_id=by.account_id,
        created_by_name=by.name,
    )
    Stage.objects.bulk_create(stage_rows(version))
    program.version = version
    program.save()
    journal.write(program, "put_version", by=by, at=at, reason=reason, detail={"version": version.number, "sha256": sha256})
    return version
