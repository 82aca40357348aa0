"""What waits, counted by the database: one row per round, stage and state, however many applications stand there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from dure.apps.cases import facade as cases
from dure.desks import waiting
from dure.platform.actor import Actor, Role

BY_THE_ROUND = frozenset({"review", "selection"})
KNOWS = {"holder": "맡은 자리", "approver": "결재자", "administrator": "관리자"}
"""Who has been told that a thing waits too long."""


@dataclass(frozen=True, slots=True)
class Group:
    """Runs of one round at the same stage in the same state. `run_id` is one of them, the only one when `count` is one."""

    round_id: int
    stage_key: str
    kind: str
    state: str
    label: str
    count: int
    run_id: int
    due_at: datetime | None

    @property
    def turn(self) -> str:
        """Whose turn it is."""
        return waiting.turn_at(self.kind, self.state)

    @property
    def stands_alone(self) -> bool:
        return self.count == 1 and self.kind not in BY_THE_ROUND


def living_runs() -> QuerySet[cases.StageRun]:
    """Runs that have begun and are not closed, of cases that live."""
    runs = cases.StageRun.objects.filter(closed_at=None, begun_at__isnull=False)
    return runs.exclude(case__outcome__in=cases.CLOSED_OUTCOMES)


def run_by(actor: Actor) -> Q:
    """Runs of the rounds that the seat runs: an operator its own, the center all others and those it stepped into."""
    if actor.is_center:
        own = Q(case__round__operator=None) | Q(case__round__stepped_in_at__isnull=False)
        return own & Q(tier__in=("", "center")) & ~Q(case__party_id__in=actor.party_ids)
    if actor.has(Role.OPERATOR) and actor.organization_id is not None:
        return Q(case__round__operator_id=actor.organization_id) & ~Q(case__party_id__in=actor.party_ids)
    return Q(pk__in=())


def groups_of(runs: QuerySet[cases.StageRun]) -> list[Group]:
    """The runs, grouped. Two queries."""
    usual = cases.usual_days()
    rows = runs.order_by().values("case__round_id", "stage_key", "kind", "state")
    counted = rows.annotate(
        count=Count("pk"), one=Min("pk"), name=Max("label"), set_due=Min("due_at"), moved=Min("moved_at", filter=Q(due_at=None))
    )
    groups = [_group(row, usual) for row in counted.order_by("case__round_id", "stage_key", "state")]
    return sorted(groups, key=lambda group: (group.due_at is None, group.due_at, group.run_id))


def _group(row: dict[str, Any], usual: cases.UsualDays) -> Group:
    by_rates = usual.after(row["kind"], row["moved"]) if row["moved"] else None
    due = min((moment for moment in (row["set_due"], by_rates) if moment), default=None)
    return Group(row["case__round_id"], row["stage_key"], row["kind"], row["state"], row["name"], row["count"], row["one"], due)


def duties_of(groups: Iterable[Group]) -> list[waiting.Duty]:
    """Each group as one line; a single run names its party. Five queries, however many groups."""
    found = _folded_by_the_round(groups)
    runs = cases.StageRun.objects.filter(pk__in=[group.run_id for group in found])
    one = {run.pk: run for run in runs.select_related("case__party", "case__round__program")}
    agreements = waiting.agreements_by_case(one[group.run_id].case_id for group in found if group.stands_alone)
    told = _told(found)
    return [_duty(group, one[group.run_id], agreements, told[group.round_id, group.stage_key]) for group in found]


def _folded_by_the_round(groups: Iterable[Group]) -> list[Group]:
    """Review and selection are one thing to do, in whatever state the single runs are."""
    kept: list[Group] = []
    places: dict[tuple[int, str], int] = {}
    for group in groups:
        place = places.get((group.round_id, group.stage_key)) if group.kind in BY_THE_ROUND else None
        if place is None:
            places[group.round_id, group.stage_key] = len(kept)
            kept.append(group)
        else:
            first = kept[place]
            due = min((moment for moment in (first.due_at, group.due_at) if moment), default=None)
            kept[place] = Group(
                first.round_id, first.stage_key, first.kind, first.state, first.label, first.count + group.count, first.run_id, due
            )
    return kept


def _told(groups: list[Group]) -> dict[tuple[int, str], list[str]]:
    """Who has been told of overdue runs that still wait, by round and stage. One query."""
    rows = cases.Escalation.objects.filter(run__closed_at=None, run__case__round_id__in={group.round_id for group in groups})
    told: dict[tuple[int, str], list[str]] = defaultdict(list)
    for round_id, stage_key, to in rows.order_by("to").values_list("run__case__round_id", "run__stage_key", "to").distinct():
        told[round_id, stage_key].append(KNOWS[to])
    return told


def _duty(group: Group, run: cases.StageRun, agreements: dict[int, int], told: list[str]) -> waiting.Duty:
    note = f"기한이 지나 알린 곳: {', '.join(told)}" if told else ""
    word = cases.flow_of(group.kind).word(group.state)
    if group.stands_alone:
        return waiting.Duty(
            title=f"{group.label}: {word}",
            subject=f"{run.case.receipt or '접수 전'} · {run.case.party.name} · {run.case.round.program.title}",
            href=waiting.place_for_staff(run, agreements),
            verb="열기",
            due_at=group.due_at,
            note=note,
        )
    by_the_round = group.kind in BY_THE_ROUND
    return waiting.Duty(
        title=f"{group.label} {group.count}건" if by_the_round else f"{group.label}: {word} {group.count}건",
        subject=run.case.round.title,
        href=waiting.place_for_staff(run, {}) if by_the_round else waiting.list_for_staff(run),
        verb="열기" if by_the_round else "목록 보기",
        due_at=group.due_at,
        note=note,
        count=group.count,
    )
