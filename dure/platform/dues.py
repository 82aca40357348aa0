"""What waits for a seat about money, told by whoever owns it: to-do lists everywhere are made of the same lines, and no app keeps one of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from dure.platform.actor import Actor

MOST_LINES = 20
"""Single lines of one sort on a list; beyond that they are counted in one."""


@dataclass(frozen=True, slots=True)
class Due:
    """One line: what is to be done, on what, on which one screen, by when, and how many things it stands for. Once its day has passed it climbs."""

    title: str
    subject: str
    href: str
    due_at: datetime
    count: int = 1
    verb: str = "열기"


Source = Callable[[Actor, datetime], Iterable[Due]]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of work with its name for people. Keys begin with a number: that is their order."""

    key: str
    title: str
    source: Source


_sorts: dict[str, Sort] = {}


def register(key: str, title: str) -> Callable[[Source], Source]:
    """Declare a sort. The source answers with the lines that wait for this seat; its queries do not grow with the rows."""

    def add(source: Source) -> Source:
        _sorts[key] = Sort(key, title, source)
        return source

    return add


def sorts() -> list[Sort]:
    """Every sort there is, in order."""
    return [sort for _, sort in sorted(_sorts.items())]


def waiting_for(actor: Actor, at: datetime) -> list[tuple[Sort, list[Due]]]:
    """Every sort that has something for this seat, in order."""
    found = [(sort, list(sort.source(actor, at))) for sort in sorts()]
    return [(sort, lines) for sort, lines in found if lines]
