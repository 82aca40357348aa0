"""Refund orders: what is still owed of each, how late it is, and to which account it is paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dure.apps.grants.models import Agreement, RefundAccount, RefundOrder, Settlement
from dure.apps.grants.queries.agreements import agreements_of, ledger_key
from dure.apps.grants.rules import settling
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.platform import rates
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class RefundShown:
    """An order beside the ledger, in won. `surcharge` is what the law would add today, for information."""

    order: RefundOrder
    owed: int
    returned: int
    days_late: int
    percent: int
    surcharge: int
    word: str
    tone: str


def giver_party_id(agreement: Agreement) -> int:
    """Who is paid back: the operator of the round, else the center."""
    return agreement.case.round.operator_id or people.center().pk


def account_of(party_id: int, day: date) -> RefundAccount | None:
    """The account that holds on the day."""
    return RefundAccount.objects.filter(party_id=party_id, since__lte=day).order_by("-since", "-id").first()


def refund_of(settlement: Settlement | None) -> RefundOrder | None:
    """The settlement's order, once it went out."""
    return RefundOrder.objects.filter(settlement=settlement).first() if settlement else None


def refunds_of(actor: Actor) -> QuerySet[RefundOrder]:
    """Orders of the agreements that the actor may know of, the earliest due first."""
    mine = agreements_of(actor).order_by().values("pk")
    rows = RefundOrder.objects.filter(settlement__agreement_id__in=mine)
    return rows.select_related("settlement__agreement__case__party", "settlement__agreement__case__round__program").order_by("due_on", "id")


def shown(orders: Iterable[RefundOrder], today: date) -> list[RefundShown]:
    """With what the ledger says is owed. Two queries more, however many rows, and the rates once."""
    found = list(orders)
    sums = money.sums_of_agreements([ledger_key(order.settlement.agreement) for order in found])
    said = surcharge_rates(today) if found else None
    return [_shown(order, sums[ledger_key(order.settlement.agreement)], said, today) for order in found if said]


def _shown(order: RefundOrder, sums: money.AgreementSums, said: settling.SurchargeRates, today: date) -> RefundShown:
    late = max(0, (today - order.due_on).days) if sums.owed_back else 0
    percent = settling.surcharge_percent(order.due_on, today, said) if late else 0
    word, tone = ("다 돌려받음", "done") if not sums.owed_back else ("기한 지남", "danger") if late else ("기다림", "report")
    return RefundShown(order, sums.owed_back, sums.returned, late, percent, settling.surcharge(sums.owed_back, percent), word, tone)


def surcharge_rates(day: date) -> settling.SurchargeRates:
    """The percents as they stand on the day."""
    keys = ("surcharge_late_7_days", "surcharge_late_1_month", "surcharge_late_each_month", "surcharge_late_most")
    return settling.SurchargeRates(*(rates.whole(key, on=day) for key in keys))
