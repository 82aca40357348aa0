"""Letters of challenges, objections, feedback and places given up."""

from typing import Any

from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review.models import Challenge, Decision, Objection, PanelSeat
from dure.apps.review.queries.feedback import feedback_of
from dure.apps.review.queries.panels import cases_in
from dure.apps.review.words import Verdict
from dure.kernel.korean import instant_words
from dure.platform import events
from dure.platform.events import EventData
from dure.platform.letters import write_to


def to_writers(case: cases.Case, text: str, values: dict[str, Any], *, place: str, dedupe: str, event: EventData) -> None:
    """To everyone who writes for the applicant."""
    known = {"party": case.party.name, "round": case.round.title}
    writers = people.accounts_of_party(case.party_id, writers_only=True)
    write_to(writers, text, known | values, dedupe=dedupe, href=reverse(place, args=[case.pk]), case_id=case.pk, at=event.at)


def to_officers(found: programs.Round, text: str, values: dict[str, Any], *, href: str, dedupe: str, event: EventData) -> None:
    """To whoever sits in the round's seat; a round without one waits on the desk only."""
    officers = people.accounts_of_seat(found.seat_id, at=event.at) if found.seat_id else []
    write_to(officers, text, {"round": found.title} | values, dedupe=dedupe, href=href, at=event.at)


@events.answers("invitation_declined", name="review.substitute")
def tell_declined(event: EventData) -> None:
    """The officer learns that a seat is open again."""
    seat = PanelSeat.objects.select_related("panel__round", "reviewer__account").get(pk=event.subject_id)
    values, found = {"name": seat.reviewer.account.name}, seat.panel.round
    href = reverse("review:panel", args=[found.pk])
    to_officers(found, "reviewer_declined", values, href=href, dedupe=f"review:seat:{seat.pk}:declined", event=event)


@events.answers("reviewer_invited", name="review.disclosed")
def tell_members(event: EventData) -> None:
    """Where the definition lets applicants challenge: who judges, without names, and until when. Once for each day on which the window ends."""
    panel = PanelSeat.objects.select_related("panel__round").get(pk=event.subject_id).panel
    if panel.challenge_until is None:
        return
    until = panel.challenge_until
    dedupe = f"review:members:{panel.pk}:{until:%Y%m%d}"
    for case in cases_in(panel).select_related("round"):
        to_writers(case, "members_told", {"until": instant_words(until)}, place="review:judges", dedupe=f"{dedupe}:{case.pk}", event=event)


@events.answers("reviewer_challenged", name="review.challenged")
def tell_challenged(event: EventData) -> None:
    """The officer learns of a challenge; the letter repeats nothing of it."""
    challenge = Challenge.objects.select_related("seat__panel__round").get(pk=event.subject_id)
    found = challenge.seat.panel.round
    href = reverse("review:panel", args=[found.pk])
    to_officers(found, "challenge_came_in", {}, href=href, dedupe=f"review:challenge:{challenge.pk}:filed", event=event)


@events.answers("challenge_decided", name="review.challenge")
def tell_challenge_decided(event: EventData) -> None:
    """The applicant reads what was decided and why."""
    challenge = Challenge.objects.select_related("case__party", "case__round").get(pk=event.subject_id)
    text = "challenge_upheld" if challenge.verdict == Verdict.UPHELD else "challenge_dismissed"
    dedupe = f"review:challenge:{challenge.pk}:decided"
    to_writers(challenge.case, text, {"answer": challenge.answer}, place="review:judges", dedupe=dedupe, event=event)


@events.answers("feedback_released", name="review.feedback")
def tell_feedback(event: EventData) -> None:
    """The approved remarks, criterion by criterion, when they come after the result."""
    decision = Decision.objects.select_related("case__party", "case__round", "panel__round").get(pk=event.subject_id)
    remarks = [f"{line.title}\n{line.remark}" for line in feedback_of(decision).lines if line.remark]
    values = {"title": decision.case.title, "remarks": "\n\n".join(remarks)}
    to_writers(decision.case, "feedback_told", values, place="review:result", dedupe=f"review:feedback:{event.id}", event=event)


@events.answers("objection_filed", name="review.objection")
def tell_objection_filed(event: EventData) -> None:
    """A receipt to the applicant, and word to the officer."""
    objection = Objection.objects.select_related("decision__case__party", "decision__case__round").get(pk=event.subject_id)
    case, dedupe = objection.decision.case, f"review:objection:{objection.pk}"
    values = {"due": instant_words(objection.due_at), "receipt": case.receipt}
    to_writers(case, "objection_received", values, place="review:result", dedupe=f"{dedupe}:filed", event=event)
    href = reverse("review:objection", args=[objection.pk])
    to_officers(case.round, "objection_came_in", values, href=href, dedupe=f"{dedupe}:word", event=event)


@events.answers("objection_decided", name="review.objection")
def tell_objection_decided(event: EventData) -> None:
    """What the second look came to; a new result has a letter of its own."""
    objection = Objection.objects.select_related("decision__case__party", "decision__case__round").get(pk=event.subject_id)
    text = "objection_upheld" if objection.verdict == Verdict.UPHELD else "objection_dismissed"
    dedupe = f"review:objection:{objection.pk}:decided"
    to_writers(objection.decision.case, text, {"answer": objection.answer}, place="review:result", dedupe=dedupe, event=event)


@events.answers("selection_given_up", name="review.given_up")
def tell_given_up(event: EventData) -> None:
    """A receipt to the applicant, and word to the officer: the next reserve may move up."""
    decision = Decision.objects.select_related("case__party", "case__round").get(pk=event.subject_id)
    case, dedupe = decision.case, f"review:given-up:{decision.pk}"
    to_writers(case, "giving_up_received", {}, place="review:result", dedupe=dedupe, event=event)
    href = reverse("review:ranking", args=[case.round_id])
    to_officers(case.round, "giving_up_came_in", {"receipt": case.receipt}, href=href, dedupe=f"{dedupe}:word", event=event)
