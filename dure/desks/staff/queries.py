"""The staff's to-do list and the dashboard of a round."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.desks import waiting
from dure.platform.actor import Actor, Role

_BY_THE_ROUND = frozenset({"review", "selection"})
_OFFICER_KINDS = frozenset({"precheck", "screening", "review", "selection", "agreement", "report", "site_check", "settlement", "showcase"})


def duties_of(actor: Actor, at: datetime) -> dict[str, list[waiting.Duty]]:
    """What waits for this seat, by urgency: runs that are the center's turn, payments that this seat may take on."""
    return waiting.by_urgency([*_run_duties(actor), *_payment_duties(actor), *_grant_duties(actor)], at)


def _run_duties(actor: Actor) -> list[waiting.Duty]:
    """Runs at the center's turn. What a round has several of at the same stage is one duty with its number."""
    if not actor.has_in_center(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR):
        return []
    runs = waiting.open_runs(cases.cases_of(actor).order_by().values("pk"))
    return _folded([run for run in runs if waiting.turn_of(run) == "center" and run.kind in _OFFICER_KINDS and _concerns(actor, run)])


def _concerns(actor: Actor, run: cases.StageRun) -> bool:
    """The center's signature waits for an approver; everything else for the officers."""
    signature = run.kind == "agreement" and run.state == "signed_by_grantee"
    return actor.has_in_center(Role.APPROVER) if signature else actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR)


def _folded(runs: list[cases.StageRun]) -> list[waiting.Duty]:
    """Runs of the same round, stage and state as one line; a single run names its party."""
    agreements = waiting.agreements_by_case(run.case_id for run in runs)
    together: dict[tuple[int, str, str], list[cases.StageRun]] = defaultdict(list)
    for run in runs:
        state = "" if run.kind in _BY_THE_ROUND else run.state
        together[run.case.round_id, run.stage_key, state].append(run)
    return [_duty(group[0], agreements) if _stands_alone(group) else _of_round(group) for group in together.values()]


def _stands_alone(group: list[cases.StageRun]) -> bool:
    return len(group) == 1 and group[0].kind not in _BY_THE_ROUND


def _duty(run: cases.StageRun, agreements: dict[int, int]) -> waiting.Duty:
    return waiting.Duty(
        title=f"{run.label}: {waiting.word_of(run)}",
        subject=f"{run.case.receipt or '접수 전'} · {run.case.party.name} · {run.case.round.program.title}",
        href=waiting.place_for_staff(run, agreements),
        verb="열기",
        due_at=run.due_at,
    )


def _of_round(runs: list[cases.StageRun]) -> waiting.Duty:
    first = runs[0]
    by_the_round = first.kind in _BY_THE_ROUND
    due = min((run.due_at for run in runs if run.due_at), default=first.case.round.announce_at if first.kind == "selection" else None)
    return waiting.Duty(
        title=f"{first.label} {len(runs)}건" if by_the_round else f"{first.label}: {waiting.word_of(first)} {len(runs)}건",
        subject=first.case.round.title,
        href=waiting.place_for_staff(first, {}) if by_the_round else waiting.list_for_staff(first),
        verb="열기" if by_the_round else "목록 보기",
        due_at=due,
        count=len(runs),
    )


_ORDER_WORDS = {"asked": "지급 준비", "prepared": "지급 결재", "approved": "지급 확인"}


def _payment_duties(actor: Actor) -> list[waiting.Duty]:
    return [
        waiting.Duty(
            title=f"{_ORDER_WORDS.get(order.state, order.get_state_display())}: {order.amount:,}원",
            subject=f"{order.party.name} · {order.title}",
            href=reverse("money:payment", args=[order.pk]),
            verb="열기",
        )
        for order in money.orders_waiting_for(actor)
    ]


def _grant_duties(actor: Actor) -> list[waiting.Duty]:
    """Expenses to judge and money that has not come back."""
    things = grants.waiting_for(actor)
    return [
        waiting.Duty(thing.title, thing.subject, reverse("grants:desk-grant", args=[thing.agreement_id]), "열기", count=thing.count)
        for thing in things
    ]


def rounds_of(actor: Actor) -> QuerySet[programs.Round]:
    """Every round with the number of its applications, newest first; for staff and auditors."""
    rows = programs.Round.objects.select_related("program__edition", "seat").order_by("-opened_at", "-id")
    return rows if actor.is_center or actor.has(Role.AUDITOR) else rows.none()


@dataclass(frozen=True, slots=True)
class StagePart:
    """How many of the round's cases stand at a stage, and what has passed it."""

    label: str
    tone: str
    here: int
    done: int
    share: int


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """One piece of the money picture, in won."""

    label: str
    amount: int
    shown: str
    tone: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Where a round stands, whose turn it is, where the money is."""

    stages: tuple[StagePart, ...]
    outcomes: tuple[tuple[str, int], ...]
    turns: tuple[tuple[str, int], ...]
    money: tuple[MoneyPart, ...]
    asked: int
    submitted: int
    drafts: int
    duties: tuple[waiting.Duty, ...]


def dashboard(found: programs.Round, actor: Actor) -> Dashboard:
    """Counts by stage, turn and outcome, and the money; the number of queries does not grow with the cases."""
    of_round = cases.Case.objects.filter(round=found)
    counts = dict(of_round.order_by().values_list("outcome").annotate(Count("pk")))
    runs = waiting.open_runs(of_round.order_by().values("pk"))
    turns = Counter("센터" if waiting.turn_of(run) == "center" else "신청 조직" for run in runs if run.case.receipt_number)
    submitted = of_round.filter(receipt_number__isnull=False)
    words = dict(cases.Outcome.choices)
    return Dashboard(
        stages=_stages(found),
        outcomes=tuple((str(words[name]), counts[name]) for name in words if counts.get(name)),
        turns=tuple(sorted(turns.items())),
        money=_money(found),
        asked=submitted.aggregate(sum=Sum("asked"))["sum"] or 0,
        submitted=submitted.count(),
        drafts=counts.get("draft", 0),
        duties=tuple(duty for group in _grouped_for(found, actor) for duty in group),
    )


def _grouped_for(found: programs.Round, actor: Actor) -> list[list[waiting.Duty]]:
    runs = [
        run for run in waiting.open_runs(cases.Case.objects.filter(round=found).order_by().values("pk")) if waiting.turn_of(run) == "center"
    ]
    agreements = waiting.agreements_by_case(run.case_id for run in runs)
    single = [_duty(run, agreements) for run in runs if run.kind not in _BY_THE_ROUND]
    together = defaultdict(list)
    for run in runs:
        if run.kind in _BY_THE_ROUND:
            together[run.kind].append(run)
    return [[_of_round(group) for group in together.values()], single[:20]]


def _stages(found: programs.Round) -> tuple[StagePart, ...]:
    rows = cases.StageRun.objects.filter(case__round=found, case__receipt_number__isnull=False).order_by("order", "id")
    here: Counter[tuple[int, str]] = Counter()
    done: Counter[tuple[int, str]] = Counter()
    tones: dict[tuple[int, str], str] = {}
    for order, label, kind, begun_at, closed_at in rows.values_list("order", "label", "kind", "begun_at", "closed_at"):
        tones.setdefault((order, label), programs.STAGE_TONES.get(kind, "work"))
        done[order, label] += closed_at is not None
        here[order, label] += begun_at is not None and closed_at is None
    most = max((here[place] + done[place] for place in tones), default=0) or 1
    return tuple(
        StagePart(place[1], tone, here[place], done[place], (here[place] + done[place]) * 100 // most) for place, tone in tones.items()
    )


def _money(found: programs.Round) -> tuple[MoneyPart, ...]:
    totals = grants.totals_of_round(found.pk)
    parts = (
        ("협약", totals.committed - totals.paid, "pledge"),
        ("지급", totals.paid - totals.spent, "call"),
        ("집행 인정", totals.spent, "work"),
    )
    return tuple(MoneyPart(label, amount, f"{amount:,}원", tone) for label, amount, tone in parts if amount > 0)
