"""Programs that a coming year may be expected to have: those of the newest year that are not planned in it yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from dure.apps.programs.forecasting import Forecast, Held, Member, by_act, families, forecast
from dure.apps.programs.models import Program, RoundStage, Stage
from dure.apps.programs.words import Listing, RoundState
from dure.kernel.clock import seoul_date
from dure.kernel.period import Precision

FURTHEST = 2
"""Years ahead of the newest one, or of this one, for which one may ask."""
_COLUMNS = (
    "key", "kind", "label", "cell", "order", "window_from", "window_to", "precision", "text", "track", "part", "tier", "stated_by",
    "which", "turn", "round_number",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """A program that may come again: the newest of its family, and its acts with what is expected of each."""

    program: Program
    acts: tuple[tuple[dict[str, Any], Forecast | None], ...]

    @property
    def has_days(self) -> bool:
        return any(said is not None for _, said in self.acts)


def is_coming(year: int, at: datetime, newest: int | None) -> bool:
    """May one ask what to expect of that year: it is not over, has not begun, or nobody has opened it; and is not far away."""
    today = seoul_date(at).year
    last = max(newest or today, today)
    return (year > today or (newest is not None and year > newest)) and year <= last + FURTHEST


def expected_in(year: int, *, only: Program | None = None) -> list[Expected]:
    """What may be expected of a year, in the order of the newest document: three queries however many programs.

    A family that the newest past year has, and that has nothing published in `year`.
    """
    rows = Program.objects.filter(edition__year__lte=year, published_at__isnull=False, version__isnull=False).select_related("edition")
    rows = rows.annotate(followed=F("version__document__follows"), copied=F("copied_from__program_id"))
    programs = {program.pk: program for program in rows.order_by("edition__year", "order", "id")}
    pasts = [program for program in programs.values() if program.edition.year < year]
    if not pasts:
        return []
    newest = max(program.edition.year for program in pasts)
    kin = [
        family
        for family in families(Member(p.pk, p.edition.year, p.slug, p.copied, p.followed or "") for p in programs.values())
        if family[-1].year == newest and (only is None or only.pk in {member.id for member in family})
    ]
    held = _held([member.id for family in kin for member in family])
    found = [_expected(programs[family[-1].id], family, held, year) for family in kin]
    return sorted(found, key=lambda one: (one.program.order, one.program.pk))


def _expected(program: Program, family: list[Member], held: dict[int, list[dict[str, Any]]], year: int) -> Expected:
    acts = by_act(_act(stage, member.year) for member in family for stage in held.get(member.id, ()))
    seen: dict[Any, int] = {}
    told = []
    for stage in held.get(program.pk, ()):
        act = _act(stage, family[-1].year)
        number = seen[act.act] = seen.get(act.act, 0) + 1
        told.append((stage, forecast(acts[(act.act, number)], year)))
    return Expected(program, tuple(told))


def _act(stage: dict[str, Any], year: int) -> Held:
    same = (stage["kind"], stage["which"], stage["turn"])
    return Held(year, same, stage["window_from"], stage["window_to"], Precision(stage["precision"]))


def _held(program_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """Shown stages by program, with the days that rounds gave them where there was a round."""
    lived: dict[tuple[int, str], tuple[date, date]] = {}
    steps = RoundStage.objects.filter(round__program__in=program_ids, round__published_at__isnull=False).exclude(shown_key="")
    for step in (
        steps.exclude(round__state=RoundState.CANCELLED)
        .order_by("round_id", "id")
        .values("round__program_id", "shown_key", "planned_from", "planned_to", "actual_from", "actual_to")
    ):
        first, last = step["actual_from"] or step["planned_from"], step["actual_to"] or step["planned_to"]
        if first is not None:
            lived.setdefault((step["round__program_id"], step["shown_key"]), (first, last or first))
    found: dict[int, list[dict[str, Any]]] = {}
    newest = Stage.objects.filter(listing=Listing.SHOWN, version__program__in=program_ids, version__program__version=F("version"))
    for stage in newest.order_by("version__program_id", "order").values("version__program_id", *_COLUMNS):
        program_id = stage.pop("version__program_id")
        if (days := lived.get((program_id, stage["key"]))) is not None:
            stage |= {"window_from": days[0], "window_to": max(days[0], days[1]), "precision": Precision.DAY.value}
        found.setdefault(program_id, []).append(stage)
    return found


def as_entry(stage: dict[str, Any], told: Forecast | None) -> dict[str, Any]:
    """The stage as the coming year's timetable draws it: whole months, and none of the past year's words about days."""
    cell = "" if any(letter.isdigit() for letter in stage["cell"]) else stage["cell"]
    bare = {**stage, "cell": cell, "text": "", "stated_by": "dure"}
    if told is not None:
        return {**bare, "window_from": told.first, "window_to": told.last, "precision": Precision.MONTH.value}
    lasting = stage["precision"] in {Precision.ROLLING, Precision.UNTIL_SPENT}
    return {**bare, "window_from": None, "window_to": None, "precision": stage["precision"] if lasting else Precision.ORDER_ONLY.value}
