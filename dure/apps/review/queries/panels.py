"""Panels, seats, and which cases a seat may see."""

from datetime import datetime

from django.db.models import Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review.models import Conflict, Decision, Panel, PanelSeat
from dure.apps.review.queries.ties import ties_by_case
from dure.apps.review.rules import Bars, end_of_days
from dure.apps.review.words import SeatState
from dure.kernel.errors import Refused
from dure.platform.actor import Actor, Role

_DESK = (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)
_COMMITTEES = ("city", "ministry")
GONE = (cases.Outcome.DRAFT, cases.Outcome.WITHDRAWN, cases.Outcome.REFUSED)


def sits_at_desk(actor: Actor) -> bool:
    """The center's program seats, and the auditor as a reader."""
    return actor.has_in_center(*_DESK) or actor.has(Role.AUDITOR)


def tier_of(actor: Actor) -> str:
    """The tier whose committee the actor runs: a seat of the city or the ministry runs that of its own, nobody else does."""
    return actor.tier if actor.has(Role.GOVERNMENT) and actor.tier in _COMMITTEES else ""


def rounds_for(actor: Actor) -> QuerySet[programs.Round]:
    """Rounds whose panels the desk may see; an operator's own; of a government those with a review of its tier; nothing for anybody else."""
    rounds = programs.Round.objects.select_related("program__edition").order_by("-id")
    if sits_at_desk(actor):
        return rounds
    if not tier_of(actor):
        return programs.operated_rounds(actor)
    runs = cases.StageRun.objects.filter(kind="review", tier=tier_of(actor)).order_by()
    return rounds.filter(pk__in=runs.values("case__round_id"))


def panels_for_desk(actor: Actor) -> QuerySet[Panel]:
    """Panels the desk may see; those of an operator's own rounds; of a government those of its tier; nothing for anybody else."""
    panels = Panel.objects.select_related("round__program").order_by("-id")
    if tier_of(actor) and not sits_at_desk(actor):
        return panels.filter(tier=tier_of(actor))
    return panels if sits_at_desk(actor) else panels.filter(round__in=programs.operated_rounds(actor).order_by().values("pk"))


def panels_of(actor: Actor) -> QuerySet[Panel]:
    """Panels an actor may know of: the desk all, a reviewer those of their own seats."""
    own = PanelSeat.objects.filter(reviewer__account_id=actor.account_id or 0).exclude(state=SeatState.DECLINED)
    if sits_at_desk(actor):
        return panels_for_desk(actor)
    operated = programs.operated_rounds(actor).order_by().values("pk")
    return Panel.objects.filter(Q(pk__in=own.values("panel_id")) | Q(round__in=operated)).order_by("-id")


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


def pool_of(field: str = "") -> QuerySet[people.Reviewer]:
    """The whole pool, those who rest last; of one field if it is named."""
    pool = people.Reviewer.objects.select_related("account", "organization").order_by("-active", "account__name", "id")
    named = [pk for pk, fields in pool.values_list("pk", "fields") if field in fields] if field else None
    return pool if named is None else pool.filter(pk__in=named)


def party_named(name: str) -> int | None:
    """The organization of exactly that name or business number; two of a name are told apart by their number."""
    plain = " ".join(name.split())
    by_number = people.Party.objects.filter(business_number=plain.replace("-", ""), closed_at=None)
    found = list(
        (by_number if plain.replace("-", "").isdigit() else people.Party.objects.filter(name=plain, closed_at=None)).order_by("id")[:2]
    )
    if plain and len(found) != 1:
        raise Refused("조직의 이름이나 사업자등록번호를 그대로 적어 주세요. 같은 이름이 둘이면 번호를 적어 주세요.")
    return found[0].pk if plain else None


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


def bars_of(panel: Panel) -> Bars:
    """What a case of the panel has to reach, and how equal means are told apart."""
    sheet = score_sheet_of(panel.round_id)
    lines = (*sheet.criteria, *sheet.bonus)
    least = {line.key: line.least for line in lines if line.least}
    return Bars(panel.threshold, least, {line.key: line.title for line in lines}, sheet.ties, panel.draw_seed)


def objections_end(decision: Decision) -> datetime:
    """Until when the result may be objected to: the days of the definition, whole days in Seoul."""
    days = score_sheet_of(decision.panel.round_id).objection_days
    return end_of_days(decision.announced_at or decision.decided_at, days)


def challenge_end(round_id: int, at: datetime) -> datetime | None:
    """Until when members of a panel may be challenged if one is invited now; nothing where the definition discloses nobody."""
    days = score_sheet_of(round_id).challenge_days
    return None if days is None else end_of_days(at, days)


def may_still_give_up(case: cases.Case) -> bool:
    """Nothing of an agreement has been offered yet."""
    run = cases.StageRun.objects.filter(case=case, kind="agreement").order_by("order").first()
    return case.outcome == cases.Outcome.RUNNING and (run is None or run.state in {"waiting", "open"})


def cases_in(panel: Panel) -> QuerySet[cases.Case]:
    """Living cases whose review run of this stage has begun, by receipt number."""
    runs = cases.StageRun.objects.filter(case__round_id=panel.round_id, stage_key=panel.stage_key).exclude(state="waiting")
    here = cases.Case.objects.filter(pk__in=runs.values("case_id")).exclude(outcome__in=GONE)
    return here.select_related("party").order_by("receipt_number", "id")


def on_their_way(panel: Panel) -> int:
    """How many running cases of the round have not come to this stage yet, or were given back to an earlier tier."""
    runs = cases.StageRun.objects.filter(case__round_id=panel.round_id, stage_key=panel.stage_key, state__in=("waiting", "sent_back"))
    return runs.filter(case__outcome=cases.Outcome.RUNNING).count()


def touches(panel: Panel, party_ids: tuple[int, ...]) -> bool:
    """Does one of the parties apply, or take part, in the panel's round?"""
    if not party_ids:
        return False
    own = Q(party_id__in=party_ids) | Q(partners__party_id__in=party_ids)
    return cases.Case.objects.filter(own, round_id=panel.round_id).exclude(outcome__in=GONE).exists()


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
