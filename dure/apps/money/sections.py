"""What an approver reads beside a payment. Money knows no agreement and no expense: whoever does says its part here, under a name of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dure.apps.money.models import PaymentOrder

MOST_SHOWN = 10
"""Things of one sort that are told one by one beside a payment."""


@dataclass(frozen=True, slots=True)
class Line:
    """A term and what is to be said of it. `word` is a state in a word; one that is not `good` wants a look."""

    term: str
    value: str
    word: str = ""
    good: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: a title, its lines, and a way to the whole."""

    title: str
    lines: tuple[Line, ...]
    href: str = ""
    link: str = ""

    @property
    def concerns(self) -> tuple[Line, ...]:
        """What is missing or looks wrong."""
        return tuple(line for line in self.lines if not line.good)


Speaker = Callable[[PaymentOrder, datetime], "list[Section]"]
_speakers: dict[str, Speaker] = {}


def speaks(name: str) -> Callable[[Speaker], Speaker]:
    """Register somebody who has something to say of payments. Asked in the order of the names."""

    def register(speaker: Speaker) -> Speaker:
        _speakers[name] = speaker
        return speaker

    return register


def beside(order: PaymentOrder, at: datetime) -> list[Section]:
    """All that is said of the payment."""
    return [section for name in sorted(_speakers) for section in _speakers[name](order, at) if section.lines]


Names = Callable[[str], Mapping[str, str]]
_names: list[Names] = []


def names_categories(names: Names) -> Names:
    """Register somebody who knows the titles of budget categories by the key of an agreement. Money keeps their keys only."""
    _names.append(names)
    return names


def category_titles(owner_key: str) -> dict[str, str]:
    """The titles of the categories in an agreement's postings, by key."""
    return {key: title for names in _names for key, title in names(owner_key).items()}
