"""Carrying money over to the next year (이월)."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.money import access
from dure.apps.money.actions import accounts, asking, ledger
from dure.apps.money.models import CarryOver
from dure.kernel.errors import Refused
from dure.kernel.won import won_in_full
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def ask_carry_over(
    *, from_year: int, by: Actor, at: datetime, reason: str, agreement_key: str = "", line_key: str = "", amount: int = 0, key: Key = NO_KEY
) -> CarryOver:
    """Ask to carry over what an agreement was promised and not paid, all of it; or without an agreement, an amount a line leaves."""
    access.may_ask_money(by).or_refuse()
    if agreement_key:
        source = accounts.committed_of(agreement_key, from_year)
        line_key, amount = accounts.line_of(source).key.removeprefix("line:"), source.balance
    else:
        source = accounts.find_line(year=from_year, key=line_key)
    if not 0 < amount <= source.balance:
        raise Refused(_("%(title)s에서 이월할 수 있는 돈은 %(won)s이에요.") % {"title": source.title, "won": won_in_full(source.balance)})
    if CarryOver.objects.filter(from_year=from_year, line_key=line_key, agreement_key=agreement_key, state="asked").exists():
        raise Refused(_("같은 이월이 이미 결재를 기다려요."))
    said = {"from_year": from_year, "line_key": line_key, "agreement_key": agreement_key, "amount": amount}
    ask = CarryOver.objects.create(title=source.title, **said, **asking.asked_by(by, at, reason))
    journal.write(ask, "ask_carry_over", by=by, at=at, reason=reason, detail=said)
    return ask


@verb
def approve_carry_over(*, ask_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> CarryOver:
    """Carry it over: the old year's book gives it up, the next year's book gets it on the line, committed to the same agreement."""
    return asking.approve(CarryOver, ask_id, lambda ask: _post(ask, by, at), verb="approve_carry_over", by=by, at=at)


@verb
def decline_carry_over(*, ask_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> CarryOver:
    """Leave the money in its year, with a reason."""
    return asking.decline(CarryOver, ask_id, reason, verb="decline_carry_over", by=by, at=at)


def _post(ask: CarryOver, by: Actor, at: datetime) -> None:
    said = {"from_year": ask.from_year, "amount": ask.amount, "subject_key": f"carry-over-{ask.pk}", "memo": ask.reason}
    if not ask.agreement_key:
        ledger.carry_line(line_key=ask.line_key, by=by, at=at, **said)  # type: ignore[arg-type]
        return
    held = accounts.committed_of(ask.agreement_key, ask.from_year).balance
    if held != ask.amount:
        raise Refused(
            _("요청한 뒤에 지급이나 협약액이 바뀌어 이월할 돈이 %(won)s이 됐어요. 돌려보내고 새로 요청해 주세요.")
            % {"won": won_in_full(held)}
        )
    ledger.carry_over(agreement_key=ask.agreement_key, by=by, at=at, **said)  # type: ignore[arg-type]
