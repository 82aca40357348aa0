"""Duties of parties for the grants of a year: which there must be, which there are, which are open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from dure.apps.grants.models import Agreement, PartyDuty
from dure.apps.grants.rules import party_duties as rules
from dure.apps.grants.words import AgreementState, PartyDutyKey
from dure.kernel.clock import seoul_date
from dure.platform import rates
from dure.platform.actor import Actor

_BOUNDS = ("party_audit_from", "party_audit_name_months", "party_audit_months", "party_disclosure_from", "party_disclosure_months")
_HOLDING = (AgreementState.SIGNED, AgreementState.ENDED)


def bounds_of(year: int) -> rules.Bounds:
    """The numbers of the law as they hold at the end of that fiscal year."""
    end = date(year, 12, 31)
    found = {key: rates.of(key, on=end) for key in _BOUNDS}
    return {key: rules.Bound(rate.whole, rate.source) for key, rate in found.items()}


def decided_in(year: int) -> dict[int, list[tuple[date, int]]]:
    """By party: the day each agreement of the fiscal year was concluded, and what it grants. One query."""
    rows = Agreement.objects.filter(fiscal_year=year, state__in=_HOLDING, amount__gt=0, center_signed_at__isnull=False)
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for party_id, signed_at, amount in rows.order_by("pk").values_list("case__party_id", "center_signed_at", "amount"):
        assert signed_at is not None
        found[party_id].append((seoul_date(signed_at), amount))
    return found


def to_lay(year: int) -> Iterator[tuple[int, int, rules.Wanted]]:
    """(party, what it was granted, duty) of every duty the year gives."""
    bounds = bounds_of(year)
    for party_id, decided in decided_in(year).items():
        total = sum(amount for _day, amount in decided)
        yield from ((party_id, total, one) for one in rules.wanted(decided, year, bounds))


def duties_of_party(party_id: int) -> QuerySet[PartyDuty]:
    """The newest year first."""
    return PartyDuty.objects.filter(party_id=party_id).select_related("file", "party").order_by("-year", "due_on", "pk")


def may_be_skipped(duty: PartyDuty) -> bool:
    """The audit of one year after an audited one; with it goes the naming of the auditor."""
    if duty.key == PartyDutyKey.DISCLOSURE:
        return False
    before = PartyDuty.objects.filter(party_id=duty.party_id, year=duty.year - 1).order_by("pk")
    return rules.may_skip((one.key, one.is_met, one.skipped) for one in before)


@dataclass(frozen=True, slots=True)
class Shown:
    """A duty with its word and tone, and what may be done about it."""

    duty: PartyDuty
    word: str
    tone: str
    may_skip: bool


def shown(duties: Iterable[PartyDuty], today: date) -> list[Shown]:
    """For a page, in their order."""
    soon = today + timedelta(days=max(reminded_before(today)))
    return [_shown(duty, today, soon) for duty in duties]


def reminded_before(day: date) -> tuple[int, int]:
    """How many days before a duty is due its party is reminded."""
    return rates.whole("party_duty_first_days", on=day), rates.whole("party_duty_last_days", on=day)


def _shown(duty: PartyDuty, today: date, soon: date) -> Shown:
    if duty.is_met:
        return Shown(duty, "한 해 걸러 건너뜀" if duty.skipped else "지킴", "done", may_skip=False)
    late = (today - duty.due_on).days
    word, tone = (f"{late}일 지남", "danger") if late > 0 else ("해야 함", "call" if duty.due_on <= soon else "quiet")
    return Shown(duty, word, tone, may_skip=may_be_skipped(duty))


def asked_of(actor: Actor, at: datetime) -> QuerySet[PartyDuty]:
    """Not met and due soon or overdue, of the parties for which the actor writes."""
    today = seoul_date(at)
    parties = [party_id for party_id in actor.party_ids if actor.may_write_for(party_id)]
    return open_until(today + timedelta(days=max(reminded_before(today)))).filter(party_id__in=parties)


def open_until(day: date) -> QuerySet[PartyDuty]:
    """Not met and due by the day, for whoever looks after them."""
    return PartyDuty.objects.filter(met_at=None, due_on__lte=day).select_related("party").order_by("due_on", "pk")
