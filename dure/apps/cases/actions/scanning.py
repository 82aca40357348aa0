"""Paper finds its file: a cover sheet per document, scans bound by its code, and a tray for what no code binds."""

import secrets
from datetime import datetime

from dure.apps.cases import access
from dure.apps.cases.models import Attachment, Case, CoverSheet, Scan
from dure.apps.cases.queries.proxy import LETTERS, PREFIX, tidy_code
from dure.apps.cases.queries.standing import open_places
from dure.apps.cases.rules.places import document_place
from dure.apps.programs import facade as programs
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files, journal, scans
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

CODE_LENGTH = 8


@verb
def make_cover(*, case_id: int, document: str, by: Actor, at: datetime, key: Key = NO_KEY) -> CoverSheet:
    """A sheet to lay on the paper of one document. Made once; printed again it carries the same code."""
    access.may_enter_for(by).or_refuse()
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if document not in {paper.key for paper in programs.terms_of(case.round_id, case.terms_sha256).documents}:
        raise Refused("이 신청서에서 받지 않는 서류예요.")
    if made := CoverSheet.objects.filter(case=case, document=document).first():
        return made
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    made = CoverSheet.objects.create(case=case, document=document, code=code, made_at=at, made_by_name=by.name)
    journal.write(case, "make_cover", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail={"document": document})
    return made


@verb
def take_scans(*, upload: files.Upload, code: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> list[int]:
    """Take in what the scanner gave: each bundle goes to the file its cover names, all others to the tray, with why.

    A code typed by hand stands for pages that carry none.
    """
    access.may_enter_for(by).or_refuse()
    taken = []
    for bundle in scans.bundles_of(upload, prefix=PREFIX):
        wanted = bundle.code or tidy_code(code)
        name = files.tidy_name(upload.name or "스캔.pdf").rpartition(".")[0] or "스캔"
        scan = Scan.objects.create(
            code=wanted[:60], name=f"{name} {bundle.first_page}쪽부터.{bundle.ending}", first_page=bundle.first_page, pages=bundle.pages,
            received_at=at, received_by_name=by.name,
        )  # fmt: skip
        paper = files.Made(scan.name, bundle.content)
        cover = CoverSheet.objects.select_related("case").filter(code=wanted).first() if wanted else None
        why = _why_not(cover, wanted, at)
        if cover is not None and not why:
            _bind(scan, cover, paper, by=by, at=at)
        else:
            scan.note = why
            scan.file = files.receive(paper, owner=scan, purpose="scan", by=by, at=at, retention_class="case")
            scan.save(update_fields=["note", "file"])
        taken.append(scan.pk)
    return taken


def _why_not(cover: CoverSheet | None, code: str, at: datetime) -> str:
    """Why a bundle waits in the tray; nothing when it may be bound."""
    if not code:
        return "표지 부호를 찾지 못함"
    if cover is None:
        return "우리 표지의 부호가 아님"
    place = document_place(cover.document)
    opened = open_places(cover.case, at)
    try:
        opened.or_refuse(place)
    except Refused as refused:
        return refused.reasons[0]
    return ""


@part
def _bind(scan: Scan, cover: CoverSheet, paper: files.Upload, *, by: Actor, at: datetime) -> None:
    case = Case.objects.select_for_update(of=("self",)).get(pk=cover.case_id)
    open_places(case, at).or_refuse(document_place(cover.document))
    stored = files.receive(
        paper, owner=case, purpose=f"document:{cover.document}", by=by, at=at,
        room_left=files.room_left(case), retention_class=case.retention_class,
    )  # fmt: skip
    scan.attachment = Attachment.objects.create(case=case, document=cover.document, file=stored, added_at=at)
    scan.bound_at, scan.bound_by_name, scan.code, scan.note = at, by.name, cover.code, ""
    scan.save()
    detail = {"document": cover.document, "name": stored.name, "sha256": stored.sha256, "scan": scan.pk}
    journal.write(case, "bind_scan", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail=detail)


def _waiting(scan_id: int, *, by: Actor) -> Scan:
    access.may_enter_for(by).or_refuse()
    scan = Scan.objects.select_for_update(of=("self",)).get(pk=scan_id)
    if scan.bound_at or scan.dropped_at or scan.file_id is None:
        raise OutOfTurn("이미 처리한 스캔이에요.")
    return scan


@verb
def bind_scan(*, scan_id: int, code: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Scan:
    """Bind pages from the tray by hand, to the document whose cover sheet was chosen."""
    scan = _waiting(scan_id, by=by)
    cover = CoverSheet.objects.select_related("case").filter(code=tidy_code(code)).first()
    if cover is None:
        raise Refused("묶을 신청서와 서류를 골라 주세요.")
    held = scan.file
    if held is None:
        raise OutOfTurn("이미 처리한 스캔이에요.")
    with files.open_bytes(held) as pages:
        paper = files.Made(held.name, pages.read())
    _bind(scan, cover, paper, by=by, at=at)
    files.remove(held, at=at)
    return scan


@verb
def drop_scan(*, scan_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Scan:
    """Pages that belong to nobody's file: put away, with a reason."""
    scan = _waiting(scan_id, by=by)
    if not reason.strip():
        raise Refused("버리는 까닭을 적어 주세요.")
    scan.dropped_at, scan.note = at, reason.strip()[:300]
    scan.save(update_fields=["dropped_at", "note"])
    if scan.file is not None:
        files.remove(scan.file, at=at)
    journal.write(scan, "drop_scan", by=by, at=at, reason=scan.note)
    return scan
