"""Private files: known by type and size before they are kept, hashed while written, on disk before their row commits."""

import hashlib
import os
import secrets
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.db import models
from django.db.models import QuerySet, Sum

from dure.kernel.errors import Refused
from dure.platform.actor import Actor
from dure.platform.models import StoredFile
from dure.platform.verbs import part

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
MOST_PER_CASE = 100 * MEGABYTE
FORGOTTEN_AFTER = timedelta(minutes=30)
"""Bytes without a row by then belong to a verb that was refused or killed; no transaction lasts so long."""

Kinds = Mapping[str, tuple[str, tuple[bytes, ...]]]
"""By ending: the media type, and the first bytes of which one must be there."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
ACCEPTED: Kinds = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "hwp": ("application/x-hwp", (_OLE,)),
    "hwpx": ("application/hwp+zip", (_ZIP,)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (_ZIP,)),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (_ZIP,)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
}
TABLES: Kinds = {
    "xls": ("application/vnd.ms-excel", (_OLE,)),
    "csv": ("text/csv", (b"",)),
}
"""What banks and card companies give besides XLSX."""
_INSIDE = {"docx": "word/", "xlsx": "xl/", "hwpx": "Contents/"}
ACCEPTED_WORDS = "PDF, HWP, HWPX, DOCX, XLSX, JPG, PNG"


class Upload(Protocol):
    """What a browser sent: a name, a size and its bytes in pieces."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]: ...


class Made:
    """Bytes that we made ourselves of something that was sent: a cleaned photo, some pages of a scan."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name: str | None = name
        self.size: int | None = len(content)
        self._content = content

    def chunks(self) -> Iterable[bytes]:
        return (self._content,)


def megabytes(size: int) -> str:
    """24MB, 0.4MB."""
    shown = size / MEGABYTE
    return f"{shown:.0f}MB" if shown >= 10 else f"{max(shown, 0.1):.1f}MB"


@part
def receive(
    upload: Upload,
    *,
    owner: models.Model,
    purpose: str,
    by: Actor,
    at: datetime,
    room_left: int = MOST_PER_CASE,
    retention_class: str = "case",
    destroy_on: date | None = None,
    kinds: Kinds = ACCEPTED,
) -> StoredFile:
    """Check name, size and first bytes, write and hash the bytes, and add the row. Refused with what to do otherwise."""
    name = tidy_name(upload.name or "")
    media_type, signatures = _kind_of(name, kinds)
    size = upload.size or 0
    _refuse_by_size(size, room_left)
    token = secrets.token_urlsafe(32)
    digest, written, head = _write(token, upload.chunks(), limit=min(LARGEST_FILE, room_left))
    if not head.startswith(signatures) or not _agrees(name, token):
        _unlink(token)
        raise Refused(f"{name}의 내용이 이름의 형식과 달라요. 원래 프로그램에서 다시 저장해 올려 주세요.")
    return StoredFile.objects.create(
        token=token,
        owner_kind=owner._meta.label_lower,
        owner_id=owner.pk,
        purpose=purpose,
        name=name,
        size=written,
        sha256=digest,
        media_type=media_type,
        state=StoredFile.State.CLEAN if settings.DURE_SCANNER == "off" else StoredFile.State.WAITING,
        uploaded_by_id=by.account_id,
        uploaded_by_name=by.name,
        at=at,
        retention_class=retention_class,
        destroy_on=destroy_on,
    )


@part
def keep_paper(
    name: str, content: bytes, *, owner: models.Model, purpose: str, at: datetime, media_type: str = "application/pdf"
) -> StoredFile:
    """Keep a paper that we made ourselves."""
    token = secrets.token_urlsafe(32)
    digest, written, _ = _write(token, [content], limit=len(content))
    return StoredFile.objects.create(
        token=token,
        owner_kind=owner._meta.label_lower,
        owner_id=owner.pk,
        purpose=purpose,
        name=tidy_name(name),
        size=written,
        sha256=digest,
        media_type=media_type,
        state=StoredFile.State.CLEAN,
        at=at,
    )


class Stream(Protocol):
    """Bytes of ours that are too many to hold at once."""

    size: int

    def chunks(self) -> Iterable[bytes]: ...


@part
def keep_stream(name: str, made: Stream, *, owner: models.Model, purpose: str, at: datetime, media_type: str) -> StoredFile:
    """Keep a large file that we made ourselves, piece by piece."""
    token = secrets.token_urlsafe(32)
    digest, written, _ = _write(token, made.chunks(), limit=made.size)
    return StoredFile.objects.create(
        token=token,
        owner_kind=owner._meta.label_lower,
        owner_id=owner.pk,
        purpose=purpose,
        name=tidy_name(name),
        size=written,
        sha256=digest,
        media_type=media_type,
        state=StoredFile.State.CLEAN,
        at=at,
    )


@part
def remove(file: StoredFile, *, at: datetime) -> None:
    """Take a file out of use; its bytes go when its retention ends, so that a receipt can still be checked."""
    file.removed_at = at
    file.save(update_fields=["removed_at"])


def files_of(owner: models.Model) -> QuerySet[StoredFile]:
    """The owner's files in use, oldest first."""
    return StoredFile.objects.filter(owner_kind=owner._meta.label_lower, owner_id=owner.pk, removed_at=None).order_by("id")


def room_left(owner: models.Model) -> int:
    """Bytes that a case may still receive."""
    used = files_of(owner).aggregate(bytes=Sum("size"))["bytes"] or 0
    return MOST_PER_CASE - used


def open_bytes(file: StoredFile) -> IO[bytes]:
    """The stored bytes, for one reader."""
    return path_of(file.token).open("rb")


def path_of(token: str) -> Path:
    """Where the bytes of a token lie."""
    return Path(settings.DURE_FILES) / token[:2] / token


def tidy_name(name: str) -> str:
    """The name as people read it: no folders, no control or direction marks, composed Hangul, at most 120 characters."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join(character for character in plain if unicodedata.category(character)[0] != "C").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:110]}{dot}{ending[:9]}" if dot else plain[:120]


def _kind_of(name: str, kinds: Kinds) -> tuple[str, tuple[bytes, ...]]:
    ending = name.rpartition(".")[2].lower()
    if ending not in kinds:
        words = ACCEPTED_WORDS if kinds is ACCEPTED else ", ".join(kinds).upper()
        raise Refused(f"{words} 파일만 받을 수 있어요. {name or '이 파일'}은 이 가운데 하나로 저장해 올려 주세요.")
    return kinds[ending]


def _refuse_by_size(size: int, room: int) -> None:
    if size == 0:
        raise Refused("파일이 비어 있어요. 내용이 있는 파일을 올려 주세요.")
    if size > LARGEST_FILE:
        raise Refused(f"파일이 {megabytes(size)}예요. {megabytes(LARGEST_FILE)}까지 올릴 수 있으니 나누거나 줄여 주세요.")
    if size > room:
        raise Refused(f"한 신청에 모두 {megabytes(MOST_PER_CASE)}까지 올릴 수 있어요. 지금 {megabytes(max(room, 0))}가 남았어요.")


def _write(token: str, chunks: Iterable[bytes], *, limit: int) -> tuple[str, int, bytes]:
    """Stream to a temporary name, fsync, rename, fsync the folder; returns (sha-256, bytes written, first bytes)."""
    target = path_of(token)
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_suffix(".part")
    digest, written, head = hashlib.sha256(), 0, b""
    try:
        with arriving.open("xb") as out:
            for chunk in _bounded(chunks, limit):
                digest.update(chunk)
                written += len(chunk)
                head = head or chunk[:16]
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        arriving.rename(target)
        _fsync_folder(target.parent)
    except BaseException:
        arriving.unlink(missing_ok=True)
        raise
    return digest.hexdigest(), written, head


def _bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise Refused(f"파일이 {megabytes(limit)}보다 커요. 나누거나 줄여 주세요.")
        yield chunk


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _agrees(name: str, token: str) -> bool:
    """A zip-based name must be the document it says, not any archive."""
    inside = _INSIDE.get(name.rpartition(".")[2].lower())
    if inside is None:
        return True
    try:
        with zipfile.ZipFile(path_of(token)) as packed:
            return any(member.startswith(inside) for member in packed.namelist())
    except zipfile.BadZipFile:
        return False


def sweep(*, at: datetime) -> int:
    """Remove bytes whose row never came: their verb was refused after they were written, or was killed. Returns how many.

    The folder is read before the rows, so that bytes whose row commits meanwhile have one.
    """
    before = (at - FORGOTTEN_AFTER).timestamp()
    old = [path for path in Path(settings.DURE_FILES).glob("*/*") if path.is_file() and path.stat().st_mtime < before]
    known = set(StoredFile.objects.order_by().values_list("token", flat=True).iterator())
    forgotten = [path for path in old if path.name not in known]
    for path in forgotten:
        path.unlink(missing_ok=True)
    return len(forgotten)


def _unlink(token: str) -> None:
    path_of(token).unlink(missing_ok=True)
