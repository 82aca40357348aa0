"""Frozen tables of states and steps: the only thing that decides where a run may go next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dure.kernel.errors import OutOfTurn


@dataclass(frozen=True, slots=True)
class Step:
    """A named step from some states to one; `who` names the side that may take it."""

    name: str
    sources: tuple[str, ...]
    target: str
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class Flow:
    """One stage kind's table. `closed` states have no way out; `done` is the closed state that lets the case go on."""

    kind: str
    start: str
    steps: tuple[Step, ...]
    done: tuple[str, ...] = ("done",)
    words: Mapping[str, str] | None = None

    def step(self, name: str, state: str) -> Step:
        """The step of that name from that state; OutOfTurn if the table has none."""
        for step in self.steps:
            if step.name == name and state in step.sources:
                return step
        raise OutOfTurn(f"지금 상태({self.word(state)})에서는 할 수 없는 일이에요. 화면을 새로 고쳐 확인해 주세요.")

    def open_steps(self, state: str) -> tuple[Step, ...]:
        """Every step that may be taken from the state, in the table's order."""
        return tuple(step for step in self.steps if state in step.sources)

    @property
    def states(self) -> tuple[str, ...]:
        """All states, the first one first, each once."""
        names: Iterable[str] = (name for step in self.steps for name in (*step.sources, step.target))
        return tuple(dict.fromkeys((self.start, *names)))

    def is_closed(self, state: str) -> bool:
        """No step leads out of it."""
        return not self.open_steps(state)

    def word(self, state: str) -> str:
        """The state in a reader's word."""
        return (self.words or {}).get(state, state)
