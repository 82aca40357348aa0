"""What waits about monthly claims, for to-do lists."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from dure.apps.labor.queries.claims import claims_waiting
from dure.apps.labor.queries.corrections import corrections_waiting
from dure.apps.money import facade as money
from dure.kernel.won import won_in_full
from dure.platform import dues
from dure.platform.actor import Actor
from dure.platform.dues import Due


@dues.register("20 labor claims", "인건비 달 신청 확인")
def claims_to_check(actor: Actor, _at: datetime) -> Iterator[Due]:
    """One line a claim, the oldest first; nobody judges a party of their own."""
    found = list(claims_waiting(actor).exclude(agreement__case__party_id__in=actor.party_ids))
    usual = money.usual_wait() if found else None
    for claim in found:
        case = claim.agreement.case
        assert usual is not None
        assert claim.handed_in_at is not None
        title = f"{claim.month.month}월분 확인 {won_in_full(claim.asked)}"
        subject = f"{case.party.name} · {case.round.program.title}"
        yield Due(title, subject, reverse("labor:desk-claim", args=[claim.pk]), claim.handed_in_at + usual)


@dues.register("23 labor corrections", "인건비 되돌려받기 결재")
def corrections_to_approve(actor: Actor, _at: datetime) -> Iterator[Due]:
    """What somebody found to be paid too much, for another person to approve."""
    found = list(corrections_waiting(actor))
    usual = money.usual_wait() if found else None
    for correction in found:
        assert usual is not None
        claim = correction.claim
        title = f"{claim.month.month}월분 되돌려받기 {won_in_full(correction.amount)}"
        subject = f"{claim.agreement.case.party.name} · {claim.agreement.number}"
        yield Due(title, subject, reverse("labor:desk-correction", args=[correction.pk]), correction.asked_at + usual)
