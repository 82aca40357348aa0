"""By when a stage that has begun is to be done, where nobody has set a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dure.apps.cases.models import StageRun
from dure.kernel.clock import seoul_date
from dure.platform.rates import Rate, at_day

KINDS = (
    "intake", "precheck", "screening", "review", "selection", "agreement", "disbursement", "report", "site_check", "settlement", "showcase",
)  # fmt: skip
"""Kinds of stages with days of their own; all others take those of `other`."""


def key_of(kind: str) -> str:
    """Under which key of the rates the days of a kind stand."""
    return f"stage_days_{kind if kind in KINDS else 'other'}"


@dataclass(frozen=True, slots=True)
class UsualDays:
    """How long a stage usually takes from its last step until it counts as overdue, by key of the rates."""

    values: Mapping[str, Sequence[Rate]]

    def after(self, kind: str, moved_at: datetime) -> datetime:
        """When a stage that moved at that moment is due."""
        return moved_at + timedelta(days=self.on(kind, seoul_date(moved_at)))

    def on(self, kind: str, day: date) -> int:
        """The days that hold on that day; before the first value, that one."""
        known = self.values[key_of(kind)]
        return (at_day(known, day) or known[0]).whole

    def least(self, kind: str) -> int:
        """The fewest that ever held: nothing of the kind is due earlier."""
        return min(rate.whole for rate in self.values[key_of(kind)])


def due_of(run: StageRun, usual: UsualDays) -> datetime | None:
    """The day that was set for the run, or the usual one; nothing before it has begun."""
    if run.due_at is not None or run.moved_at is None:
        return run.due_at
    return usual.after(run.kind, run.moved_at)


def steps_due(due_at: datetime, at: datetime, steps: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The steps of an escalation whose days after the due moment have gone by."""
    return [(days, to) for days, to in steps if at >= due_at + timedelta(days=days)]
