"""Whether a photo shows what the paper of another expense shows already."""

from datetime import timedelta

from django.db.models import Q

from dure.apps.grants.models import Spending, SpendingEvidence
from dure.apps.grants.words import SpendingState
from dure.platform import files, looks, rates
from dure.platform.models import StoredFile

PICTURED = frozenset({"tax_invoice", "receipt", "transfer_confirmation"})
"""Papers that prove one payment."""
MOST_COMPARED = 300


def look_and_twin(spending: Spending, kind: str, shot: StoredFile) -> dict[str, object]:
    """The columns of a paper that say what it shows and which earlier one shows the same; nothing for other papers.

    Compared are the newest papers of expenses with the same amount or payee, in any agreement whose papers are still kept.
    """
    if kind not in PICTURED or not (shot.media_type.startswith("image/") or shot.media_type == "application/pdf"):
        return {}
    with files.open_bytes(shot) as held:
        look = looks.look_of(held.read(), shot.media_type)
    if look is None:
        return {}
    return {"look": look, "twin_id": next((pk for pk, other in _compared_with(spending) if looks.alike(look, other)), None)}


def _compared_with(spending: Spending) -> list[tuple[int, bytes]]:
    since = spending.spent_on - timedelta(days=rates.whole("flags_looked_back", on=spending.spent_on))
    rows = SpendingEvidence.objects.filter(
        Q(spending__amount=spending.amount) | ~Q(spending__payee_key="") & Q(spending__payee_key=spending.payee_key),
        spending__spent_on__gte=since,
        kind__in=PICTURED,
        look__isnull=False,
    )
    newest = rows.exclude(spending__state=SpendingState.WITHDRAWN).exclude(spending=spending).order_by("-pk")
    return [(pk, bytes(look or b"")) for pk, look in newest.values_list("pk", "look")[:MOST_COMPARED]]
