"""Papers as HWPX (OWPML, KS X 6101): the small part of the format that a letter needs, written by ourselves.

A paper is a list of blocks; the same blocks can be set as PDF (see papers.py). Equal input gives equal bytes.
Lengths inside the format are in 1/7200 inch: a millimetre is 283.46 of them; heights of letters are in hundredths of a point.
"""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal
from xml.sax.saxutils import escape

from dure.platform import hwpx_header as header

Align = Literal["left", "center", "right"]
MEDIA_TYPE = "application/hwp+zip"
_A4 = (59528, 84186)
_SIDE, _TOP, _FOOT = 5669, 5669, 4252
_MM = 283.46
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the paper, large and in the middle."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; line ends inside it stay."""

    text: str
    bold: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text. `widths` are shares of the line; the first row is a head when `head` says so."""

    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    head: bool = True
    aligns: Sequence[Align] = ()


Block = Title | Heading | Para | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper from first to last."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


def write(paper: Paper, *, at: datetime) -> bytes:
    """The paper as the bytes of a .hwpx file; `at` is the only time it knows, and no author is in it."""
    width = (_A4[1] if paper.landscape else _A4[0]) - 2 * _SIDE
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        _put(out, "mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        _put(out, "version.xml", header.VERSION)
        _put(out, "settings.xml", header.SETTINGS)
        _put(out, "META-INF/container.xml", header.CONTAINER)
        _put(out, "META-INF/manifest.xml", header.MANIFEST)
        _put(out, "Contents/content.hpf", _package(paper, at))
        _put(out, "Contents/header.xml", header.head())
        _put(out, "Contents/section0.xml", _section(paper, width))
        _put(out, "Preview/PrvText.txt", preview(paper))
    return packed.getvalue()


def preview(paper: Paper) -> str:
    """The paper as plain text, as far as a file list shows it."""
    return "\r\n".join(line for block in paper.blocks for line in _plain(block))


def _plain(block: Block) -> Iterable[str]:
    return ["<" + "><".join(row) + ">" for row in block.rows] if isinstance(block, Table) else [block.text]


def _put(out: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.external_attr = how, 0o600 << 16
    out.writestr(entry, text.encode())


def _package(paper: Paper, at: datetime) -> str:
    written = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    items = [("header", "Contents/header.xml"), ("section0", "Contents/section0.xml"), ("settings", "settings.xml")]
    listed = "".join(f'<opf:item id="{name}" href="{path}" media-type="application/xml"/>' for name, path in items)
    return (
        f'{_HEAD}<opf:package {header.NAMESPACES} version="" unique-identifier="" id=""><opf:metadata>'
        f"<opf:title>{_text(paper.title)}</opf:title><opf:language>ko</opf:language>"
        f'<opf:meta name="CreatedDate" content="text">{written}</opf:meta><opf:meta name="ModifiedDate" content="text">{written}</opf:meta>'
        f"</opf:metadata><opf:manifest>{listed}</opf:manifest>"
        '<opf:spine><opf:itemref idref="header" linear="yes"/><opf:itemref idref="section0" linear="yes"/></opf:spine></opf:package>'
    )


def _section(paper: Paper, width: int) -> str:
    body = "".join(_block(block, width, number) for number, block in enumerate(paper.blocks, 1))
    return f"{_HEAD}<hs:sec {header.NAMESPACES}>{_page(paper)}{body}</hs:sec>"


def _page(paper: Paper) -> str:
    """The first paragraph carries the page: A4, its margins, one column."""
    margin = f'<hp:margin header="2835" footer="2835" gutter="0" left="{_SIDE}" right="{_SIDE}" top="{_TOP}" bottom="{_FOOT}"/>'
    turned = "NARROWLY" if paper.landscape else "WIDELY"
    size = f'<hp:pagePr landscape="{turned}" width="{_A4[0]}" height="{_A4[1]}" gutterType="LEFT_ONLY">{margin}</hp:pagePr>'
    columns = '<hp:ctrl><hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="1" sameSz="1" sameGap="0"/></hp:ctrl>'
    return _paragraph(f'<hp:run charPrIDRef="0">{header.SECTION.format(page=size)}{columns}</hp:run>', "left")


def _block(block: Block, width: int, number: int) -> str:
    if isinstance(block, Table):
        return _paragraph(f'<hp:run charPrIDRef="{header.TEXT}">{_table(block, width, number)}<hp:t/></hp:run>', "left")
    if isinstance(block, Title):
        return _words(block.text, header.TITLE, "center")
    if isinstance(block, Heading):
        return _words(block.text, header.HEADING, "left")
    return _words(block.text, header.BOLD if block.bold else header.TEXT, block.align)


def _words(text: str, look: int, align: Align) -> str:
    return "".join(_paragraph(f'<hp:run charPrIDRef="{look}"><hp:t>{_text(line)}</hp:t></hp:run>', align) for line in text.split("\n"))


def _paragraph(runs: str, align: Align) -> str:
    shape = header.ALIGNS.index(align)
    return f'<hp:p id="0" paraPrIDRef="{shape}" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">{runs}</hp:p>'


def _table(table: Table, width: int, number: int) -> str:
    whole, edges = sum(table.widths), [0]
    for share in table.widths:
        edges.append(edges[-1] + share)
    widths = [width * right // whole - width * left // whole for left, right in zip(edges, edges[1:], strict=False)]
    rows = "".join(f"<hp:tr>{''.join(_cells(table, row, place, widths))}</hp:tr>" for place, row in enumerate(table.rows))
    height = _ROW_HEIGHT * len(table.rows)
    return (
        f'<hp:tbl id="{number}" zOrder="0" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None"'
        f' pageBreak="CELL" repeatHeader="{int(table.head)}" rowCnt="{len(table.rows)}" colCnt="{len(widths)}" cellSpacing="0"'
        f' borderFillIDRef="{header.LINED}" noAdjust="0">'
        f'<hp:sz width="{sum(widths)}" widthRelTo="ABSOLUTE" height="{height}" heightRelTo="ABSOLUTE" protect="0"/>'
        '<hp:pos treatAsChar="1" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" vertRelTo="PARA"'
        ' horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
        '<hp:outMargin left="0" right="0" top="141" bottom="141"/><hp:inMargin left="283" right="283" top="141" bottom="141"/>'
        f"{rows}</hp:tbl>"
    )


_ROW_HEIGHT = round(8 * _MM)


def _cells(table: Table, row: Sequence[str], place: int, widths: Sequence[int]) -> Iterable[str]:
    is_head = table.head and place == 0
    aligns: Sequence[Align] = table.aligns or ["left"] * len(widths)
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        look = header.BOLD if is_head else header.TEXT
        align: Align = "center" if is_head else aligns[column]
        yield (
            f'<hp:tc name="" header="{int(is_head)}" hasMargin="0" protect="0" editable="0" dirty="0"'
            f' borderFillIDRef="{header.SHADED if is_head else header.LINED}">'
            '<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="CENTER" linkListIDRef="0" linkListNextIDRef="0"'
            f' textWidth="0" textHeight="0" hasTextRef="0" hasNumRef="0">{_words(text, look, align)}</hp:subList>'
            f'<hp:cellAddr colAddr="{column}" rowAddr="{place}"/><hp:cellSpan colSpan="1" rowSpan="1"/>'
            f'<hp:cellSz width="{width}" height="{_ROW_HEIGHT}"/><hp:cellMargin left="283" right="283" top="141" bottom="141"/></hp:tc>'
        )


def _text(words: str) -> str:
    """Text as XML may carry it: control characters have no place there."""
    return escape("".join(letter for letter in words if letter >= " " or letter == "\t"))
