"""Arms measured in turn, so that what the machine does meanwhile falls on all of them alike."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from statistics import median

FAR = 0.7
"""A figure below this part of its goal fails the run."""


class Wrong(Exception):
    """A result is not what it must be; nothing was timed."""


@dataclass(frozen=True)
class Ratio:
    """One figure against its floor, its twin or its budget. Without a goal it is told and not judged."""

    name: str
    value: float
    lowest: float
    highest: float
    goal: float | None
    less_is_better: bool

    @property
    def holds(self) -> bool:
        if self.goal is None:
            return True
        return self.value <= self.goal if self.less_is_better else self.value >= self.goal

    @property
    def is_far(self) -> bool:
        """Worse than seven tenths of the goal: the run fails."""
        if self.goal is None:
            return False
        return self.value > self.goal / FAR if self.less_is_better else self.value < self.goal * FAR

    def line(self) -> str:
        figures = f"RATIO {self.name} {self.value:.3f} [{self.lowest:.3f}..{self.highest:.3f}]"
        if self.goal is None:
            return f"{figures} goal none UNJUDGED"
        sign, word = "≤" if self.less_is_better else "≥", "PASS" if self.holds else "BELOW"
        return f"{figures} goal {sign}{self.goal:g} {word}"


@dataclass
class Report:
    """What was measured; prints each line as it comes."""

    rounds: int
    full: bool = False
    many: bool = False
    arms: list[dict[str, float | str]] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def arm(self, name: str, value: float, unit: str, cpu_ms: float) -> None:
        self.arms.append({"name": name, "value": value, "unit": unit, "cpu_ms": cpu_ms})
        print(f"ARM {name} {value:.3f} {unit} {cpu_ms:.3f}", flush=True)

    def note(self, text: str) -> None:
        """Something that was not measured, and why."""
        self.notes.append(text)
        print(f"NOTE {text}", flush=True)

    def ratio(self, name: str, over: list[float], under: list[float], *, goal: float | None, less_is_better: bool = False) -> None:
        """Round by round, so that the spread is that of the ratio and not of the machine."""
        each = [above / below for above, below in zip(over, under, strict=True)]
        found = Ratio(name, median(each), min(each), max(each), goal, less_is_better)
        self.ratios.append(found)
        print(found.line(), flush=True)

    def within(self, name: str, figures: list[float], budget: float) -> None:
        """A figure that may not exceed its budget."""
        self.ratio(name, figures, [1.0] * len(figures), goal=budget, less_is_better=True)

    @property
    def fails(self) -> bool:
        return any(ratio.is_far for ratio in self.ratios)

    def as_plain(self) -> dict[str, object]:
        return {
            "arms": self.arms,
            "ratios": [asdict(ratio) | {"holds": None if ratio.goal is None else ratio.holds} for ratio in self.ratios],
            "notes": self.notes,
        }


def interleaved(arms: Mapping[str, Callable[[], object]], *, rounds: int, calls: int = 1) -> dict[str, list[float]]:
    """CPU milliseconds of this process per call of each arm, round by round; every arm is warmed once."""
    for act in arms.values():
        act()
    found: dict[str, list[float]] = {name: [] for name in arms}
    for _ in range(rounds):
        for name, act in arms.items():
            begun = time.process_time()
            for _ in range(calls):
                act()
            found[name].append((time.process_time() - begun) * 1000 / calls)
    return found
