"""Two people for what moves money without a payment: one asks with a reason, another approves or declines."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from dure.apps.money import access
from dure.apps.money.models import Ask
from dure.apps.money.words import AskState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor

Asked = TypeVar("Asked", bound=Ask)


def reason_of(text: str) -> str:
    """The reason as it is kept; there is always one."""
    tidy = " ".join(text.split())
    if not tidy:
        raise Refused(_("까닭을 적어 주세요."))
    return tidy[:300]


def asked_by(by: Actor, at: datetime, reason: str) -> dict[str, object]:
    """The columns that say who asked, when and why."""
    return {
        "reason": reason_of(reason), "asked_at": at, "asked_by_id": by.account_id, "asked_by_name": by.name, "asked_seat_id": by.seat_id,
    }  # fmt: skip


def approve(kind: type[Asked], ask_id: int, post: Callable[[Asked], object], *, verb: str, by: Actor, at: datetime) -> Asked:
    """Decide for it and post what was asked, in one transaction. The one who asked does not decide."""
    ask = _waiting(kind, ask_id, by)
    post(ask)
    return _decided(ask, AskState.APPROVED, verb, "", by=by, at=at)


def decline(kind: type[Asked], ask_id: int, reason: str, *, verb: str, by: Actor, at: datetime) -> Asked:
    """Decide against it, with a reason; nothing is posted."""
    return _decided(_waiting(kind, ask_id, by), AskState.DECLINED, verb, reason_of(reason), by=by, at=at)


def _waiting(kind: type[Asked], ask_id: int, by: Actor) -> Asked:
    access.may_decide_money(by).or_refuse()
    ask = kind._default_manager.select_for_update().get(pk=ask_id)
    if ask.state != AskState.ASKED:
        raise OutOfTurn(_("이미 결재가 끝난 요청이에요. 목록을 새로 고쳐 주세요."))
    if by.account_id in {None, ask.asked_by_id}:
        raise Refused(_("요청한 사람은 결재할 수 없어요. 다른 결재자에게 부탁해 주세요."))
    if by.seat_id is not None and by.seat_id == ask.asked_seat_id:
        raise Refused(_("요청한 자리에서는 결재할 수 없어요. 다른 자리의 결재자에게 부탁해 주세요."))
    return ask


def _decided(ask: Asked, state: AskState, verb: str, reason: str, *, by: Actor, at: datetime) -> Asked:
    ask.state, ask.decline_reason = state, reason
    ask.judged_at, ask.judged_by_id, ask.judged_by_name = at, by.account_id, by.name
    ask.save(update_fields=["state", "decline_reason", "judged_at", "judged_by_id", "judged_by_name"])
    journal.write(ask, verb, by=by, at=at, reason=reason)
    return ask
