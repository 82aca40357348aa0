"""Overdue things climb: the holder's seat first, then the seats above it, as the center has set it. Once per step."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.desks import grouping, things, waiting
from dure.kernel.clock import seoul_date
from dure.kernel.korean import official_day
from dure.platform import letters, ticks
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
    usual = cases.usual_days()
    for run in _overdue(at - timedelta(days=min(days for days, _to in steps)), usual):
        if waiting.turn_of(run) == "center":
            _climb(run, at, steps, usual)
    for thing in (*things.judged(), *things.lines(at)):
        _climb_thing(thing, at, steps)


def _climb_thing(thing: things.Thing, at: datetime, steps: list[tuple[int, str]]) -> None:
    """Claims, challenges, objections, scans and every line of the registry have no table of what was told: a letter once per day and step."""
    assert thing.due_at is not None
    for days, to in cases.steps_due(thing.due_at, at, steps):
        seat_id = thing.seat_id if to == "holder" else _above(thing.seat_id, _ROLES[to])
        if seat_id is None:
            continue
        values = {
            "what": thing.title,
            "due": official_day(seoul_date(thing.due_at)),
            "days": (seoul_date(at) - seoul_date(thing.due_at)).days,
        }
        dedupe = f"overdue:{thing.sort}:{thing.mark or thing.pk}:{thing.due_at:%Y%m%d%H%M}:{days}:{to}"
        with transaction.atomic():
            contacts = people.accounts_of_seat(seat_id, at=at)
            letters.write_to(contacts, "overdue_thing", values, dedupe=dedupe, at=at, href=thing.href, case_id=thing.case_id)


def _overdue(before: datetime, usual: cases.UsualDays) -> QuerySet[cases.StageRun]:
    """Living runs of handed-in cases whose day was before the moment; without a set day those that may be so late by any value of the rates."""
    moved = Q()
    for table in cases.flows():
        moved |= Q(kind=table.flow.kind, moved_at__lte=before - timedelta(days=usual.least(table.flow.kind)))
    late = grouping.living_runs().filter(Q(due_at__lte=before) | Q(due_at=None) & moved, case__receipt_number__isnull=False)
    return late.select_related("case__round", "seat__team").prefetch_related("escalations").order_by("id")


def _climb(run: cases.StageRun, at: datetime, steps: list[tuple[int, str]], usual: cases.UsualDays) -> None:
    due_at = cases.due_of(run, usual)
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
    return _above(holder.pk if holder else None, _ROLES[to])


def _above(holder_id: int | None, role: Role) -> int | None:
    """A seat with the role in the holder's team, else any of the center."""
    above = list(people.seats_with(role))
    team = people.Seat.objects.filter(pk=holder_id or 0).values_list("team_id", flat=True).first()
    near = [seat for seat in above if seat.team_id == team]
    return next((seat.pk for seat in [*near, *above]), None)
