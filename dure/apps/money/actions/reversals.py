"""Reversing an entry from its page: finance asks, an approver approves."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.money import access, rules
from dure.apps.money.actions import asking, ledger
from dure.apps.money.models import Entry, Reversal
from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def ask_reversal(*, entry_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Reversal:
    """Ask that an entry be reversed, with a reason. What another act stands on is undone by that act's own page."""
    access.may_ask_money(by).or_refuse()
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    _refuse_if_bound(entry)
    if entry.reversals.filter(state="asked").exists():
        raise Refused(_("이 기록을 바로잡아 달라는 요청이 이미 결재를 기다려요."))
    ask = Reversal.objects.create(entry=entry, **asking.asked_by(by, at, reason))
    journal.write(ask, "ask_reversal", by=by, at=at, reason=reason, detail={"entry": entry.pk})
    return ask


@verb
def approve_reversal(*, ask_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Reversal:
    """Post the opposite of the entry, linked both ways."""
    return asking.approve(Reversal, ask_id, lambda ask: _post(ask, by, at), verb="approve_reversal", by=by, at=at)


@verb
def decline_reversal(*, ask_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Reversal:
    """Let the entry stand, with a reason."""
    return asking.decline(Reversal, ask_id, reason, verb="decline_reversal", by=by, at=at)


def _post(ask: Reversal, by: Actor, at: datetime) -> None:
    _refuse_if_bound(ask.entry)
    ledger.reverse(entry=ask.entry, by=by, at=at, reason=ask.reason)


def _refuse_if_bound(entry: Entry) -> None:
    is_reversed = Entry.objects.filter(reverses=entry).exists()
    if why := rules.why_not_reversed(entry, is_reversed=is_reversed):
        raise Refused(why)
