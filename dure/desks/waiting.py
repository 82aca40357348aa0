"""What waits for whom. Whose turn it is stands in the frozen tables of the stage kinds; nobody keeps a to-do list by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.kernel.clock import seoul_date

APPLICANT_SIDE = frozenset({"applicant", "grantee"})
UNDATED = "때가 정해지지 않은 일"
URGENCIES = ("지남", "오늘", "이번 주", UNDATED, "나중")
_APPLICANT_VERBS = {
    "intake": "신청서 이어 쓰기",
    "screening": "보완하러 가기",
    "agreement": "협약서 읽고 서명하기",
    "disbursement": "사업비 신청하기",
    "report": "보고서 쓰기",
    "settlement": "정산하러 가기",
    "showcase": "성과 나누기",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One waiting thing: what is to be done, on what, by when, and where."""

    title: str
    subject: str
    href: str
    verb: str
    due_at: datetime | None = None
    note: str = ""
    count: int = 1

    def urgency(self, at: datetime) -> str:
        """Past, today, within seven days, later, or undated."""
        if self.due_at is None:
            return UNDATED
        if self.due_at <= at:
            return "지남"
        days = (seoul_date(self.due_at) - seoul_date(at)).days
        return "오늘" if days == 0 else "이번 주" if days < 7 else "나중"


def by_urgency(duties: Iterable[Duty], at: datetime) -> dict[str, list[Duty]]:
    """The duties in the order in which they press; empty groups are left out."""
    groups: dict[str, list[Duty]] = {name: [] for name in URGENCIES}
    for duty in duties:
        groups[duty.urgency(at)].append(duty)
    return {name: found for name, found in groups.items() if found}


def applicant_verb(run: cases.StageRun) -> str:
    """What the applicant's button says."""
    return _APPLICANT_VERBS.get(run.kind, "이어서 하기")


def turn_of(run: cases.StageRun) -> str:
    """center, applicant, or nothing when the table has no step from here or only the house moves."""
    return turn_at(run.kind, run.state)


def turn_at(kind: str, state: str) -> str:
    """Whose turn a stage of that kind is in that state."""
    sides = {step.who for step in cases.flow_of(kind).open_steps(state)}
    if (kind, state) in {("agreement", "offered"), ("showcase", "open"), ("screening", "returned")}:
        return "applicant"
    if (kind, state) == ("selection", "reserve"):
        return ""
    if "center" in sides:
        return "center"
    return "applicant" if sides & APPLICANT_SIDE else ""


def word_of(run: cases.StageRun) -> str:
    """The run's state in the reader's word."""
    return cases.flow_of(run.kind).word(run.state)


def open_runs(case_ids: QuerySet[cases.Case] | Iterable[int]) -> list[cases.StageRun]:
    """Runs that have begun and are not closed, of cases that live, oldest first."""
    runs = cases.StageRun.objects.filter(case_id__in=case_ids, closed_at=None, begun_at__isnull=False)
    runs = runs.exclude(case__outcome__in=cases.CLOSED_OUTCOMES)
    return list(runs.select_related("case__party", "case__round__program__edition").order_by("due_at", "begun_at", "id"))


def place_for_applicant(run: cases.StageRun, agreements: dict[int, int]) -> str:
    """Where the applicant does what is to be done."""
    agreement = agreements.get(run.case_id)
    if agreement is None:
        return reverse("cases:tasks", args=[run.case_id])
    if run.kind == "agreement":
        return reverse("grants:agreement", args=[agreement])
    return reverse("grants:grant", args=[agreement])


def place_for_staff(run: cases.StageRun, agreements: dict[int, int]) -> str:
    """Where the center does what is to be done."""
    if run.kind == "review":
        return reverse("review:panel", args=[run.case.round_id])
    if run.kind == "selection":
        return reverse("review:ranking", args=[run.case.round_id])
    agreement = agreements.get(run.case_id)
    if run.kind == "agreement":
        return reverse("grants:desk-agreement", args=[agreement]) if agreement else reverse("grants:desk-draft", args=[run.case_id])
    return reverse("grants:desk-grant", args=[agreement]) if agreement else reverse("cases:desk", args=[run.case_id])


def list_for_staff(run: cases.StageRun) -> str:
    """Where the center sees every case of the round that stands at the same stage."""
    if run.kind in {"precheck", "screening"}:
        return f"{reverse('cases:round_desk', args=[run.case.round_id])}?state={run.state if run.kind == 'screening' else ''}"
    return reverse("grants:desk-round", args=[run.case.round_id])


def agreements_by_case(case_ids: Iterable[int]) -> dict[int, int]:
    """The live agreement of each case, by case. One query."""
    rows = grants.Agreement.objects.exclude(state="cancelled").filter(case_id__in=list(case_ids)).order_by("id")
    return dict(rows.values_list("case_id", "pk"))
