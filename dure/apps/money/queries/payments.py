"""Reading payments: by subject, by tab of the desk, and what waits for whom."""

from django.db.models import Q, QuerySet

from dure.apps.money.models import PaymentOrder
from dure.apps.money.words import OrderState
from dure.platform.actor import Actor, Role

DESK = (Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR)
TABS = {
    "prepare": (OrderState.ASKED,),
    "approve": (OrderState.PREPARED,),
    "confirm": (OrderState.APPROVED,),
    "done": (OrderState.PAID, OrderState.REFUSED),
}
_WAITS_FOR = {OrderState.ASKED: (Role.FINANCE, Role.OFFICER), OrderState.PREPARED: (Role.APPROVER,), OrderState.APPROVED: (Role.FINANCE,)}


def orders_for(actor: Actor) -> QuerySet[PaymentOrder]:
    """Every order for the center's desk and the auditor; an operator sees those it pays, a member those of his parties; anybody else none."""
    orders = PaymentOrder.objects.select_related("party", "payee_version").order_by("-pk")
    if actor.has_in_center(*DESK) or actor.has(Role.AUDITOR):
        return orders
    if actor.has(Role.OPERATOR) and actor.organization_id is not None:
        return orders.filter(payer_id=actor.organization_id)
    return orders.filter(party_id__in=actor.party_ids)


def orders_in_tab(actor: Actor, tab: str) -> QuerySet[PaymentOrder]:
    """One tab of the desk: waiting ones oldest first, done ones newest first."""
    orders = orders_for(actor).filter(state__in=TABS[tab])
    return orders if tab == "done" else orders.order_by("pk")


def roles_for(state: str) -> tuple[Role, ...]:
    """Who takes the next step with an order in that state."""
    return _WAITS_FOR.get(OrderState(state), ())


def orders_waiting_for(actor: Actor) -> QuerySet[PaymentOrder]:
    """Orders on which this seat may take the next step, oldest first; for to-do lists."""
    states = [state for state, roles in _WAITS_FOR.items() if actor.has_in_center(*roles) or actor.has(Role.OPERATOR)]
    own = Q(payer=None) if actor.is_center else Q(payer_id=actor.organization_id or 0)
    mine = orders_for(actor).filter(own, state__in=states).exclude(asked_by_id=actor.account_id or 0).exclude(party_id__in=actor.party_ids)
    return mine.exclude(state=OrderState.PREPARED, prepared_by_id=actor.account_id).order_by("pk")


def order_for(subject_key: str) -> PaymentOrder | None:
    """The order of a subject: the one that lives, else the last that was sent back."""
    orders = PaymentOrder.objects.filter(subject_key=subject_key).select_related("party", "payee_version")
    return orders.exclude(state=OrderState.REFUSED).first() or orders.order_by("-pk").first()


def orders_of_agreement(agreement_key: str) -> QuerySet[PaymentOrder]:
    """An agreement's payments, oldest first."""
    return PaymentOrder.objects.filter(agreement_key=agreement_key).select_related("payee_version").order_by("pk")
