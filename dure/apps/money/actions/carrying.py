"""Carrying money over to the next year (이월)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dure.apps.money import access
from dure.apps.money.actions import accounts, asking, carries
from dure.apps.money.models import Account, CarryOver
from dure.apps.money.queries.carrying import going
from dure.kernel.errors import Refused
from dure.kernel.won import won_in_full
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def ask_carry_over(
    *, from_year: int, by: Actor, at: datetime, reason: str, agreement_key: str = "", line_key: str = "", amount: int = 0,
    hands_on: bool = False, key: Key = NO_KEY,
) -> CarryOver:  # fmt: skip
    """Ask to carry over what an agreement was promised and not paid, all of it; or without an agreement, an amount a line leaves.

    With `hands_on` the agreement takes along what it was paid and has not settled. An operator's always does, and its mirror goes with it.
    """
    access.may_ask_money(by).or_refuse()
    said: dict[str, Any] = {"from_year": from_year, "line_key": line_key, "agreement_key": agreement_key, "amount": amount}
    if agreement_key:
        source = accounts.committed_of(agreement_key, from_year)
        carries.refuse_alone(source)
        said |= {"line_key": accounts.line_of(source).key.removeprefix("line:"), **_going(source, hands_on=hands_on)}
    else:
        source = accounts.find_line(year=from_year, key=line_key)
    if not 0 <= said["amount"] <= source.balance or not (said["amount"] or said.get("unsettled") or said.get("mirrored")):
        raise Refused(_("%(title)s에서 이월할 수 있는 돈은 %(won)s이에요.") % {"title": source.title, "won": won_in_full(source.balance)})
    waiting = {name: said[name] for name in ("from_year", "line_key", "agreement_key")}
    if CarryOver.objects.filter(state="asked", **waiting).exists():
        raise Refused(_("같은 이월이 이미 결재를 기다려요."))
    ask = CarryOver.objects.create(title=source.title, **said, **asking.asked_by(by, at, reason))
    journal.write(ask, "ask_carry_over", by=by, at=at, reason=reason, detail=said)
    return ask


def _going(source: Account, *, hands_on: bool) -> dict[str, Any]:
    """What goes on with an agreement, as the request keeps it."""
    found = going(source.owner_key, source.book, hands_on=hands_on)
    return {"amount": found.promised, "unsettled": found.unsettled, "mirrored": found.mirrored, "hands_on": found.hands_on}


@verb
def approve_carry_over(*, ask_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> CarryOver:
    """Carry it over: the old year's book gives it up, the next year's book gets it on the line, committed to the same agreement.

    Whatever goes along goes in the same act: what is not settled, and an operator's mirror to the won."""
    return asking.approve(CarryOver, ask_id, lambda ask: _post(ask, by, at), verb="approve_carry_over", by=by, at=at)


@verb
def decline_carry_over(*, ask_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> CarryOver:
    """Leave the money in its year, with a reason."""
    return asking.decline(CarryOver, ask_id, reason, verb="decline_carry_over", by=by, at=at)


def _post(ask: CarryOver, by: Actor, at: datetime) -> None:
    said: dict[str, Any] = {"from_year": ask.from_year, "subject_key": f"carry-over-{ask.pk}", "memo": ask.reason, "by": by, "at": at}
    if not ask.agreement_key:
        carries.carry_line(line_key=ask.line_key, amount=ask.amount, **said)
        return
    held = _going(accounts.committed_of(ask.agreement_key, ask.from_year), hands_on=ask.hands_on)
    if held["amount"] != ask.amount:
        raise Refused(
            _("요청한 뒤에 지급이나 협약액이 바뀌어 이월할 돈이 %(won)s이 됐어요. 돌려보내고 새로 요청해 주세요.")
            % {"won": won_in_full(held["amount"])}
        )
    if any(held[name] != getattr(ask, name) for name in held):
        raise Refused(_("요청한 뒤에 정산하지 않은 돈이나 다시 교부하는 돈이 바뀌었어요. 돌려보내고 새로 요청해 주세요."))
    if ask.hands_on:
        carries.carry_whole(agreement_key=ask.agreement_key, **said)
    else:
        carries.carry_over(agreement_key=ask.agreement_key, amount=ask.amount, **said)
