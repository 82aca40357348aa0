"""What lies with a tier of government: the file's stage there, whose turn it is, since when and until when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.desks import waiting
from dure.platform.actor import Actor

PAGE = 50
MOST_AT_ONCE = 200
SHOWN_PER_GROUP = 20
TURNS = {"mine": "내 차례", "applicant": "보완 기다림", "earlier": "앞 기관 기다림", "past": "넘긴 것"}
_TURN_OF = {
    "mine": Q(closed_at=None, state="open"),
    "applicant": Q(closed_at=None, state="returned"),
    "earlier": Q(closed_at=None, state="sent_back"),
    "past": Q(closed_at__isnull=False),
}


def runs_of(actor: Actor) -> QuerySet[cases.StageRun]:
    """One stage per file that has come to this tier: the one that is open, else the last one. Drafts have not come."""
    seen = cases.cases_of(actor).filter(receipt_number__isnull=False).order_by().values("pk")
    here = cases.StageRun.objects.filter(tier=actor.tier, begun_at__isnull=False).exclude(kind="intake")
    latest = here.filter(case_id=OuterRef("case_id")).order_by(F("closed_at").desc(nulls_first=True), "-order", "-id").values("pk")[:1]
    found = here.filter(case_id__in=seen, pk=Subquery(latest))
    return found.select_related("case__party", "case__district", "case__round__program__edition").order_by("-id")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; all of it stands in the address."""

    words: str = ""
    round: str = ""
    turn: str = ""
    after: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, Any]) -> "Filters":
        return cls(*(str(asked.get(name) or "").strip()[:60] for name in ("words", "round", "turn", "after")))


def narrowed(runs: QuerySet[cases.StageRun], filters: Filters) -> QuerySet[cases.StageRun]:
    """By words, by round and by whose turn it is."""
    if filters.words:
        named = Q(case__party__name__icontains=filters.words) | Q(case__title__icontains=filters.words)
        runs = runs.filter(named | Q(case__receipt__icontains=filters.words))
    if _is_number(filters.round):
        runs = runs.filter(case__round_id=int(filters.round))
    if filters.turn in _TURN_OF:
        runs = runs.filter(_TURN_OF[filters.turn])
        if filters.turn != "past":
            runs = runs.filter(case__outcome="running")
    return runs


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    run: cases.StageRun
    word: str
    turn: str


@dataclass(frozen=True, slots=True)
class Slice:
    """Fifty lines from a place in the list, and the key of the next ones."""

    rows: tuple[Row, ...]
    total: int
    next_after: str


def slice_of(runs: QuerySet[cases.StageRun], after: str) -> Slice:
    """By key, so that what comes in meanwhile neither repeats nor hides a line."""
    total = runs.count()
    wanted = runs.filter(pk__lt=int(after)) if _is_number(after) else runs
    found = list(wanted[: PAGE + 1])
    more = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    return Slice(tuple(rows_of(found[:PAGE])), total, more)


def rows_of(runs: Iterable[cases.StageRun]) -> list[Row]:
    """Lines in words."""
    return [Row(run, f"{run.label} · {waiting.word_of(run)}", _turn(run)) for run in runs]


def _turn(run: cases.StageRun) -> str:
    if run.case.outcome != "running":
        return str(run.case.get_outcome_display())
    if run.closed_at:
        return TURNS["past"]
    return {"open": TURNS["mine"], "returned": TURNS["applicant"], "sent_back": TURNS["earlier"]}.get(run.state, "")


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 16


def rounds_of(actor: Actor) -> list[tuple[str, str]]:
    """The rounds whose files have come to this tier."""
    ids = runs_of(actor).order_by().values("case__round_id")
    return [(str(found.pk), found.title) for found in programs.Round.objects.filter(pk__in=ids).order_by("-id")]


def duties_of(actor: Actor, at: datetime) -> dict[str, list[waiting.Duty]]:
    """What waits for this tier, by urgency."""
    runs = narrowed(runs_of(actor), Filters(turn="mine")).order_by(F("due_at").asc(nulls_last=True), "begun_at", "id")
    usual = cases.usual_days()
    return waiting.by_urgency([_duty(run, usual) for run in runs], at)


def _duty(run: cases.StageRun, usual: cases.UsualDays) -> waiting.Duty:
    return waiting.Duty(
        title=f"{run.label}: {run.case.party.name}",
        subject=f"{run.case.receipt} · {run.case.round.title}",
        href=reverse("cases:gov_case", args=[run.case_id]),
        verb="열기",
        due_at=cases.due_of(run, usual),
    )


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would happen if these files were sent on now."""

    ready: tuple[cases.StageRun, ...]
    hindered: tuple[tuple[cases.StageRun, str], ...]


def rehearse(actor: Actor, case_ids: Sequence[int]) -> Rehearsed:
    """Look at each before anything is written; a stranger's file is not even named."""
    ready, hindered = [], []
    for run in runs_of(actor).filter(case_id__in=list(case_ids)[:MOST_AT_ONCE]):
        why = _hindrance(actor, run)
        if why:
            hindered.append((run, why))
        else:
            ready.append(run)
    return Rehearsed(tuple(ready), tuple(hindered))


def _hindrance(actor: Actor, run: cases.StageRun) -> str:
    if run.kind != "screening":
        return "적격검토가 아닌 단계"
    if run.closed_at or run.case.outcome != "running":
        return "이미 끝난 단계"
    if run.state != "open":
        return f"지금은 {waiting.word_of(run)}"
    return cases.may_screen(actor, run).reason or cases.lacks_visit(run)
