"""Writing an application: sections, budget, papers. Each asks whose it is and whether that place is open."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from dure.apps.cases import access
from dure.apps.cases.actions.prefilling import put_in
from dure.apps.cases.actions.signing import void_signatures
from dure.apps.cases.models import Attachment, BudgetRow, Case, SectionAnswer
from dure.apps.cases.queries.content import BUDGET, written_answers
from dure.apps.cases.queries.standing import open_places
from dure.apps.cases.rules import places
from dure.apps.cases.rules.answers import Lists, answer_document, is_sent, read_section
from dure.apps.cases.rules.budget import PlannedRow, TypedRow, read_budget
from dure.apps.cases.rules.conditions import flat
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.kernel.korean import clock_words
from dure.platform import files, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


class Overtaken(Refused):
    """Somebody saved in between; `row` is what they saved, and nothing of it was overwritten."""

    def __init__(self, row: Any) -> None:
        self.row = row
        super().__init__(
            f"{row.saved_by_name}님이 {clock_words(row.saved_at)}에 먼저 저장했어요. 쓰신 내용은 이 화면에 남아 있어요. "
            "저장된 내용과 견주어 보고 다시 저장해 주세요."
        )


def locked(case_id: int, place: str, *, by: Actor, at: datetime) -> Case:
    """The case for writing at a place, or the reason why not."""
    case = Case.objects.select_for_update(of=("self",)).select_related("round", "party", "district").get(pk=case_id)
    access.may_write(by, case).or_refuse()
    open_places(case, at).or_refuse(place)
    return case


@verb
def save_section(
    *,
    case_id: int,
    section: str,
    typed: Lists,
    version: int,
    uploads: Mapping[str, files.Upload] | None = None,
    stays: Collection[str] = (),
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
    keep_good: bool = False,
) -> SectionAnswer:
    """Keep a section's answers. Somebody who saved in between is named and nothing is overwritten.

    With `keep_good` (autosave) what can be read is kept and the rest stays as it was. Files of questions come in `uploads` by their key;
    the questions of `stays` were seen in both texts and stay as they are saved.
    """
    case = locked(case_id, places.section_place(section), by=by, at=at)
    form = programs.terms_of(case.round_id, case.terms_sha256).section(section)
    if form is None or form.filled_by != "applicant":
        raise Refused("이 신청서에 없는 쪽이에요.")
    others = {name: data for name, data in written_answers(case).items() if name != section}
    read = read_section(form, typed, flat(others))
    if read.errors and not keep_good:
        raise Refused([f"{question.label}: {read.errors[question.key]}" for question in form.questions if question.key in read.errors])
    row = _row_of(case, section)
    data = merged(
        form, row.data if row else {}, {key: value for key, value in read.kept.items() if key not in stays}, typed, whole=not keep_good
    )
    if row is not None and row.version != version and row.data != data:
        raise Overtaken(row)
    return _keep(case, section, data | _take_files(case, form, typed, uploads or {}, data, by=by, at=at), row, version, by=by, at=at)


def merged(form: programs.Section, before: Mapping[str, Any], kept: Mapping[str, Any], typed: Lists, *, whole: bool) -> dict[str, Any]:
    """The answers after saving: what the browser did not send stays, and so does a file, which is no text.

    When a whole page is saved, a question that was on it and came back empty is empty; hidden ones are not on every page.
    """
    data = dict(before)
    for question in form.questions:
        if question.key in kept and question.kind != "file" and (is_sent(question, typed) or (whole and question.shown_when is None)):
            data[question.key] = kept[question.key]
    return data


def _take_files(
    case: Case,
    form: programs.Section,
    typed: Lists,
    uploads: Mapping[str, files.Upload],
    data: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """A file question's new file takes the place of the old one; one that is ticked to go goes."""
    changed: dict[str, Any] = {}
    for question in form.questions:
        upload = uploads.get(question.key) if question.kind == "file" else None
        if question.kind != "file" or not (upload or typed.get(f"{question.key}_remove")):
            continue
        for old in Attachment.objects.filter(case=case, document=answer_document(question.key), removed_at=None).select_related("file"):
            _take_out(case, old, by=by, at=at)
        changed[question.key] = _taken_in(case, answer_document(question.key), upload, by=by, at=at) if upload else None
    return changed


def _taken_in(case: Case, document: str, upload: files.Upload, *, by: Actor, at: datetime) -> dict[str, Any]:
    attachment = _receive(case, document, upload, by=by, at=at)
    return {"name": attachment.file.name, "size": attachment.file.size, "file": attachment.file_id}


def _row_of(case: Case, section: str) -> SectionAnswer | None:
    return SectionAnswer.objects.select_for_update().filter(case=case, section=section).first()


def _keep(
    case: Case, section: str, data: Mapping[str, Any], row: SectionAnswer | None, version: int, *, by: Actor, at: datetime
) -> SectionAnswer:
    """A page that was saved stands at version 1 at least, also when it says what it was opened with."""
    if row is not None and row.version and row.data == data:
        return row
    if row is not None and row.version != version and row.data != data:
        raise Overtaken(row)
    row = row or SectionAnswer(case=case, section=section, version=0)
    row.data, row.version = dict(data), row.version + 1
    row.saved_at, row.saved_by_id, row.saved_by_name = at, by.account_id, by.name
    row.save()
    return row


@verb
def save_budget(
    *, case_id: int, rows: Sequence[TypedRow], version: int, by: Actor, at: datetime, key: Key = NO_KEY, keep_good: bool = False
) -> Case:
    """Replace the rows of the budget table and write their sums on the case. A partner whose rows change must sign again.

    With `keep_good` (autosave) rows that cannot be read yet are kept as they were typed, beside those that can.
    """
    case = locked(case_id, places.BUDGET, by=by, at=at)
    partners = {str(pk) for pk in case.partners.order_by("id").values_list("pk", flat=True)}
    read = read_budget(programs.terms_of(case.round_id, case.terms_sha256), rows, partners=partners)
    if read.reasons and not keep_good:
        raise Refused(read.reasons)
    said: dict[str, Any] = {
        "rows": [[row.category, row.basis, row.grant, row.own, *([row.partner] if row.partner else [])] for row in read.rows]
    }
    if read.reasons:
        said["typed"] = [[row.category, row.basis, row.grant, row.own, row.partner] for row in rows if not row.is_blank]
    _keep(case, BUDGET, said, _row_of(case, BUDGET), version, by=by, at=at)
    _replace_rows(case, read.rows)
    case.asked, case.own_money = read.grant, read.own
    case.save(update_fields=["asked", "own_money"])
    void_signatures(case, by=by, at=at, reason="예산에서 맡은 몫이 바뀌었어요.")
    return case


def _replace_rows(case: Case, rows: Sequence[PlannedRow]) -> None:
    case.budget_rows.all().delete()
    BudgetRow.objects.bulk_create(
        BudgetRow(
            case=case,
            order=order,
            category=row.category,
            basis=row.basis,
            grant=row.grant,
            own=row.own,
            partner_id=int(row.partner) if row.partner else None,
        )
        for order, row in enumerate(rows, start=1)
    )


@verb
def add_file(
    *,
    case_id: int,
    document: str,
    upload: files.Upload,
    keep: people.PaperSaid | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Attachment:
    """Take a paper in for one of the documents that are wanted: checked, hashed and on disk before its row.

    With `keep` it goes into the party's wallet too, and the application holds a copy.
    """
    case = locked(case_id, places.document_place(document), by=by, at=at)
    if document not in {paper.key for paper in programs.terms_of(case.round_id, case.terms_sha256).documents}:
        raise Refused("이 신청서에서 받지 않는 서류예요.")
    if keep is None:
        return _receive(case, document, upload, by=by, at=at)
    paper = people.keep_in_wallet(case.party, keep, upload=upload, by=by, at=at)
    attachment = put_in(case, document, paper, at=at)
    _write_file(case, "add_file", attachment, by=by, at=at)
    return attachment


@verb
def add_wallet_paper(*, case_id: int, document: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Attachment:
    """Put in the paper of the wallet that the document accepts and that still holds."""
    case = locked(case_id, places.document_place(document), by=by, at=at)
    wanted = next(
        (paper for paper in programs.terms_of(case.round_id, case.terms_sha256).documents if paper.key == document and paper.kind), None
    )
    if wanted is None:
        raise Refused("서류함에서 넣을 수 없는 서류예요. 파일을 올려 주세요.")
    held = list(people.held_papers([case.party_id]))
    today = seoul_date(at)
    line = people.paper_for(held, wanted.kind, today=today, warned=people.warned_days(today), within_days=wanted.within_days)
    if line is None or not line.standing.holds:
        raise Refused(f"서류함에 쓸 수 있는 {wanted.title} 서류가 없어요. 새로 받아 올려 주세요.")
    if not people.usable(line.paper):
        raise Refused("서류함의 파일을 아직 확인하고 있어요. 잠시 뒤 다시 눌러 주세요.")
    attachment = put_in(case, document, line.paper, at=at)
    _write_file(case, "add_file", attachment, by=by, at=at)
    return attachment


def _receive(case: Case, document: str, upload: files.Upload, *, by: Actor, at: datetime) -> Attachment:
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
    _take_out(case, attachment, by=by, at=at)
    return case


def _take_out(case: Case, attachment: Attachment, *, by: Actor, at: datetime) -> None:
    attachment.removed_at = at
    attachment.save(update_fields=["removed_at"])
    files.remove(attachment.file, at=at)
    _write_file(case, "remove_file", attachment, by=by, at=at)


def _write_file(case: Case, act: str, attachment: Attachment, *, by: Actor, at: datetime) -> None:
    file = attachment.file
    detail = {"document": attachment.document, "name": file.name, "size": file.size, "sha256": file.sha256}
    journal.write(case, act, by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail=detail)
