"""One door per kind of thing: files, search and tasks ask the owner's predicate here."""

from collections.abc import Callable

from dure.kernel.verdicts import Permission, no
from dure.platform.actor import Actor

MayRead = Callable[[Actor, int], Permission]
_doors: dict[str, MayRead] = {}


def register(kind: str, may_read: MayRead) -> None:
    """The owner of a kind of thing says who may read one."""
    _doors[kind] = may_read


def may_read(actor: Actor, kind: str, thing_id: int) -> Permission:
    """Ask the owner; a kind without a door stays shut."""
    door = _doors.get(kind)
    return door(actor, thing_id) if door else no("이 자료를 볼 수 있는 길이 없어요.")
