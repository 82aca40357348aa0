"""Files: known by name, size and first bytes before they are kept; hashed; refused with what to do otherwise."""

import hashlib
import io
import os
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from dure.kernel.errors import Refused
from dure.platform import files
from dure.platform.models import StoredFile
from tests.platform.makers import NOON, SOMEBODY, thing

PDF = b"%PDF-1.7\n" + b"x" * 100


@pytest.fixture
def owner(db, settings, tmp_path):
    """Something that files belong to, and an empty store."""
    settings.DURE_FILES = tmp_path
    return thing("owner")


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return out.getvalue()


def receive(owner, name: str, content: bytes, **more) -> StoredFile:
    with transaction.atomic():
        return files.receive(SimpleUploadedFile(name, content), owner=owner, purpose="test", by=SOMEBODY, at=NOON, **more)


def stored(folder) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_a_random_name_with_its_hash(owner, settings):
    file = receive(owner, "사업계획서.pdf", PDF)
    assert (file.name, file.size, file.sha256, file.state) == ("사업계획서.pdf", len(PDF), hashlib.sha256(PDF).hexdigest(), "clean")
    assert stored(settings.DURE_FILES) == [file.token]
    with files.open_bytes(file) as kept:
        assert kept.read() == PDF


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("계획.pdf", b"<html>" + PDF),
        ("계획.png", PDF),
        ("계획.jpg", b"GIF89a" + b"x" * 50),
        ("계획.hwp", b"PK\x03\x04" + b"x" * 50),
        ("계획.docx", PDF),
        ("계획.docx", archive("run.exe")),
        ("계획.xlsx", b"PK\x03\x04 not an archive"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused_and_leaves_nothing(owner, settings, name, content):
    with pytest.raises(Refused, match="형식과 달라요"):
        receive(owner, name, content)
    assert stored(settings.DURE_FILES) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("계획.PDF", PDF),
        ("계획.docx", archive("[Content_Types].xml", "word/document.xml")),
        ("계획.xlsx", archive("[Content_Types].xml", "xl/workbook.xml")),
        ("계획.hwpx", archive("mimetype", "Contents/section0.xml")),
        ("계획.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 50),
        ("사진.jpeg", b"\xff\xd8\xff" + b"x" * 50),
        ("사진.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50),
    ],
)
def test_each_of_the_seven_kinds_is_taken(owner, name, content):
    assert receive(owner, name, content).name == name


@pytest.mark.parametrize("name", ["run.exe", "page.html", "drawing.svg", "계획", "계획.pdf.exe", ".pdf "])
def test_only_seven_kinds_are_taken(owner, name):
    with pytest.raises(Refused):
        receive(owner, name, b"MZ" + b"x" * 10)


@pytest.mark.parametrize(("size", "taken"), [(files.LARGEST_FILE, True), (files.LARGEST_FILE + 1, False)])
def test_twenty_megabytes_and_not_a_byte_more(owner, size, taken):
    content = PDF + b"x" * (size - len(PDF))
    if taken:
        assert receive(owner, "큰.pdf", content).size == size
    else:
        with pytest.raises(Refused, match="20MB까지"):
            receive(owner, "큰.pdf", content)


def test_a_browser_that_lies_about_the_size_is_stopped_while_writing(owner, settings):
    upload = SimpleUploadedFile("큰.pdf", PDF * 3)
    upload.size = 10
    with pytest.raises(Refused), transaction.atomic():
        files.receive(upload, owner=owner, purpose="test", by=SOMEBODY, at=NOON, room_left=len(PDF))
    assert stored(settings.DURE_FILES) == []


def test_an_empty_file_is_refused(owner):
    with pytest.raises(Refused, match="비어"):
        receive(owner, "빈.pdf", b"")


def test_what_a_case_may_still_receive_shrinks_and_grows_again(owner):
    first = receive(owner, "하나.pdf", PDF)
    assert files.room_left(owner) == files.MOST_PER_CASE - len(PDF)
    with pytest.raises(Refused, match="모두 100MB"):
        receive(owner, "둘.pdf", PDF, room_left=len(PDF) - 1)
    with transaction.atomic():
        files.remove(first, at=NOON)
    assert files.room_left(owner) == files.MOST_PER_CASE
    assert list(files.files_of(owner)) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\문서\\계획.pdf", "계획.pdf"),
        ("계획\u202efdp.exe.pdf", "계획fdp.exe.pdf"),
        ("계획\r\nX-A: b.pdf", "계획X-A: b.pdf"),
        ("사업.pdf", "사업.pdf"),
        ("가" * 300 + ".pdf", "가" * 110 + ".pdf"),
        ("", ""),
    ],
)
def test_a_name_is_tidied_for_people(given, kept):
    assert files.tidy_name(given) == kept


def test_a_rolled_back_verb_leaves_no_row(owner):
    with transaction.atomic():
        files.receive(SimpleUploadedFile("계획.pdf", PDF), owner=owner, purpose="test", by=SOMEBODY, at=NOON)
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()


def test_with_a_scanner_a_file_waits_for_it(owner, settings):
    settings.DURE_SCANNER = "clamd"
    assert receive(owner, "계획.pdf", PDF).state == StoredFile.State.WAITING


@pytest.mark.parametrize(("minutes", "named", "left"), [(31, False, False), (29, False, True), (31, True, True)])
def test_old_bytes_that_no_row_names_are_swept_and_nothing_else(owner, settings, minutes, named, left):
    kept = receive(owner, "a.pdf", b"%PDF-1.7 sample")
    if not named:
        StoredFile.objects.filter(pk=kept.pk).delete()
    written = (NOON - timedelta(minutes=minutes)).timestamp()
    os.utime(files.path_of(kept.token), (written, written))
    assert files.sweep(at=NOON) == (0 if left else 1)
    assert files.path_of(kept.token).exists() is left
