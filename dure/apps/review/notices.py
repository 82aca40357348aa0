"""Letters of review to reviewers and of its results; answers to its events."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.apps.people import facade as people
from dure.apps.review.models import Decision, PanelSeat
from dure.apps.review.queries.feedback import feedback_of
from dure.apps.review.queries.panels import objections_end
from dure.apps.review.words import DecisionOutcome, Mode
from dure.kernel.korean import instant_words
from dure.kernel.won import won_in_full
from dure.platform import events
from dure.platform.events import EventData
from dure.platform.letters import write_to


@events.answers("reviewer_invited", name="review.invite")
def invite(event: EventData) -> None:
    """Ask the reviewer; the letter names no applicant, ties are declared inside."""
    seat = PanelSeat.objects.select_related("panel__round", "reviewer__account").get(pk=event.subject_id)
    panel, account = seat.panel, seat.reviewer.account
    values = {
        "name": account.name,
        "round": panel.round.title,
        "mode": dict(Mode.choices).get(panel.mode, panel.mode),
        "due": instant_words(panel.due_at),
    }
    contact, dedupe = (account.pk, account.email, account.name), f"review:seat:{seat.pk}:invited"
    write_to([contact], "review_invitation", values, dedupe=dedupe, href=reverse("review:rounds"), at=event.at)


@events.answers("case_selected", name="review.tell")
def tell_selected(event: EventData) -> None:
    """The result of one case, to everyone who writes for the applicant."""
    _tell_result(event)


@events.answers("case_reserved", name="review.tell")
def tell_reserved(event: EventData) -> None:
    """The place on the reserve list."""
    _tell_result(event)


@events.answers("case_rejected", name="review.tell")
def tell_rejected(event: EventData) -> None:
    """Thanks, the reason, and what comes next."""
    _tell_result(event)


def _tell_result(event: EventData) -> None:
    decision = Decision.objects.select_related("case__party", "panel__round").get(pk=event.subject_id)
    case = decision.case
    text, values = _result_of(decision)
    values |= {
        "party": case.party.name,
        "round": decision.panel.round.title,
        "title": case.title,
        "receipt": case.receipt,
        "points": _points_of(decision),
    }
    writers = people.accounts_of_party(case.party_id, writers_only=True)
    href, dedupe = reverse("review:result", args=[case.pk]), f"review:decision:{decision.pk}"
    write_to(writers, text, values, dedupe=dedupe, href=href, case_id=case.pk, at=event.at)


def _result_of(decision: Decision) -> tuple[str, dict[str, Any]]:
    """The text of the result, and what only it says."""
    if decision.outcome == DecisionOutcome.SELECTED:
        return "result_selected", {"awarded": won_in_full(decision.awarded)}
    if decision.outcome == DecisionOutcome.RESERVE:
        return "result_reserve", {"rank": decision.reserve_rank}
    return "result_rejected", {"reason": feedback_of(decision).reason, "until": instant_words(objections_end(decision))}


def _points_of(decision: Decision) -> str:
    told = feedback_of(decision)
    if not told.lines:
        return ""
    lines = [f"- {line.title}: {line.mean}점 / {line.points}점" + (f"\n  {line.remark}" if line.remark else "") for line in told.lines]
    return "\n".join([_("심사위원 평균: %(mean)s점") % {"mean": told.mean}, *lines])
