"""Papers of an expense: uploads kept, photos straightened beside their originals, papers that were filed before used again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from dure.apps.grants.models import LoosePaper, Spending, SpendingEvidence
from dure.apps.grants.queries.agreements import room_for_files
from dure.apps.grants.queries.twins import look_and_twin
from dure.apps.grants.queries.weighing import earlier_papers
from dure.apps.grants.words import EvidenceKind
from dure.apps.people import facade as people
from dure.kernel.errors import Refused
from dure.platform import files, straightening
from dure.platform.actor import Actor
from dure.platform.models import StoredFile
from dure.platform.verbs import part

Papers = Sequence[tuple[str, files.Upload]]
_PHOTOS = (".jpg", ".jpeg", ".png")
_APPLE = (".heic", ".heif")


@dataclass(frozen=True, slots=True)
class Reused:
    """Papers that are there already, each with the kind it proves: of an earlier expense by the evidence's id, of the wallet by the paper's id,
    dropped before by the loose paper's id."""

    earlier: tuple[tuple[str, int], ...] = ()
    wallet: tuple[tuple[str, int], ...] = ()
    loose: tuple[tuple[str, int], ...] = ()

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _pk in (*self.earlier, *self.wallet, *self.loose)]


NOTHING = Reused()


@part
def keep_papers(spending: Spending, papers: Papers, reused: Reused = NOTHING, *, by: Actor, at: datetime) -> None:
    """Keep every paper. A photo is kept as it was taken and, where a page was found in it, straightened as well."""
    room = room_for_files(spending.agreement)
    for kind, upload in papers:
        file, original = receive_paper(upload, owner=spending, kind=kind, room=room, by=by, at=at)
        seen = look_and_twin(spending, kind, original or file)
        SpendingEvidence.objects.create(spending=spending, kind=kind, file=file, original=original, **seen)
        room -= file.size + (original.size if original else 0)
    _use_again(spending, reused, at=at)
    for kind, pk in reused.loose:
        put_loose(pk, spending, kind, at=at)


@part
def receive_paper(
    upload: files.Upload, *, owner: Model, kind: str, room: int, by: Actor, at: datetime
) -> tuple[StoredFile, StoredFile | None]:
    """One paper as it is kept: the file, and the photo as it was taken if a page was found in it and laid flat."""
    name = (upload.name or "").lower()
    if name.endswith(_APPLE):
        raise Refused(
            f"{upload.name}은 아이폰 사진 형식(HEIC)이라 읽을 수 없어요. 설정 → 카메라 → 포맷에서 '높은 호환성'을 고르고 다시 찍거나 JPG로 올려 주세요."
        )

    def receive(one: files.Upload, room: int) -> StoredFile:
        return files.receive(one, owner=owner, purpose=kind, by=by, at=at, room_left=room, retention_class="subsidy")

    if not name.endswith(_PHOTOS):
        return receive(upload, room), None
    photo = straightening.read(upload)
    original = receive(files.Made(upload.name or "사진.jpg", photo.bare), room)
    if photo.page is None:
        return original, None
    stem = (upload.name or "사진").rpartition(".")[0]
    return receive(files.Made(f"{stem} (반듯하게).jpg", photo.page), room - original.size), original


@part
def put_loose(loose_id: int, spending: Spending, kind: str, *, at: datetime) -> None:
    """Make a dropped paper the evidence of an expense of its agreement."""
    waiting = LoosePaper.objects.select_for_update(of=("self",)).filter(agreement=spending.agreement, put_at=None, removed_at=None)
    loose = waiting.filter(pk=loose_id).select_related("file", "original").first()
    if loose is None or loose.file is None:
        raise Refused("이미 붙였거나 치운 파일이 있어요. 화면을 새로 고쳐 다시 골라 주세요.")
    if kind not in EvidenceKind.values:
        raise Refused(f"{loose.name}이 무슨 증빙인지 골라 주세요.")
    seen = look_and_twin(spending, kind, loose.original or loose.file)
    SpendingEvidence.objects.create(spending=spending, kind=kind, file=loose.file, original=loose.original, **seen)
    loose.spending, loose.put_at = spending, at
    loose.save(update_fields=["spending", "put_at"])


def _use_again(spending: Spending, reused: Reused, *, at: datetime) -> None:
    for kind, pk in reused.earlier:
        held = earlier_papers(spending.agreement).filter(pk=pk, kind=kind).first()
        if held is None:
            raise Refused("다시 쓰려는 증빙을 찾지 못했어요. 화면을 새로 고쳐 다시 골라 주세요.")
        SpendingEvidence.objects.create(spending=spending, kind=kind, file=held.file, original=held.original, reused=True)
    for kind, pk in reused.wallet:
        paper = people.held_papers([spending.agreement.case.party_id]).filter(pk=pk).first()
        if paper is None or not people.usable(paper):
            raise Refused("서류함의 서류를 찾지 못했어요. 서류함을 확인해 주세요.")
        copy = people.copy_of(paper, owner=spending, purpose=kind, at=at)
        SpendingEvidence.objects.create(spending=spending, kind=kind, file=copy, reused=True)
