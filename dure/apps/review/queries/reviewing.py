"""What a reviewer's pages show: rounds, the list, the scoring screen, the sign-off."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.apps.review import rules
from dure.apps.review.models import Conflict, PanelSeat, Sheet
from dure.apps.review.queries import panels
from dure.apps.review.words import LEVEL_WORDS, PanelState, SeatState, SheetState
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class RoundCard:
    """One of my rounds."""

    seat: PanelSeat
    state: str
    total: int
    done: int
    signed: bool
    is_invitation: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One application in the list."""

    case: cases.Case
    number: str
    title: str
    party: str
    partners: str
    points: str
    href: str
    declared: bool
    confirmed: bool
    begun: bool


@dataclass(frozen=True, slots=True)
class ReviewList:
    """The list, remaining first; whatever the reviewer stands aside from is neither listed nor counted."""

    undeclared: list[Row]
    remaining: list[Row]
    done: list[Row]
    aside: list[Conflict]

    @property
    def total(self) -> int:
        return len(self.undeclared) + len(self.remaining) + len(self.done)


def my_rounds(actor: Actor, at: datetime) -> list[RoundCard]:
    """Invitations to answer first, then the seats one has, newest first."""
    cards = [_card(seat, at) for seat in panels.seats_of(actor)]
    return sorted(cards, key=lambda card: not card.is_invitation)


def _card(seat: PanelSeat, at: datetime) -> RoundCard:
    if seat.state == SeatState.INVITED:
        return RoundCard(seat, str(seat.get_state_display()), 0, 0, False, seat.panel.state in {PanelState.PLANNED, PanelState.OPEN})
    shown = review_list(seat, at)
    return RoundCard(seat, str(seat.panel.get_state_display()), shown.total, len(shown.done), seat.signed_at is not None, False)


def review_list(seat: PanelSeat, at: datetime) -> ReviewList:
    """The seat's applications in their groups."""
    listed = panels.listed_cases(seat, at)
    declared, sheets = panels.declared_by(seat), {sheet.case_id: sheet for sheet in Sheet.objects.own(seat)}
    partners = {} if seat.panel.blind else _partner_names([case.pk for case in listed])
    rows = [_row(case, seat, declared.get(case.pk), sheets.get(case.pk), partners.get(case.pk, "")) for case in listed]
    return ReviewList(
        undeclared=[row for row in rows if not row.declared],
        remaining=[row for row in rows if row.declared and not row.confirmed],
        done=[row for row in rows if row.declared and row.confirmed],
        aside=panels.stepped_aside(seat),
    )


def open_sheets(seat: PanelSeat, at: datetime) -> int:
    """How many applications the reviewer has yet to declare on or to judge."""
    shown = review_list(seat, at)
    return len(shown.undeclared) + len(shown.remaining)


def _row(case: cases.Case, seat: PanelSeat, known: Conflict | None, sheet: Sheet | None, partners: str) -> Row:
    number = f"{case.receipt_number or 0:02d}"
    return Row(
        case=case,
        number=number,
        title=f"신청 {number}" if seat.panel.blind else case.title or f"신청 {number}",
        party="" if seat.panel.blind else case.party.name,
        partners=partners,
        points=rules.shown(sheet.total) if sheet and sheet.levels else "–",
        href=reverse("review:scoring", args=[seat.panel_id, case.pk]),
        declared=known is not None,
        confirmed=sheet is not None and sheet.state == SheetState.CONFIRMED,
        begun=bool(sheet and sheet.levels),
    )


def _partner_names(case_ids: list[int]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    for case_id, name in (
        cases.Partner.objects.filter(case_id__in=case_ids).order_by("case_id", "order", "id").values_list("case_id", "name")
    ):
        names.setdefault(case_id, []).append(name)
    return {case_id: ", ".join(listed) for case_id, listed in names.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the five levels, with its anchor in words."""

    level: int
    word: str
    anchor: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of the rubric as it stands."""

    key: str
    number: int
    title: str
    points: int
    hint: str
    comment: str
    choices: tuple[Choice, ...]
    is_bonus: bool


@dataclass(frozen=True, slots=True)
class Rubric:
    """The sheet on the right side of the screen."""

    lines: tuple[Line, ...]
    total: str
    possible: int
    most: int
    missing: int
    version: int
    confirmed: bool
    saved_at: datetime | None


def rubric_of(seat: PanelSeat, case_id: int, *, typed: tuple[dict[str, int], dict[str, str]] | None = None) -> Rubric:
    """The seat's own sheet of a case, or an empty one; after a refusal with what was typed."""
    form, points = panels.score_sheet_of(seat.panel.round_id), panels.points_of(seat.panel)
    sheet = Sheet.objects.own(seat).filter(case_id=case_id).first()
    levels, comments = typed or ((sheet.levels, sheet.comments) if sheet else ({}, {}))
    levels = {key: level for key, level in levels.items() if key in points and 1 <= level <= rules.BEST_LEVEL}
    lines = [*((line, False) for line in form.criteria), *((line, True) for line in form.bonus)]
    return Rubric(
        lines=tuple(
            _line(number, line, levels.get(line.key), comments.get(line.key, ""), bonus) for number, (line, bonus) in enumerate(lines, 1)
        ),
        total=rules.shown(rules.total_of(levels, points)),
        possible=rules.possible_so_far(levels, points),
        most=form.most_points,
        missing=len(rules.unscored(levels, panels.needed_of(seat.panel))),
        version=sheet.version if sheet else 0,
        confirmed=sheet is not None and sheet.state == SheetState.CONFIRMED,
        saved_at=sheet.saved_at if sheet else None,
    )


def _line(number: int, line: programs.Criterion, level: int | None, comment: str, is_bonus: bool) -> Line:
    anchors = (*line.levels, "", "", "", "", "")
    choices = tuple(Choice(step, str(word), anchors[step - 1], step == level) for step, word in LEVEL_WORDS.items())
    return Line(line.key, number, line.title, line.points, line.hint, comment, choices, is_bonus)


def next_after(shown: ReviewList, case_id: int) -> Row | None:
    """The next application that waits, after this one and then from the top."""
    waiting = [row for row in shown.remaining if row.case.pk != case_id]
    later = [row for row in waiting if (row.case.receipt_number or 0) > _number_of(shown, case_id)]
    return next(iter(later or waiting), None)


def _number_of(shown: ReviewList, case_id: int) -> int:
    rows = (*shown.remaining, *shown.done)
    return next((row.case.receipt_number or 0 for row in rows if row.case.pk == case_id), 0)


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One of my sheets, as the sign-off lists it."""

    row: Row
    cells: tuple[str, ...]


def summary_of(seat: PanelSeat, shown: ReviewList) -> list[SummaryLine]:
    """My sheets criterion by criterion, in the order of the receipt numbers."""
    points, sheets = panels.points_of(seat.panel), {sheet.case_id: sheet for sheet in Sheet.objects.own(seat)}
    rows = sorted((*shown.remaining, *shown.done), key=lambda row: row.case.receipt_number or 0)
    return [SummaryLine(row, _cells(sheets.get(row.case.pk), points)) for row in rows]


def _cells(sheet: Sheet | None, points: dict[str, int]) -> tuple[str, ...]:
    if sheet is None:
        return tuple("–" for _ in points)
    return tuple(rules.shown(rules.total_of({key: sheet.levels[key]}, points)) if key in sheet.levels else "–" for key in points)
