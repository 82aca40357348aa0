"""The staff's to-do list and the dashboard of a round."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.gatherings import facade as gatherings
from dure.apps.programs import facade as programs
from dure.desks import grouping, things, waiting
from dure.desks.money.queries import waiting as money_waiting
from dure.desks.staff import pictures
from dure.kernel.period import end_of
from dure.platform.actor import Actor, Role

SHOWN_ROWS = 8
_SCREENING_KINDS = frozenset({"precheck", "screening"})
_OFFICER_KINDS = frozenset({"precheck", "screening", "review", "selection", "agreement", "report", "site_check", "settlement", "showcase"})


def duties_of(actor: Actor, at: datetime) -> dict[str, list[waiting.Duty]]:
    """What waits for this seat, by urgency: runs that are its turn, and what the money apps say waits for it. Counted by the database."""
    return waiting.by_urgency([*run_duties(actor), *money_waiting.duties(actor, at), *_gathering_duties(actor), *_other_duties(actor)], at)


def run_duties(actor: Actor, kinds: frozenset[str] = _OFFICER_KINDS) -> list[waiting.Duty]:
    """Runs at the turn of whoever runs the round. What a round has several of at the same stage is one duty with its number."""
    if not (actor.has_in_center(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR) or actor.has(Role.OPERATOR)):
        return []
    runs = grouping.living_runs().filter(grouping.run_by(actor), kind__in=kinds, case__receipt_number__isnull=False)
    return grouping.duties_of(group for group in grouping.groups_of(runs) if group.turn == "center" and _concerns(actor, group))


def _concerns(actor: Actor, group: grouping.Group) -> bool:
    """The center's signature waits for an approver; everything else for the officers. An operator's seats do both."""
    if actor.has(Role.OPERATOR):
        return True
    signature = (group.kind, group.state) == ("agreement", "signed_by_grantee")
    return actor.has_in_center(Role.APPROVER) if signature else actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR)


def _gathering_duties(actor: Actor) -> list[waiting.Duty]:
    """What a gathering gave this seat, until the end of its day."""
    return [
        waiting.Duty(duty.text, duty.gathering.title, reverse("gatherings:minutes", args=[duty.gathering_id]), "열기", end_of(duty.due_on))
        for duty in gatherings.open_duties_of(actor)
    ]


_OF_OFFICERS, _OF_APPROVERS = ("status_claim", "challenge", "scan"), ("objection",)
_SORTS = {"status_claim": "자격 확인", "challenge": "기피신청 결정", "scan": "스캔 묶기", "objection": "이의신청 결정"}


def _other_duties(actor: Actor) -> list[waiting.Duty]:
    """Claims, challenges and scans for the officers, objections for the approvers; of each sort one line with its number."""
    sorts: tuple[str, ...] = _OF_OFFICERS if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR) else ()
    sorts += _OF_APPROVERS if actor.has_in_center(Role.APPROVER) else ()
    if not sorts:
        return []
    found: dict[str, list[things.Thing]] = {sort: [] for sort in sorts}
    barred = _beside_own(actor)
    for thing in things.judged():
        if thing.sort in found and thing.case_id not in barred:
            found[thing.sort].append(thing)
    return [_others(sort, waits) for sort, waits in found.items() if waits]


def _beside_own(actor: Actor) -> set[int]:
    """Applications of the rounds in which a party of one's own applies: nobody has a part in judging beside it."""
    if not actor.party_ids:
        return set()
    own = cases.Case.objects.filter(party_id__in=actor.party_ids).order_by().values("round_id")
    return set(cases.Case.objects.filter(round_id__in=own).order_by().values_list("pk", flat=True))


def _others(sort: str, waits: list[things.Thing]) -> waiting.Duty:
    due = min((thing.due_at for thing in waits if thing.due_at), default=None)
    first, count = waits[0], len(waits)
    title = first.title if count == 1 else f"{_SORTS[sort]} {count}건"
    return waiting.Duty(title, _SORTS[sort], first.href, "열기", due, count=count)


def rounds_of(actor: Actor) -> QuerySet[programs.Round]:
    """Every round with the number of its applications, newest first; for staff and auditors. An operator has its own."""
    rows = programs.Round.objects.select_related("program__edition", "seat", "operator").order_by("-opened_at", "-id")
    if actor.is_center or actor.has(Role.AUDITOR):
        return rows
    return rows.filter(pk__in=programs.operated_rounds(actor).order_by().values("pk"))


@dataclass(frozen=True, slots=True)
class Row:
    """One application in a word."""

    case: cases.Case
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Where a round stands, whose turn it is, where the money is."""

    funnel: tuple[pictures.Level, ...]
    outcomes: tuple[tuple[str, int], ...]
    turns: tuple[pictures.MoneyPart, ...]
    money: tuple[pictures.MoneyPart, ...]
    days: pictures.Days | None
    districts: list[dict[str, object]]
    asked: int
    submitted: int
    drafts: int
    duties: dict[str, list[waiting.Duty]]
    gatherings: list[gatherings.Gathering]
    rows: tuple[Row, ...]


def dashboard(found: programs.Round, actor: Actor, at: datetime) -> Dashboard:
    """Counts by stage, turn and outcome, and the money: all counted by the database, none of it in a loop over cases."""
    of_round = cases.Case.objects.filter(round=found)
    counts = dict(of_round.order_by().values_list("outcome").annotate(Count("pk")))
    handed_in = cases.cases_of_round(actor, found.pk)
    totals = handed_in.order_by().aggregate(asked=Sum("asked"), submitted=Count("pk"))
    groups = grouping.groups_of(grouping.living_runs().filter(case__round=found, case__receipt_number__isnull=False))
    words = dict(cases.Outcome.choices)
    return Dashboard(
        funnel=pictures.funnel(found),
        outcomes=tuple((str(words[name]), counts[name]) for name in words if counts.get(name) and name not in {"draft", "running"}),
        turns=_turns(groups, found),
        money=pictures.money(found),
        days=pictures.days(found, handed_in),
        districts=pictures.districts(handed_in),
        asked=totals["asked"] or 0,
        submitted=totals["submitted"],
        drafts=counts.get("draft", 0),
        duties=waiting.by_urgency(grouping.duties_of(group for group in groups if group.turn == "center"), at),
        gatherings=gatherings.about("round", found.pk),
        rows=_rows(list(handed_in.select_related("party", "district").order_by("-submitted_at", "-id")[:SHOWN_ROWS])),
    )


def _turns(groups: list[grouping.Group], found: programs.Round) -> tuple[pictures.MoneyPart, ...]:
    """Whose turn the round's living applications are."""
    turns: Counter[str] = Counter()
    for group in groups:
        turns[group.turn] += group.count
    runner = "센터" if found.operator_id is None else "수행기관"
    sides = ((runner, "center", "call"), ("신청 조직", "applicant", "report"), ("기다리는 곳 없음", "", "quiet"))
    return tuple(pictures.MoneyPart(label, turns[side], f"{turns[side]}건", tone) for label, side, tone in sides if turns[side])


def _rows(shown: list[cases.Case]) -> tuple[Row, ...]:
    """The few that are shown, each with the stage in which it stands."""
    runs = grouping.living_runs().filter(case__in=[case.pk for case in shown]).order_by("order", "id")
    here = {run.case_id: run for run in reversed(runs)}
    return tuple(Row(case, *cases.word_of(case, here.get(case.pk))) for case in shown)
