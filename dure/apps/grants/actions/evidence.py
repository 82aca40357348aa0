"""Papers of an expense: uploads kept, photos straightened beside their originals, papers that were filed before used again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dure.apps.grants.models import Spending, SpendingEvidence
from dure.apps.grants.queries.agreements import room_for_files
from dure.apps.grants.queries.weighing import earlier_papers
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
    """Papers that are there already: of an earlier expense by the evidence's id, of the wallet by the paper's id, with the kind they prove."""

    earlier: tuple[tuple[str, int], ...] = ()
    wallet: tuple[tuple[str, int], ...] = ()

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _pk in (*self.earlier, *self.wallet)]


NOTHING = Reused()


@part
def keep_papers(spending: Spending, papers: Papers, reused: Reused = NOTHING, *, by: Actor, at: datetime) -> None:
    """Keep every paper. A photo is kept as it was taken and, where a page was found in it, straightened as well."""
    room = room_for_files(spending.agreement)
    for kind, upload in papers:
        room -= _keep(spending, kind, upload, room=room, by=by, at=at)
    _use_again(spending, reused, at=at)


def _keep(spending: Spending, kind: str, upload: files.Upload, *, room: int, by: Actor, at: datetime) -> int:
    name = (upload.name or "").lower()
    if name.endswith(_APPLE):
        raise Refused(
            f"{upload.name}은 아이폰 사진 형식(HEIC)이라 읽을 수 없어요. 설정 → 카메라 → 포맷에서 '높은 호환성'을 고르고 다시 찍거나 JPG로 올려 주세요."
        )
    if not name.endswith(_PHOTOS):
        file = _receive(spending, kind, upload, room=room, by=by, at=at)
        SpendingEvidence.objects.create(spending=spending, kind=kind, file=file)
        return file.size
    photo = straightening.read(upload)
    original = _receive(spending, kind, files.Made(upload.name or "사진.jpg", photo.bare), room=room, by=by, at=at)
    if photo.page is None:
        SpendingEvidence.objects.create(spending=spending, kind=kind, file=original)
        return original.size
    stem = (upload.name or "사진").rpartition(".")[0]
    straight = _receive(spending, kind, files.Made(f"{stem} (반듯하게).jpg", photo.page), room=room - original.size, by=by, at=at)
    SpendingEvidence.objects.create(spending=spending, kind=kind, file=straight, original=original)
    return original.size + straight.size


def _receive(spending: Spending, kind: str, upload: files.Upload, *, room: int, by: Actor, at: datetime) -> StoredFile:
    return files.receive(upload, owner=spending, purpose=kind, by=by, at=at, room_left=room, retention_class="subsidy")


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
