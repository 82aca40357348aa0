"""Letters about a grant, and the answers to what money tells."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.apps.grants.actions.follow_ups import plan_follow_ups
from dure.apps.grants.actions.following import follow_payment
from dure.apps.grants.models import Agreement, FollowUp
from dure.apps.grants.queries.agreements import terms_of, tranche_of
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.korean import day_words
from dure.kernel.won import official_won, won_in_full
from dure.platform.events import EventData, answers
from dure.platform.letters import Contact, write_to

PAYMENT_EVENTS = ("payment_prepared", "payment_approved", "payment_returned", "payment_confirmed")


@dataclass(frozen=True, slots=True)
class Letter:
    """Which text answers an event, to which side, and the page where the reader acts."""

    text: str
    to_grantee: bool
    place: str


LETTERS = {
    "agreement_offered": Letter("agreement_to_sign", True, "grants:agreement"),
    "agreement_signed": Letter("agreement_concluded", True, "grants:agreement"),
    "disbursement_asked": Letter("money_asked_told", False, "grants:desk-grant"),
    "payment_returned": Letter("money_request_returned", True, "grants:grant"),
    "payment_confirmed": Letter("money_paid", True, "grants:grant"),
    "report_handed_in": Letter("report_handed_in_told", False, "grants:desk-grant"),
    "report_returned": Letter("report_to_mend", True, "grants:grant"),
    "report_accepted": Letter("report_taken", True, "grants:grant"),
    "settlement_handed_in": Letter("settlement_handed_in_told", False, "grants:desk-grant"),
    "settlement_confirmed": Letter("settlement_fixed", True, "grants:settlement"),
    "settlement_closed": Letter("settlement_finished", True, "grants:settlement"),
    "showcase_published": Letter("results_shared", True, "grants:showcase"),
}


def _values(agreement: Agreement, told: dict[str, Any]) -> dict[str, Any]:
    """What the texts may say of the agreement and of what happened."""
    values = {
        "program": agreement.case.round.program.title,
        "party": agreement.case.party.name,
        "number": agreement.number,
        "giver": agreement.giver,
        "turn": told.get("number", ""),
        "report": _report(agreement, told.get("which", "")),
        "reason": told.get("reason", ""),
    }
    if "amount" in told:
        values |= {"sum": won_in_full(told["amount"]), "paid": official_won(told["amount"])}
    if "to_return" in told:
        values |= {"confirmed": official_won(told["confirmed"]), "owed": official_won(told["to_return"])}
    return values


def _report(agreement: Agreement, which: str) -> str:
    """The report as its program's definition calls it."""
    return next((stage.label for stage in terms_of(agreement).stages_of("report") if stage.which == which), _("보고서"))


def _write(event: EventData) -> None:
    """One letter per person and event, however often it is told."""
    letter, agreement = LETTERS[event.kind], _agreement_of(event)
    if agreement is None:
        return
    readers, values = _readers(letter, agreement, event), _values(agreement, event.payload)
    href, dedupe = reverse(letter.place, args=[agreement.pk]), f"grants:{event.id}"
    write_to(readers, letter.text, values, dedupe=dedupe, href=href, case_id=event.case_id, at=event.at)


def _readers(letter: Letter, agreement: Agreement, event: EventData) -> list[Contact]:
    if letter.to_grantee:
        return list(people.accounts_of_party(agreement.case.party_id, writers_only=True))
    seat_id = agreement.case.seat_id or agreement.case.round.seat_id
    return list(people.accounts_of_seat(seat_id, at=event.at)) if seat_id else []


def _agreement_of(event: EventData) -> Agreement | None:
    """Named by the event itself, or by the subject of a payment."""
    agreement_id = event.payload.get("agreement_id")
    if agreement_id is None and (tranche := tranche_of(event.payload.get("subject_key", ""))):
        agreement_id = tranche.agreement_id
    return Agreement.objects.select_related("case__party", "case__round__program").filter(pk=agreement_id or 0).first()


def _follow(event: EventData) -> None:
    """Money told of a payment: its disbursement run follows, if the payment is one of ours."""
    if tranche := tranche_of(event.payload["subject_key"]):
        follow_payment(tranche)


for _kind in LETTERS:
    answers(_kind, name="grants.letter")(_write)
for _kind in PAYMENT_EVENTS:
    answers(_kind, name="grants.run")(_follow)


@answers("case_ended", name="grants.plan_follow_ups")
def plan_surveys(event: EventData) -> None:
    """A case that ended with an agreement is asked again after the months its definition names."""
    agreement = Agreement.objects.filter(case_id=event.case_id or 0, state__in=["signed", "ended"]).order_by("-id").first()
    if agreement is not None:
        plan_follow_ups(agreement, ended_on=seoul_date(event.at))


def ask_follow_up(found: FollowUp, *, at: datetime, again: bool) -> None:
    """The survey's letter to those who write for the grantee."""
    case = found.agreement.case
    values = {
        "months": found.months,
        "program": case.round.program.title,
        "party": case.party.name,
        "due": day_words(found.due_on, this_year=seoul_date(at).year),
    }
    writers = people.accounts_of_party(case.party_id, writers_only=True)
    text = "follow_up_reminded" if again else "follow_up_asked"
    href = reverse("grants:follow-up", args=[found.agreement_id, found.months])
    dedupe = f"follow-up:{found.pk}:{'again' if again else 'asked'}"
    write_to(writers, text, values, dedupe=dedupe, href=href, case_id=case.pk, at=at)
