"""Agreements as their readers may see them, with their names and sums in the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet, Sum

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, BudgetVersion, LoosePaper, Report, Settlement, Showcase, Spending, Tranche
from dure.apps.grants.rules import room_left
from dure.apps.grants.words import AgreementState, BudgetState, ReportState, SpendingState
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.models import StoredFile

COUNTED = (SpendingState.FILED, SpendingState.ACCEPTED)


def agreements_of(actor: Actor) -> QuerySet[Agreement]:
    """Agreements of the cases that the actor may know of."""
    mine = cases.cases_of(actor).values("pk")
    return Agreement.objects.filter(case_id__in=mine).select_related("case__party", "case__round__program").order_by("-id")


def live_agreement(case_id: int) -> Agreement | None:
    """The case's agreement that was not cancelled."""
    return Agreement.objects.exclude(state=AgreementState.CANCELLED).filter(case_id=case_id).select_related("case__party").first()


LEDGER_PREFIX = "agreement-"


def ledger_key(agreement: Agreement) -> str:
    """The agreement's name in the ledger."""
    return f"{LEDGER_PREFIX}{agreement.pk}"


def tranche_key(tranche: Tranche) -> str:
    """The tranche's name in the ledger and on its payment order."""
    return f"agreement-{tranche.agreement_id}:tranche-{tranche.number}"


def tranche_of(subject_key: str) -> Tranche | None:
    """The tranche that a payment's subject names, if it is one of ours."""
    agreement, _, number = subject_key.removeprefix(LEDGER_PREFIX).partition(":tranche-")
    if not (agreement.isdigit() and number.isdigit() and subject_key.startswith(LEDGER_PREFIX)):
        return None
    found = Tranche.objects.select_related("agreement__case__party")
    return found.filter(agreement_id=int(agreement), number=int(number)).first()


def terms_of(agreement: Agreement) -> programs.Terms:
    """The frozen terms under which the case runs."""
    return programs.terms_of(agreement.case.round_id, agreement.case.terms_sha256)


CONTRACT_PRICE = "contract_price"
"""The category under which the price of a contract (대금) is spent."""


def is_a_price(agreement: Agreement) -> bool:
    """Is the money the price of a work (계약)? Then it is paid after the work and settles nothing: once paid it is spent."""
    terms = terms_of(agreement)
    return terms.payment_mode == "after_evidence" and not terms.stages_of("settlement")


def sums_of(agreement: Agreement) -> money.AgreementSums:
    """Committed, paid, spent, owed and returned, from the ledger."""
    return money.agreement_sums(ledger_key(agreement))


def planned(agreement: Agreement) -> dict[tuple[str, str], int]:
    """The budget in force by (category, source): the newest approved version, else the application's."""
    if version := budget_in_force(agreement):
        return version.plan
    return budget_applied_for(agreement)


def spent_by_place(agreement: Agreement) -> dict[tuple[str, str], int]:
    """What was filed or accepted, by (category, source); where the ledger knows more, as of wages claimed by the month, what the ledger knows."""
    rows = agreement.spendings.filter(state__in=COUNTED).order_by().values_list("category", "source")
    filed = {(category, source): amount for category, source, amount in rows.annotate(sum=Sum("amount"))}
    keys = {category.key for category in terms_of(agreement).categories}
    posted = {place: won for place, won in money.spent_by_category(ledger_key(agreement)).items() if place[0] in keys}
    return {place: max(filed.get(place, 0), posted.get(place, 0)) for place in (*filed, *posted)}


def budget_in_force(agreement: Agreement) -> BudgetVersion | None:
    """The newest approved version of the budget, if it was ever changed."""
    return agreement.budget_versions.filter(state=BudgetState.APPROVED).order_by("-number").first()


def budget_applied_for(agreement: Agreement) -> dict[tuple[str, str], int]:
    """The application's budget by (category, source)."""
    plan: dict[tuple[str, str], int] = {}
    for row in cases.approved_budget(agreement.case_id):
        for source, amount in (("grant", row.grant), ("own", row.own)):
            plan[(row.category, source)] = plan.get((row.category, source), 0) + amount
    return plan


def left_in_budget(agreement: Agreement) -> dict[tuple[str, str], int]:
    """What may still be spent in each (category, source); of the grant never more than the agreement gives."""
    spent = list(agreement.spendings.filter(state__in=COUNTED).values_list("category", "source", "amount"))
    of_grant = agreement.amount - agreement.pass_through - sum(amount for _, source, amount in spent if source == "grant")
    left = room_left(planned(agreement), spent)
    return {place: min(amount, of_grant) if place[1] == "grant" else amount for place, amount in left.items()}


def spendings_of(agreement: Agreement) -> QuerySet[Spending]:
    """All expenses with their papers, by date."""
    return agreement.spendings.prefetch_related("evidence__file", "evidence__original").order_by("spent_on", "id")


def waiting_spendings(actor: Actor) -> QuerySet[Spending]:
    """Expenses that wait for the center's word."""
    mine = agreements_of(actor).values("pk")
    waiting = Spending.objects.filter(agreement_id__in=mine, state=SpendingState.FILED)
    return waiting.select_related("agreement__case__party").order_by("filed_at", "id")


def accepted_reports(agreement: Agreement) -> Mapping[str, bool]:
    """Which reports have been accepted."""
    accepted = agreement.reports.filter(state=ReportState.ACCEPTED).values_list("which", flat=True)
    return dict.fromkeys(accepted, True)


def settlement_of(agreement: Agreement) -> Settlement | None:
    """The agreement's settlement, once begun."""
    return Settlement.objects.filter(agreement=agreement).prefetch_related("returns").first()


def showcase_of(agreement: Agreement) -> Showcase | None:
    """The agreement's result page, once written."""
    return Showcase.objects.filter(agreement=agreement).first()


def published_showcases() -> QuerySet[Showcase]:
    """Result pages everyone may read, newest first."""
    told = Showcase.objects.filter(published_at__isnull=False).select_related("agreement__case__party", "agreement__case__round__program")
    return told.order_by("-published_at", "-id")


def papers_of(agreement: Agreement) -> list[StoredFile]:
    """The agreement's papers in use, the signed one first."""
    return list(files.files_of(agreement).order_by("-id"))


def room_for_files(agreement: Agreement) -> int:
    """Bytes that the case's life may still receive as evidence and with reports."""
    owned = Q(owner_kind=Spending._meta.label_lower, owner_id__in=agreement.spendings.order_by().values("pk"))
    owned |= Q(owner_kind=Report._meta.label_lower, owner_id__in=agreement.reports.order_by().values("pk"))
    owned |= Q(owner_kind=LoosePaper._meta.label_lower, owner_id__in=agreement.loose_papers.order_by().values("pk"))
    used = StoredFile.objects.filter(owned, removed_at=None).aggregate(bytes=Sum("size"))["bytes"] or 0
    return files.MOST_PER_CASE - used


@dataclass(frozen=True, slots=True)
class RoundTotals:
    """A round's money in the ledger, in won."""

    agreements: int = 0
    committed: int = 0
    paid: int = 0
    on_hand: int = 0
    spent: int = 0
    owed_back: int = 0
    returned: int = 0


def totals_of_round(round_id: int) -> RoundTotals:
    """The sums of every signed agreement of the round. Three queries."""
    signed = Agreement.objects.filter(case__round_id=round_id, state__in=(AgreementState.SIGNED, AgreementState.ENDED))
    keys = [f"{LEDGER_PREFIX}{pk}" for pk in signed.order_by("pk").values_list("pk", flat=True)]
    sums = money.sums_of_agreements(keys).values()
    return RoundTotals(
        agreements=len(keys),
        committed=sum(one.committed for one in sums),
        paid=sum(one.paid for one in sums),
        on_hand=sum(one.on_hand for one in sums),
        spent=sum(one.spent_grant for one in sums),
        owed_back=sum(one.owed_back for one in sums),
        returned=sum(one.returned for one in sums),
    )


def agreements_with_tranches(round_id: int) -> QuerySet[Agreement]:
    """A round's agreements for the dashboard."""
    tranches = Prefetch("tranches", Tranche.objects.order_by("number"))
    return Agreement.objects.filter(case__round_id=round_id).select_related("case__party").prefetch_related(tranches).order_by("id")
