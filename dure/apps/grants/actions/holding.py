"""An expense that was held before filing because something was seen: its people say a word on each thing, and it is filed as it is."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.flags import raise_about
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember
from dure.apps.grants.models import Spending
from dure.apps.grants.queries.flags import own_findings
from dure.apps.grants.queries.spendings import is_open
from dure.apps.grants.queries.weighing import bill_of, reasons_against, weigh
from dure.apps.grants.words import SpendingState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def file_held(*, spending_id: int, words: Mapping[str, str], by: Actor, at: datetime, key: Key = NO_KEY) -> Spending:
    """File a held expense with its papers as they are: everything is asked again, and each thing that is seen wants a word. The words stay
    with the flags. `words` by "kind:mark"."""
    agreement = living_agreement(Spending.objects.values_list("agreement_id", flat=True).get(pk=spending_id))
    access.may_write(by, agreement).or_refuse()
    spending = Spending.objects.select_for_update(of=("self",)).get(pk=spending_id)
    spending.agreement = agreement
    held = list(spending.evidence.order_by("pk").values_list("kind", flat=True))
    if spending.state != SpendingState.DRAFT or not held or not is_open(agreement):
        raise OutOfTurn(_("이미 올렸거나 거둔 집행이에요. 집행 목록에서 확인해 주세요."))
    bill = bill_of(spending)
    refuse_if(reasons_against(agreement, bill, weigh(agreement, bill), held, today=seoul_date(at)))
    asked = own_findings(spending)
    refuse_if([f"까닭을 적어 주세요: {one.says}" for one in asked if not words.get(f"{one.kind}:{one.mark}", "").strip()])
    spending.state, spending.filed_at, spending.filed_by_id, spending.filed_by_name = SpendingState.FILED, at, by.account_id, by.name
    spending.save(update_fields=["state", "filed_at", "filed_by_id", "filed_by_name"])
    raise_about(spending, at=at, by=by, words=words)
    remember(spending, "file_held", agreement, by=by, at=at, detail={"amount": spending.amount, "flags": len(asked)})
    return spending
