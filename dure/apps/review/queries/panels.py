"""Panels, seats, and which cases a seat may see."""

from datetime import datetime

from django.db.models import Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review.models import Conflict, Panel, PanelSeat
from dure.apps.review.queries.ties import ties_by_case
from dure.apps.review.words import SeatState
from dure.kernel.errors import Refused
from dure.platform.actor import Actor, Role

_DESK = (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)
_GONE = (cases.Outcome.DRAFT, cases.Outcome.WITHDRAWN, cases.Outcome.REFUSED)


def sits_at_desk(actor: Actor) -> bool:
    """The center's program seats, and the auditor as a reader."""
    return actor.has_in_center(*_DESK) or actor.has(Role.AUDITOR)


def rounds_for(actor: Actor) -> QuerySet[programs.Round]:
    """Rounds whose panels the desk may see; nothing for anybody else."""
    rounds = programs.Round.objects.select_related("program__edition").order_by("-id")
    return rounds if sits_at_desk(actor) else rounds.none()


def panels_for_desk(actor: Actor) -> QuerySet[Panel]:
    """Panels the desk may see; nothing for anybody else."""
    panels = Panel.objects.select_related("round__program").order_by("-id")
    return panels if sits_at_desk(actor) else panels.none()


def panels_of(actor: Actor) -> QuerySet[Panel]:
    """Panels an actor may know of: the desk all, a reviewer those of their own seats."""
    own = PanelSeat.objects.filter(reviewer__account_id=actor.account_id or 0).exclude(state=SeatState.DECLINED)
    return panels_for_desk(actor) if sits_at_desk(actor) else Panel.objects.filter(pk__in=own.values("panel_id")).order_by("-id")


def seats_of(actor: Actor) -> QuerySet[PanelSeat]:
    """The reviewer's own seats, newest panel first."""
    own = PanelSeat.objects.filter(reviewer__account_id=actor.account_id or 0, reviewer__active=True)
    return own.exclude(state=SeatState.DECLINED).select_related("panel__round__program", "reviewer__account").order_by("-panel_id")


def seats_in(panel: Panel) -> QuerySet[PanelSeat]:
    """Everybody invited, in the order of the invitations."""
    return panel.seats.select_related("reviewer__account", "panel").order_by("id")


def reviewers_to_invite(panel: Panel) -> QuerySet[people.Reviewer]:
    """The pool without those who have a seat already."""
    pool = people.Reviewer.objects.filter(active=True).select_related("account")
    return pool.exclude(pk__in=panel.seats.values("reviewer_id")).order_by("account__name", "id")


def review_stages(round_id: int) -> tuple[programs.StageTerm, ...]:
    """The round's review stages, in order."""
    return programs.terms_of(round_id).stages_of("review")


def score_sheet_of(round_id: int) -> programs.ScoreSheet:
    """How the round is judged; refused when its definition holds no score sheet."""
    sheet = programs.terms_of(round_id).score_sheet
    if sheet is None or not sheet.criteria:
        raise Refused("이 사업의 정의에 심사표가 없어요. 정의에 심사 항목을 넣은 판으로 모집을 열어 주세요.")
    return sheet


def points_of(panel: Panel) -> dict[str, int]:
    """Most points of each criterion and bonus line, in the sheet's order."""
    sheet = score_sheet_of(panel.round_id)
    return {line.key: line.points for line in (*sheet.criteria, *sheet.bonus)}


def needed_of(panel: Panel) -> list[str]:
    """Criteria that every sheet must judge; a bonus line may stay empty."""
    return [criterion.key for criterion in score_sheet_of(panel.round_id).criteria]


def cases_in(panel: Panel) -> QuerySet[cases.Case]:
    """Living cases whose review run of this stage has begun, by receipt number."""
    runs = cases.StageRun.objects.filter(case__round_id=panel.round_id, stage_key=panel.stage_key).exclude(state="waiting")
    here = cases.Case.objects.filter(pk__in=runs.values("case_id")).exclude(outcome__in=_GONE)
    return here.select_related("party").order_by("receipt_number", "id")


def on_their_way(panel: Panel) -> int:
    """How many running cases of the round have not come to this stage yet."""
    runs = cases.StageRun.objects.filter(case__round_id=panel.round_id, stage_key=panel.stage_key, state="waiting")
    return runs.filter(case__outcome=cases.Outcome.RUNNING).count()


def touches(panel: Panel, party_ids: tuple[int, ...]) -> bool:
    """Does one of the parties apply, or take part, in the panel's round?"""
    if not party_ids:
        return False
    own = Q(party_id__in=party_ids) | Q(partners__party_id__in=party_ids)
    return cases.Case.objects.filter(own, round_id=panel.round_id).exclude(outcome__in=_GONE).exists()


def declared_by(seat: PanelSeat) -> dict[int, Conflict]:
    """What is known of the seat, by case."""
    return {conflict.case_id: conflict for conflict in seat.conflicts.all()}


def listed_cases(seat: PanelSeat, at: datetime) -> list[cases.Case]:
    """Cases the reviewer may know of: not those they stand aside from, nor those they are tied to today."""
    aside = seat.conflicts.filter(conflicted=True).values("case_id")
    listed = list(cases_in(seat.panel).exclude(pk__in=aside))
    tied = ties_by_case(seat.reviewer, listed, at)
    return [case for case in listed if case.pk not in tied]


def readable_cases(seat: PanelSeat, at: datetime) -> list[cases.Case]:
    """Cases the seat declared itself free of; any other is out of sight on every path."""
    free = set(seat.conflicts.filter(conflicted=False).values_list("case_id", flat=True))
    return [case for case in listed_cases(seat, at) if case.pk in free]


def stepped_aside(seat: PanelSeat) -> list[Conflict]:
    """Cases the reviewer left by their own word, so that they can take it back; computed ones are not shown."""
    own = seat.conflicts.filter(conflicted=True, source="self", case__in=cases_in(seat.panel).order_by())
    return list(own.select_related("case").order_by("case__receipt_number", "id"))
