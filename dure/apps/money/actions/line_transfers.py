"""Moving money between lines of a year's budget (전용)."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.money import access, rules
from dure.apps.money.actions import accounts, asking, ledger
from dure.apps.money.models import LineTransfer
from dure.apps.money.queries.asks import given_unapproved, line_of_year
from dure.apps.money.words import AskState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.kernel.won import won_in_full
from dure.platform import journal, rates
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def ask_line_transfer(
    *, year: int, from_line: str, to_line: str, amount: int, reason: str, by: Actor, at: datetime,
    use: str = "other", to_title: str = "", key: Key = NO_KEY,
) -> LineTransfer:  # fmt: skip
    """Ask to move money from one line to another. Within the percent it is moved at once and reported; else it waits for an approver."""
    access.may_ask_money(by).or_refuse()
    giving, taking = line_of_year(year, from_line), line_of_year(year, to_line)
    if giving is None or from_line == to_line:
        raise Refused(_("돈을 내주는 항목과 받는 항목을 다르게 골라 주세요."))
    if rules.whole_won(amount) > giving.free:
        raise Refused(_("%(title)s에 남은 돈은 %(won)s이에요.") % {"title": giving.title, "won": won_in_full(giving.free)})
    percent = rates.whole("line_transfer_percent", on=seoul_date(at))
    why = rules.why_transfer_waits(
        giving.title, giving.allotted, amount, given_unapproved(year, from_line), percent=percent, use=use, is_new=taking is None
    )
    said = {"year": year, "from_line": from_line, "to_line": to_line, "amount": amount, "use": use}
    title = taking.title if taking else to_title.strip() or to_line
    state = AskState.ASKED if why else AskState.REPORTED
    ask = LineTransfer.objects.create(to_title=title, state=state, why_approval=why, **said, **asking.asked_by(by, at, reason))
    if not why:
        _post(ask, by, at)
    journal.write(ask, "ask_line_transfer", by=by, at=at, reason=reason, detail={**said, "state": str(state)})
    return ask


@verb
def approve_line_transfer(*, ask_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> LineTransfer:
    """Move it, opening the line that takes it if it is new."""
    return asking.approve(LineTransfer, ask_id, lambda ask: _post(ask, by, at), verb="approve_line_transfer", by=by, at=at)


@verb
def decline_line_transfer(*, ask_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> LineTransfer:
    """Leave the money on its line, with a reason."""
    return asking.decline(LineTransfer, ask_id, reason, verb="decline_line_transfer", by=by, at=at)


def _post(ask: LineTransfer, by: Actor, at: datetime) -> None:
    accounts.open_line(year=ask.year, key=ask.to_line, title=ask.to_title)
    ledger.move_line(
        year=ask.year, from_line=ask.from_line, to_line=ask.to_line, amount=ask.amount,
        subject_key=f"line-transfer-{ask.pk}", by=by, at=at, memo=ask.reason,
    )  # fmt: skip
