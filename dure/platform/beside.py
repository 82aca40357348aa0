"""What an app higher up hangs beside a thing of a lower one: links on its page, without the lower app knowing of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Beside:
    """A link with a word on where it stands; `tone` as in c-task."""

    title: str
    href: str
    status: str = ""
    tone: str = "doing"


Source = Callable[[Actor, int], Iterable[Beside]]
_sources: dict[str, dict[str, Source]] = {}


def register(place: str, name: str, source: Source) -> None:
    """Hang links at a place, which has a name of its own for each audience: grants.mine, grants.desk."""
    _sources.setdefault(place, {})[name] = source


def links(place: str, actor: Actor, thing_id: int) -> list[Beside]:
    """Everything that hangs at the place beside this thing."""
    return [link for _name, source in sorted(_sources.get(place, {}).items()) for link in source(actor, thing_id)]
