"""Challenges and objections, for both sides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dure.apps.cases import facade as cases
from dure.apps.review.models import Challenge, Decision, Objection, Panel, PanelSeat, Sheet
from dure.apps.review.queries import panels
from dure.apps.review.words import SeatState, Verdict
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.models import StoredFile

TONES = {Verdict.OPEN: "judge", Verdict.UPHELD: "done", Verdict.DISMISSED: "quiet"}


def decisions() -> QuerySet[Decision]:
    """Every decision with its panel's round and its party."""
    return Decision.objects.select_related("panel__round", "case__party")


def objections() -> QuerySet[Objection]:
    """Every objection with the decision it is about."""
    return Objection.objects.select_related("decision__panel__round", "decision__case__party")


def own_cases(actor: Actor) -> QuerySet[cases.Case]:
    """Applications of the actor's own parties."""
    return cases.Case.objects.filter(party_id__in=actor.party_ids).select_related("round", "party")


def challenges_of(panel: Panel) -> QuerySet[Challenge]:
    """What applicants filed against members of the panel, oldest first."""
    return Challenge.objects.filter(seat__panel=panel).select_related("seat__reviewer__account", "case__party").order_by("id")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a panel as an applicant may know of them: a number and what they do, without a name."""

    seat_id: int
    number: int
    description: str
    challenge: Challenge | None
    tone: str


def disclosed_members(panel: Panel, case: cases.Case) -> list[Member]:
    """Members who were invited and did not decline, numbered as they were invited, with what this applicant filed against them."""
    filed = {challenge.seat_id: challenge for challenge in challenges_of(panel).filter(case=case)}
    seats = panels.seats_in(panel).exclude(state=SeatState.DECLINED)
    return [_member(number, seat, filed.get(seat.pk)) for number, seat in enumerate(seats, 1)]


def _member(number: int, seat: PanelSeat, filed: Challenge | None) -> Member:
    return Member(seat.pk, number, seat.reviewer.description or "전문가", filed, TONES[Verdict(filed.verdict)] if filed else "")


def panel_to_challenge(case: cases.Case) -> Panel | None:
    """The panel that judges the case and discloses its members, or none."""
    found = Panel.objects.filter(round_id=case.round_id, challenge_until__isnull=False, state__in=["planned", "open"])
    return next((panel for panel in found.select_related("round__program") if panels.cases_in(panel).filter(pk=case.pk).exists()), None)


def cases_that_know_members(case_ids: Iterable[int]) -> set[int]:
    """Of these cases, those whose panel discloses its members now. The same number of queries for one and for many."""
    runs = cases.StageRun.objects.filter(case_id__in=list(case_ids), kind="review").exclude(state="waiting")
    runs = runs.exclude(case__outcome__in=panels.GONE)
    stages = [
        (case_id, (round_id, key)) for case_id, round_id, key in runs.order_by("id").values_list("case_id", "case__round_id", "stage_key")
    ]
    found = Panel.objects.filter(
        round_id__in={place[0] for _, place in stages}, challenge_until__isnull=False, state__in=["planned", "open"]
    )
    disclosed = set(found.order_by("id").values_list("round_id", "stage_key"))
    return {case_id for case_id, place in stages if place in disclosed}


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection as the desk lists it."""

    objection: Objection
    word: str
    tone: str
    is_late: bool


def objection_rows(actor: Actor, at: datetime) -> list[ObjectionRow]:
    """Those of panels the desk may see, the unanswered first by their due time."""
    rows = Objection.objects.filter(decision__panel__in=panels.panels_for_desk(actor).order_by())
    rows = rows.exclude(decision__case__party_id__in=actor.party_ids)
    listed = rows.select_related("decision__case__party", "decision__panel__round").order_by("due_at", "id")
    return sorted((_row(one, at) for one in listed), key=lambda row: row.objection.verdict != Verdict.OPEN)


def _row(one: Objection, at: datetime) -> ObjectionRow:
    late = is_late(one, at)
    return ObjectionRow(
        one, "기한 지남" if late else str(one.get_verdict_display()), "danger" if late else TONES[Verdict(one.verdict)], late
    )


def is_late(one: Objection, at: datetime) -> bool:
    """Not answered by the day it was due."""
    return one.verdict == Verdict.OPEN and at >= one.due_at


def papers_of(one: Objection) -> QuerySet[StoredFile]:
    """Files that hang on the objection."""
    return files.files_of(one)


def objection_of(decision_id: int) -> Objection | None:
    """The objection to a decision."""
    return Objection.objects.filter(decision_id=decision_id).first()


def count_of(panel: Panel) -> int:
    """How many objections came to the panel's results."""
    return Objection.objects.filter(decision__panel=panel).count()


def scoring_has_begun(round_id: int) -> str:
    """Why a round's score sheet stays as it is when its terms change: points stand in it. Nothing if none do."""
    if any(Sheet.objects.progress(panel) for panel in Panel.objects.filter(round=round_id).order_by("id")):
        return "심사위원이 점수를 적기 시작해 심사표가 다른 판으로는 옮길 수 없어요."
    return ""
