"""A case's runs as the steps that people see."""

from collections.abc import Iterable
from dataclasses import dataclass

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs


@dataclass(frozen=True, slots=True)
class Step:
    """One step: done, now, next or skipped."""

    label: str
    state: str
    note: str
    tone: str


def steps_of(runs: Iterable[cases.StageRun], *, is_over: bool = False) -> tuple[Step, ...]:
    """Every run of a case, in order, in the reader's words. Of a case that is over, no step is now."""
    return tuple(_step(run, is_over) for run in runs)


def _step(run: cases.StageRun, is_over: bool) -> Step:
    begun = "skipped" if is_over else "now"
    state = begun if run.begun_at and not run.closed_at else "next"
    if run.closed_at:
        state = "done" if run.state == "done" else "skipped"
    return Step(
        run.label, state, cases.flow_of(run.kind).word(run.state) if run.begun_at else "", programs.STAGE_TONES.get(run.kind, "work")
    )
