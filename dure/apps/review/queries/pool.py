"""The pool as the desk sees it: load, rotation, the suggested panel, and who is bound to whom before anybody is invited."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import rules
from dure.apps.review.models import Panel, PanelSeat, Sheet
from dure.apps.review.queries import panels
from dure.apps.review.queries.ties import TIE_WORDS, ties_of_pool
from dure.apps.review.rules import Standing
from dure.apps.review.words import PanelState, SeatState
from dure.kernel.clock import seoul_date
from dure.platform.models import Fact


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody has to do, and had this year."""

    open_sheets: int = 0
    invited_this_year: int = 0
    judged_this_year: int = 0
    last_invited: datetime | None = None


def whole_pool() -> QuerySet[people.Reviewer]:
    """Everybody who is or was in the pool."""
    return people.Reviewer.objects.select_related("account", "organization")


def loads_of(reviewers: Iterable[people.Reviewer], at: datetime) -> dict[int, Load]:
    """For each reviewer, sheets still open in panels that judge, and invitations and seats of this year."""
    ids, year = [one.pk for one in reviewers], seoul_date(at).year
    seats = list(PanelSeat.objects.filter(reviewer_id__in=ids).select_related("panel").order_by("id"))
    waiting = _open_sheets(seats)
    found = {}
    for pk in ids:
        own = [seat for seat in seats if seat.reviewer_id == pk]
        recent = [seat for seat in own if seoul_date(seat.invited_at).year == year]
        found[pk] = Load(
            open_sheets=sum(waiting[seat.pk] for seat in own),
            invited_this_year=len(recent),
            judged_this_year=sum(seat.state == SeatState.ACCEPTED for seat in recent),
            last_invited=max((seat.invited_at for seat in own), default=None),
        )
    return found


def _open_sheets(seats: list[PanelSeat]) -> Counter[int]:
    """Cases a seat may judge and has not confirmed; a panel's cases and progress are read once."""
    open_seats = [seat for seat in seats if seat.state == SeatState.ACCEPTED and seat.panel.state == PanelState.OPEN]
    waiting: Counter[int] = Counter()
    for panel in {seat.panel_id: seat.panel for seat in open_seats}.values():
        in_panel = panels.cases_in(panel).count()
        done = Counter(row["seat_id"] for row in Sheet.objects.progress(panel) if row["state"] == "confirmed")
        aside = Counter(panel.seats.filter(conflicts__conflicted=True).order_by("id").values_list("pk", flat=True))
        for seat in (seat for seat in open_seats if seat.panel_id == panel.pk):
            waiting[seat.pk] = max(in_panel - aside[seat.pk] - done[seat.pk], 0)
    return waiting


@dataclass(frozen=True, slots=True)
class PoolRow:
    """Somebody of the pool."""

    reviewer: people.Reviewer
    load: Load
    term: str
    serves: bool


def pool_rows(reviewers: Iterable[people.Reviewer], at: datetime) -> list[PoolRow]:
    """With load and term."""
    listed = list(reviewers)
    loads = loads_of(listed, at)
    return [PoolRow(one, loads[one.pk], term_words(one), one.serves_on(seoul_date(at))) for one in listed]


def term_words(one: people.Reviewer) -> str:
    """2026.1.1. – 2027.12.31., open where a day is not set."""
    if not one.term_from and not one.term_until:
        return ""
    first, last = (f"{day.year}.{day.month}.{day.day}." if day else "" for day in (one.term_from, one.term_until))
    return f"{first} – {last}".strip()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be invited: what binds them, and why it is or is not their turn."""

    reviewer: people.Reviewer
    reasons: list[str]
    why: str
    suggested: bool
    load: Load
    may_serve: bool


def candidates(panel: Panel, at: datetime) -> list[Candidate]:
    """The pool without those invited, whose turn it is first; the suggested are enough for the quorum."""
    pool, in_panel = list(panels.reviewers_to_invite(panel)), list(panels.cases_in(panel))
    ties, loads = ties_of_pool(pool, in_panel, at), loads_of(pool, at)
    numbers = {case.pk: case.receipt_number or 0 for case in in_panel}
    standings = {one.pk: _standing(one, panel, loads[one.pk], len(ties[one.pk]), len(in_panel), at) for one in pool}
    wanted = panel.quorum - panel.seats.exclude(state=SeatState.DECLINED).count()
    chosen = set(rules.suggested(list(standings.values()), seats=wanted))
    rows = [
        Candidate(
            reviewer=one,
            reasons=[f"{numbers[pk]}번: {reason}" for pk, reason in sorted(ties[one.pk].items())],
            why=_why(standings[one.pk], one, panel),
            suggested=one.pk in chosen,
            load=loads[one.pk],
            may_serve=standings[one.pk].serves,
        )
        for one in pool
    ]
    return sorted(rows, key=lambda row: rules.turn_of(standings[row.reviewer.pk]))


def next_in_turn(panel: Panel, at: datetime) -> Candidate | None:
    """Who comes next in rotation without a tie: the substitute for a seat that was declined."""
    return next((one for one in candidates(panel, at) if one.may_serve and not one.reasons), None)


def _standing(one: people.Reviewer, panel: Panel, load: Load, ties: int, cases_now: int, at: datetime) -> Standing:
    return Standing(
        reviewer_id=one.pk,
        fits=_fits(one, panel.round.program),
        ties=ties,
        open_sheets=load.open_sheets,
        invited_this_year=load.invited_this_year,
        has_room=one.most_open is None or load.open_sheets + cases_now <= one.most_open,
        serves=one.serves_on(seoul_date(at)),
    )


def _fits(one: people.Reviewer, program: programs.Program) -> bool:
    """Of the program's field, or with a keyword that stands in its title."""
    keywords = [word.strip() for word in one.expertise.replace("·", ",").split(",") if len(word.strip()) > 1]
    return program.field in one.fields or any(word in program.title for word in keywords)


def _why(standing: Standing, one: people.Reviewer, panel: Panel) -> str:
    if not standing.serves:
        return "임기가 아니에요"
    if not standing.has_room:
        return f"맡은 심사표 {standing.open_sheets}장, 한 번에 {one.most_open}장까지"
    said = [f"분야 맞음({panel.round.program.field})" if standing.fits else "", "이해관계 없음" if not standing.ties else ""]
    said += [f"올해 초대 {standing.invited_this_year}번", f"남은 심사표 {standing.open_sheets}장"]
    return " · ".join(word for word in said if word)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A reviewer against every application: nothing, or the reason."""

    reviewer: people.Reviewer
    invited: bool
    cells: tuple[str, ...]


def matrix_of(panel: Panel, at: datetime) -> tuple[list[cases.Case], list[MatrixRow]]:
    """Everybody of the pool × every application, computed afresh; those with a seat first."""
    in_panel = list(panels.cases_in(panel))
    seated = {seat.reviewer_id: seat for seat in panels.seats_in(panel)}
    pool = [seat.reviewer for seat in seated.values()] + list(panels.reviewers_to_invite(panel))
    ties = ties_of_pool(pool, in_panel, at)
    said: Mapping[tuple[int, int], str] = {
        (conflict.seat.reviewer_id, conflict.case_id): conflict.reason
        for seat in seated.values()
        for conflict in seat.conflicts.filter(conflicted=True).select_related("seat")
    }
    rows = [
        MatrixRow(one, one.pk in seated, tuple(ties[one.pk].get(case.pk) or said.get((one.pk, case.pk), "") for case in in_panel))
        for one in pool
    ]
    return in_panel, rows


@dataclass(frozen=True, slots=True)
class TieRow:
    """A pair fact of a reviewer as the desk lists it."""

    party: str
    word: str
    days: str
    source: str
    holds: bool


def ties_known(one: people.Reviewer) -> list[TieRow]:
    """What was written down about the reviewer and organizations, newest first."""
    held = Fact.objects.filter(Q(other_id__isnull=False), subject_kind="account", subject_id=one.account_id, key__in=TIE_WORDS).order_by(
        "-id"
    )
    names = dict(people.Party.objects.filter(pk__in=[fact.other_id for fact in held]).values_list("pk", "name"))
    return [_tie_row(fact, names.get(fact.other_id or 0, "")) for fact in held]


def _tie_row(fact: Fact, party: str) -> TieRow:
    days = f"{fact.valid_from.isoformat()} –" + (f" {fact.valid_to.isoformat()}" if fact.valid_to else "")
    return TieRow(party, TIE_WORDS[fact.key], days, fact.source, bool(fact.value))
