"""What an applicant's home shows: what is to be done, where each application stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.labor import facade as labor
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.desks import waiting
from dure.desks.steps import Step, steps_of
from dure.kernel.period import end_of
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class MyCase:
    """One application with its steps, and where its receipt and its result are."""

    case: cases.Case
    steps: tuple[Step, ...]
    word: str
    tone: str
    href: str
    receipt_href: str
    judges_href: str
    result_href: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody else's turn: what the applicant waits for when nothing is to be done."""

    title: str
    subject: str
    href: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is to be done first, what comes after it by urgency, and what is waited for."""

    first: waiting.Duty | None
    others: dict[str, list[waiting.Duty]]
    waits: tuple[Waiting, ...]


def my_cases(actor: Actor, at: datetime) -> list[MyCase]:
    """The parties' applications, newest first, with the whole row of steps; a fixed number of queries however many there are."""
    own = list(
        cases.cases_of(actor).filter(party_id__in=actor.party_ids).select_related("party", "round__program__edition").order_by("-id")
    )
    numbers = [case.pk for case in own]
    runs: dict[int, list[cases.StageRun]] = defaultdict(list)
    for run in cases.StageRun.objects.filter(case_id__in=numbers).order_by("case_id", "order"):
        runs[run.case_id].append(run)
    agreements = waiting.agreements_by_case(numbers)
    told = set(review.Decision.objects.filter(case_id__in=numbers, announced_at__isnull=False).values_list("case_id", flat=True))
    late, judged = _late_drafts(own, at), review.cases_that_know_members(numbers)
    return [_my_case(case, runs[case.pk], agreements, case.pk in told, case.pk in late, case.pk in judged) for case in own]


def _my_case(
    case: cases.Case, runs: list[cases.StageRun], agreements: dict[int, int], is_told: bool, is_late: bool, knows_members: bool
) -> MyCase:
    here = next((run for run in runs if run.begun_at and not run.closed_at), None)
    word, tone = ("접수 끝남", "quiet") if is_late else cases.word_of(case, here)
    return MyCase(
        case=case,
        steps=steps_of([run for run in runs if not cases.is_again(run)], is_over=is_late or case.outcome in cases.CLOSED_OUTCOMES),
        word=word,
        tone=tone,
        href=waiting.place_for_applicant(here, agreements) if here else reverse("cases:tasks", args=[case.pk]),
        receipt_href=reverse("cases:done", args=[case.pk]) if case.receipt_number else "",
        judges_href=reverse("review:judges", args=[case.pk]) if knows_members else "",
        result_href=reverse("review:result", args=[case.pk]) if is_told else "",
    )


def to_do(actor: Actor, at: datetime) -> ToDo:
    """What the parties have to do; a draft whose intake is over is no longer a duty."""
    own = cases.cases_of(actor).filter(party_id__in=actor.party_ids).order_by()
    runs = waiting.open_runs(own.values("pk"))
    closings = _closings([run.case for run in runs])
    late = _late_drafts([run.case for run in runs], at)
    agreements = waiting.agreements_by_case(run.case_id for run in runs)
    turns = [(waiting.turn_of(run), run) for run in runs if run.case_id not in late]
    duties = [_duty(run, agreements, closings) for turn, run in turns if turn == "applicant"]
    groups = waiting.by_urgency([*duties, *_surveys(actor, at), *_months(actor, at), *_party_duties(actor, at)], at)
    flat = [(name, duty) for name, duties in groups.items() for duty in duties]
    others: dict[str, list[waiting.Duty]] = defaultdict(list)
    for name, duty in flat[1:]:
        others[name].append(duty)
    waits = tuple(_wait(run, agreements) for turn, run in turns if turn == "center")
    return ToDo(flat[0][1] if flat else None, dict(others), waits)


def _surveys(actor: Actor, at: datetime) -> list[waiting.Duty]:
    """Follow-up surveys that are asked now."""
    return [
        waiting.Duty(
            title=f"{survey.months}개월 뒤 조사",
            subject=f"{survey.agreement.case.round.program.title} · {survey.agreement.case.party.name}",
            href=reverse("grants:follow-up", args=[survey.agreement_id, survey.months]),
            verb="답하러 가기",
            due_at=end_of(survey.due_on),
        )
        for survey in grants.open_follow_ups(actor, at)
    ]


def _months(actor: Actor, at: datetime) -> list[waiting.Duty]:
    """Months of labor-cost support that are over and not claimed."""
    return [
        waiting.Duty(
            title=f"{row.month.year}년 {row.month.month}월분 신청",
            subject=f"{agreement.case.round.program.title} · {agreement.case.party.name}",
            href=reverse("labor:claim", args=[agreement.pk, row.key]),
            verb="신청하러 가기",
            due_at=end_of(row.due_on),
        )
        for agreement, row in labor.months_due(actor, at)
    ]


def _party_duties(actor: Actor, at: datetime) -> list[waiting.Duty]:
    """What the grants of a year ask of the organization itself: an audit, a disclosure."""
    return [
        waiting.Duty(
            title=f"{duty.year}년 {duty.get_key_display()}",
            subject=duty.party.name,
            href=reverse("grants:record", args=[duty.party_id]),
            verb="적으러 가기",
            due_at=end_of(duty.due_on),
        )
        for duty in grants.party_duties_asked_of(actor, at)
    ]


def _duty(run: cases.StageRun, agreements: dict[int, int], closings: dict[int, datetime]) -> waiting.Duty:
    return waiting.Duty(
        title=f"{run.label}: {waiting.word_of(run)}",
        subject=f"{run.case.round.program.title} · {run.case.party.name}",
        href=waiting.place_for_applicant(run, agreements),
        verb=waiting.applicant_verb(run),
        due_at=run.due_at or (closings.get(run.case_id) if run.kind == "intake" else None),
    )


def _wait(run: cases.StageRun, agreements: dict[int, int]) -> Waiting:
    return Waiting(f"{run.label}: {waiting.word_of(run)}", run.case.round.program.title, waiting.place_for_applicant(run, agreements))


def _closings(own: list[cases.Case]) -> dict[int, datetime]:
    """When each draft must be in, by the window of its own district. One query for all rounds."""
    drafts = [case for case in own if case.is_draft]
    windows = programs.windows_by_district({case.round_id for case in drafts})
    found = {case.pk: _closes(case, windows.get(case.round_id, [])) for case in drafts}
    return {pk: closes for pk, closes in found.items() if closes is not None}


def _late_drafts(own: list[cases.Case], at: datetime) -> set[int]:
    """Drafts that can no longer be handed in."""
    closings = _closings(own)
    return {case.pk for case in own if case.is_draft and (case.pk not in closings or at >= closings[case.pk])}


def _closes(case: cases.Case, windows: list[programs.RoundWindow]) -> datetime | None:
    fitting = [window.closes_at for window in windows if window.district_id in {None, case.district_id}]
    ends = [fitting[-1], case.round.closed_at] if fitting else []
    return min((end for end in ends if end is not None), default=None)
