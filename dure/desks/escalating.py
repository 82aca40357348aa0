"""Overdue things climb: the holder's seat first, then the seats above it, as the center has set it. Once per step."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.desks import grouping, waiting
from dure.platform import ticks
from dure.platform.actor import Actor, Role

_HOUSE = Actor.system("기한 알림")
_ROLES = {"approver": Role.APPROVER, "administrator": Role.ADMINISTRATOR}


@ticks.register("tell of overdue stages", every=timedelta(hours=1))
def climb(at: datetime) -> None:
    """Take every step that is due and was not taken. A run that has moved since begins anew."""
    center = people.Party.objects.filter(tier="center").order_by("pk").first()
    steps = people.escalation_of(center.pk) if center else []
    if not steps:
        return
    for run in _overdue(at - timedelta(days=min(days for days, _to in steps))):
        if waiting.turn_of(run) == "center":
            _climb(run, at, steps)


def _overdue(before: datetime) -> QuerySet[cases.StageRun]:
    """Living runs of handed-in cases whose day, set or usual, was before the moment."""
    usual = Q()
    for table in cases.flows():
        usual |= Q(kind=table.flow.kind, moved_at__lte=before - timedelta(days=cases.usual_days(table.flow.kind)))
    late = grouping.living_runs().filter(Q(due_at__lte=before) | Q(due_at=None) & usual, case__receipt_number__isnull=False)
    return late.select_related("case__round", "seat__team").prefetch_related("escalations").order_by("id")


def _climb(run: cases.StageRun, at: datetime, steps: list[tuple[int, str]]) -> None:
    due_at = cases.due_of(run)
    assert due_at is not None
    told = {(step.days, step.to) for step in run.escalations.all() if step.due_at == due_at}
    for days, to in cases.steps_due(due_at, at, steps):
        if (days, to) not in told:
            cases.escalate(run_id=run.pk, due_at=due_at, days=days, to=to, seat_id=_seat(run, to), by=_HOUSE, at=at)


def _seat(run: cases.StageRun, to: str) -> int | None:
    """The run's own seat; above it a seat with the role in the same team, else any of the center. An operator's second seat stands above its first."""
    holder = run.seat or run.case.seat or run.case.round.seat
    if to == "holder":
        return holder.pk if holder else None
    if run.case.round.operator_id is not None and to == "approver":
        second = people.operator_seats(run.case.round.operator_id).exclude(pk=holder.pk if holder else 0).first()
        return second.pk if second else None
    above = list(people.seats_with(_ROLES[to]))
    near = [seat for seat in above if holder is not None and seat.team_id == holder.team_id]
    return next((seat.pk for seat in [*near, *above]), None)
