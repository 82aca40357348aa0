"""What the journal's verbs are called: every app names its own, and every page reads them here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dure.platform.models import JournalLine

Teller = Callable[[JournalLine], str]

_names: dict[str, Mapping[str, object]] = {
    "platform": {"put_rate": _("기준값을 새로 정함"), "reword": _("알림 문구를 고침")},
}
_tellers: dict[str, Teller] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what, when, and why, for the timeline component."""

    at: datetime
    who: str
    what: str
    why: str


def name(app: str, words: Mapping[str, object]) -> None:
    """An app's verbs in Korean, each as the end of a sentence about somebody: 집행을 올림."""
    _names[app] = words


def tell(kind: str, teller: Teller) -> None:
    """Lines about that kind of thing are told by a function, because their verb alone does not say it."""
    _tellers[kind] = teller


def is_named(verb: str, kind: str) -> bool:
    """Whether people can read the verb of a line about that kind of thing."""
    return _word(verb, kind) is not None


def in_words(line: JournalLine) -> str:
    """What was done, in words."""
    teller = _tellers.get(line.kind)
    return teller(line) if teller else named(line.verb, line.kind)


def named(verb: str, kind: str) -> str:
    """The verb's Korean name in the app of that kind of thing, or in whichever app has one; the verb itself when nobody named it."""
    return str(_word(verb, kind) or verb)


def _word(verb: str, kind: str) -> object:
    own = _names.get(kind.partition(".")[0], {})
    return own.get(verb) or next((words[verb] for words in _names.values() if verb in words), None)


def who(line: JournalLine) -> str:
    """The person and the seat they sat on."""
    return " · ".join(part for part in (line.actor_name, line.seat_title) if part)


def line_of(line: JournalLine) -> Line:
    """One line as a timeline shows it."""
    return Line(line.at, who(line), in_words(line), line.reason)


def told(lines: Iterable[JournalLine]) -> list[Line]:
    """The journal's lines as a timeline shows them, in their order."""
    return [line_of(line) for line in lines]
