"""Fields of a HWPX form: 누름틀 (click-here fields) and {{names}} in the text, found and filled. Pure; the file's other parts stay byte for byte.

A placeholder may be cut over several runs of letters: what counts is the text of the innermost paragraph. Layout caches of changed sections
are left out, so that the office program sets the lines anew.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Literal
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from dure.kernel.errors import Refused

MOST_BYTES = 60 * 1024 * 1024
MOST_PARTS = 400
_SECTION = re.compile(r"^Contents/section\d+\.xml$")
_TOKEN = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+", re.DOTALL)
_NAME = re.compile(r"^</?(?:[\w.-]+:)?([\w.-]+)")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")
_LINES = re.compile(r"<(?:[\w.-]+:)?linesegarray\b[^>]*?(?:/>|>.*?</(?:[\w.-]+:)?linesegarray>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormField:
    """A field by its name: a click-here field or a placeholder."""

    name: str
    kind: Literal["click", "text"]


@dataclass(slots=True)
class _Piece:
    """A token of the section; `home` numbers its innermost paragraph, and `is_text` says whether people read it."""

    raw: str
    home: int = 0
    is_text: bool = False


def fields_in(content: bytes) -> list[FormField]:
    """Every field of the form once, in the order of the paper. Refused if the file cannot be a form."""
    found: dict[str, FormField] = {}
    for _name, section in _sections(_parts(content)):
        pieces = _pieces(section)
        for name, _first, _last in _clicks(pieces):
            found.setdefault(name, FormField(name, "click"))
        for texts in _by_home(pieces).values():
            for hit in _PLACEHOLDER.finditer(unescape("".join(piece.raw for piece in texts))):
                found.setdefault(hit[1], FormField(hit[1], "text"))
    if not found:
        raise Refused("이 양식에서 채울 곳을 찾지 못했어요. 누름틀을 넣거나 {{협약번호}}처럼 이름을 적어 저장한 뒤 올려 주세요.")
    return list(found.values())


def fill(content: bytes, values: Mapping[str, str]) -> bytes:
    """The form with the values in its fields; a field without a value stays as it is. Equal input gives equal bytes."""
    parts = _parts(content)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for info, data in parts:
            entry = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = info.compress_type, 0o600 << 16
            packed.writestr(entry, _part_filled(info.filename, data, values))
    return out.getvalue()


def _part_filled(name: str, data: bytes, values: Mapping[str, str]) -> bytes:
    if _SECTION.match(name):
        return _filled(data.decode("utf-8"), values).encode()
    return _plain_filled(data, values) if name == "Preview/PrvText.txt" else data


def _parts(content: bytes) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """Every part of the file, as long as there are not too many and they are not too large once unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            listed = packed.infolist()
            if len(listed) > MOST_PARTS or sum(info.file_size for info in listed) > MOST_BYTES:
                raise Refused("양식이 너무 커요. 그림을 줄여 다시 저장한 뒤 올려 주세요.")
            return [(info, _read(packed, info)) for info in listed if not info.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise Refused("HWPX 양식을 열 수 없어요. 암호를 걸지 않고 HWPX로 다시 저장해 올려 주세요.") from wrong


def _read(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Never more than the entry says it is: a header may lie."""
    with packed.open(info) as part:
        data = part.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise Refused("양식 파일이 바르지 않아요. 원래 프로그램에서 다시 저장해 올려 주세요.")
    return data


def _sections(parts: list[tuple[zipfile.ZipInfo, bytes]]) -> Iterator[tuple[str, str]]:
    """The text sections, each well-formed and without definitions of its own."""
    found = False
    for info, data in parts:
        if not _SECTION.match(info.filename):
            continue
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise Refused("쓸 수 없는 선언이 들어 있는 양식이에요. 원래 프로그램에서 다시 저장해 올려 주세요.")
        try:
            ElementTree.fromstring(data)  # noqa: S314  definitions were refused above, and the size is bounded
            yield info.filename, data.decode("utf-8")
        except (ElementTree.ParseError, UnicodeDecodeError) as wrong:
            raise Refused("양식의 본문을 읽을 수 없어요. 암호를 걸지 않고 HWPX로 다시 저장해 올려 주세요.") from wrong
        found = True
    if not found:
        raise Refused("HWPX 양식의 본문이 없어요. 한글에서 HWPX로 다시 저장해 올려 주세요.")


def _pieces(section: str) -> list[_Piece]:
    """The section as tokens; text counts inside `t` only, and belongs to the innermost paragraph around it."""
    pieces, homes, opened, inside_text = [], [0], 0, 0
    for raw in _TOKEN.findall(section):
        piece = _Piece(raw)
        if raw.startswith("<"):
            name, closing, single = _name(raw), raw.startswith("</"), raw.endswith("/>")
            if name == "p" and not single:
                if closing:
                    homes.pop()
                else:
                    opened += 1
                    homes.append(opened)
            elif name == "t" and not single:
                inside_text += -1 if closing else 1
        else:
            piece.is_text = inside_text > 0
        piece.home = homes[-1]
        pieces.append(piece)
    return pieces


def _name(raw: str) -> str:
    found = _NAME.match(raw)
    return found[1] if found else ""


def _attributes(raw: str) -> dict[str, str]:
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(raw)}


def _by_home(pieces: list[_Piece]) -> dict[int, list[_Piece]]:
    found: dict[int, list[_Piece]] = {}
    for piece in pieces:
        if piece.is_text:
            found.setdefault(piece.home, []).append(piece)
    return found


def _clicks(pieces: list[_Piece]) -> list[tuple[str, int, int]]:
    """(name, place of its beginning, place of its end) of every click-here field."""
    begun: dict[str, tuple[str, int]] = {}
    found = []
    for place, piece in enumerate(pieces):
        if not piece.raw.startswith("<") or piece.raw.startswith("</"):
            continue
        kind = _name(piece.raw)
        if kind == "fieldBegin":
            said = _attributes(piece.raw)
            if said.get("type", "").replace("_", "").upper() == "CLICKHERE":
                begun[said.get("id", "")] = (said.get("name", ""), place)
        elif kind == "fieldEnd":
            name, first = begun.pop(_attributes(piece.raw).get("beginIDRef", ""), ("", -1))
            if first >= 0:
                shown = "".join(one.raw for one in pieces[first:place] if one.is_text)
                found.append((name.strip() or unescape(shown).strip(), first, place))
    return [one for one in found if one[0]]


def _filled(section: str, values: Mapping[str, str]) -> str:
    pieces = _pieces(section)
    changed = [_click_filled(pieces, first, last, values[name]) for name, first, last in reversed(_clicks(pieces)) if name in values]
    for texts in _by_home(pieces).values():
        changed.append(_placeholders_filled(texts, values))
    written = "".join(piece.raw for piece in pieces)
    return _LINES.sub("", written) if any(changed) else section


def _click_filled(pieces: list[_Piece], first: int, last: int, value: str) -> bool:
    """The value in the first text of the field, nothing in its others; a field without text gets one."""
    texts = [piece for piece in pieces[first:last] if piece.is_text]
    if texts:
        texts[0].raw = _text(value)
        for piece in texts[1:]:
            piece.raw = ""
        return True
    empty = next((piece for piece in pieces[first:last] if _name(piece.raw) == "t" and piece.raw.endswith("/>")), None)
    if empty is not None:
        opening = empty.raw[:-2].rstrip()
        empty.raw = f"{opening}>{_text(value)}</{opening.split()[0].lstrip('<')}>"
        return True
    control = next(
        place for place in range(last, first, -1) if _name(pieces[place].raw) == "ctrl" and not pieces[place].raw.startswith("</")
    )
    tag = pieces[control].raw.split()[0].strip("<>").replace("ctrl", "t")
    pieces[control].raw = f"<{tag}>{_text(value)}</{tag}>{pieces[control].raw}"
    return True


def _placeholders_filled(texts: list[_Piece], values: Mapping[str, str]) -> bool:
    """Each placeholder's value where it begins; the rest of it is taken out of the runs after."""
    plain = [unescape(piece.raw) for piece in texts]
    hits = [hit for hit in _PLACEHOLDER.finditer("".join(plain)) if hit[1] in values]
    for hit in reversed(hits):
        begin, end = hit.span()
        start = 0
        for place, text in enumerate(plain):
            stop = start + len(text)
            low, high = max(begin, start), min(end, stop)
            if low < high:
                put = values[hit[1]] if low == begin else ""
                plain[place] = text[: low - start] + put + text[high - start :]
            start = stop
    if hits:
        for piece, text in zip(texts, plain, strict=True):
            piece.raw = _text(text)
    return bool(hits)


def _plain_filled(data: bytes, values: Mapping[str, str]) -> bytes:
    text = data.decode("utf-8", "replace")
    return _PLACEHOLDER.sub(lambda hit: values.get(hit[1], hit[0]), text).encode()


def _text(words: str) -> str:
    """Text as XML may carry it, on one line."""
    return escape("".join(letter if letter >= " " else " " for letter in words))
