"""Teams and seats: opening them, sitting down, deputizing, leaving, and the one act of handover."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.people import access
from dure.apps.people.models import Account, Seat, SeatHolding, Team
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.identifiers import tidy_digits
from dure.platform import journal
from dure.platform.actor import Actor, Role
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def open_team(
    *, organization_id: int, team_key: str, title: str, by: Actor, at: datetime, order: int = 0, sample: bool = False, key: Key = NO_KEY
) -> Team:
    """A team of today; teams printed in a year's document come from the catalog."""
    access.may_manage_seats(by).or_refuse()
    if not title.strip():
        raise Refused(_("팀 이름을 적어 주세요."))
    team = Team.objects.create(organization_id=organization_id, key=team_key, title=title.strip()[:80], order=order, sample=sample)
    journal.write(team, "open_team", by=by, at=at, party_ids=[organization_id])
    return team


@verb
def open_seat(
    *,
    team_id: int,
    title: str,
    roles: Iterable[Role],
    by: Actor,
    at: datetime,
    district: str = "",
    telephone: str = "",
    sample: bool = False,
    key: Key = NO_KEY,
) -> Seat:
    """A seat with exactly these roles, whoever comes to sit there."""
    access.may_manage_seats(by).or_refuse()
    wanted = sorted(Role(role) for role in roles)
    if not wanted or not title.strip():
        raise Refused(_("자리 이름과 맡을 일을 하나 넘게 골라 주세요."))
    seat = Seat.objects.create(
        team_id=team_id,
        title=title.strip()[:80],
        roles=",".join(wanted),
        district_id=district or None,
        telephone=tidy_digits(telephone),
        sample=sample,
    )
    journal.write(seat, "open_seat", by=by, at=at, detail={"roles": [str(role) for role in wanted]})
    return seat


@verb
def take_seat(*, seat_id: int, account_id: int, by: Actor, at: datetime, deputy: bool = False, key: Key = NO_KEY) -> SeatHolding:
    """Somebody sits down in an empty seat, or beside its holder as deputy."""
    seat = _locked(seat_id)
    access.may_manage_seats(by).or_refuse()
    _check_person(account_id)
    present = seat.holdings.filter(until=None)
    if present.filter(account_id=account_id).exists():
        raise Refused(_("이미 이 자리에 있는 사람이에요."))
    if not deputy and present.filter(deputy=False).exists():
        raise Refused(_("이미 누가 앉은 자리예요. 바꾸려면 '자리 넘기기'를 써 주세요."))
    holding = SeatHolding.objects.create(seat=seat, account_id=account_id, deputy=deputy, since=at)
    journal.write(holding, "take_seat", by=by, at=at, detail={"seat": seat.pk, "account": account_id, "deputy": deputy})
    return holding


@verb
def leave_seat(*, holding_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> SeatHolding:
    """Somebody gets up. What waits stays with the seat."""
    access.may_manage_seats(by).or_refuse()
    holding = SeatHolding.objects.select_for_update(of=("self",)).get(pk=holding_id)
    if holding.until is not None:
        raise OutOfTurn(_("이미 비운 자리예요."))
    holding.until = at
    holding.save(update_fields=["until"])
    journal.write(holding, "leave_seat", by=by, at=at, detail={"seat": holding.seat_id, "account": holding.account_id})
    return holding


@verb
def hand_over(*, seat_id: int, to_account_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> SeatHolding:
    """One act moves everything: tasks, rights and contacts belong to the seat, and from this moment somebody else sits in it."""
    seat = _locked(seat_id)
    access.may_manage_seats(by).or_refuse()
    _check_person(to_account_id)
    present = seat.holdings.filter(until=None)
    before = present.filter(deputy=False).first()
    if before is not None and before.account_id == to_account_id:
        raise Refused(_("이미 이 자리에 있는 사람이에요."))
    leaving = present.filter(deputy=False) | present.filter(account_id=to_account_id)
    leaving.update(until=at)
    holding = SeatHolding.objects.create(seat=seat, account_id=to_account_id, since=at)
    moved = {"seat": seat.pk, "from": before.account_id if before else None, "to": to_account_id}
    journal.write(holding, "hand_over", by=by, at=at, detail=moved)
    return holding


def _locked(seat_id: int) -> Seat:
    seat = Seat.objects.select_for_update(of=("self",)).get(pk=seat_id)
    if seat.closed_at is not None:
        raise OutOfTurn(_("닫은 자리예요."))
    return seat


def _check_person(account_id: int) -> None:
    if not Account.objects.filter(pk=account_id, is_active=True).exists():
        raise Refused(_("로그인할 수 있는 계정을 골라 주세요."))
