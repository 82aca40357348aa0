"""By when a stage that has begun is to be done, where nobody has set a day."""

from datetime import datetime, timedelta

from dure.apps.cases.models import StageRun

USUAL_DAYS = {
    "intake": 30,
    "precheck": 10,
    "screening": 14,
    "review": 21,
    "selection": 14,
    "agreement": 14,
    "disbursement": 14,
    "report": 30,
    "site_check": 30,
    "settlement": 60,
    "showcase": 30,
}
"""Days from the last step of a stage until it counts as overdue."""
OTHERS = 30


def usual_days(kind: str) -> int:
    """How long a stage of that kind usually takes."""
    return USUAL_DAYS.get(kind, OTHERS)


def due_of(run: StageRun) -> datetime | None:
    """The day that was set for the run, or the usual one; nothing before it has begun."""
    if run.due_at is not None or run.moved_at is None:
        return run.due_at
    return run.moved_at + timedelta(days=usual_days(run.kind))


def steps_due(due_at: datetime, at: datetime, steps: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The steps of an escalation whose days after the due moment have gone by."""
    return [(days, to) for days, to in steps if at >= due_at + timedelta(days=days)]
