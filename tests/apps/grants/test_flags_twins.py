"""The same shot is known again; another shot, another bill of the same form and an empty page are not."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from dure.platform.looks import alike, look_of
from tests.apps.grants.flags_second_stage import photo

KINDS = {"smaller": "image/jpeg", "brighter": "image/jpeg", "png": "image/png", "in-pdf": "application/pdf"}


def look(seed: str, way: str = "photo") -> bytes:
    return look_of(photo(seed, way).read(), KINDS.get(way, "image/jpeg")) or b""


def bill(month: int, number: int) -> bytes:
    """A screenshot of a monthly bill: the same form, only month and number differ."""
    page = Image.new("RGB", (1000, 1400), "white")
    draw = ImageDraw.Draw(page)
    for line in range(20):
        draw.text((80, 100 + line * 56), "0123 4567 8901 2345 6789", fill="black", font_size=22)
    draw.text((500, 60), f"2026-{month:02d}", fill="black", font_size=18)
    draw.text((500, 90), f"No {number}", fill="black", font_size=18)
    held = BytesIO()
    page.save(held, "PNG")
    return look_of(held.getvalue(), "image/png") or b""


@pytest.mark.parametrize("way", KINDS)
def test_the_same_shot_is_known_again(way):
    assert alike(look("receipt"), look("receipt", way))


def test_another_receipt_and_the_next_bill_of_one_form_are_not_the_same():
    assert not alike(look("receipt"), look("another receipt"))
    assert not alike(bill(4, 10021), bill(5, 10022))


def test_an_empty_page_and_what_is_no_picture_say_nothing():
    held = BytesIO()
    Image.new("RGB", (300, 300), "white").save(held, "PNG")
    blank = look_of(held.getvalue(), "image/png") or b""
    assert not alike(blank, blank)
    assert look_of(b"%PDF-1.7 no pages", "application/pdf") is None
