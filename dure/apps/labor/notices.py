"""Letters about monthly claims, and the answers to what money tells."""

from datetime import date, datetime

from django.urls import reverse

from dure.apps.grants import facade as grants
from dure.apps.labor.actions.checking import follow_payment
from dure.apps.labor.models import Claim
from dure.apps.people import facade as people
from dure.kernel.korean import day_words
from dure.kernel.won import official_won, won_in_full
from dure.platform.events import EventData, answers
from dure.platform.letters import write_to

_PREFIX = "labor-claim-"
_TO_FIRM = {
    "labor_claim_returned": "labor_claim_to_mend",
    "labor_claim_checked": "labor_claim_fixed",
    "labor_claim_paid": "labor_claim_money_paid",
    "labor_claim_corrected": "labor_claim_taken_back",
}


def _follow(event: EventData) -> None:
    """Money told of a payment: the claim follows, if the payment is one of ours."""
    number = event.payload["subject_key"].removeprefix(_PREFIX)
    if event.payload["subject_key"].startswith(_PREFIX) and number.isdigit() and Claim.objects.filter(pk=int(number)).exists():
        follow_payment(int(number))


for _kind in ("payment_confirmed", "payment_returned"):
    answers(_kind, name="labor.claim")(_follow)


def _claim_of(event: EventData) -> Claim:
    return Claim.objects.select_related("agreement__case__party", "agreement__case__round__program").get(pk=event.payload["claim_id"])


def _values(claim: Claim, event: EventData) -> dict[str, str]:
    case, amount = claim.agreement.case, event.payload.get("amount", 0)
    return {
        "program": case.round.program.title,
        "party": case.party.name,
        "month": f"{claim.month.year}년 {claim.month.month}월",
        "sum": won_in_full(amount),
        "paid": official_won(amount),
        "reason": event.payload.get("reason", ""),
    }


@answers("labor_claim_handed_in", name="labor.letter_to_desk")
def tell_desk(event: EventData) -> None:
    """A month was claimed: the seat that runs the round is told."""
    claim = _claim_of(event)
    seat_id = claim.agreement.case.seat_id or claim.agreement.case.round.seat_id
    readers = people.accounts_of_seat(seat_id, at=event.at) if seat_id else []
    href = reverse("labor:desk-claim", args=[claim.pk])
    write_to(readers, "labor_claim_told", _values(claim, event), dedupe=f"labor:{event.id}", href=href, case_id=event.case_id, at=event.at)


def _tell_firm(event: EventData) -> None:
    claim = _claim_of(event)
    readers = people.accounts_of_party(claim.agreement.case.party_id, writers_only=True)
    href = reverse("labor:claim", args=[claim.agreement_id, f"{claim.month:%Y-%m}"])
    text = _TO_FIRM[event.kind]
    write_to(readers, text, _values(claim, event), dedupe=f"labor:{event.id}", href=href, case_id=event.case_id, at=event.at)


for _kind in _TO_FIRM:
    answers(_kind, name="labor.letter_to_firm")(_tell_firm)


def remind(agreement: grants.Agreement, month: date, due_on: date, *, at: datetime) -> None:
    """A month is over and not claimed: those who write for the firm are told once."""
    case = agreement.case
    values = {
        "program": case.round.program.title,
        "party": case.party.name,
        "month": f"{month.year}년 {month.month}월",
        "due": day_words(due_on, this_year=at.year),
    }
    readers = people.accounts_of_party(case.party_id, writers_only=True)
    href = reverse("labor:claim", args=[agreement.pk, f"{month:%Y-%m}"])
    dedupe = f"labor:due:{agreement.pk}:{month:%Y-%m}"
    write_to(readers, "labor_claim_due", values, dedupe=dedupe, href=href, case_id=case.pk, at=at)
