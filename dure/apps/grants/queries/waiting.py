"""What waits besides the stage runs: expenses to judge, money that has not come back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from dure.apps.grants.models import Agreement, BudgetVersion, ClosedMonth, Settlement, Spending
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.queries.flags import undecided
from dure.apps.grants.words import BudgetState, MonthState, SettlementState, SpendingState
from dure.apps.grants.words.flags import FlagState
from dure.platform.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class WaitingThing:
    """One waiting thing of an agreement: what, how many, of whom, since when."""

    title: str
    subject: str
    agreement_id: int
    since: datetime | None
    count: int = 1


def waiting_for(actor: Actor) -> list[WaitingThing]:
    """For a seat that judges money: expenses nobody has judged and flags nobody has decided, by agreement, and refunds that are still owed.
    Oldest first."""
    if not (actor.has_in_center(Role.OFFICER, Role.FINANCE) or actor.has(Role.OPERATOR)):
        return []
    things = [*_expenses(actor), *_flags(actor), *_budgets(actor), *_months(actor), *_refunds(actor)]
    return sorted(things, key=lambda thing: (thing.since is None, thing.since, thing.agreement_id))


def _judged_by(actor: Actor) -> QuerySet[Agreement, Any]:
    """Agreements of the rounds that the seat runs: an operator its own, the center all others and those it stepped into."""
    own = Q(case__round__operator_id=actor.organization_id or 0)
    if actor.is_center:
        own = Q(case__round__operator=None) | Q(case__round__stepped_in_at__isnull=False)
    return agreements_of(actor).filter(own).order_by().values("pk")


def _expenses(actor: Actor) -> Iterator[WaitingThing]:
    waiting = Spending.objects.filter(agreement__in=_judged_by(actor), state=SpendingState.FILED)
    rows = waiting.order_by("agreement_id").values("agreement_id", "agreement__case__party__name", "agreement__number")
    for row in rows.annotate(count=Count("pk"), since=Min("filed_at")):
        subject = f"{row['agreement__case__party__name']} · {row['agreement__number']}"
        yield WaitingThing(f"집행 확인 {row['count']}건", subject, row["agreement_id"], row["since"], row["count"])


def _flags(actor: Actor) -> Iterator[WaitingThing]:
    """Those that wait for the officer; what the grantee is to complete waits elsewhere."""
    rows = undecided().filter(agreement__in=_judged_by(actor), state=FlagState.OPEN).order_by("agreement_id")
    named = rows.values("agreement_id", "agreement__case__party__name", "agreement__number")
    for row in named.annotate(count=Count("pk"), since=Min("raised_at")):
        subject = f"{row['agreement__case__party__name']} · {row['agreement__number']}"
        yield WaitingThing(f"확인할 점 {row['count']}건", subject, row["agreement_id"], row["since"], row["count"])


def _budgets(actor: Actor) -> Iterator[WaitingThing]:
    asked = BudgetVersion.objects.filter(agreement__in=_judged_by(actor), state=BudgetState.ASKED)
    for version in asked.select_related("agreement__case__party").order_by("asked_at", "pk"):
        agreement = version.agreement
        yield WaitingThing("예산 변경 승인", f"{agreement.case.party.name} · {agreement.number}", agreement.pk, version.asked_at)


def _months(actor: Actor) -> Iterator[WaitingThing]:
    closed = ClosedMonth.objects.filter(agreement__in=_judged_by(actor), state=MonthState.CLOSED)
    for month in closed.select_related("agreement__case__party").order_by("closed_at", "pk"):
        agreement = month.agreement
        subject = f"{agreement.case.party.name} · {agreement.number}"
        yield WaitingThing(f"{month.month.month}월 집행 확인", subject, agreement.pk, month.closed_at)


def _refunds(actor: Actor) -> Iterator[WaitingThing]:
    owed = Settlement.objects.filter(agreement__in=_judged_by(actor), state=SettlementState.CONFIRMED)
    for settlement in owed.select_related("agreement__case__party").order_by("confirmed_at", "pk"):
        agreement = settlement.agreement
        yield WaitingThing("반납 확인", f"{agreement.case.party.name} · {agreement.number}", agreement.pk, settlement.confirmed_at)
