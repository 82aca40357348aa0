"""Months of a grant: closed by the grantee, looked through by the center, opened again with a reason."""

from datetime import date, datetime

from dure.apps.grants import access
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember, required_reason, tell
from dure.apps.grants.models import Agreement, ClosedMonth
from dure.apps.grants.queries import months as queries
from dure.apps.grants.words import MonthState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def close_month(*, agreement_id: int, month: date, by: Actor, at: datetime, key: Key = NO_KEY) -> ClosedMonth:
    """Close a month: every bank line is answered, nothing waits for papers. It then takes no new expense."""
    agreement = living_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    first = month.replace(day=1)
    refuse_if(queries.reasons_against_closing(agreement, first, today=seoul_date(at)))
    held = ClosedMonth.objects.select_for_update().filter(agreement=agreement, month=first).first()
    if held and held.state != MonthState.REOPENED:
        raise OutOfTurn("이미 마감한 달이에요.")
    closed = held or ClosedMonth(agreement=agreement, month=first)
    closed.state, closed.closed_at, closed.closed_by_id, closed.closed_by_name = MonthState.CLOSED, at, by.account_id, by.name
    closed.accepted_at, closed.accepted_by_id, closed.accepted_by_name = None, None, ""
    closed.save()
    remember(closed, "close_month", agreement, by=by, at=at, detail={"month": first.isoformat()})
    tell("month_closed", closed, agreement, at=at, month=queries.month_words(first))
    return closed


def _locked(closed_id: int) -> tuple[Agreement, ClosedMonth]:
    agreement = living_agreement(ClosedMonth.objects.values_list("agreement_id", flat=True).get(pk=closed_id))
    return agreement, ClosedMonth.objects.select_for_update(of=("self",)).get(pk=closed_id)


@verb
def reopen_month(*, closed_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> ClosedMonth:
    """Open a closed month again, by either side, with the reason. What was judged stays judged."""
    agreement, closed = _locked(closed_id)
    access.may_reopen_month(by, agreement).or_refuse()
    if closed.state == MonthState.REOPENED:
        raise OutOfTurn("이미 다시 연 달이에요.")
    if closed.state == MonthState.ACCEPTED:
        access.may_judge_money(by, agreement).or_refuse()
    closed.reopened_reason = required_reason(reason, "달을 다시 여는 까닭을 적어 주세요. 예: 빠진 영수증이 있음")
    closed.state = MonthState.REOPENED
    closed.save(update_fields=["state", "reopened_reason"])
    remember(closed, "reopen_month", agreement, by=by, at=at, reason=closed.reopened_reason)
    tell("month_reopened", closed, agreement, at=at, month=queries.month_words(closed.month), reason=closed.reopened_reason)
    return closed


@verb
def accept_month(*, closed_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> ClosedMonth:
    """The center has judged every expense of the month, one by one; what it said stays until the settlement."""
    agreement, closed = _locked(closed_id)
    access.may_judge_money(by, agreement).or_refuse()
    if closed.state != MonthState.CLOSED:
        raise OutOfTurn("조직이 마감한 달만 확인할 수 있어요.")
    if by.account_id == closed.closed_by_id:
        raise Refused("마감한 사람은 그 달을 확인할 수 없어요. 다른 담당자에게 부탁해 주세요.")
    refuse_if(queries.reasons_against_accepting(agreement, closed.month))
    closed.state, closed.accepted_at, closed.accepted_by_id, closed.accepted_by_name = MonthState.ACCEPTED, at, by.account_id, by.name
    closed.save(update_fields=["state", "accepted_at", "accepted_by_id", "accepted_by_name"])
    remember(closed, "accept_month", agreement, by=by, at=at)
    tell("month_accepted", closed, agreement, at=at, month=queries.month_words(closed.month))
    return closed
