"""Leaves, and who may deputize."""

from datetime import datetime

from django.db.models import Q, QuerySet

from dure.apps.people.models import Account, EscalationStep, Leave, Member, Seat, SeatHolding, UsualDays
from dure.apps.people.queries.moments import holding_at
from dure.kernel.clock import seoul_date
from dure.platform.actor import Actor

_USUAL = 7


def holder_of(seat_id: int, *, at: datetime) -> SeatHolding | None:
    """Who holds the seat now, deputies left out."""
    rows = holding_at(SeatHolding.objects.filter(seat_id=seat_id, deputy=False), at)
    return rows.select_related("account", "seat__team__organization").order_by("id").first()


def own_seats(actor: Actor, *, at: datetime) -> QuerySet[SeatHolding]:
    """The seats the actor holds in their own right."""
    rows = holding_at(SeatHolding.objects.filter(account_id=actor.account_id or 0, deputy=False, seat__closed_at=None), at)
    return rows.select_related("seat__team__organization").order_by("since", "id")


def seats_to_leave(actor: Actor, *, at: datetime, manages: bool) -> list[Seat]:
    """Seats for which the actor may enter a leave: those they hold; every held one for who manages seats."""
    if not manages:
        return [holding.seat for holding in own_seats(actor, at=at)]
    held = holding_at(SeatHolding.objects.filter(deputy=False), at).values("seat_id")
    return list(Seat.objects.filter(pk__in=held, closed_at=None).select_related("team__organization").order_by("team_id", "id"))


def deputies_for(seat: Seat, *, at: datetime) -> QuerySet[Account]:
    """Who may deputize: whoever sits in the same organization, and members of a party that is an operator; not who is in the seat already."""
    organization = seat.team.organization_id
    seated = holding_at(SeatHolding.objects.filter(seat__team__organization_id=organization), at).values("account_id")
    members = holding_at(Member.objects.filter(party_id=organization), at).values("account_id")
    there = holding_at(SeatHolding.objects.filter(seat=seat), at).values("account_id")
    rows = Account.objects.filter(Q(pk__in=seated) | Q(pk__in=members), is_active=True).exclude(pk__in=there)
    return rows.order_by("name", "id")


def leaves_for(actor: Actor, *, at: datetime, manages: bool) -> QuerySet[Leave]:
    """Leaves of today and later: one's own and those one deputizes; all for who manages seats."""
    rows = Leave.objects.filter(ended_at=None, last__gte=seoul_date(at))
    rows = rows.select_related("account", "holding__account", "seat__team__organization").order_by("first", "id")
    own = Q(account_id=actor.account_id or 0) | Q(holding__account_id=actor.account_id or 0)
    return rows if manages else rows.filter(own)


def usual_days_of(organization_id: int) -> dict[str, int]:
    """After how many days a thing counts as overdue where nobody sets a day, by sort; what the organization does not say takes a week."""
    said = dict(UsualDays.objects.filter(organization_id=organization_id).order_by().values_list("thing", "days"))
    return {thing: said.get(thing, _USUAL) for thing in UsualDays.Thing.values}


def escalation_of(organization_id: int) -> list[tuple[int, str]]:
    """(days after due, to whom) of an organization, the earliest first."""
    return list(EscalationStep.objects.filter(organization_id=organization_id).order_by("days", "id").values_list("days", "to"))
