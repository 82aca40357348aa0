"""Reading agreements and what hangs on them."""

from collections.abc import Mapping

from django.db.models import Prefetch, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Settlement, Showcase, Spending, Tranche
from dure.apps.grants.rules import room_left
from dure.apps.grants.words import AgreementState, ReportState, SpendingState
from dure.apps.money import facade as money
from dure.platform.actor import Actor

COUNTED = (SpendingState.FILED, SpendingState.ACCEPTED)


def agreements_of(actor: Actor) -> QuerySet[Agreement]:
    """Agreements of the cases that the actor may know of."""
    mine = cases.cases_of(actor).values("pk")
    return Agreement.objects.filter(case_id__in=mine).select_related("case__party", "case__round__program").order_by("-id")


def live_agreement(case_id: int) -> Agreement | None:
    """The case's agreement that was not cancelled."""
    return Agreement.objects.exclude(state=AgreementState.CANCELLED).filter(case_id=case_id).select_related("case__party").first()


def ledger_key(agreement: Agreement) -> str:
    """The agreement's name in the ledger."""
    return f"agreement-{agreement.pk}"


def tranche_key(tranche: Tranche) -> str:
    """The tranche's name in the ledger and on its payment order."""
    return f"agreement-{tranche.agreement_id}:tranche-{tranche.number}"


def sums_of(agreement: Agreement) -> money.AgreementSums:
    """Committed, paid, spent, owed and returned, from the ledger."""
    return money.agreement_sums(ledger_key(agreement))


def planned(agreement: Agreement) -> dict[tuple[str, str], int]:
    """Approved budget by (category, source)."""
    plan: dict[tuple[str, str], int] = {}
    for row in cases.approved_budget(agreement.case_id):
        for source, amount in (("grant", row.grant), ("own", row.own)):
            plan[(row.category, source)] = plan.get((row.category, source), 0) + amount
    return plan


def left_in_budget(agreement: Agreement) -> dict[tuple[str, str], int]:
    """What may still be spent in each (category, source)."""
    spent = agreement.spendings.filter(state__in=COUNTED).values_list("category", "source", "amount")
    return room_left(planned(agreement), spent)


def spendings_of(agreement: Agreement) -> QuerySet[Spending]:
    """All expenses with their papers, by date."""
    return agreement.spendings.prefetch_related("evidence__file").order_by("spent_on", "id")


def waiting_spendings(actor: Actor) -> QuerySet[Spending]:
    """Expenses that wait for the center's word."""
    mine = agreements_of(actor).values("pk")
    waiting = Spending.objects.filter(agreement_id__in=mine, state=SpendingState.FILED)
    return waiting.select_related("agreement__case__party").order_by("filed_at", "id")


def accepted_reports(agreement: Agreement) -> Mapping[str, bool]:
    """Which reports have been accepted."""
    accepted = agreement.reports.filter(state=ReportState.ACCEPTED).values_list("which", flat=True)
    return dict.fromkeys(accepted, True)


def twins_of(spending: Spending) -> QuerySet[Spending]:
    """Other expenses, in any program or year, that show the same invoice number."""
    return Spending.objects.filter(invoice_number=spending.invoice_number).exclude(pk=spending.pk).exclude(invoice_number="").order_by("id")


def settlement_of(agreement: Agreement) -> Settlement | None:
    """The agreement's settlement, once begun."""
    return Settlement.objects.filter(agreement=agreement).prefetch_related("returns").first()


def published_showcases() -> QuerySet[Showcase]:
    """Result pages everyone may read, newest first."""
    told = Showcase.objects.filter(published_at__isnull=False).select_related("agreement__case__party", "agreement__case__round__program")
    return told.order_by("-published_at", "-id")


def agreements_with_tranches(round_id: int) -> QuerySet[Agreement]:
    """A round's agreements for the dashboard."""
    tranches = Prefetch("tranches", Tranche.objects.order_by("number"))
    return Agreement.objects.filter(case__round_id=round_id).select_related("case__party").prefetch_related(tranches).order_by("id")
