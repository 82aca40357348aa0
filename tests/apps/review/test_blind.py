"""A blind review tells nobody who applies: not in a page, a header, a file name, a file's properties or its words (B19)."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter

from dure.apps.review import actions
from dure.apps.review.queries import covering
from dure.apps.review.stripping import CannotBeCovered, covered
from dure.kernel.errors import Forbidden, Refused
from dure.platform import files, hwpx
from dure.platform.models import JournalLine
from tests.apps.review import makers
from tests.apps.review.makers import AUDITOR, OFFICER, Role

NAMES = ["예시 달빛 조합", "홍예시"]


def packed(**members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as kept:
        for name, text in members.items():
            kept.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def everything_in(content):
    """Every byte of a packed file, unpacked."""
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return b"".join(name.encode() + opened.read(name) for name in opened.namelist())


def pdf_with(author=""):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": author, "/Title": author})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_document_loses_its_properties_comments_and_names():
    content = packed(
        docProps__core_xml="<a>홍예시</a>",
        word__document_xml="<w>예시 달빛 조합의 계획</w>",
        word__comments_xml="<c>홍예시: 좋음</c>",
        other="x",
    )
    cleaned = everything_in(covered(content, "docx", NAMES))
    assert not [name for name in NAMES if name.encode() in cleaned]
    assert "○○○의 계획".encode() in cleaned
    assert b"docProps" not in cleaned


def test_a_hwpx_loses_its_author_and_names():
    paper = hwpx.Paper("예시", (hwpx.Para("예시 달빛 조합은 이웃과 함께합니다."),))
    cleaned = everything_in(covered(hwpx.write(paper, at=makers.NOON), "hwpx", NAMES))
    assert NAMES[0].encode() not in cleaned
    assert "○○○은".encode() in cleaned


def test_a_pdf_loses_its_author():
    found = PdfReader(BytesIO(covered(pdf_with("홍예시"), "pdf", NAMES)))
    assert not [value for value in (found.metadata or {}).values() if "예시" in str(value)]


def test_a_picture_loses_what_the_camera_wrote():
    photo, out = Image.new("RGB", (4, 4)), BytesIO()
    exif = photo.getexif()
    exif[0x013B] = "Hong Yesi"
    photo.save(out, "JPEG", exif=exif)
    assert b"Hong Yesi" in out.getvalue()
    assert b"Hong Yesi" not in covered(out.getvalue(), "jpg", NAMES)


@pytest.mark.parametrize(("content", "ending"), [(b"\xd0\xcf\x11\xe0", "hwp"), (b"broken", "pdf"), (b"broken", "docx"), (b"x", "exe")])
def test_what_cannot_be_cleaned_is_not_handed_out(content, ending):
    with pytest.raises(CannotBeCovered):
        covered(content, ending, NAMES)


def test_numbers_and_people_are_names_too(review):
    case = review.cases[0]
    case.party.business_number, case.party.address = "1208147521", "서울 은평구 예시로 1"
    case.party.save(update_fields=["business_number", "address"])
    makers.joins(makers.account("예시 대표 김두레"), case.party)
    found = covering.names_in(case)
    assert {"1208147521", "120-81-47521", "서울 은평구 예시로 1", "예시 대표 김두레", case.party.name} <= set(found)


@pytest.mark.usefixtures("demo")
def test_no_answer_to_a_reviewer_names_the_applicant(client, review):
    """The whole walk of a reviewer, in bytes and headers; the control is the same walk with open names."""
    found = {}
    for blind in (True, False):
        savepoint = makers.transaction.savepoint()
        makers.joins(makers.account("예시 대표 김두레"), review.cases[0].party)
        review.seats = []
        review.opened(blind=blind)
        review.declare(0, review.cases[0])
        review.save(0, review.cases[0])
        client.force_login(review.reviewers[0].account)
        address = f"/review/{review.panel.pk}/"
        walk = ["/review/", address, f"{address}summary/", f"{address}{review.cases[0].pk}/", f"{address}{review.cases[0].pk}/papers/1/"]
        answers = [client.get(page) for page in walk]
        told = b"".join(answer.content + repr(answer.headers).encode() for answer in answers)
        names = [name for case in review.cases for name in covering.names_in(case) if len(name) > 3]
        found[blind] = [name for name in names if name.encode() in told]
        makers.transaction.savepoint_rollback(savepoint)
    assert found[True] == []
    assert review.cases[0].party.name in found[False]


@pytest.mark.usefixtures("demo")
def test_the_bar_says_that_names_are_covered(client, review):
    review.opened(blind=True)
    review.declare(0, review.cases[0])
    client.force_login(review.reviewers[0].account)
    assert "가린 심사" in client.get(f"/review/{review.panel.pk}/{review.cases[0].pk}/").content.decode()


@pytest.fixture
def shut(review):
    """A blind panel whose first application carries a paper that no program can cover."""
    review.formed(blind=True)
    stored = makers.attaches(review.cases[0], "예시 계획.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    return review, stored


def copied(review, content, name="사본.pdf", by=OFFICER):
    copy = files.Made(name, content)
    return actions.attach_copy(panel_id=review.panel.pk, case_id=review.cases[0].pk, number=1, copy=copy, **review.who(by))


@pytest.mark.usefixtures("demo")
def test_a_paper_that_cannot_be_covered_says_so_until_staff_attach_a_copy(client, shut):
    review, _ = shut
    review.seated()
    review.panel = actions.open_panel(panel_id=review.panel.pk, **review.who(OFFICER))
    review.declare(0, review.cases[0])
    client.force_login(review.reviewers[0].account)
    address = f"/review/{review.panel.pk}/{review.cases[0].pk}/papers/"
    before = client.get(f"{address}1/")
    assert (before.status_code, before["Content-Type"].partition(";")[0]) == (200, "text/html")
    assert "이름을 가릴 수 없는 서류예요" in before.content.decode()
    assert client.get(f"{address}2/").status_code == 404
    copied(review, pdf_with("홍예시"))
    after = client.get(f"{address}1/")
    assert after["Content-Disposition"].startswith("attachment")
    assert "홍예시" not in str(PdfReader(BytesIO(after.content)).metadata)


def test_a_copy_that_still_tells_who_applies_or_cannot_be_looked_into_is_refused(shut):
    review, _ = shut
    for content, name in ((b"\xd0\xcf\x11\xe0", "사본.hwp"), (b"broken", "사본.pdf")):
        with pytest.raises(Refused, match="PDF"):
            copied(review, content, name)
    assert not files.files_of(review.panel).exists()


def test_only_who_leads_a_blind_panel_attaches_copies_and_a_newer_one_replaces(shut):
    review, stored = shut
    with pytest.raises(Forbidden):
        copied(review, pdf_with(), by=AUDITOR)
    first, second = copied(review, pdf_with()), copied(review, pdf_with())
    assert list(files.files_of(review.panel)) == [second]
    assert covering.copy_of(review.panel, stored) == second
    assert JournalLine.objects.filter(verb="attach_copy").count() == 2
    assert first.name == "서류 1.pdf"


@pytest.mark.usefixtures("demo")
def test_the_desk_sees_what_opens_and_puts_a_copy_in_place(client, shut):
    review, _ = shut
    client.force_login(makers.staff(Role.OFFICER))
    address = f"/desk/panels/{review.panel.pk}/{review.cases[0].pk}/copies/"
    assert "열리지 않음" in client.get(address).content.decode()
    assert address in client.get(f"/desk/rounds/{review.round.pk}/panel/").content.decode()
    assert client.post(address, {"paper": "1"}).status_code == 422
    upload = SimpleUploadedFile("사본.pdf", pdf_with("홍예시"))
    assert client.post(address, {"paper": "1", "copy": upload}).status_code == 302
    shown = client.get(address).content.decode()
    assert "가린 사본으로 열림" in shown
    copy = files.files_of(review.panel).get()
    assert b"".join(client.get(f"/files/{copy.token}/").streaming_content).startswith(b"%PDF")


@pytest.mark.usefixtures("demo")
def test_an_open_panel_has_no_page_of_copies(client, review):
    review.formed()
    client.force_login(makers.staff(Role.OFFICER))
    assert client.get(f"/desk/panels/{review.panel.pk}/{review.cases[0].pk}/copies/").status_code == 404
