"""The shapes of a round's dashboard: a funnel to scale, the days of the intake, the districts, the money."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.clock import SEOUL, seoul_date

MOST_DAYS = 62
"""An intake longer than this shows its last days only."""


@dataclass(frozen=True, slots=True)
class Level:
    """A stage of the funnel: how many came this far, how many stay; `top` and `next_top` are measured from above, in hundredths."""

    label: str
    tone: str
    here: int
    reached: int
    share: int
    top: int
    next_top: int


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """One piece of the money picture, in won."""

    label: str
    amount: int
    shown: str
    tone: str


@dataclass(frozen=True, slots=True)
class DayBar:
    """The applications handed in on one day; x and the height in the picture's own units."""

    x: int
    height: int
    top: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Days:
    """The intake day by day."""

    bars: tuple[DayBar, ...]
    width: int
    first: date
    last: date
    words: str


def funnel(found: programs.Round) -> tuple[Level, ...]:
    """Every stage of the round's cases, in order. One query."""
    rows = cases.StageRun.objects.filter(case__round=found, case__receipt_number__isnull=False).order_by().values("order", "label", "kind")
    begun = Q(begun_at__isnull=False)
    counted = rows.annotate(
        came=Count("pk", filter=begun | Q(closed_at__isnull=False)),
        stay=Count("pk", filter=begun & Q(closed_at=None) & ~Q(case__outcome__in=cases.CLOSED_OUTCOMES)),
    )
    here: Counter[tuple[int, str]] = Counter()
    tones: dict[tuple[int, str], str] = {}
    reached: Counter[tuple[int, str]] = Counter()
    for row in counted.order_by("order", "label", "kind"):
        place = (row["order"], row["label"])
        tones.setdefault(place, programs.STAGE_TONES.get(row["kind"], "work"))
        reached[place] += row["came"]
        here[place] += row["stay"]
    most = max(reached.values(), default=0) or 1
    shares = [count * 100 // most for count in reached.values()]
    tops = [100 - share for share in shares]
    return tuple(
        Level(place[1], tones[place], here[place], reached[place], share, top, following)
        for place, share, top, following in zip(tones, shares, tops, [*tops, 100][1:], strict=True)
    )


def money(found: programs.Round) -> tuple[MoneyPart, ...]:
    """Of the round's budget: what was spent and accepted, paid, promised, and what is left."""
    totals = grants.totals_of_round(found.pk)
    parts = (
        ("집행 인정", totals.spent, "work"),
        ("지급, 집행 전", totals.paid - totals.spent, "call"),
        ("협약, 지급 전", totals.committed - totals.paid, "pledge"),
        ("남은 예산", (found.budget or 0) - totals.committed, "quiet"),
    )
    return tuple(MoneyPart(label, amount, f"{amount:,}원", tone) for label, amount, tone in parts if amount > 0)


def days(found: programs.Round, handed_in: QuerySet[cases.Case]) -> Days | None:
    """Columns from the first to the last day of the intake; nothing before anything came in. One query."""
    by_day = handed_in.order_by().annotate(day=TruncDate("submitted_at", tzinfo=SEOUL)).values_list("day").annotate(Count("pk"))
    counts: Counter[date] = Counter({day: count for day, count in by_day if day})
    if not counts or found.opens_at is None or found.closes_at is None:
        return None
    last = max(seoul_date(found.closes_at), *counts)
    first = max(min(seoul_date(found.opens_at), *counts), last - timedelta(days=MOST_DAYS - 1))
    line = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    most = max(counts.values())
    bars = tuple(
        DayBar(number * 10, height, 60 - height, (last - day).days < 3)
        for number, day in enumerate(line)
        for height in [max(1, counts[day] * 56 // most)]
    )
    late = sum(counts[day] for day in line[-3:])
    words = f"마지막 사흘에 {sum(counts.values())}건 중 {late}건"
    return Days(bars, len(line) * 10, first, last, words)


def districts(handed_in: QuerySet[cases.Case]) -> list[dict[str, object]]:
    """How many applications came from each district, for the tile map. One query."""
    rows = handed_in.filter(district__isnull=False).order_by().values_list("district__name").annotate(Count("pk"))
    return [{"name": name, "value": count} for name, count in sorted(rows)]
