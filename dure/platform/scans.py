"""Paper that comes off a scanner: pages of a PDF or a picture, and the QR code that a page may carry."""

import io
from dataclasses import dataclass
from typing import Any

from dure.kernel.errors import Refused
from dure.platform.files import LARGEST_FILE, Upload, megabytes

MOST_PAGES = 300
_LEAST_SIDE = 200


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pages that belong together: those under one code, or those before the first."""

    code: str
    first_page: int
    pages: int
    content: bytes
    ending: str


def bundles_of(upload: Upload, *, prefix: str) -> list[Bundle]:
    """The pages in order, a new bundle at every page that carries a code of ours. The cover page itself is left out unless it stands alone."""
    content = b"".join(upload.chunks())
    if not content or len(content) > LARGEST_FILE:
        raise Refused(f"스캔 파일은 비어 있지 않고 {megabytes(LARGEST_FILE)}까지여야 해요.")
    if content.startswith(b"%PDF-"):
        return _of_pdf(content, prefix)
    code = _code_in(_picture(content), prefix)
    return [Bundle(code, 1, 1, content, "png" if content.startswith(b"\x89PNG") else "jpg")]


def _of_pdf(content: bytes, prefix: str) -> list[Bundle]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = list(PdfReader(io.BytesIO(content)).pages)
        codes = [_code_on(page, prefix) for page in pages[:MOST_PAGES]]
    except (PyPdfError, ValueError, KeyError, TypeError, OSError) as wrong:
        raise Refused("PDF를 읽을 수 없어요. 암호를 풀거나 다시 스캔해 올려 주세요.") from wrong
    if len(pages) > MOST_PAGES:
        raise Refused(f"한 번에 {MOST_PAGES}쪽까지 올릴 수 있어요. 나누어 올려 주세요.")
    starts = [number for number, code in enumerate(codes) if code or number == 0]
    return [_bundle(pages, codes, start, end) for start, end in zip(starts, [*starts[1:], len(pages)], strict=True)]


def _bundle(pages: list[Any], codes: list[str], start: int, end: int) -> Bundle:
    from pypdf import PdfWriter

    below = start + 1 if codes[start] and end - start > 1 else start
    writer = PdfWriter()
    for page in pages[below:end]:
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return Bundle(codes[start], below + 1, end - below, out.getvalue(), "pdf")


def _code_on(page: Any, prefix: str) -> str:
    """The first code of ours in any picture of the page."""
    for image in page.images:
        picture = image.image
        if picture is not None and min(picture.size) >= _LEAST_SIDE and (code := _code_in(picture, prefix)):
            return code
    return ""


def _code_in(picture: Any, prefix: str) -> str:
    import zxingcpp  # a reader of codes stays out of workers that never see a scan

    read = [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]
    return next((text.removeprefix(prefix) for text in read if text.startswith(prefix)), "")


def _picture(content: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(content))
        picture.load()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as wrong:
        raise Refused("PDF, JPG, PNG로 스캔한 파일만 올릴 수 있어요.") from wrong
    return picture
