"""Plan against life: where a round's days are not the definition's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dure.apps.programs.models import Program, RoundStage
from dure.apps.programs.words import RoundState
from dure.kernel.korean import table_day


@dataclass(frozen=True, slots=True)
class Drift:
    """A stage whose days in a round differ from the definition's. `days` is how much later it began, if both are known."""

    round_title: str
    key: str
    shown_key: str
    label: str
    planned: tuple[date | None, date | None]
    lived: tuple[date | None, date | None]

    @property
    def days(self) -> int | None:
        before, after = self.planned[0], self.lived[0]
        return (after - before).days if before and after else None

    @property
    def planned_words(self) -> str:
        return _words(self.planned)

    @property
    def lived_words(self) -> str:
        return _words(self.lived)

    @property
    def words(self) -> str:
        """계획 2027.3.1. ~ 3.15. → 실제 … (3일 늦음)."""
        late = self.days
        how = "" if not late else f" ({late}일 늦음)" if late > 0 else f" ({-late}일 이름)"
        return f"계획 {self.planned_words} → 실제 {self.lived_words}{how}"


def drift_of_program(program: Program) -> list[Drift]:
    """Stages of its rounds that were moved, began or ended otherwise than the definition says, round by round."""
    return _drifts(RoundStage.objects.filter(round__program=program))


def days_lived(program_id: int) -> dict[str, str]:
    """By place on the timetable: the definition's days and those of the newest published round, in words, where they differ."""
    steps = RoundStage.objects.filter(round__program=program_id, round__published_at__isnull=False).exclude(
        round__state=RoundState.CANCELLED
    )
    return {drift.shown_key: drift.words for drift in _drifts(steps) if drift.shown_key}


def _drifts(steps: QuerySet[RoundStage]) -> list[Drift]:
    rows = steps.select_related("stage", "round").order_by("round__number", "stage__order", "id")
    found = []
    for step in rows:
        planned = (step.stage.window_from, step.stage.window_to)
        lived = (step.actual_from or step.planned_from, step.actual_to or step.planned_to)
        if any(planned) and any(lived) and planned != lived:
            found.append(Drift(step.round.title, step.key, step.shown_key, step.stage.label, planned, lived))
    return found


def _words(days: tuple[date | None, date | None]) -> str:
    first, last = (table_day(day) if day else "" for day in days)
    return first if first == last or not last else f"{first} ~ {last}".strip()
