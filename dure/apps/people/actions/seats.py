"""Sitting down, deputizing, leaving, and the one act of handover."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.people import access, rules
from dure.apps.people.actions.accounts import account_at_mailbox, keep_an_administrator
from dure.apps.people.models import Account, Seat, SeatHolding
from dure.apps.people.notices import tell_seated
from dure.apps.people.queries.moments import not_over
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def take_seat(
    *,
    seat_id: int,
    account_id: int,
    by: Actor,
    at: datetime,
    deputy: bool = False,
    days: rules.DeputyDays | None = None,
    key: Key = NO_KEY,
) -> SeatHolding:
    """Somebody sits down in an empty seat, or beside its holder as deputy, for some days if asked."""
    seat = locked_seat(seat_id)
    access.may_manage_seats(by).or_refuse()
    check_person(account_id)
    return sit_down(seat, account_id, deputy=deputy, days=days or rules.DeputyDays(), by=by, at=at)


def sit_down(seat: Seat, account_id: int, *, deputy: bool, days: rules.DeputyDays, by: Actor, at: datetime) -> SeatHolding:
    """Sit down in an empty seat, or beside its holder."""
    present = not_over(seat.holdings.all(), at)
    if present.filter(account_id=account_id).exists():
        raise Refused(_("이미 이 자리에 있는 사람이에요."))
    if not deputy and present.filter(deputy=False).exists():
        raise Refused(_("이미 누가 앉은 자리예요. 바꾸려면 '자리 넘기기'를 써 주세요."))
    if deputy and (reason := days.refused(at=at)):
        raise Refused(reason)
    since, until = (days.since(at=at), days.until()) if deputy else (at, None)
    holding = SeatHolding.objects.create(seat=seat, account_id=account_id, deputy=deputy, since=since, until=until)
    detail = {"seat": seat.pk, "account": account_id, "deputy": deputy, "since": since.isoformat(), "until": until and until.isoformat()}
    journal.write(holding, "take_seat", by=by, at=at, detail=detail)
    return holding


@verb
def leave_seat(*, holding_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> SeatHolding:
    """Somebody gets up. What waits stays with the seat. The center's last administrator stays."""
    access.may_manage_seats(by).or_refuse()
    holding = SeatHolding.objects.select_for_update(of=("self",)).get(pk=holding_id)
    if holding.until is not None and holding.until <= at:
        raise OutOfTurn(_("이미 비운 자리예요."))
    keep_an_administrator(SeatHolding.objects.filter(pk=holding.pk), at=at)
    get_up(holding, at=at)
    journal.write(holding, "leave_seat", by=by, at=at, detail={"seat": holding.seat_id, "account": holding.account_id})
    return holding


def get_up(holding: SeatHolding, *, at: datetime) -> None:
    """Now; who was to come later never came."""
    holding.until = max(at, holding.since)
    holding.save(update_fields=["until"])


@verb
def hand_over(*, seat_id: int, to_account_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> SeatHolding:
    """One act moves everything: tasks, rights and contacts belong to the seat, and from this moment somebody else sits in it."""
    seat = locked_seat(seat_id)
    access.may_manage_seats(by).or_refuse()
    check_person(to_account_id)
    return move_into(seat, to_account_id, by=by, at=at)


def move_into(seat: Seat, to_account_id: int, *, by: Actor, at: datetime) -> SeatHolding:
    """Whoever sits there gets up, whoever is named sits down; a deputy of the one who left stays until their days are over."""
    present = not_over(seat.holdings.all(), at)
    before = present.filter(deputy=False).first()
    if before is not None and before.account_id == to_account_id:
        raise Refused(_("이미 이 자리에 있는 사람이에요."))
    for leaving in (present.filter(deputy=False) | present.filter(account_id=to_account_id)).order_by("id"):
        get_up(leaving, at=at)
    holding = SeatHolding.objects.create(seat=seat, account_id=to_account_id, since=at)
    moved = {"seat": seat.pk, "from": before.account_id if before else None, "to": to_account_id}
    journal.write(holding, "hand_over", by=by, at=at, detail=moved)
    return holding


@verb
def seat_by_mail(
    *, seat_id: int, email: str, name: str, by: Actor, at: datetime, days: rules.DeputyDays | None = None, key: Key = NO_KEY
) -> SeatHolding:
    """Hand the seat to the reader of a mailbox, or with `days` let them deputize. Whoever has no account yet gets one without
    a password. A letter tells them, and how to come in."""
    access.may_manage_seats(by).or_refuse()
    seat = locked_seat(seat_id)
    account, is_new = account_at_mailbox(email=email, name=name, by=by, at=at)
    holding = (
        move_into(seat, account.pk, by=by, at=at) if days is None else sit_down(seat, account.pk, deputy=True, days=days, by=by, at=at)
    )
    tell_seated(holding, is_new=is_new, at=at)
    return holding


def locked_seat(seat_id: int) -> Seat:
    """The seat, locked, while it is open."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("team__organization").get(pk=seat_id)
    if seat.closed_at is not None:
        raise OutOfTurn(_("닫은 자리예요."))
    return seat


def check_person(account_id: int) -> None:
    """Only who can sign in sits down."""
    if not Account.objects.filter(pk=account_id, is_active=True).exists():
        raise Refused(_("로그인할 수 있는 계정을 골라 주세요."))
