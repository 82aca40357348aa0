"""A photo of a page is laid flat; a photo without a page stays as it is; both lose their metadata."""

from io import BytesIO

import cv2
import numpy
import pytest
from PIL import Image

from dure.kernel.errors import Refused
from dure.platform import straightening
from dure.platform.files import Made

CORNERS = numpy.array([[180, 140], [820, 220], [760, 1120], [120, 1010]], dtype=numpy.float32)


def page(width: int = 600, height: int = 800) -> numpy.ndarray:
    """A white page with a black bar of text across it."""
    sheet = numpy.full((height, width, 3), 245, numpy.uint8)
    cv2.rectangle(sheet, (60, 380), (540, 420), (20, 20, 20), -1)
    return sheet


def skewed() -> numpy.ndarray:
    """The page as a phone sees it on a dark table."""
    flat = numpy.array([[0, 0], [599, 0], [599, 799], [0, 799]], dtype=numpy.float32)
    table = numpy.full((1280, 960, 3), 60, numpy.uint8)
    seen = cv2.warpPerspective(
        page(), cv2.getPerspectiveTransform(flat, CORNERS), (960, 1280), dst=table, borderMode=cv2.BORDER_TRANSPARENT
    )
    noise = numpy.random.default_rng(4).integers(-6, 7, seen.shape)
    return numpy.clip(seen.astype(int) + noise, 0, 255).astype(numpy.uint8)


def photo(pixels: numpy.ndarray, *, turned: int = 1) -> Made:
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "예시 기기"
    Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)).save(out, "JPEG", quality=92, exif=exif, comment=b"somewhere")
    return Made("사진.jpg", out.getvalue())


def decoded(content: bytes) -> numpy.ndarray:
    return cv2.imdecode(numpy.frombuffer(content, numpy.uint8), cv2.IMREAD_COLOR)


def test_the_corners_are_found_and_the_text_lies_level():
    pixels = skewed()
    found = straightening.corners_of(pixels)
    assert numpy.abs(found - CORNERS).max() < 8
    flat = decoded(straightening.read(photo(pixels)).page)
    dark = cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY) < 110
    rows = [numpy.flatnonzero(dark[:, column]) for column in (flat.shape[1] * part // 100 for part in (20, 50, 80))]
    middles = [float(row.mean()) / flat.shape[0] for row in rows]
    assert max(middles) - min(middles) < 0.01
    assert abs(middles[1] - 0.5) < 0.02


def test_a_photo_without_a_page_stays_as_it_is():
    gradient = numpy.tile(numpy.linspace(40, 200, 960, dtype=numpy.uint8), (720, 1))
    control = cv2.merge([gradient] * 3)
    seen = straightening.read(photo(control))
    assert seen.page is None
    assert numpy.array_equal(decoded(seen.bare), decoded(b"".join(photo(control).chunks())))


def test_metadata_go_and_the_picture_stays_to_the_pixel():
    taken = photo(skewed(), turned=6)
    bare = straightening.read(taken).bare
    with Image.open(BytesIO(bare)) as kept, Image.open(BytesIO(b"".join(taken.chunks()))) as before:
        assert dict(kept.getexif()) == {0x0112: 6}
        assert "comment" not in kept.info
        assert kept.tobytes() == before.tobytes()
    assert "예시 기기".encode() not in bare


def test_a_photo_that_lies_on_its_side_is_turned_before_it_is_read():
    upright = decoded(straightening.read(photo(skewed())).page)
    sideways = decoded(straightening.read(photo(cv2.rotate(skewed(), cv2.ROTATE_90_COUNTERCLOCKWISE), turned=6)).page)
    assert numpy.abs(numpy.array(upright.shape) - sideways.shape).max() < 12


@pytest.mark.parametrize("content", [b"\xff\xd8\xff", b"GIF89a", b""])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(Refused):
        straightening.read(Made("사진.jpg", content))


@pytest.mark.django_db
def test_an_expense_keeps_the_straight_page_beside_the_photo(life):
    from tests.apps.grants.makers import USUAL, Bill, actions, pdf

    life.signed()
    bill = Bill("program", "grant", 1_000, life.at.date(), "예시 상점", "예시")
    papers = [(USUAL[0], photo(skewed())), *((kind, pdf()) for kind in USUAL[1:])]
    spending = actions.file_spending(agreement_id=life.agreement.pk, bill=bill, papers=papers, **life.who(life.grantee))
    kept = spending.evidence.get(kind=USUAL[0])
    assert kept.original is not None
    assert kept.file.name == "사진 (반듯하게).jpg"
