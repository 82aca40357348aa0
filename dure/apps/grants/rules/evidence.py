"""Which papers an expense wants. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dure.apps.grants.rules.kinds import PaymentKind
from dure.apps.grants.words import EvidenceKind
from dure.kernel.won import won_in_full


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """One paper of the list: how many copies, and why if not always."""

    kind: str
    copies: int = 1
    why: str = ""

    @property
    def label(self) -> str:
        name = str(EvidenceKind(self.kind).label) if self.kind in EvidenceKind.values else self.kind
        return f"{name} {self.copies}부" if self.copies > 1 else name


def wanted_papers(
    kind: PaymentKind, *, amount: int, taxed: bool, thresholds: Mapping[str, int], own: Sequence[str] = ()
) -> list[WantedPaper]:
    """The list for a kind and an amount. What the program's own definition names for the category wins over everything here."""
    if own:
        return [WantedPaper(paper) for paper in own]
    found = [WantedPaper(paper) for paper in kind.papers]
    if taxed:
        found += [WantedPaper(paper, why="세금을 뗀 돈") for paper in kind.taxed]
    for step in kind.steps:
        if amount >= thresholds[step.rate]:
            found += [WantedPaper(paper, step.copies, f"{won_in_full(thresholds[step.rate])}부터") for paper in step.papers]
    return list({paper.kind: paper for paper in found}.values())


def possible_papers(kind: PaymentKind, thresholds: Mapping[str, int], own: Sequence[str] = ()) -> list[WantedPaper]:
    """Every paper that a kind may want, each with its condition, before an amount is known."""
    return wanted_papers(kind, amount=max(thresholds.values(), default=0), taxed=True, thresholds=thresholds, own=own)


def missing_papers(wanted: Iterable[WantedPaper], held: Iterable[str]) -> list[str]:
    """What is not there yet, in words."""
    counted = Counter(held)
    return [paper.label for paper in wanted if counted[paper.kind] < paper.copies]
