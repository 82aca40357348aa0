"""Progress without points, the opened tally, decisions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, QuerySet

from dure.apps.review import rules
from dure.apps.review.models import Conflict, Decision, Panel, Sheet
from dure.apps.review.queries.panels import cases_in, needed_of, points_of
from dure.apps.review.rules import Tally
from dure.apps.review.words import DecisionOutcome, SheetState


def progress_of(panel: Panel) -> dict[int, set[int]]:
    """For each case, the seats whose sheets are confirmed."""
    done: dict[int, set[int]] = defaultdict(set)
    for row in Sheet.objects.progress(panel):
        if row["state"] == SheetState.CONFIRMED:
            done[row["case_id"]].add(row["seat_id"])
    return done


def struck_pairs(panel: Panel) -> set[tuple[int, int]]:
    """(seat, case) pairs that do not count."""
    return set(Conflict.objects.filter(seat__panel=panel, conflicted=True).values_list("seat_id", "case_id"))


def counted_sheets(panel: Panel) -> dict[int, int]:
    """How many confirmed sheets count for each case of the panel; without a single point."""
    done, struck = progress_of(panel), struck_pairs(panel)
    return {case.pk: sum((seat_id, case.pk) not in struck for seat_id in done.get(case.pk, ())) for case in cases_in(panel)}


def sheets_by_case(panel: Panel) -> dict[int, list[Sheet]]:
    """The opened sheets that count, by case: confirmed ones of seats that did not stand aside."""
    struck = struck_pairs(panel)
    sheets: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in Sheet.objects.opened(panel).filter(state=SheetState.CONFIRMED):
        if (sheet.seat_id, sheet.case_id) not in struck:
            sheets[sheet.case_id].append(sheet)
    return sheets


def tallies_of(panel: Panel) -> list[Tally]:
    """The opened tally of every case in the panel."""
    points, needed, sheets = points_of(panel), needed_of(panel), sheets_by_case(panel)
    heaviest = max(needed, key=lambda key: points[key])
    tallies = []
    for case in cases_in(panel):
        own = sheets[case.pk]
        totals = tuple(sheet.total for sheet in own)
        means = _criterion_means(own, points)
        mean = rules.mean_of(totals, trimmed=panel.trimmed)
        tallies.append(Tally(case.pk, case.receipt_number or 0, mean, means.get(heaviest, 0), case.asked, means, totals))
    return tallies


def _criterion_means(sheets: list[Sheet], points: Mapping[str, int]) -> dict[str, int]:
    if not sheets:
        return {}
    return {
        key: rules.mean_of([rules.total_of({key: sheet.levels.get(key, 0)}, points) for sheet in sheets], trimmed=False) for key in points
    }


def decisions_of(panel: Panel) -> QuerySet[Decision]:
    """The panel's decisions that stand, in order of rank."""
    return _standing().filter(panel=panel).select_related("case__party", "panel").order_by("rank", "id")


def first_reserve(panel: Panel) -> Decision | None:
    """The reserve whose turn is next; one that withdrew is passed over."""
    waiting = decisions_of(panel).filter(outcome=DecisionOutcome.RESERVE, case__outcome="reserve")
    return waiting.order_by("reserve_rank", "id").first()


def last_reserve_rank(panel: Panel) -> int:
    """The last place of the reserve list as it was told."""
    return max((row.reserve_rank or 0 for row in decisions_of(panel)), default=0)


def given_up(panel: Panel) -> int:
    """How many of the selected went away since."""
    return decisions_of(panel).filter(outcome=DecisionOutcome.SELECTED, case__outcome="withdrawn").count()


def promised(panel: Panel) -> int:
    """Won promised to the selected that go on; who withdrew no longer binds the budget."""
    going_on = decisions_of(panel).filter(outcome=DecisionOutcome.SELECTED, case__outcome__in=["running", "ended"])
    return sum(going_on.values_list("awarded", flat=True))


def announced_decision(case_id: int) -> Decision | None:
    """The case's newest decision that has been announced; before that there is none to see."""
    told = Decision.objects.filter(case_id=case_id, announced_at__isnull=False)
    return told.select_related("panel__round__program").order_by("-id").first()


def announced_results(round_ids: Iterable[int]) -> QuerySet[Decision]:
    """Selected and reserve cases of rounds, as the public result lists them."""
    told = _standing().filter(panel__round_id__in=list(round_ids), announced_at__isnull=False, outcome__in=["selected", "reserve"])
    return told.select_related("case__party", "panel__round__program").order_by("panel__round_id", "rank", "id")


def _standing() -> QuerySet[Decision]:
    """Decisions that no later version has replaced."""
    later = Decision.objects.filter(panel_id=OuterRef("panel_id"), case_id=OuterRef("case_id"), version__gt=OuterRef("version"))
    return Decision.objects.filter(~Exists(later))
