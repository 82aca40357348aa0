"""Writing an application: sections, budget, partners, papers. Each asks whose it is and whether that place is open."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dure.apps.cases import access
from dure.apps.cases.models import Attachment, BudgetRow, Case, Partner, SectionAnswer
from dure.apps.cases.queries.content import BUDGET, PARTNERS
from dure.apps.cases.queries.standing import open_places
from dure.apps.cases.rules import places
from dure.apps.cases.rules.answers import RESIDENT_NUMBER, Lists, read_section
from dure.apps.cases.rules.budget import TypedRow, read_budget
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.kernel.identifiers import is_business_number, looks_like_resident_number, tidy_digits
from dure.kernel.korean import clock_words
from dure.platform import files, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

MOST_PARTNERS = 100


def locked(case_id: int, place: str, *, by: Actor, at: datetime) -> Case:
    """The case for writing at a place, or the reason why not."""
    case = Case.objects.select_for_update(of=("self",)).select_related("round", "party", "district").get(pk=case_id)
    access.may_write(by, case).or_refuse()
    open_places(case, at).or_refuse(place)
    return case


@verb
def save_section(
    *, case_id: int, section: str, typed: Lists, version: int, by: Actor, at: datetime, key: Key = NO_KEY, keep_good: bool = False
) -> SectionAnswer:
    """Keep a section's answers. Somebody who saved in between is named and nothing is overwritten.

    With `keep_good` (autosave) what can be read is kept and the rest stays as it was.
    """
    case = locked(case_id, places.section_place(section), by=by, at=at)
    form = programs.terms_of(case.round_id).section(section)
    if form is None:
        raise Refused("이 신청서에 없는 쪽이에요.")
    read = read_section(form, typed)
    if read.errors and not keep_good:
        raise Refused([f"{question.label}: {read.errors[question.key]}" for question in form.questions if question.key in read.errors])
    row = _row_of(case, section)
    data = {**(row.data if row else {}), **_sent(read.kept, typed)} if keep_good else read.kept
    return _keep(case, section, data, row, version, by=by, at=at)


def _sent(kept: Mapping[str, Any], typed: Lists) -> dict[str, Any]:
    """Only what the browser sent: a form that is saved in part leaves the other answers alone."""
    return {key: value for key, value in kept.items() if key in typed or f"{key}_who" in typed}


def _row_of(case: Case, section: str) -> SectionAnswer | None:
    return SectionAnswer.objects.select_for_update().filter(case=case, section=section).first()


def _keep(
    case: Case, section: str, data: Mapping[str, Any], row: SectionAnswer | None, version: int, *, by: Actor, at: datetime
) -> SectionAnswer:
    if row is not None and row.data == data:
        return row
    if row is not None and row.version != version:
        raise Refused(
            f"{row.saved_by_name}님이 {clock_words(row.saved_at)}에 먼저 저장했어요. 쓰신 내용은 이 화면에 남아 있어요. "
            "새 창에서 저장된 내용을 확인한 뒤 다시 저장해 주세요."
        )
    row = row or SectionAnswer(case=case, section=section, version=0)
    row.data, row.version = dict(data), row.version + 1
    row.saved_at, row.saved_by_id, row.saved_by_name = at, by.account_id, by.name
    row.save()
    return row


@verb
def save_budget(*, case_id: int, rows: Sequence[TypedRow], version: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Replace the rows of the budget table and write their sums on the case."""
    case = locked(case_id, places.BUDGET, by=by, at=at)
    read = read_budget(programs.terms_of(case.round_id), rows)
    if read.reasons:
        raise Refused(read.reasons)
    said = {"rows": [[row.category, row.basis, row.grant, row.own] for row in read.rows]}
    _keep(case, BUDGET, said, _row_of(case, BUDGET), version, by=by, at=at)
    case.budget_rows.all().delete()
    BudgetRow.objects.bulk_create(
        BudgetRow(case=case, order=order, category=row.category, basis=row.basis, grant=row.grant, own=row.own)
        for order, row in enumerate(read.rows, start=1)
    )
    case.asked, case.own_money = read.grant, read.own
    case.save(update_fields=["asked", "own_money"])
    return case


@verb
def add_partner(
    *, case_id: int, name: str, legal_form: str = "", business_number: str = "", duty: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> Partner:
    """Name an organization that takes part. One that is known here by its number is tied to it, so that conflicts are found."""
    case = locked(case_id, places.PARTNERS, by=by, at=at)
    name, duty, number = name.strip()[:120], duty.strip()[:300], tidy_digits(business_number)
    if reasons := _partner_reasons(case, name, legal_form, duty, number):
        raise Refused(reasons)
    party = people.Party.objects.filter(business_number=number).first() if number else None
    order = (case.partners.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    partner = Partner.objects.create(
        case=case, party=party, name=name, legal_form=legal_form, business_number=number, duty=duty, order=order
    )
    _touch(case, PARTNERS, by=by, at=at)
    return partner


def _partner_reasons(case: Case, name: str, legal_form: str, duty: str, number: str) -> list[str]:
    reasons = []
    if not name:
        reasons.append("함께할 단체의 이름을 적어 주세요.")
    if legal_form and legal_form not in people.LegalForm.values:
        reasons.append("법적 형태를 보기에서 골라 주세요.")
    if number and not is_business_number(number):
        reasons.append("사업자등록번호 10자리를 다시 확인해 주세요. 없으면 비워 두세요.")
    if looks_like_resident_number(f"{name} {duty}"):
        reasons.append(RESIDENT_NUMBER)
    if name and case.partners.filter(name=name).exists():
        reasons.append(f"{name} 이름의 단체가 이미 있어요.")
    if case.partners.count() >= MOST_PARTNERS:
        reasons.append(f"참여 단체는 {MOST_PARTNERS}곳까지 적을 수 있어요.")
    return reasons


@verb
def remove_partner(*, case_id: int, partner_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Take an organization off the list again."""
    case = locked(case_id, places.PARTNERS, by=by, at=at)
    case.partners.filter(pk=partner_id).delete()
    _touch(case, PARTNERS, by=by, at=at)
    return case


def _touch(case: Case, section: str, *, by: Actor, at: datetime) -> None:
    names = list(case.partners.order_by("order", "id").values_list("name", flat=True))
    row = _row_of(case, section)
    _keep(case, section, {"names": names}, row, row.version if row else 0, by=by, at=at)


@verb
def add_file(*, case_id: int, document: str, upload: files.Upload, by: Actor, at: datetime, key: Key = NO_KEY) -> Attachment:
    """Take a paper in for one of the documents that are wanted: checked, hashed and on disk before its row."""
    case = locked(case_id, places.document_place(document), by=by, at=at)
    if document not in {paper.key for paper in programs.terms_of(case.round_id).documents}:
        raise Refused("이 신청서에서 받지 않는 서류예요.")
    stored = files.receive(
        upload,
        owner=case,
        purpose=f"document:{document}",
        by=by,
        at=at,
        room_left=files.room_left(case),
        retention_class=case.retention_class,
    )
    attachment = Attachment.objects.create(case=case, document=document, file=stored, added_at=at)
    _write_file(case, "add_file", attachment, by=by, at=at)
    return attachment


@verb
def remove_file(*, case_id: int, attachment_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Take a paper out of use. One that was handed in keeps its bytes and hash for the receipt."""
    attachment = Attachment.objects.select_related("file").filter(pk=attachment_id, case_id=case_id, removed_at=None).first()
    if attachment is None:
        raise Refused("이미 뺀 파일이에요.")
    case = locked(case_id, places.document_place(attachment.document), by=by, at=at)
    attachment.removed_at = at
    attachment.save(update_fields=["removed_at"])
    files.remove(attachment.file, at=at)
    _write_file(case, "remove_file", attachment, by=by, at=at)
    return case


def _write_file(case: Case, act: str, attachment: Attachment, *, by: Actor, at: datetime) -> None:
    file = attachment.file
    detail = {"document": attachment.document, "name": file.name, "size": file.size, "sha256": file.sha256}
    journal.write(case, act, by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail=detail)
