"""A photo of a paper made straight: its page is found, laid flat and made easier to read. The photo itself stays beside it, bare of metadata."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from dure.kernel.errors import Refused
from dure.platform.files import LARGEST_FILE, Upload, megabytes
from dure.platform.pictures import LONGEST_SIDE, MOST_PIXELS

_SEEN_AT = 900
"""A page is looked for in a picture of this longest side."""
_LEAST_PART = 0.2
_MOST_PART = 0.98
_EDGE = 0.01
"""A corner this near to the picture's edge is cut off: with two of them the page is not all there, or is no page."""
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Photo:
    """The photo without metadata, and the page in it laid flat; None where no page was found."""

    bare: bytes
    page: bytes | None


def read(upload: Upload) -> Photo:
    """Take the metadata off and look for a page. Refused if it is no picture that can be opened."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # a picture library stays out of workers that never see a photo

    if (upload.size or 0) > LARGEST_FILE:
        raise Refused(f"사진이 {megabytes(upload.size or 0)}예요. {megabytes(LARGEST_FILE)}까지 올릴 수 있어요.")
    content = b"".join(upload.chunks())
    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.format not in {"JPEG", "PNG"}:
                raise Refused("사진(JPG, PNG)만 올릴 수 있어요. 다른 사진을 골라 주세요.")
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("사진이 너무 커요. 작게 줄여 다시 올려 주세요.")
            turned = picture.getexif().get(_ORIENTATION, 1)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            bare = bare_jpeg(content, turned) if picture.format == "JPEG" else _bare_png(picture)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as wrong:
        raise Refused("사진을 열 수 없어요. 다시 찍거나 다른 사진을 골라 주세요.") from wrong
    return Photo(bare, _straight(upright))


def bare_jpeg(content: bytes, turned: int) -> bytes:
    """The same compressed picture without place, device, time or comment; only how it is to be turned stays."""
    kept, place = bytearray(b"\xff\xd8"), 2
    if turned in range(2, 9):
        kept += b"\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"
        kept += turned.to_bytes(2) + b"\x00\x00\x00\x00\x00\x00"
    while place + 4 <= len(content) and content[place] == 0xFF and content[place + 1] != 0xDA:
        marker, size = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if not (0xE1 <= marker <= 0xED or marker in {0xEF, 0xFE}) or (marker == 0xE2 and content[place + 4 : place + 15] == b"ICC_PROFILE"):
            kept += content[place : place + 2 + size]
        place += 2 + size
    return bytes(kept) + content[place : _end_of_picture(content, place)]


def _end_of_picture(content: bytes, place: int) -> int:
    """Just behind the end mark: cameras hang further pictures, with metadata of their own, behind it."""
    while (place := content.find(b"\xff", place)) >= 0 and place + 1 < len(content):
        marker = content[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker in {0x00, 0xFF} or 0xD0 <= marker <= 0xD7:
            place += 1 if marker == 0xFF else 2
        else:
            place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return len(content)


def _bare_png(picture: Any) -> bytes:
    from PIL import Image

    clean = Image.new(picture.mode, picture.size)
    if picture.mode == "P":
        clean.putpalette(picture.getpalette() or [])
    clean.paste(picture)
    out = BytesIO()
    clean.save(out, "PNG")
    return out.getvalue()


def _straight(upright: Any) -> bytes | None:
    """The page laid flat, with even light and more contrast."""
    import cv2  # the eye of the house; nobody but a verb that keeps a photo needs it
    import numpy

    pixels = cv2.cvtColor(numpy.asarray(upright), cv2.COLOR_RGB2BGR)
    corners = corners_of(pixels)
    if corners is None:
        return None
    flat = _flattened(pixels, corners)
    lightness, red, blue = cv2.split(cv2.cvtColor(flat, cv2.COLOR_BGR2LAB))
    clearer = cv2.createCLAHE(clipLimit=2.0, tileGridSize=(8, 8)).apply(lightness)
    done, encoded = cv2.imencode(".jpg", cv2.cvtColor(cv2.merge((clearer, red, blue)), cv2.COLOR_LAB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return encoded.tobytes() if done else None


def corners_of(pixels: Any) -> Any | None:
    """The page's four corners, from the upper left with the clock; None where nothing in the picture looks like a page."""
    import cv2
    import numpy

    height, width = pixels.shape[:2]
    scale = min(1.0, _SEEN_AT / max(height, width))
    small = cv2.resize(pixels, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
    gray = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    _level, bright = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    edges = cv2.dilate(cv2.Canny(gray, 50, 150), numpy.ones((3, 3), numpy.uint8))
    area = small.shape[0] * small.shape[1]
    for seen in (bright, edges):
        closed = cv2.morphologyEx(seen, cv2.MORPH_CLOSE, numpy.ones((9, 9), numpy.uint8))
        outlines, _order = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:5]:
            four = cv2.approxPolyDP(outline, 0.02 * cv2.arcLength(outline, True), True)
            part = cv2.contourArea(four) / area
            if len(four) == 4 and cv2.isContourConvex(four) and _LEAST_PART <= part <= _MOST_PART and not _is_cut(four, small.shape):
                return _in_order(four.reshape(4, 2).astype(numpy.float32) / scale)
    return None


def _is_cut(four: Any, shape: tuple[int, ...]) -> bool:
    height, width = shape[:2]
    margin = _EDGE * max(height, width)
    at_edge = [min(x, y, width - 1 - x, height - 1 - y) <= margin for x, y in four.reshape(4, 2)]
    return sum(at_edge) >= 2


def _in_order(four: Any) -> Any:
    import numpy

    sums, differences = four.sum(axis=1), numpy.diff(four, axis=1).ravel()
    return numpy.array(
        [four[sums.argmin()], four[differences.argmin()], four[sums.argmax()], four[differences.argmax()]], dtype=numpy.float32
    )


def _flattened(pixels: Any, corners: Any) -> Any:
    import cv2
    import numpy

    upper_left, upper_right, lower_right, lower_left = corners
    across = max(float(numpy.linalg.norm(one - other)) for one, other in ((upper_right, upper_left), (lower_right, lower_left)))
    down = max(float(numpy.linalg.norm(one - other)) for one, other in ((lower_left, upper_left), (lower_right, upper_right)))
    shrink = min(1.0, LONGEST_SIDE / max(across, down))
    width, height = max(round(across * shrink), 1), max(round(down * shrink), 1)
    target = numpy.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], dtype=numpy.float32)
    return cv2.warpPerspective(pixels, cv2.getPerspectiveTransform(corners, target), (width, height))
