"""Reminders before a deadline: to those who write, for drafts before the intake ends and for every stage that waits for the applicant."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import yaml
from django.db import transaction

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.desks import waiting
from dure.kernel.korean import instant_words, time_left
from dure.platform import letters, ticks, wordings


@cache
def steps() -> tuple[timedelta, ...]:
    """How long before a deadline one is reminded, the longest first."""
    said = yaml.safe_load((Path(__file__).parent / "reminders.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((timedelta(**step) for step in said["steps"]), reverse=True))


def step_reached(due_at: datetime, at: datetime) -> timedelta | None:
    """The nearest step already passed: a worker that slept sends one reminder, not four."""
    left = due_at - at
    return min((step for step in steps() if left <= step), default=None) if left > timedelta() else None


@ticks.register("remind of deadlines", every=timedelta(minutes=5))
def remind(at: datetime) -> None:
    """Write what is due in this slot; every step of a deadline once, a moved deadline anew."""
    for case, due_at in _drafts(at):
        _tell(case, "reminder_intake", due_at, at, stage="intake", href=case.get_absolute_url(), what="접수")
    runs = _turns(at)
    agreements = waiting.agreements_by_case({run.case_id for run in runs})
    for run in runs:
        if run.due_at is not None and waiting.turn_of(run) == "applicant":
            what = f"{run.label}: {waiting.applicant_verb(run)}"
            href = waiting.place_for_applicant(run, agreements)
            _tell(run.case, "reminder_turn", run.due_at, at, stage=run.stage_key, href=href, what=what)


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


def _tell(case: cases.Case, text: str, due_at: datetime, at: datetime, *, stage: str, href: str, what: str) -> None:
    step = step_reached(due_at, at)
    assert step is not None  # both lists hold only what is due within the longest step
    values = {
        "left": time_left(due_at, at),
        "party": case.party.name,
        "round": case.round.title,
        "what": what,
        "due": instant_words(due_at, this_year=due_at.year),
    }
    said = wordings.say(text, values)
    with transaction.atomic():
        for account_id, address, name in people.accounts_of_party(case.party_id, writers_only=True):
            letters.write(
                to_address=address,
                to_name=name,
                to_account_id=account_id,
                subject=said.subject,
                body=said.body,
                dedupe=f"remind:{case.pk}:{stage[:60]}:{due_at:%Y%m%d%H%M}:{int(step.total_seconds())}:{account_id}",
                case_id=case.pk,
                topic=said.topic,
                href=href,
                at=at,
            )
