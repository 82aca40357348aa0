"""Seats of operators: any party that was appointed has them."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from dure.apps.people.models import Member, Seat, SeatHolding
from dure.apps.people.queries.moments import holding_at
from dure.platform.actor import Role


def operator_seats(party_id: int) -> QuerySet[Seat]:
    """The party's open seats as an operator."""
    rows = Seat.objects.filter(team__organization_id=party_id, closed_at=None, roles__regex=rf"(^|,){Role.OPERATOR}(,|$)")
    return rows.select_related("team__organization").order_by("team_id", "id")


def operator_seats_with_people(party_id: int, *, at: datetime) -> QuerySet[Seat]:
    """The same, each with who sits there now."""
    present = holding_at(SeatHolding.objects.select_related("account"), at).order_by("deputy", "since", "id")
    return operator_seats(party_id).prefetch_related(Prefetch("holdings", queryset=present, to_attr="present"))


def members_to_seat(party_id: int, *, at: datetime) -> list[tuple[str, str]]:
    """(account id, name) of the party's members of today."""
    rows = holding_at(Member.objects.filter(party_id=party_id, account__is_active=True), at).order_by("id")
    return [(str(pk), name or email) for pk, name, email in rows.values_list("account_id", "account__name", "account__email")]
