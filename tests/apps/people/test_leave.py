"""A person's leave: the deputy has the seat for its days, is named as deputy, and gets up by themselves."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from dure.apps.people import actions
from dure.apps.people.facade import accounts_of_seat, actor_of_account
from dure.apps.people.models import Account, Leave, Seat, SeatHolding
from dure.kernel.clock import seoul
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor, Role
from dure.platform.models import Letter
from tests.apps.people import makers

MONDAY = seoul(2027, 7, 5, 9)


@dataclass
class Desk:
    """Two officers in two seats of the center: one goes, one stays; and who manages seats."""

    goes: Account
    stays: Account
    seat: Seat
    administrator: Actor


@pytest.fixture
def desk(db):
    goes, stays = (makers.seated(Role.OFFICER) for _ in range(2))
    administrator = makers.actor(makers.seated(Role.ADMINISTRATOR), at=MONDAY)
    return Desk(goes, stays, SeatHolding.objects.get(account=goes).seat, administrator)


def leave_of(desk, by=None, **more):
    fields = {"first": date(2027, 7, 12), "last": date(2027, 7, 16), "deputy_id": desk.stays.pk, **more}
    return actions.enter_leave(seat_id=desk.seat.pk, by=by or actor_of_account(desk.goes.pk, at=MONDAY), at=MONDAY, **fields)


def test_the_deputy_has_the_seat_from_the_first_day_to_the_last_and_not_a_moment_longer(desk):
    leave_of(desk)
    for at, sits in (
        (seoul(2027, 7, 11, 23, 59), False),
        (seoul(2027, 7, 12), True),
        (seoul(2027, 7, 16, 23, 59), True),
        (seoul(2027, 7, 17), False),
    ):
        actor = actor_of_account(desk.stays.pk, at=at, seat_id=desk.seat.pk)
        assert (actor.seat_id == desk.seat.pk) is sits
        assert (desk.stays.pk in [pk for pk, _address, _name in accounts_of_seat(desk.seat.pk, at=at)]) is sits


def test_who_acts_as_deputy_is_named_so_in_the_journal(desk):
    leave = leave_of(desk)
    at = seoul(2027, 7, 13, 10)
    deputy = actor_of_account(desk.stays.pk, at=at, seat_id=desk.seat.pk)
    assert deputy.has(Role.OFFICER)
    line = journal.write(leave, "end_leave", by=deputy, at=at)
    assert line.seat_title == f"대리: {desk.seat.title}"
    assert line.actor_name == desk.stays.name


def test_the_deputy_learns_it_by_letter(desk):
    leave_of(desk)
    assert Letter.objects.filter(to_account_id=desk.stays.pk, subject__contains="자리").count() == 1


def test_only_the_holder_or_who_manages_seats_enters_a_leave(desk):
    with pytest.raises(Forbidden):
        leave_of(desk, by=actor_of_account(desk.stays.pk, at=MONDAY), deputy_id=desk.goes.pk)
    assert leave_of(desk, by=desk.administrator).entered_by_name == desk.administrator.name


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"last": date(2027, 7, 11)}, "앞서요"),
        ({"first": date(2027, 7, 1), "last": date(2027, 7, 3)}, "지난 기간"),
        ({"deputy_id": 0}, "같은 조직"),
    ],
)
def test_a_leave_that_cannot_be_is_refused(desk, more, why):
    with pytest.raises(Refused, match=why):
        leave_of(desk, **more)
    assert not Leave.objects.exists()


def test_two_leaves_of_a_seat_do_not_overlap(desk):
    leave_of(desk)
    with pytest.raises(Refused, match="이미 있어요"):
        leave_of(desk, first=date(2027, 7, 16), last=date(2027, 7, 20))


def test_whoever_comes_back_early_ends_the_deputys_days_at_once(desk):
    leave = leave_of(desk)
    at = seoul(2027, 7, 13, 10)
    by = actor_of_account(desk.goes.pk, at=at)
    actions.end_leave(leave_id=leave.pk, by=by, at=at)
    assert SeatHolding.objects.get(pk=leave.holding_id).until == at
    assert actor_of_account(desk.stays.pk, at=at + timedelta(seconds=1), seat_id=desk.seat.pk).seat_id != desk.seat.pk
    with pytest.raises(OutOfTurn):
        actions.end_leave(leave_id=leave.pk, by=by, at=at)


def test_a_handover_in_the_middle_of_a_leave_leaves_the_deputy_and_moves_the_rest(desk):
    leave_of(desk)
    at = seoul(2027, 7, 13, 10)
    new = makers.account("예시 새 담당")
    actions.hand_over(seat_id=desk.seat.pk, to_account_id=new.pk, by=desk.administrator, at=at)
    assert {pk for pk, _address, _name in accounts_of_seat(desk.seat.pk, at=at)} == {new.pk, desk.stays.pk}
