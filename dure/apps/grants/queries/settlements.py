"""Settlement: the figures as they stand in the ledger, before anyone confirms them."""

from django.db.models import QuerySet

from dure.apps.grants import rules
from dure.apps.grants.models import Agreement, Settlement
from dure.apps.grants.queries.agreements import agreements_of, sums_of, terms_of
from dure.apps.grants.queries.operating import passed_on, planned_directly, spent_through
from dure.platform.actor import Actor


def figures_of(agreement: Agreement, *, interest: int) -> rules.SettlementFigures:
    """What a settlement would confirm now. The ratio is that of the agreement, the last budget both sides approved.

    What firms settled with an operator counts as it was settled, on top of what the operator spent itself.
    """
    sums = sums_of(agreement)
    through = passed_on(agreement).spent if agreement.pass_through else 0
    posted = spent_through(agreement) if through else 0
    return rules.settle(
        paid=sums.paid,
        accepted_grant=sums.spent_grant - posted,
        accepted_own=sums.spent_own,
        planned_grant=planned_directly(agreement),
        planned_own=agreement.own_money,
        interest=interest,
        by_ratio=terms_of(agreement).settled_by_ratio,
        passed_on=through,
    )


def settlements_of(actor: Actor) -> QuerySet[Settlement]:
    """Settlements of the agreements the actor may know of: waiting ones first, then the newest."""
    mine = agreements_of(actor).order_by().values("pk")
    rows = Settlement.objects.filter(agreement_id__in=mine).exclude(handed_in_at=None)
    return rows.select_related("agreement__case__party", "agreement__case__round__program").order_by("closed_at", "-handed_in_at", "-id")
