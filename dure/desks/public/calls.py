"""Rounds that take applications or will: one small query for the home page and the calls page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from dure.apps.programs import facade as programs
from dure.kernel.clock import SEOUL, seoul_date
from dure.kernel.period import start_of

_COLUMNS = (
    "pk", "title", "opens_at", "closes_at", "sample",
    "program__slug", "program__title", "program__field", "program__target", "program__scale", "program__per_firm", "program__edition__year",
)  # fmt: skip
WEEKDAYS = "월화수목금토일"


@dataclass(frozen=True, slots=True)
class Call:
    """A published round as a card."""

    id: int
    title: str
    opens_at: datetime
    closes_at: datetime
    sample: bool
    slug: str
    program: str
    field: str
    target: str
    scale: str
    per_firm: str
    year: int

    @property
    def href(self) -> str:
        return reverse("public:program", args=[self.year, self.slug])

    @property
    def money(self) -> str:
        """How much, for one applicant where that is known."""
        return self.per_firm or self.scale


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that falls on a day of this week."""

    text: str
    verb: str
    href: str
    tone: str
    hour: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of this week with what falls on it."""

    day: date
    weekday: str
    is_today: bool
    occasions: tuple[Occasion, ...]


def living_calls(at: datetime) -> list[Call]:
    """Open and coming rounds of published programs, the earliest deadline first. One query."""
    living = programs.Round.objects.filter(state=programs.RoundState.OPEN, closes_at__gt=at, program__published_at__isnull=False)
    return [Call(*row) for row in living.order_by("closes_at", "pk").values_list(*_COLUMNS)]


def steps_of_week(monday: date) -> QuerySet[programs.RoundStage]:
    """Stages of published rounds that begin or end in the week; intakes are told by their rounds."""
    sunday = monday + timedelta(days=6)
    lived = programs.RoundStage.objects.filter(round__published_at__isnull=False, planned_from__range=(monday, sunday))
    return (
        lived.exclude(stage__kind=programs.StageKind.INTAKE)
        .exclude(round__state=programs.RoundState.CANCELLED)
        .order_by("planned_from", "pk")
    )


def week(calls: list[Call], at: datetime) -> tuple[Day, ...]:
    """Monday to Sunday: intakes that begin or close, and stages that begin. One query."""
    today = seoul_date(at)
    monday = today - timedelta(days=today.weekday())
    found: dict[date, list[Occasion]] = {monday + timedelta(days=place): [] for place in range(7)}
    for call in calls:
        closing = call.closes_at.astimezone(SEOUL)
        last_day = seoul_date(call.closes_at - timedelta(milliseconds=1))
        hour = "24:00" if closing == start_of(closing.date()) else f"{closing:%H:%M}"
        _put(found, last_day, Occasion(call.program, "마감", call.href, "close", hour))
        _put(found, seoul_date(call.opens_at), Occasion(call.program, "접수 시작", call.href, "call"))
    columns = (
        "planned_from",
        "stage__label",
        "stage__kind",
        "round__program__title",
        "round__program__slug",
        "round__program__edition__year",
    )
    for day, label, kind, title, slug, year in steps_of_week(monday).values_list(*columns)[:60]:
        _put(found, day, Occasion(title, label, reverse("public:program", args=[year, slug]), programs.STAGE_TONES.get(kind, "work")))
    return tuple(Day(day, WEEKDAYS[day.weekday()], day == today, tuple(dict.fromkeys(occasions))) for day, occasions in found.items())


def _put(found: dict[date, list[Occasion]], day: date, occasion: Occasion) -> None:
    if day in found:
        found[day].append(occasion)
