"""The staff's to-do list and the dashboard of a round."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.desks import waiting
from dure.desks.staff import pictures
from dure.kernel.clock import seoul_date
from dure.platform.actor import Actor, Role

_BY_THE_ROUND = frozenset({"review", "selection"})
SHOWN_ROWS = 8
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
    rows: tuple[Row, ...]


def dashboard(found: programs.Round, actor: Actor, at: datetime) -> Dashboard:
    """Counts by stage, turn and outcome, and the money; the number of queries does not grow with the cases."""
    of_round = cases.Case.objects.filter(round=found)
    counts = dict(of_round.order_by().values_list("outcome").annotate(Count("pk")))
    runs = waiting.open_runs(of_round.order_by().values("pk"))
    handed_in = list(cases.cases_of_round(actor, found.pk).select_related("party", "district").order_by("-submitted_at"))
    words = dict(cases.Outcome.choices)
    return Dashboard(
        funnel=pictures.funnel(found),
        outcomes=tuple((str(words[name]), counts[name]) for name in words if counts.get(name) and name not in {"draft", "running"}),
        turns=_turns(runs),
        money=pictures.money(found),
        days=pictures.days(found, [seoul_date(case.submitted_at) for case in handed_in if case.submitted_at]),
        districts=pictures.districts(handed_in),
        asked=sum(case.asked or 0 for case in handed_in),
        submitted=len(handed_in),
        drafts=counts.get("draft", 0),
        duties=waiting.by_urgency(_folded([run for run in runs if waiting.turn_of(run) == "center"]), at),
        rows=_rows(handed_in[:SHOWN_ROWS], runs),
    )


def _turns(runs: list[cases.StageRun]) -> tuple[pictures.MoneyPart, ...]:
    """Whose turn the round's living applications are."""
    turns = Counter(waiting.turn_of(run) for run in runs if run.case.receipt_number)
    sides = (("센터", "center", "call"), ("신청 조직", "applicant", "report"), ("기다리는 곳 없음", "", "quiet"))
    return tuple(pictures.MoneyPart(label, turns[side], f"{turns[side]}건", tone) for label, side, tone in sides if turns[side])


def _rows(handed_in: list[cases.Case], runs: list[cases.StageRun]) -> tuple[Row, ...]:
    here = {run.case_id: run for run in reversed(runs)}
    return tuple(Row(case, *cases.word_of(case, here.get(case.pk))) for case in handed_in)
