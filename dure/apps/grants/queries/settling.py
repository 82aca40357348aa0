"""What stands beside the figures on a settlement's page: threads, the accountant, the refund order, the day it is due."""

from datetime import datetime
from typing import Any

from dure.apps.grants.models import Agreement, Settlement
from dure.apps.grants.queries.refunds import refund_of, shown
from dure.apps.grants.queries.settlements import due_on
from dure.apps.grants.queries.threads import threads_of
from dure.apps.grants.queries.verifying import is_current, needs_verification, threshold_of, verification_of
from dure.apps.grants.words import FirmKind
from dure.kernel.clock import seoul_date


def settling_of(agreement: Agreement, settlement: Settlement | None, at: datetime) -> dict[str, Any]:
    """For the templates of both sides."""
    order = refund_of(settlement)
    found = verification_of(settlement) if settlement else None
    today = seoul_date(at)
    return {
        "threads": list(threads_of(agreement)),
        "refund": next(iter(shown([order], today)), None) if order else None,
        "needs_verification": needs_verification(agreement),
        "verified_from": threshold_of(agreement) if agreement.amount else 0,
        "verification": found,
        "verified": bool(found and is_current(found)),
        "firm_kinds": FirmKind.choices,
        "settlement_due": due_on(agreement) if agreement.amount else None,
        "papers_of_money": papers_there(agreement, has_order=order is not None),
        "interest_months": last_months(settlement),
    }


def papers_there(agreement: Agreement, *, has_order: bool) -> list[tuple[str, str]]:
    """The official papers that the grant has come to."""
    if not agreement.amount:
        return []
    papers = [("decision", "교부결정 통지서"), ("settlement", "정산보고서")]
    return [*papers, ("refund", "반납 고지서")] if has_order else papers


def last_months(settlement: Settlement | None) -> list[Any]:
    """The months of interest as they were said last."""
    if settlement is None:
        return []
    rows = list(settlement.interest_months.order_by("turn", "account", "month"))
    return [row for row in rows if row.turn == rows[-1].turn]


def months_said(settlement: Settlement | None) -> str:
    """The same as a grantee types them."""
    return "\n".join(f"{row.account}, {row.month:%Y-%m}, {row.amount:,}" for row in last_months(settlement))
