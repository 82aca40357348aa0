"""How journeys are told: moments, people who come to their screens, letters that arrive, and applicants whom we only hear of."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.header import decode_header, make_header
from email.message import Message
from io import BytesIO
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.kernel.clock import now, seoul, seoul_date
from dure.kernel.period import Period
from dure.platform.verbs import NO_KEY
from dure.rehearsal import papers, texts
from dure.rehearsal.applying import all_yes, application
from dure.rehearsal.cast import PASSWORD, Applicant, Cast
from tests.journeys.center import YEAR, Center

SESSION_LASTS = timedelta(days=13)


@dataclass
class Story:
    """Everything a telling needs at hand."""

    center: Center
    somebody: Any
    travel: Any
    work: Any
    letters: Any = None
    year: int = YEAR
    _at_screens: dict[str, tuple[Any, datetime]] = field(default_factory=dict)

    def it_is(self, month: int, day: int, hour: int = 10, minute: int = 0, second: int = 0) -> datetime:
        """The house's clock stands there now, and what was due until then is done."""
        moment = seoul(self.year, month, day, hour, minute, second)
        self.travel(moment)
        self.work()
        return moment

    def comes(self, who: str, size: str = "desk", *, scripts: bool = True) -> Any:
        """That person at a browser of their own, signed in."""
        person, since = self._at_screens.get(who, (None, now()))
        if person is None or not timedelta() <= now() - since < SESSION_LASTS:
            person = person or self.somebody(size, scripts=scripts)
            person.page.context.clear_cookies()
            person.signs_in(self.center.email(who), PASSWORD)
            self._at_screens[who] = (person, now())
        return person

    def letter(self, who: str, *words: str) -> str:
        """What the newest letter to that person says whose subject has these words; the worker carries out the mail first."""
        self.work()
        for message in reversed(self.letters.messages):
            subject = str(make_header(decode_header(message["Subject"])))
            if self.center.email(who) in message["To"] and all(word in subject for word in words):
                return text_of(message)
        raise AssertionError(
            f"no letter to {who} about {words}; there are {[str(make_header(decode_header(one['Subject']))) for one in self.letters.messages]}"
        )


def text_of(message: Message) -> str:
    """The words of a letter."""
    part = message.get_payload()[0] if message.is_multipart() else message
    return part.get_payload(decode=True).decode()


def paper(text: str) -> bytes:
    """A small real PDF."""
    return b"".join(papers.pdf("paper.pdf", text).chunks())


def words_of_pdf(content: bytes) -> str:
    """The text of a PDF."""
    assert content.startswith(b"%PDF-")
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def answers(person: Any, questions: Any, *, seed: int = 1) -> None:
    """Answer every question of a form that is on the screen."""
    said = texts.answers(type("Asked", (), {"questions": questions}), random.Random(seed), seoul_date(now()))
    for question in questions:
        if question.kind == "party_fact":
            continue
        if question.kind in {"choice", "yes_no"}:
            person.picks(**{question.key: str(said[question.key])})
        elif question.kind == "choices":
            for value in said[question.key]:
                person.picks(**{question.key: value})
        else:
            person.fills_in(**{question.key: str(said[question.key])})


def writes_a_row(page: Page, line: int, *, category: str, basis: str, grant: str, own: str) -> None:
    """One line of the budget table."""
    page.locator("select[name=budget_category]").nth(line).select_option(category)
    for name, value in (("basis", basis), ("grant", grant), ("own", own)):
        page.locator(f"input[name=budget_{name}]").nth(line).fill(value)


def every(found: Any) -> list[Any]:
    """Everything that a locator finds, once it is there: on a page that is still coming there is nothing yet."""
    expect(found.first).to_be_attached()
    return list(found.all())


def agrees_to_everything(person: Any) -> None:
    """Tick every consent on the screen."""
    for box in every(person.page.locator("input[name^=consent-]")):
        box.check()


def is_saved(person: Any) -> None:
    """The bar says that what was typed is kept."""
    expect(person.page.locator("[data-saved]").first).to_contain_text("저장됨")


def writes_an_application(center: Center, who: str, round_id: int, *, begins: datetime, ask: int = 8_000_000) -> cases.Case:
    """Somebody of whom we only hear fills in everything, by verbs; it is not handed in yet."""
    party = center.party(who)
    applicant = Applicant(party.pk, center.actor(who, begins).account_id or 0, party.name)
    writing = application(Cast(), applicant, round_id, begins=begins, ask=ask, ends_as="submitted", rng=random.Random(party.pk))
    writing.send(next(writing))
    writing.close()
    return cases.Case.objects.get(round_id=round_id, party=party, outcome="draft")


def hands_in(center: Center, who: str, case: cases.Case, at: datetime) -> cases.Case:
    """And hands it in at that very moment."""
    return cases.submit(case_id=case.pk, consents=all_yes(at), by=center.actor(who, at), at=at)


def opens_a_round(story: Story) -> int:
    """By verbs: the round of the networks, open since this morning."""
    at = story.it_is(2, 8, 9)
    program = programs.Program.objects.get(slug="network-cooperation-grants", edition__year=YEAR)
    officer = story.center.actor("officer", at)
    planned = programs.plan_round(program_id=program.pk, by=officer, at=at, key=NO_KEY)
    plan = programs.RoundPlan(seat_id=officer.seat_id, receipt_prefix=f"{YEAR}-HD", budget_line_key="local-economy", awards_max=6)
    window = programs.Opening(Period(at, seoul(YEAR, 2, 22, 18)))
    programs.open_round(round_id=planned.pk, windows=[window], plan=plan, by=officer, at=at, key=NO_KEY)
    return planned.pk
