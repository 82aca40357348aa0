"""A blind review tells nobody who applies: not in a page, a header, a file name, a file's properties or its words (B19)."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from dure.apps.review.queries import covering
from dure.apps.review.stripping import CannotBeCovered, covered
from dure.platform import hwpx
from tests.apps.review import makers

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
