"""Attachments for a blind review: metadata taken out, names covered where the format lets us, and refused where it does not.

PDF: no document information, XMP or annotations; one whose text names the applicant is not handed out. DOCX, XLSX and HWPX: no properties, comments or
preview; names are covered in the text. Images: pixels only. HWP cannot be cleaned and is not handed out. What a picture or a scan
shows is not seen by any program: an officer who wants names covered asks for papers without letterheads.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

HIDDEN = "○○○"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DROPPED = (
    "docprops/",
    "preview/",
    "meta-inf/container.rdf",
    "word/comments",
    "word/people",
    "xl/comments",
    "xl/persons",
    "xl/threadedcomments",
)
_TEXT = (".xml", ".hpf", ".rels", ".txt", ".rdf")


class CannotBeCovered(Exception):
    """The file would tell who applies."""


def covered(content: bytes, ending: str, names: Sequence[str]) -> bytes:
    """The bytes without metadata and without the names; CannotBeCovered if that is not possible."""
    cleaner = _CLEANERS.get(ending.lower())
    if cleaner is None:
        raise CannotBeCovered
    try:
        cleaned = cleaner(content, names)
    except CannotBeCovered:
        raise
    except Exception as broken:  # a file that cannot be read cannot be shown to be clean
        raise CannotBeCovered from broken
    if any(name.encode() in cleaned for name in names):
        raise CannotBeCovered
    return cleaned


def cover(text: str, names: Sequence[str]) -> str:
    """Text without the names, the longest first."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, HIDDEN)
    return text


def _pdf(content: bytes, names: Sequence[str]) -> bytes:
    from pypdf import PdfReader, PdfWriter  # only a blind review needs it

    reader = PdfReader(BytesIO(content))
    text = "".join("".join((page.extract_text() or "").split()) for page in reader.pages)
    if any("".join(name.split()) in text for name in names):
        raise CannotBeCovered
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
        for name in ("/Annots", "/Metadata", "/PieceInfo", "/AA"):
            writer.pages[-1].pop(name, None)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _packed(content: bytes, names: Sequence[str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as kept:
        for entry in packed.infolist():
            if entry.is_dir() or _dropped(entry.filename):
                continue
            clean = zipfile.ZipInfo(entry.filename, _EPOCH)
            clean.compress_type = entry.compress_type
            kept.writestr(clean, _member(entry.filename, packed.read(entry), names))
    return out.getvalue()


def _dropped(name: str) -> bool:
    return name.lower().startswith(_DROPPED)


def _member(name: str, content: bytes, names: Sequence[str]) -> bytes:
    ending = name.rpartition(".")[2].lower()
    if name.lower().endswith(_TEXT):
        text = cover(content.decode("utf-8"), [*names, *(escape(one) for one in names)])
        return _without_authors(text).encode()
    return _image(content, names) if ending in {"png", "jpg", "jpeg"} else content


def _without_authors(text: str) -> str:
    """References to parts that were dropped, and the people HWPX writes into its package."""
    text = re.sub(r"<(Override|Relationship)\b[^>]*(docProps|comments|people|persons|threadedComment)[^>]*/>", "", text)
    return re.sub(r'(<opf:meta name="(?:creator|lastsaveby|subject|description|keyword)"[^>]*>)[^<]*(</opf:meta>)', r"\1\2", text)


def _image(content: bytes, names: Sequence[str]) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content)) as found:
        form = found.format or "PNG"
        upright = ImageOps.exif_transpose(found)
        bare = Image.new(upright.mode, upright.size)
        if upright.mode == "P" and (palette := upright.getpalette()):
            bare.putpalette(palette)
        bare.paste(upright)
        out = BytesIO()
        bare.save(out, form)
    return out.getvalue()


_Cleaner = Callable[[bytes, Sequence[str]], bytes]
_CLEANERS: dict[str, _Cleaner] = {
    "pdf": _pdf,
    "docx": _packed,
    "xlsx": _packed,
    "hwpx": _packed,
    "png": _image,
    "jpg": _image,
    "jpeg": _image,
}
