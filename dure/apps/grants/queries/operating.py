"""What operators do with what they received: their firms, and the roll-up of the firms' agreements."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, Q, QuerySet

from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import ledger_key
from dure.apps.grants.words import AgreementState
from dure.apps.money import facade as money

_LIVE = (AgreementState.SIGNED, AgreementState.ENDED)


def passed_on(agreement: Agreement) -> money.PassThroughSums:
    """The roll-up of an operator's agreement, from the nodes of its mirror."""
    return money.pass_through_sums([ledger_key(agreement)])[ledger_key(agreement)]


def regrants_of(agreement: Agreement) -> QuerySet[Agreement]:
    """The firms' agreements that are given from this one, in the order in which they were written."""
    return Agreement.objects.filter(through=agreement).exclude(state=AgreementState.CANCELLED).select_related("case__party").order_by("id")


def unsettled_firms(agreement: Agreement) -> int:
    """Firms whose agreement holds and has not ended; drafts of agreements count, for they hold a promise."""
    return regrants_of(agreement).exclude(state=AgreementState.ENDED).count()


def interest_of_leaves(agreement: Agreement) -> int:
    """The interest that came back from firms: the operator owes it on."""
    return passed_on(agreement).interest if agreement.pass_through else 0


def planned_directly(agreement: Agreement) -> int:
    """What the operator uses itself; what it passes on has been settled by each firm's own ratio."""
    return agreement.amount - agreement.pass_through


def spent_through(agreement: Agreement) -> int:
    """What the firms spent, as far as it is posted on the operator's agreement already."""
    posted = money.Entry.objects.filter(idempotency_key=f"spend:{ledger_key(agreement)}:passed-through").exists()
    return passed_on(agreement).spent if posted else 0


def agreements_of_operators(case_ids: Iterable[int]) -> dict[int, Agreement]:
    """The agreement in force of each operator's case. One query."""
    rows = Agreement.objects.filter(case_id__in=list(case_ids), state__in=_LIVE).order_by("id")
    return {agreement.case_id: agreement for agreement in rows}


def direct_and_passed(agreements: Iterable[Agreement]) -> Mapping[int, tuple[money.AgreementSums, money.PassThroughSums]]:
    """For each operator's agreement what the center gave it, and what it passed on. A fixed number of queries."""
    by_pk = {agreement.pk: ledger_key(agreement) for agreement in agreements}
    direct, passed = money.sums_of_agreements(list(by_pk.values())), money.pass_through_sums(list(by_pk.values()))
    return {pk: (direct[key], passed[key]) for pk, key in by_pk.items()}


def firms_signed(agreement_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """For each operator's agreement: firms with an agreement in force or ended, and those that have ended. One query."""
    rows = Agreement.objects.filter(through_id__in=list(agreement_ids), state__in=_LIVE).order_by().values("through_id")
    counted = rows.annotate(signed=Count("pk"), ended=Count("pk", filter=Q(state=AgreementState.ENDED)))
    return {row["through_id"]: (row["signed"], row["ended"]) for row in counted}
