"""What must always hold, each asked of the database by its owner (reliability I1–I14)."""

from collections.abc import Callable
from dataclasses import dataclass

Question = Callable[[], list[str]]


@dataclass(frozen=True, slots=True)
class Invariant:
    """A lasting code, the promise in a sentence, and the question that finds broken rows."""

    code: str
    sentence: str
    ask: Question


_invariants: dict[str, Invariant] = {}


def register(code: str, sentence: str) -> Callable[[Question], Question]:
    """Declare an invariant; the question returns one sentence per broken row."""

    def add(ask: Question) -> Question:
        _invariants[code] = Invariant(code, sentence, ask)
        return ask

    return add


def run() -> list[tuple[Invariant, list[str]]]:
    """Ask every invariant, in the order of the codes."""
    return [(invariant, invariant.ask()) for _, invariant in sorted(_invariants.items())]
