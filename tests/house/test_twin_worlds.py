"""Two worlds that differ only in the sealed points of other reviewers are the same, byte for byte, on every page for everybody (P3, B12, B13, D5):
while the panel judges, after it closed, and when the selection is drawn up but not told.

The walk takes every address of the registry for every role that may read it: lists, counts, orders, tables, PDFs, XLSX, calendars. What
is shown of a case is walked once more with a case that the panel judges. A page that reads no table in which the worlds differ cannot tell
them apart, so in the second world only the others are asked again.
The controls: one's own points are seen by oneself alone; an order, a number or a mark that follows sealed points is found.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from dure.apps.people import facade as people
from dure.apps.people.models import Account
from dure.apps.review import actions
from dure.apps.review.models import Panel, PanelSeat, Sheet
from dure.apps.review.queries import desk, panels
from dure.platform import triggers
from tests.house.cast import AT, MAILBOXES, actor
from tests.house.registry import GROUPS, LOGIN, ROLES, ROWS, Row
from tests.house.test_urls_registry import MAY_BE_WRITTEN_BY_READING, rolled_back
from tests.house.world import World

CHANGES = re.compile(rb'(?:name="(?:key|csrfmiddlewaretoken)" value="[^"]*"|nonce="[^"]*"|"csrf"[^,}]*)')
TELLING = ("ETag", "Last-Modified", "Content-Length", "Content-Disposition", "Location", "Content-Type")
READS = [row for row in ROWS if not row.act and row.get != "405"]
READ_FROM = re.compile(r'(?:FROM|JOIN)\s+"?(\w+)"?')
OF_A_CASE = ("case", "case that was told its result")
MAY_SEE_THE_TALLY = {
    f"{name} · {at}, {role}"
    for name, at in (("review:ranking", "round with a panel"), ("review:paper", "panel"), ("review:paper_hwpx", "panel"))
    for role in (*GROUPS["leaders"], "approver", "auditor")
}
"""Once two people have opened it."""
HOLD_THE_POINTS = {"review_sheet", "review_decision", "platform_journalline"}
"""The only tables in which the worlds may differ before the announcement; no letter, no event, no case."""

Levels = Callable[[int], int]
TWINS: tuple[Levels, Levels] = (lambda place: 1 + place % 5, lambda place: 5 - place % 5)
"""The level that a case gets by its place in the panel: what is first in one world is last in the other."""


@dataclass(frozen=True)
class Seen:
    """A page in one digest, without the keys of forms, and the tables it was read from."""

    digest: str
    tables: frozenset[str]


def open_panel() -> Panel:
    return Panel.objects.select_related("round__program").filter(state="open").order_by("id")[0]


def reviewer_seats() -> tuple[list[PanelSeat], list[PanelSeat]]:
    """Seats of the open panel: those of the walk's own reviewers, and all others."""
    seats = list(panels.seats_in(open_panel()).filter(state="accepted"))
    own = set(Account.objects.filter(email__in=[MAILBOXES["reviewer"], MAILBOXES["recused"]]).values_list("pk", flat=True))
    mine = [seat for seat in seats if seat.reviewer.account_id in own]
    return mine, [seat for seat in seats if seat not in mine]


def let_go_of_the_guards() -> None:
    with connection.cursor() as cursor:
        for guard in triggers.declared():
            if guard.table == "review_sheet":
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}" + ("" if connection.vendor == "sqlite" else f" ON {guard.table}"))


def give(levels: Levels, seats: Iterable[PanelSeat]) -> None:
    """Every sheet of the seats says the level of its case everywhere, straight in the table."""
    let_go_of_the_guards()
    places = {case.pk: place for place, case in enumerate(panels.cases_in(open_panel()))}
    points = panels.points_of(open_panel())
    for seat in seats:
        for sheet in Sheet.objects.own(seat):
            level = levels(places[sheet.case_id])
            sheet.levels, sheet.comments = dict.fromkeys(points, level), dict.fromkeys(points, f"의견 {level}")
            sheet.total = sum(points.values()) * level * 20
            sheet.save(update_fields=["levels", "comments", "total"])


def judge_the_rest() -> None:
    """Every reviewer confirms every sheet that is still missing, so that the panel can close."""
    panel = open_panel()
    points = panels.points_of(panel)
    for seat in panels.seats_in(panel).filter(state="accepted"):
        by = people.actor_of_account(seat.reviewer.account_id, at=AT)
        done = set(Sheet.objects.own(seat).filter(state="confirmed").values_list("case_id", flat=True))
        for case in (case for case in panels.listed_cases(seat, AT) if case.pk not in done):
            said = {"seat_id": seat.pk, "case_id": case.pk, "by": by, "at": AT}
            actions.declare(conflicted=False, **said)
            actions.save_sheet(levels=dict.fromkeys(points, 3), comments={}, **said)
            actions.confirm_sheet(**said)


def judging(levels: Levels) -> None:
    give(levels, reviewer_seats()[1])


def closed(levels: Levels) -> Panel:
    judge_the_rest()
    judging(levels)
    return actions.close_panel(panel_id=open_panel().pk, by=actor("officer"), at=AT)


def drawn_up(levels: Levels) -> None:
    """Opened by two, decided by the officer, told to nobody."""
    panel = closed(levels)
    actions.ask_to_open(panel_id=panel.pk, by=actor("officer"), at=AT)
    actions.open_tally(panel_id=panel.pk, by=actor("approver"), at=AT)
    actions.decide(panel_id=panel.pk, places=2, reserves=1, by=actor("officer"), at=AT)


@dataclass(frozen=True)
class Place:
    """An address with its arguments, read by one role."""

    name: str
    address: str
    role: str


def places_of(world: World, rows: Iterable[Row] = READS, roles: Iterable[str] = ROLES) -> list[Place]:
    """Every page that a role may read, those of review also where it may not yet; what is shown of a case also of one in the panel."""
    judged = {"case_id": panels.cases_in(open_panel())[0].pk}
    return [
        Place(f"{label}, {role}", reverse(row.name, kwargs=arguments), role)
        for row in rows
        for label, arguments in _variants(row, world, judged)
        for role in roles
        if row.expected("GET")[role] == 200 or (row.name.startswith("review:") and row.expected("GET")[role] != LOGIN)
    ]


def _variants(row: Row, world: World, judged: dict[str, int]) -> list[tuple[str, dict[str, Any]]]:
    own = world.arguments(row.at)
    return [(row.label, own), *([(f"{row.label} (in the panel)", {**own, **judged})] if row.at in OF_A_CASE else [])]


def seen(world: World, places: Iterable[Place]) -> Iterator[tuple[str, Seen]]:
    browsers = {role: world.client(role) for role in ROLES}
    for place in places:
        cache.clear()
        with read_tables() as tables:
            answer = browsers[place.role].get(place.address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = repr([answer.status_code, *(answer.headers.get(name) for name in TELLING)]).encode()
        yield place.name, Seen(hashlib.sha256(headers + CHANGES.sub(b"", content)).hexdigest(), frozenset(tables))


@contextmanager
def read_tables() -> Iterator[set[str]]:
    """Names of the tables that are read meanwhile."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        tables.update(READ_FROM.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def every_table() -> dict[str, str]:
    """A digest of each table's rows, sessions left out."""
    digests = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - MAY_BE_WRITTEN_BY_READING):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            digests[table] = hashlib.sha256(repr(sorted(repr(row) for row in cursor.fetchall())).encode()).hexdigest()
    return digests


def differences(world: World, places: list[Place], prepare: Callable[[Levels], Any]) -> tuple[set[str], list[str]]:
    """Tables in which the two worlds differ, and the places where that can be seen."""
    one, other = TWINS
    with rolled_back(), time_machine.travel(AT, tick=False):
        prepare(one)
        before, pages = every_table(), dict(seen(world, places))
    with rolled_back(), time_machine.travel(AT, tick=False):
        prepare(other)
        after = every_table()
        apart = {table for table in before if before[table] != after[table]}
        again = dict(seen(world, [place for place in places if pages[place.name].tables & apart]))
    assert apart
    return apart, sorted(name for name, page in again.items() if page.digest != pages[name].digest)


@pytest.mark.parametrize(("prepare", "may_see"), [(judging, set()), (closed, set()), (drawn_up, MAY_SEE_THE_TALLY)])
def test_sealed_points_of_others_change_nothing_that_anybody_can_read(prepare, may_see, world, monkeypatch):
    monkeypatch.setattr(secrets, "token_hex", lambda _size: "5eed" * 8)
    places = places_of(world)
    assert len(places) > 1_000
    apart, found = differences(world, places, prepare)
    assert apart <= HOLD_THE_POINTS
    assert sorted(set(found) - may_see) == []
    assert {place for place in may_see if place.startswith("review:ranking")} <= set(found)


def test_the_control_ones_own_points_are_seen_by_oneself_alone(world):
    mine, _ = reviewer_seats()
    places = places_of(world, [row for row in READS if row.name.startswith("review:")])
    _, found = differences(world, places, lambda levels: give(levels, mine))
    assert [place for place in found if place.startswith("review:scoring")] != []
    assert [place for place in found if not place.endswith((", reviewer", ", recused"))] == []


def sorted_by_mean(panel: Panel, honest: list[desk.CaseRow]) -> list[desk.CaseRow]:
    """The applicants' list in the order of the points."""
    return sorted(honest, key=lambda row: -sum(_points(panel, row.case.pk)))


def high_ones_only(panel: Panel, honest: list[desk.CaseRow]) -> list[desk.CaseRow]:
    """A count that leaves out what scores low."""
    return [row for row in honest if sum(_points(panel, row.case.pk)) > 6_000 * len(_points(panel, row.case.pk))]


def marked_as_short(panel: Panel, honest: list[desk.CaseRow]) -> list[desk.CaseRow]:
    """A word beside an application that scores low."""
    return [replace(row, counted=row.counted - (min(_points(panel, row.case.pk), default=0) < 5_000)) for row in honest]


def _points(panel: Panel, case_id: int) -> list[int]:
    return list(Sheet.objects._all().filter(seat__panel=panel, case_id=case_id).order_by("id").values_list("total", flat=True))


@pytest.mark.parametrize("leak", [sorted_by_mean, high_ones_only, marked_as_short])
@pytest.mark.parametrize("prepare", [judging, closed])
def test_the_control_a_leak_is_found(leak, prepare, world, monkeypatch):
    """Queries of a real page that read the sheets and tell something of them."""
    honest = desk.case_rows
    monkeypatch.setattr(desk, "case_rows", lambda panel: leak(panel, honest(panel)))
    places = places_of(world, [row for row in READS if row.name == "review:panel"])
    _, found = differences(world, places, prepare)
    assert "review:panel · round with a panel, officer" in found
