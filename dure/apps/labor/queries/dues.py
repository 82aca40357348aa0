"""What waits about monthly claims, for to-do lists."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from dure.apps.labor.queries.claims import claims_waiting
from dure.kernel.won import won_in_full
from dure.platform import dues
from dure.platform.actor import Actor
from dure.platform.dues import Due


@dues.register("20 labor claims", "인건비 달 신청 확인")
def claims_to_check(actor: Actor, at: datetime) -> Iterator[Due]:
    """One line a claim, the oldest first; nobody judges a party of their own."""
    for claim in claims_waiting(actor).exclude(agreement__case__party_id__in=actor.party_ids):
        case = claim.agreement.case
        title = f"{claim.month.month}월분 확인 {won_in_full(claim.asked)}"
        yield Due(title, f"{case.party.name} · {case.round.program.title}", reverse("labor:desk-claim", args=[claim.pk]))
