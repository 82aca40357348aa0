"""What a tier does with a file beside judging it: gives it back, plans a visit, writes a precheck down."""

from datetime import datetime

from dure.apps.cases import actions
from dure.apps.cases.models import Case
from dure.apps.cases.queries.asking import Asked, questions_of, typed_data
from dure.apps.cases.rules.answers import read_section
from dure.apps.programs import facade as programs
from dure.kernel.clock import SEOUL
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


def moment(request: ActorRequest, name: str, words: str) -> datetime:
    """A day and a time; a day alone ends at 18:00 as intakes do."""
    day, clock = request.POST.get(f"{name}_day", ""), request.POST.get(f"{name}_time", "") or "18:00"
    try:
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SEOUL)
    except ValueError as wrong:
        raise Refused(f"{words}의 날짜와 시각을 적어 주세요.") from wrong


def number(request: ActorRequest, name: str) -> int:
    """A row's number as a form sends it; zero is nobody's."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0


def send_back(request: ActorRequest, found: Case) -> None:
    """To the earlier tier that was chosen; a day to answer by may be left out."""
    due = moment(request, "back", "답할 기한") if request.POST.get("back_day") else None
    actions.send_back(
        case_id=found.pk,
        to_run_id=number(request, "to_run"),
        reason=request.POST.get("back_reason", ""),
        due_at=due,
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def plan_visit(request: ActorRequest, found: Case) -> None:
    """When, where and who."""
    actions.plan_visit(
        case_id=found.pk,
        planned_for=moment(request, "visit", "찾아갈 때"),
        place=request.POST.get("place", ""),
        visitors=request.POST.get("visitors", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def asked_of(section: programs.Section, request: ActorRequest) -> list[Asked]:
    """A section of the precheck's form with what was typed into it."""
    typed = dict(request.POST.lists())
    return questions_of(section, typed_data(section, typed), read_section(section, typed).errors if typed else {})


def record_precheck(request: ActorRequest, found: Case) -> None:
    """The definition's own questions, findings, what is recommended, advice."""
    actions.record_precheck(
        case_id=found.pk,
        findings=request.POST.get("findings", ""),
        recommendation=request.POST.get("recommendation", ""),
        advice=request.POST.get("advice", ""),
        typed=dict(request.POST.lists()),
        by=request.actor,
        at=request.at,
        key=request.key,
    )
