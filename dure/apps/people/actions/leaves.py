"""A person's leave: a deputy sits in for its days and gets up by themselves."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from dure.apps.people import access, rules
from dure.apps.people.actions.seats import check_person, get_up, locked_seat, sit_down
from dure.apps.people.models import Leave
from dure.apps.people.notices import tell_seated
from dure.apps.people.queries.leaves import deputies_for, holder_of
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def enter_leave(
    *, seat_id: int, deputy_id: int, first: date, last: date, by: Actor, at: datetime, reason: str = "", key: Key = NO_KEY
) -> Leave:
    """The holder of a seat is away from `first` to `last`, both counted. The deputy has the seat's rights, tasks and letters on these
    days, and no longer; a letter tells them."""
    seat = locked_seat(seat_id)
    holder = holder_of(seat.pk, at=at)
    access.may_enter_leave(by, seat, holder_id=holder.account_id if holder else None).or_refuse()
    if holder is None:
        raise Refused(_("비어 있는 자리예요. 먼저 자리를 맡겨 주세요."))
    if not deputies_for(seat, at=at).filter(pk=deputy_id).exists():
        raise Refused(_("대신할 사람을 같은 조직에서 골라 주세요."))
    days = rules.DeputyDays(first, last)
    if overlap := _overlapping(seat.pk, first, last):
        raise Refused(_("그 기간에 적어 둔 휴가가 이미 있어요: %(first)s–%(last)s") % {"first": overlap.first, "last": overlap.last})
    check_person(deputy_id)
    holding = sit_down(seat, deputy_id, deputy=True, days=days, by=by, at=at)
    leave = Leave.objects.create(
        seat=seat,
        account_id=holder.account_id,
        holding=holding,
        first=first,
        last=last,
        reason=reason.strip()[:120],
        entered_at=at,
        entered_by_id=by.account_id,
        entered_by_name=by.name,
    )
    detail = {"seat": seat.pk, "deputy": deputy_id, "first": first.isoformat(), "last": last.isoformat()}
    journal.write(leave, "enter_leave", by=by, at=at, reason=leave.reason, detail=detail)
    tell_seated(holding, is_new=False, at=at)
    return leave


def _overlapping(seat_id: int, first: date, last: date) -> Leave | None:
    return Leave.objects.filter(seat_id=seat_id, ended_at=None, first__lte=last, last__gte=first).order_by("first").first()


@verb
def end_leave(*, leave_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Leave:
    """Back earlier than said, or not away after all: the deputy gets up now."""
    leave = Leave.objects.select_for_update(of=("self",)).select_related("holding", "seat__team").get(pk=leave_id)
    access.may_enter_leave(by, leave.seat, holder_id=leave.account_id).or_refuse()
    if leave.ended_at is not None or (leave.holding.until is not None and leave.holding.until <= at):
        raise OutOfTurn(_("이미 끝난 휴가예요."))
    get_up(leave.holding, at=at)
    leave.ended_at = at
    leave.save(update_fields=["ended_at"])
    journal.write(leave, "end_leave", by=by, at=at, detail={"seat": leave.seat_id})
    return leave
