"""What the desk's pages show: who sits in a panel and how far they are (never a point), and after the opening the ranking."""

from dataclasses import dataclass
from itertools import pairwise

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.apps.review import rules
from dure.apps.review.models import Conflict, Decision, Panel, PanelSeat
from dure.apps.review.queries import panels, tally
from dure.apps.review.words import DecisionOutcome, PanelState, SeatState

_ORDER = (PanelState.PLANNED, PanelState.OPEN, PanelState.CLOSED, PanelState.OPENED, PanelState.DECIDED, PanelState.ANNOUNCED)
OUTCOME_TONES = {"selected": "pledge", "reserve": "report", "rejected": "quiet"}


@dataclass(frozen=True, slots=True)
class StageTab:
    """A review stage of the round and its panel, if there is one."""

    stage: programs.StageTerm
    panel: Panel | None


def stage_tabs(round_id: int, *, tier: str = "") -> list[StageTab]:
    """The round's review stages in order; only those of a tier if it is named."""
    formed = {panel.stage_key: panel for panel in Panel.objects.filter(round_id=round_id).select_related("round__program").order_by("id")}
    return [StageTab(stage, formed.get(stage.key)) for stage in panels.review_stages(round_id) if tier in {"", stage.tier or "center"}]


def chosen_tab(tabs: list[StageTab], stage_key: str) -> StageTab | None:
    """The stage the address names, or the first."""
    return next((tab for tab in tabs if tab.stage.key == stage_key), tabs[0] if tabs else None)


def steps_of(panel: Panel) -> list[dict[str, str]]:
    """Where the panel stands, as the steps component draws it."""
    now = _ORDER.index(PanelState(panel.state))
    words = [str(state.label) for state in _ORDER]
    return [{"label": word, "state": "done" if place < now else "now" if place == now else "next"} for place, word in enumerate(words)]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A reviewer of the panel."""

    seat: PanelSeat
    word: str
    tone: str
    confirmed: int
    expected: int
    aside: list[Conflict]


_SEAT_TONES = {SeatState.INVITED: "call", SeatState.ACCEPTED: "done", SeatState.DECLINED: "quiet"}


def seat_rows(panel: Panel) -> list[SeatRow]:
    """Everybody invited, with the number of confirmed sheets and what they stand aside from."""
    in_panel = {case.pk for case in panels.cases_in(panel)}
    done = tally.progress_of(panel)
    aside = _conflicts(panel)
    rows = []
    for seat in panels.seats_in(panel):
        own = [conflict for conflict in aside if conflict.seat_id == seat.pk]
        free = in_panel - {conflict.case_id for conflict in own}
        confirmed = sum(seat.pk in done.get(case_id, ()) for case_id in free)
        rows.append(SeatRow(seat, str(seat.get_state_display()), _SEAT_TONES[SeatState(seat.state)], confirmed, len(free), own))
    return rows


def _conflicts(panel: Panel) -> list[Conflict]:
    rows = Conflict.objects.filter(seat__panel=panel, conflicted=True)
    return list(rows.select_related("case__party", "seat__reviewer__account").order_by("case__receipt_number", "id"))


@dataclass(frozen=True, slots=True)
class CaseRow:
    """An application and how many sheets count for it."""

    case: cases.Case
    counted: int
    quorum: int

    @property
    def is_short(self) -> bool:
        return self.counted < self.quorum


def case_rows(panel: Panel) -> list[CaseRow]:
    """The panel's applications, without points."""
    counted = tally.counted_sheets(panel)
    return [CaseRow(case, counted[case.pk], panel.quorum) for case in panels.cases_in(panel)]


@dataclass(frozen=True, slots=True)
class Dot:
    """One sheet on the line of points: its place in a picture 200 wide, and whether it lies far from the others."""

    x: int
    is_far: bool


@dataclass(frozen=True, slots=True)
class RankRow:
    """A case in the provisional order after the opening."""

    case: cases.Case
    rank: int
    mean: str
    cells: tuple[str, ...]
    dots: tuple[Dot, ...]
    dots_words: str
    outliers: int
    sheets: int
    is_short: bool
    far_apart: bool
    below: bool
    tie_word: str


def ranking_of(panel: Panel) -> list[RankRow]:
    """All cases by mean, with every sheet as a dot: to look at before places are given."""
    in_panel, points = {case.pk: case for case in panels.cases_in(panel)}, panels.points_of(panel)
    most = sum(points.values()) or 1
    bars = panels.bars_of(panel)
    placed = rules.rank(tally.tallies_of(panel), places=len(in_panel), reserves=0, bars=bars)
    ties = ["", *(rules.decided_by(one.tally, other.tally, bars) for one, other in pairwise(placed))]
    return [
        _rank_row(place, in_panel[place.tally.case_id], panel, list(points), most, tie) for place, tie in zip(placed, ties, strict=False)
    ]


def _rank_row(place: rules.Placed, case: cases.Case, panel: Panel, keys: list[str], most: int, tie: str) -> RankRow:
    line = place.tally
    totals = sorted(line.totals)
    far = set(rules.outliers(totals, points=panels.score_sheet_of(panel.round_id).outlier_points))
    said = ", ".join(
        f"{rules.shown(total)}점" + (" (다른 심사표와 크게 다름)" if place in far else "") for place, total in enumerate(totals)
    )
    words = f"심사표 {len(totals)}장: {said}"
    return RankRow(
        case=case,
        rank=place.rank,
        mean=rules.shown(line.mean),
        cells=tuple(rules.shown(line.criterion_means.get(key, 0)) for key in keys),
        dots=tuple(Dot(6 + total * 188 // (most * 100), place in far) for place, total in enumerate(totals)),
        outliers=len(far),
        dots_words=words,
        sheets=len(totals),
        is_short=len(totals) < panel.quorum,
        far_apart=line.far_apart,
        below=place.outcome == DecisionOutcome.REJECTED,
        tie_word=tie,
    )


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as the desk and the paper list it."""

    decision: Decision
    word: str
    tone: str
    mean: str


def decision_rows(panel: Panel) -> list[DecisionRow]:
    """The decisions that stand, by rank."""
    return [_decision_row(decision) for decision in tally.decisions_of(panel)]


def _decision_row(decision: Decision) -> DecisionRow:
    word = str(decision.get_outcome_display()) + (f" {decision.reserve_rank}순위" if decision.reserve_rank else "")
    return DecisionRow(decision, word, OUTCOME_TONES[decision.outcome], rules.shown(decision.mean))


def titles_of(panel: Panel) -> list[str]:
    """Column heads: criteria and bonus lines with their most points."""
    sheet = panels.score_sheet_of(panel.round_id)
    return [f"{line.title} ({line.points})" for line in (*sheet.criteria, *sheet.bonus)]
