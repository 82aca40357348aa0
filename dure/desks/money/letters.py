"""Letters about findings: to whoever looks after the grant, and to the auditor once there is an answer."""

from datetime import date

from django.urls import reverse

from dure.apps.grants import facade as grants
from dure.apps.people import facade as people
from dure.kernel.korean import day_words
from dure.platform.events import EventData, answers
from dure.platform.letters import Contact, write_to


@answers("audit_finding_told", name="money_desk.finding_told")
def tell_the_officer(event: EventData) -> None:
    """The seat that looks after the case or its round."""
    agreement = grants.Agreement.objects.select_related("case__party", "case__round").filter(pk=event.payload["agreement_id"]).first()
    if agreement is None:
        return
    seat_id = agreement.case.seat_id or agreement.case.round.seat_id
    readers: list[Contact] = list(people.accounts_of_seat(seat_id, at=event.at)) if seat_id else []
    values = _values(event, agreement)
    href = reverse("money_desk:finding", args=[event.payload["item_id"]])
    write_to(readers, "audit_finding_told", values, dedupe=f"audit:{event.id}", href=href, case_id=event.case_id, at=event.at)


@answers("audit_finding_answered", name="money_desk.finding_answered")
def tell_the_auditor(event: EventData) -> None:
    """Whoever found it."""
    agreement = grants.Agreement.objects.select_related("case__party").filter(pk=event.payload["agreement_id"]).first()
    item = grants.AuditItem.objects.select_related("audit").filter(pk=event.payload["item_id"]).first()
    if agreement is None or item is None or not item.audit.drawn_seat_id:
        return
    readers: list[Contact] = list(people.accounts_of_seat(item.audit.drawn_seat_id, at=event.at))
    href = reverse("money_desk:audit-item", args=[item.audit_id, item.pk])
    values = _values(event, agreement)
    write_to(readers, "audit_finding_answered", values, dedupe=f"audit:{event.id}", href=href, case_id=event.case_id, at=event.at)


def _values(event: EventData, agreement: grants.Agreement) -> dict[str, str]:
    told = event.payload
    due = day_words(date.fromisoformat(told["day"])) if told["day"] else ""
    return {"party": agreement.case.party.name, "number": told["number"], "what": told["what"], "clause": told["clause"], "due": due}
