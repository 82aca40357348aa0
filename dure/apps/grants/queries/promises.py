"""Dated duties of agreements: which there must be, which are open, which are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from dure.apps.grants.models import Agreement, AgreementDuty
from dure.apps.grants.queries.agreements import agreements_of, terms_of
from dure.apps.grants.rules import duties as rules
from dure.apps.grants.words import AgreementState, DutyWay, Side
from dure.kernel.clock import seoul_date
from dure.platform import rates
from dure.platform.actor import Actor

_HOLDING = (AgreementState.SIGNED, AgreementState.ENDED)


def duties_wanted(agreement: Agreement) -> list[rules.Wanted]:
    """Every duty that the signed agreement gives: of law, of its definition's clauses, of its reports and its settlement."""
    terms = terms_of(agreement)
    signed_on = seoul_date(agreement.center_signed_at) if agreement.center_signed_at else agreement.starts_on
    days = rules.Days(signed_on, agreement.starts_on, agreement.ends_on)
    of_clauses = [duty for clause in terms.agreement_terms for duty in clause.duties]
    usual = [duty for duty in rules.usual_duties() if duty.key not in {one.key for one in of_clauses}]
    found = rules.wanted([*of_clauses, *usual], days, amount=agreement.amount)
    reports = {stage.which: (stage.which, stage.label, stage.window.last) for stage in terms.stages_of("report")}
    months = rates.whole("settlement_due_months", on=agreement.ends_on)
    found += rules.of_reports(reports.values(), days, settle_months=months)
    found += rules.of_tranches((one.number, one.planned_on) for one in sorted(agreement.tranches.all(), key=lambda one: one.number))
    return [*found, rules.of_settlement(days, settle_months=months)] if terms.stages_of("settlement") and agreement.amount else found


def duties_of(agreement: Agreement) -> QuerySet[AgreementDuty]:
    """The agreement's duties by day."""
    return agreement.duties.select_related("file").order_by("due_on", "id")


def open_duties(actor: Actor, *, until: date) -> QuerySet[AgreementDuty]:
    """Duties that are met by hand, are not met, and are due by that day, of agreements the actor may know of."""
    rows = AgreementDuty.objects.filter(agreement__in=agreements_of(actor).order_by().values("pk"), met_at=None, due_on__lte=until)
    return rows.select_related("agreement__case__party", "agreement__case__round__program").order_by("due_on", "id")


def duties_due(at: datetime, *, within: timedelta) -> QuerySet[AgreementDuty]:
    """Duties of grantees to be reminded of: met by hand only, for reports and settlements have stages of their own that remind."""
    today = seoul_date(at)
    rows = AgreementDuty.objects.filter(met_at=None, who=Side.GRANTEE, way=DutyWay.HAND, agreement__state__in=_HOLDING)
    rows = rows.filter(due_on__gte=today, due_on__lte=seoul_date(at + within))
    return rows.select_related("agreement__case__party", "agreement__case__round").order_by("due_on", "id")


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty with its word and tone."""

    duty: AgreementDuty
    word: str
    tone: str
    by_hand: bool


def shown(duties: Iterable[AgreementDuty], today: date) -> list[DutyShown]:
    """Met, late, or to do by its day."""
    return [_shown(duty, today) for duty in duties]


def _shown(duty: AgreementDuty, today: date) -> DutyShown:
    by_hand = duty.way == DutyWay.HAND
    if duty.is_met:
        return DutyShown(duty, "지킴", "done", by_hand)
    if duty.due_on < today:
        return DutyShown(duty, f"{(today - duty.due_on).days}일 지남", "danger", by_hand)
    return DutyShown(duty, "해야 함", "call" if (duty.due_on - today).days <= 30 else "quiet", by_hand)


def late_of(agreement: Agreement, at: datetime) -> list[AgreementDuty]:
    """What is not met and past its day."""
    return list(duties_of(agreement).filter(met_at=None, due_on__lt=seoul_date(at)))


def without_duties() -> list[Agreement]:
    """Signed agreements that lack one of the duties they give."""
    held: dict[int, set[tuple[str, int]]] = {}
    for agreement_id, key, turn in AgreementDuty.objects.order_by("id").values_list("agreement_id", "key", "turn"):
        held.setdefault(agreement_id, set()).add((key, turn))
    signed = Agreement.objects.filter(state__in=_HOLDING).select_related("case__round__version", "case__party").order_by("pk")
    signed = signed.prefetch_related("tranches")
    return [one for one in signed if {(duty.key, duty.turn) for duty in duties_wanted(one)} - held.get(one.pk, set())]
