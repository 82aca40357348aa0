"""An expense as people enter it: what money it is comes first and with it the list of papers; what looks odd is asked before it is filed."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, expect

from tests.journeys.telling import paper

TABLE, SHEET, INK = (58, 54, 50), (246, 246, 243), (24, 24, 28)


def photo_of_a_receipt(words: str) -> bytes:
    """A receipt that lies a little askew on a dark table, as a phone sees it."""
    picture = Image.new("RGB", (960, 1280), TABLE)
    drawing = ImageDraw.Draw(picture)
    drawing.polygon([(180, 140), (820, 220), (760, 1120), (120, 1010)], fill=SHEET)
    for line, letter in enumerate(words[:12]):
        drawing.rectangle((280, 320 + line * 52, 360 + ord(letter) % 300, 340 + line * 52), fill=INK)
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def picks_what_it_is(person: Any, agreement_id: int, kind: str, *papers: str) -> None:
    """The kind of money comes first; the papers that it wants stand there before anything is typed."""
    person.goes_to(f"/my/grants/{agreement_id}/expenses/new/")
    person.picks(kind=kind)
    person.presses("필요한 증빙 보기")
    wanted = person.page.locator("section[aria-labelledby=wanted]")
    for words in papers:
        expect(wanted).to_contain_text(words)


def place_for(person: Any, kind: str) -> Locator:
    """Where a paper of that kind is put in; seldom wanted kinds are folded away."""
    field = person.page.locator(f"input[type=file][id='paper_{kind}']")
    if not field.is_visible():
        person.unfolds("다른 증빙도 올리기")
    return field


def enters(person: Any, *, category: str, source: str, memo: str, papers: tuple[str, ...], **fields: str) -> None:
    """Fill in what was bought and put in its papers; it is not sent yet."""
    person.picks(category=category, source=source)
    person.fills_in(memo=memo, **fields)
    for kind in papers:
        content = paper(f"{memo.encode().hex()[:24]} {kind}")
        place_for(person, kind).set_input_files([{"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": content}])


def takes_a_photo(person: Any, kind: str, words: str) -> None:
    """The camera of the phone instead of a file."""
    shot = {"name": "사진.jpg", "mimeType": "image/jpeg", "buffer": photo_of_a_receipt(words)}
    person.page.locator(f"#photo-{kind}").set_input_files([shot])


def says_why(person: Any, seen: str, word: str) -> None:
    """What was seen is asked about; nothing is filed until there is a word on it."""
    person.is_at("/my/grants/*/expenses/*/confirm/")
    person.reads("이대로 올릴까요?", "아직 올리지 않았어요", seen)
    person.finds_no_barrier()
    person.page.locator("textarea[name=word_1]").fill(word)
    person.presses("까닭을 적고 이대로 올리기")
