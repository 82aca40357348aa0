"""Reminders before a deadline: to those who write, for drafts before the intake ends and for every stage that waits for the applicant;
to partners whose signature a draft still wants, and to reviewers with open sheets. Seats are not reminded: what they leave lying escalates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.desks import waiting
from dure.kernel.korean import instant_words, time_left
from dure.kernel.period import end_of
from dure.platform import ticks
from dure.platform.letters import Contact, write_to


@cache
def steps() -> tuple[timedelta, ...]:
    """How long before a deadline one is reminded, the longest first."""
    said = yaml.safe_load((Path(__file__).parent / "reminders.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((timedelta(**step) for step in said["steps"]), reverse=True))


def step_reached(due_at: datetime, at: datetime) -> timedelta | None:
    """The nearest step already passed: a worker that slept sends one reminder, not four."""
    left = due_at - at
    return min((step for step in steps() if left <= step), default=None) if left > timedelta() else None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who is reminded by which text, of what, until when, and where it is done; `mark` tells one thing from another."""

    mark: str
    contacts: Iterable[Contact]
    text: str
    values: dict[str, Any]
    due_at: datetime
    href: str
    case_id: int | None = None


@ticks.register("remind of deadlines", every=timedelta(minutes=5))
def remind(at: datetime) -> None:
    """Write what is due in this slot; every step of a deadline once, a moved deadline anew."""
    for reminder in (*_of_drafts(at), *_of_turns(at), *_of_reviews(at), *_of_duties(at)):
        _tell(reminder, at)


def _of_drafts(at: datetime) -> Iterator[Reminder]:
    """Whoever writes an unfinished application, and the partners it waits for."""
    for case, due_at in _drafts(at):
        writers = people.accounts_of_party(case.party_id, writers_only=True)
        values = {"party": case.party.name, "round": case.round.title}
        yield Reminder(f"{case.pk}:intake", writers, "reminder_intake", values, due_at, case.get_absolute_url(), case.pk)
        if programs.terms_of(case.round_id, case.terms_sha256).partners_sign:
            yield from _of_partners(case, values, due_at)


def _of_partners(case: cases.Case, values: dict[str, Any], due_at: datetime) -> Iterator[Reminder]:
    """Partners that were invited and have not signed, or whose signature no longer holds."""
    unsigned = case.partners.filter(invited_at__isnull=False, signed_at=None, party__isnull=False)
    for partner in unsigned.order_by("order", "id"):
        contacts = people.accounts_of_party(partner.party_id, writers_only=True)
        href, said = reverse("cases:part", args=[case.pk, partner.pk]), values | {"partner": partner.name}
        yield Reminder(f"{case.pk}:partner-{partner.pk}", contacts, "reminder_partner", said, due_at, href, case.pk)


def _of_turns(at: datetime) -> Iterator[Reminder]:
    """Stages that wait for the applicant. Days before a completion is due, cases itself reminds of what was asked."""
    runs = _turns(at)
    agreements = waiting.agreements_by_case({run.case_id for run in runs})
    for run in runs:
        told_by_cases = run.kind == "screening" and (step_reached(run.due_at, at) or timedelta()) >= timedelta(days=1)
        if waiting.turn_of(run) == "applicant" and not told_by_cases:
            writers = people.accounts_of_party(run.case.party_id, writers_only=True)
            values = {
                "party": run.case.party.name,
                "round": run.case.round.title,
                "what": f"{run.label}: {waiting.applicant_verb(run)}",
            }
            href = waiting.place_for_applicant(run, agreements)
            yield Reminder(f"{run.case_id}:{run.stage_key[:60]}", writers, "reminder_turn", values, run.due_at, href, run.case_id)


def _of_reviews(at: datetime) -> Iterator[Reminder]:
    """Reviewers who took the seat and have not signed their list."""
    seats = review.PanelSeat.objects.filter(state=review.SeatState.ACCEPTED, signed_at=None, reviewer__active=True)
    near = seats.filter(panel__state=review.PanelState.OPEN, panel__due_at__gt=at, panel__due_at__lte=at + steps()[0])
    for seat in near.select_related("panel__round__program", "reviewer__account").order_by("id"):
        account, left = seat.reviewer.account, review.open_sheets(seat, at)
        values = {"name": account.name, "round": seat.panel.round.title, "rest": f"심사표 {left}건" if left else "심사 목록에 서명하기"}
        contact, href = (account.pk, account.email, account.name), reverse("review:applications", args=[seat.panel_id])
        yield Reminder(f"seat-{seat.pk}", [contact], "reminder_review", values, seat.panel.due_at, href)


def _of_duties(at: datetime) -> Iterator[Reminder]:
    """Dated duties of agreements that a grantee meets by hand."""
    for duty in grants.duties_due(at, within=steps()[0]):
        case, due_at = duty.agreement.case, end_of(duty.due_on)
        if step_reached(due_at, at):
            writers = people.accounts_of_party(case.party_id, writers_only=True)
            values = {"party": case.party.name, "round": case.round.title, "what": duty.title}
            href = reverse("grants:duties", args=[duty.agreement_id])
            yield Reminder(f"duty-{duty.pk}", writers, "reminder_turn", values, due_at, href, case.pk)


def _drafts(at: datetime) -> Iterable[tuple[cases.Case, datetime]]:
    """Unfinished applications with the end of their own window, if a step of it is reached."""
    drafts = cases.Case.objects.filter(outcome="draft", round__state="open", round__opens_at__lte=at)
    near = drafts.filter(round__windows__closes_at__gt=at, round__windows__closes_at__lte=at + steps()[0]).distinct()
    found = list(near.select_related("party", "round").order_by("id"))
    windows = programs.windows_by_district({case.round_id for case in found})
    for case in found:
        fitting = [window for window in windows.get(case.round_id, []) if window.district_id in {None, case.district_id}]
        if fitting and step_reached(fitting[-1].closes_at, at):
            yield case, fitting[-1].closes_at


def _turns(at: datetime) -> list[cases.StageRun]:
    """Stages under way that are due soon, of cases that live. The intake has its own reminder."""
    runs = cases.StageRun.objects.filter(closed_at=None, begun_at__isnull=False, due_at__gt=at, due_at__lte=at + steps()[0])
    runs = runs.exclude(case__outcome__in=cases.CLOSED_OUTCOMES).exclude(kind="intake")
    return list(runs.select_related("case__party", "case__round__program__edition").order_by("due_at", "id"))


def _tell(reminder: Reminder, at: datetime) -> None:
    step = step_reached(reminder.due_at, at)
    assert step is not None  # every source holds only what is due within the longest step
    due_at = reminder.due_at
    values = {"left": time_left(due_at, at), "due": instant_words(due_at, this_year=due_at.year), **reminder.values}
    dedupe = f"remind:{reminder.mark}:{due_at:%Y%m%d%H%M}:{int(step.total_seconds())}"
    with transaction.atomic():
        write_to(reminder.contacts, reminder.text, values, dedupe=dedupe, href=reminder.href, case_id=reminder.case_id, at=at)
