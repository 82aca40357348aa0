"""HWPX papers: opened again, they hold what was written, and what the format asks of a file."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest

from dure.kernel.clock import seoul
from dure.platform import hwpx

AT = seoul(2027, 4, 2, 14)
PAPER = hwpx.Paper(
    "예시 결정서",
    (
        hwpx.Title("심 사 결 정 서"),
        hwpx.Heading("1. 결정"),
        hwpx.Para("위원회의 심사 결과를 <다음>과 같이 결정합니다.\n둘째 줄 & 끝.", bold=True, align="center"),
        hwpx.Table(
            [1, 3, 2],
            [["순위", "신청 조직", "평균"], ["1", "예시 조합", "82.5"], ["2", "예시 마을", "79"]],
            aligns=("center", "left", "right"),
        ),
    ),
)
P = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
H = "{http://www.hancom.co.kr/hwpml/2011/head}"


@pytest.fixture
def opened():
    return zipfile.ZipFile(BytesIO(hwpx.write(PAPER, at=AT)))


def section(opened):
    return ElementTree.fromstring(opened.read("Contents/section0.xml"))


def test_the_kind_of_file_comes_first_and_is_not_packed(opened):
    first = opened.infolist()[0]
    assert (first.filename, first.compress_type, opened.read("mimetype")) == ("mimetype", zipfile.ZIP_STORED, b"application/hwp+zip")


def test_every_part_that_is_named_is_there_and_is_well_formed(opened):
    assert opened.testzip() is None
    for name in opened.namelist():
        if name.endswith((".xml", ".hpf")):
            ElementTree.fromstring(opened.read(name))
    package = ElementTree.fromstring(opened.read("Contents/content.hpf"))
    named = {item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf/}item")}
    assert named == {"Contents/header.xml", "Contents/section0.xml", "settings.xml"} <= set(opened.namelist())


def test_all_words_are_there_in_their_order(opened):
    words = [found.text for found in section(opened).iter(f"{P}t") if found.text]
    assert words == [
        "심 사 결 정 서", "1. 결정", "위원회의 심사 결과를 <다음>과 같이 결정합니다.", "둘째 줄 & 끝.",
        "순위", "신청 조직", "평균", "1", "예시 조합", "82.5", "2", "예시 마을", "79",
    ]  # fmt: skip
    assert "예시 조합" in opened.read("Preview/PrvText.txt").decode()


def test_a_table_fills_the_line_between_the_margins(opened):
    table = next(section(opened).iter(f"{P}tbl"))
    rows = [[int(cell.find(f"{P}cellSz").get("width")) for cell in row.iter(f"{P}tc")] for row in table.iter(f"{P}tr")]
    page = next(section(opened).iter(f"{P}pagePr"))
    margin = page.find(f"{P}margin")
    line = int(page.get("width")) - int(margin.get("left")) - int(margin.get("right"))
    assert (table.get("rowCnt"), table.get("colCnt"), {sum(row) for row in rows}) == ("3", "3", {line})
    assert (page.get("width"), page.get("height")) == ("59528", "84186")


def test_what_is_referred_to_is_defined(opened):
    head = ElementTree.fromstring(opened.read("Contents/header.xml"))
    for element, attribute in (
        ("charPr", "charPrIDRef"),
        ("paraPr", "paraPrIDRef"),
        ("borderFill", "borderFillIDRef"),
        ("style", "styleIDRef"),
    ):
        defined = {found.get("id") for found in head.iter(f"{H}{element}")}
        used = {found.get(attribute) for found in (*section(opened).iter(), *head.iter()) if found.get(attribute)}
        assert used <= defined, attribute
    assert {font.get("face") for font in head.iter(f"{H}font")} == {"함초롬돋움", "함초롬바탕"}


def test_the_same_paper_is_the_same_bytes_and_names_nobody(opened):
    assert hwpx.write(PAPER, at=AT) == hwpx.write(PAPER, at=AT)
    package = opened.read("Contents/content.hpf")
    assert not [word for word in (b"creator", b"lastsaveby") if word in package]


def test_control_characters_do_not_break_the_file():
    paper = hwpx.Paper("예시", (hwpx.Para("앞\x00\x0b뒤"),))
    found = section(zipfile.ZipFile(BytesIO(hwpx.write(paper, at=AT))))
    assert [word.text for word in found.iter(f"{P}t") if word.text] == ["앞뒤"]
