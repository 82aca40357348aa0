"""What an applicant's home shows: what is to be done, where each application stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from dure.apps.cases import facade as cases
from dure.desks import waiting
from dure.desks.steps import Step, steps_of
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class MyCase:
    """One application with its steps."""

    case: cases.Case
    steps: tuple[Step, ...]
    word: str
    href: str


def my_cases(actor: Actor) -> list[MyCase]:
    """The parties' applications, newest first, with the whole row of steps; three queries however many there are."""
    own = list(
        cases.cases_of(actor).filter(party_id__in=actor.party_ids).select_related("party", "round__program__edition").order_by("-id")
    )
    runs: dict[int, list[cases.StageRun]] = defaultdict(list)
    for run in cases.StageRun.objects.filter(case_id__in=[case.pk for case in own]).order_by("case_id", "order"):
        runs[run.case_id].append(run)
    agreements = waiting.agreements_by_case(case.pk for case in own)
    return [_my_case(case, runs[case.pk], agreements) for case in own]


def _my_case(case: cases.Case, runs: list[cases.StageRun], agreements: dict[int, int]) -> MyCase:
    here = next((run for run in runs if run.begun_at and not run.closed_at), None)
    word = (
        case.get_outcome_display() if here is None or case.outcome not in {"draft", "running"} else f"{here.label}: {waiting.word_of(here)}"
    )
    href = waiting.place_for_applicant(here, agreements) if here else f"/apply/{case.pk}/"
    return MyCase(case, steps_of(runs), word, href)


def my_duties(actor: Actor, at: datetime) -> dict[str, list[waiting.Duty]]:
    """What the parties have to do, by urgency; empty groups are left out."""
    own = cases.cases_of(actor).filter(party_id__in=actor.party_ids).order_by()
    runs = [run for run in waiting.open_runs(own.values("pk")) if waiting.turn_of(run) == "applicant"]
    agreements = waiting.agreements_by_case(run.case_id for run in runs)
    groups: dict[str, list[waiting.Duty]] = {name: [] for name in waiting.URGENCIES}
    for run in runs:
        duty = waiting.Duty(
            title=f"{run.label}: {waiting.word_of(run)}",
            subject=f"{run.case.round.program.title} · {run.case.party.name}",
            href=waiting.place_for_applicant(run, agreements),
            verb="이어서 하기",
            due_at=_due(run),
        )
        groups[duty.urgency(at)].append(duty)
    return {name: found for name, found in groups.items() if found}


def _due(run: cases.StageRun) -> datetime | None:
    """The run's own day, or for an application being written the end of the intake."""
    return run.due_at or (run.case.round.closes_at if run.kind == "intake" else None)
