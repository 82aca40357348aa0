"""The seats of an operator: opened by the center when it is appointed, filled by the operator with its own members."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.people import access
from dure.apps.people.actions.opening import new_team
from dure.apps.people.actions.seats import locked_seat, move_into
from dure.apps.people.models import Member, Party, Seat, SeatHolding
from dure.apps.people.queries.moments import holding_at
from dure.apps.people.queries.operating import operator_seats
from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor, MemberRole, Role
from dure.platform.verbs import NO_KEY, Key, part, verb

SEATS = ("사업 담당", "결재")
"""Two seats, so that what needs two hands has two."""


@part
def open_operator_seats(*, organization_id: int, by: Actor, at: datetime) -> list[Seat]:
    """A team with two seats for an applicant's organization that has none, its first representative in the first of them. Done already, nothing happens."""
    there = list(operator_seats(organization_id))
    if there:
        return there
    organization = Party.objects.get(pk=organization_id)
    team = new_team(organization_id=organization_id, title=_("수행기관"), by=by, at=at, sample=organization.sample)
    seats = [Seat.objects.create(team=team, title=title, roles=Role.OPERATOR, sample=organization.sample) for title in SEATS]
    for seat in seats:
        journal.write(seat, "open_seat", by=by, at=at, party_ids=[organization_id], detail={"roles": [Role.OPERATOR]})
    representatives = holding_at(Member.objects.filter(party_id=organization_id, role=MemberRole.REPRESENTATIVE), at)
    first = representatives.filter(account__is_active=True).order_by("since", "id").first()
    if first is not None:
        move_into(seats[0], first.account_id, by=by, at=at)
    return seats


@verb
def seat_operator(*, seat_id: int, account_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> SeatHolding:
    """Hand one of the operator's seats to one of its members; whoever sat there gets up. Nobody sits in two of its seats."""
    seat = locked_seat(seat_id)
    party_id = seat.team.organization_id
    access.may_manage_operator(by, party_id).or_refuse()
    if not holding_at(Member.objects.filter(party_id=party_id, account_id=account_id, account__is_active=True), at).exists():
        raise Refused(_("이 조직의 구성원만 자리에 앉을 수 있어요. 먼저 구성원으로 초대해 주세요."))
    others = operator_seats(party_id).exclude(pk=seat.pk)
    if holding_at(SeatHolding.objects.filter(seat__in=others, account_id=account_id, deputy=False), at).exists():
        raise Refused(_("한 사람이 두 자리에 앉을 수 없어요. 준비하는 사람과 결재하는 사람은 달라야 해요."))
    return move_into(seat, account_id, by=by, at=at)
