"""One door per kind of thing: files, search and tasks ask the owner's predicate here."""

from collections.abc import Callable
from dataclasses import dataclass

from dure.kernel.verdicts import Permission, no
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Whose:
    """The case a thing belongs to, and the parties whose data it shows."""

    case_id: int | None = None
    party_ids: tuple[int, ...] = ()


MayRead = Callable[[Actor, int], Permission]
TellWhose = Callable[[int], Whose]
_doors: dict[str, MayRead] = {}
_whose: dict[str, TellWhose] = {}


def register(kind: str, may_read: MayRead, whose: TellWhose | None = None) -> None:
    """The owner of a kind of thing says who may read one, and whose it is, for the journal of what was read."""
    _doors[kind] = may_read
    if whose is not None:
        _whose[kind] = whose


def whose(kind: str, thing_id: int) -> Whose:
    """As its owner says; of a kind nobody told about, nobody's."""
    tell = _whose.get(kind)
    return tell(thing_id) if tell else Whose()


def may_read(actor: Actor, kind: str, thing_id: int) -> Permission:
    """Ask the owner; a kind without a door stays shut."""
    door = _doors.get(kind)
    return door(actor, thing_id) if door else no("이 자료를 볼 수 있는 길이 없어요.")
