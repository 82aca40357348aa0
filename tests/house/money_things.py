"""Things of money by which the walk names addresses: payments, files for the bank, claims, findings."""

from typing import Any

from dure.apps.grants.models import Agreement, Amendment, AuditItem, BudgetVersion, ClosedMonth, Disallowance, Flag, Verification
from dure.apps.labor.models import Claim, Worker
from dure.apps.money.models import CarryOver, PaymentOrder, TransferFile
from dure.apps.money.queries.payees import current_version, waiting_version
from dure.apps.money.rules import reasons_not_payable
from tests.house.cast import AT

Arguments = dict[str, Any]


def line_key() -> str:
    return Agreement.objects.exclude(line_key="").order_by("id")[0].line_key


def order(**more: Any) -> Arguments:
    """An instalment that is asked for and whose account may be paid to today."""
    asked = PaymentOrder.objects.filter(state="asked", subject_key__contains=":tranche-").order_by("id")
    ready = (one for one in asked if not reasons_not_payable(current_version(one.party_id), waiting_version(one.party_id), AT))
    return {"order_id": next(ready).pk, **more}


def transfer_file(**more: Any) -> Arguments:
    return {"file_id": TransferFile.objects.order_by("id")[0].pk, **more}


def worker(**more: Any) -> Arguments:
    """Supported by the agreement that runs; complete_the_demo named it."""
    worker = Worker.objects.order_by("-id")[0]
    return {"agreement_id": worker.agreement_id, "worker_id": worker.pk, **more}


def claim() -> Claim:
    """The month that complete_the_demo claimed."""
    return Claim.objects.order_by("-id")[0]


def month(month: str) -> Arguments:
    return {"agreement_id": Worker.objects.order_by("-id")[0].agreement_id, "month": month}


def audited() -> AuditItem:
    """The finding that complete_the_demo made, about an expense of the center's own grant."""
    return AuditItem.objects.filter(verdict="improper").order_by("id")[0]


def audited_paper() -> Arguments:
    spending = audited().spending
    return {"spending_id": spending.pk, "evidence_id": spending.evidence.order_by("id")[0].pk}


def thread() -> Arguments:
    """An expense that is not to be accepted, and waits for the grantee's answer."""
    found = Disallowance.objects.filter(state="announced").order_by("id")[0]
    return {"agreement_id": found.spending.agreement_id, "thread_id": found.pk}


def flag() -> Flag:
    """Undecided, about an expense of the center's own grant."""
    return Flag.objects.filter(state="open", spending__agreement__case__round__operator=None).order_by("id")[0]


def flag_of_a_grant() -> Arguments:
    return {"agreement_id": flag().agreement_id, "flag_id": flag().pk}


def budget_change() -> Arguments:
    """One that waits for the center's word."""
    found = BudgetVersion.objects.filter(state="asked").order_by("id")[0]
    return {"agreement_id": found.agreement_id, "version_id": found.pk}


def closed_month(step: str) -> Arguments:
    found = ClosedMonth.objects.order_by("id")[0]
    return {"agreement_id": found.agreement_id, "closed_id": found.pk, "step": step}


def amendment(**more: str) -> Arguments:
    """Approved; the grantee's signature is due."""
    found = Amendment.objects.filter(state="approved").order_by("id")[0]
    return {"agreement_id": found.agreement_id, "amendment_id": found.pk, **more}


def verification() -> Arguments:
    """Of an accountant whom nobody of the walk knows."""
    return {"verification_id": Verification.objects.order_by("id")[0].pk}


def decided_request() -> Arguments:
    return {"kind": "carry", "ask_id": CarryOver.objects.order_by("id")[0].pk, "step": "approve"}
