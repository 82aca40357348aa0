"""What a picture shows, so that the same shot is known again made smaller, brighter, saved anew or put into a PDF. Not another shot of the same paper."""

from io import BytesIO
from typing import Any

_SIDE = 64
_FARTHEST = 0.45
"""How far the least alike spot of two looks may be apart, in spreads of the picture; a changed figure on a receipt is farther."""
_LEAST_SPREAD = 6
"""A picture with less contrast than this shows too little to be known again."""


def look_of(content: bytes, media_type: str) -> bytes | None:
    """Sixty-four times sixty-four greys of a picture, or of the one picture that fills a PDF; None for anything else."""
    from PIL import Image, ImageOps  # a picture library stays out of workers that never see a photo

    try:
        if media_type == "application/pdf":
            return _look_in_pdf(content)
        with Image.open(BytesIO(content)) as picture:
            return _look(ImageOps.exif_transpose(picture))
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _look(picture: Any) -> bytes:
    from PIL import Image

    return bytes(picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes())


def _look_in_pdf(content: bytes) -> bytes | None:
    """Of a scan: one page that is one picture. Bills that were made as PDF share their form and are compared by their file alone."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = PdfReader(BytesIO(content)).pages
        if len(pages) != 1 or len(pages[0].images) != 1 or (pages[0].extract_text() or "").strip():
            return None
        picture = pages[0].images[0].image
        return _look(picture) if picture else None
    except (PyPdfError, KeyError, AttributeError, NotImplementedError):
        return None


def alike(one: bytes, other: bytes) -> bool:
    """Is it the same shot? Brightness and contrast are evened out before every spot is compared."""
    import numpy

    greys = [numpy.frombuffer(look, dtype=numpy.uint8).astype(numpy.float32) for look in (one, other)]
    if any(grey.size != _SIDE * _SIDE or grey.std() < _LEAST_SPREAD for grey in greys):
        return False
    first, second = ((grey - grey.mean()) / grey.std() for grey in greys)
    return bool(numpy.abs(first - second).max() <= _FARTHEST)
