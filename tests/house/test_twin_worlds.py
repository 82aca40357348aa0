"""Two worlds that differ only in the sealed points of other reviewers are the same, byte for byte, on every page for everybody (P3, B12, B13, D5).

The walk takes every address of the registry for every role that may read it: lists, counts, orders, tables, PDFs, XLSX, calendars.
The control changes a point that is the reader's own: the same walk must then see a difference.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from dure.apps.people.models import Account
from dure.apps.review.models import Panel, PanelSeat
from dure.platform import triggers
from tests.house.cast import AT, MAILBOXES
from tests.house.registry import ROLES, ROWS
from tests.house.test_urls_registry import rolled_back

CHANGES = re.compile(rb'(?:name="(?:key|csrfmiddlewaretoken)" value="[^"]*"|nonce="[^"]*"|"csrf"[^,}]*)')
TELLING = ("ETag", "Last-Modified", "Content-Length", "Content-Disposition", "Location", "Content-Type")
READS = [row for row in ROWS if not row.act and row.get != "405"]


def reviewer_seats() -> tuple[list[int], list[int]]:
    """Seats of the open panel: those of the walk's own reviewers, and all others."""
    seats = PanelSeat.objects.filter(panel=Panel.objects.filter(state="open").order_by("id")[0])
    own = Account.objects.filter(email__in=[MAILBOXES["reviewer"], MAILBOXES["recused"]])
    mine = seats.filter(reviewer__account__in=own).order_by("id").values_list("pk", flat=True)
    return list(mine), list(seats.exclude(pk__in=mine).order_by("id").values_list("pk", flat=True))


def give(level: int, seat_ids: list[int]) -> int:
    """Every sheet of the seats says the same level everywhere, straight in the table."""
    with connection.cursor() as cursor:
        for guard in triggers.declared():
            if guard.table == "review_sheet":
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}" + ("" if connection.vendor == "sqlite" else f" ON {guard.table}"))
        marks = ", ".join(["%s"] * len(seat_ids))
        cursor.execute(f"SELECT id, levels FROM review_sheet WHERE seat_id IN ({marks})", seat_ids)
        rows = cursor.fetchall()
        for pk, levels in rows:
            kept = json.loads(levels) if isinstance(levels, str) else levels
            said = json.dumps(dict.fromkeys(kept, level))
            comments = json.dumps(dict.fromkeys(kept, f"의견 {level}"), ensure_ascii=False)
            values = [said, comments, level * 2_000, pk]
            cursor.execute("UPDATE review_sheet SET levels = %s, comments = %s, total = %s WHERE id = %s", values)
    return len(rows)


def seen(world) -> Iterator[tuple[str, str]]:
    """Every page that every role may read, in one digest each, without the keys of forms."""
    for role in ROLES:
        browser = world.client(role)
        for row in READS:
            if row.expected("GET")[role] != 200:
                continue
            cache.clear()
            answer = browser.get(reverse(row.name, kwargs=world.arguments(row.at)))
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            headers = repr([answer.headers.get(name) for name in TELLING]).encode()
            yield f"{row.label}, {role}", hashlib.sha256(headers + CHANGES.sub(b"", content)).hexdigest()


def in_a_world(world, prepare: Callable[[], int]) -> dict[str, str]:
    """What is seen in a world made so, and nothing of it afterwards."""
    with rolled_back(), time_machine.travel(AT, tick=False):
        assert prepare() > 0
        return dict(seen(world))


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(place for place in one if one[place] != other[place])


def test_sealed_points_of_others_change_nothing_that_anybody_can_read(world):
    _, others = reviewer_seats()
    low, high = (in_a_world(world, lambda level=level: give(level, others)) for level in (1, 5))
    assert len(low) > 300
    assert differences(low, high) == []


@pytest.mark.parametrize("role", ["reviewer"])
def test_the_control_ones_own_points_are_seen_by_oneself_alone(role, world):
    mine, _ = reviewer_seats()
    low, high = (in_a_world(world, lambda level=level: give(level, mine)) for level in (1, 5))
    found = differences(low, high)
    assert [place for place in found if place.startswith("review:scoring")] != []
    assert [place for place in found if not place.endswith((", reviewer", ", recused"))] == []


def test_the_control_a_leak_would_be_found(world, monkeypatch):
    """A list that sorts by points which nobody may see yet."""
    from dure.apps.review.models import Sheet
    from dure.apps.review.queries import desk

    honest = desk.case_rows

    def leaking(panel):
        points = {}
        for sheet in Sheet.objects._all().filter(seat__panel=panel):
            points[sheet.case_id] = points.get(sheet.case_id, 0) + sheet.total
        return sorted(honest(panel), key=lambda row: (-points.get(row.case.pk, 0) % 7_000, row.case.pk))[
            : 1 + max(points.values()) % 9_000 // 4_000
        ]

    monkeypatch.setattr(desk, "case_rows", leaking)
    _, others = reviewer_seats()
    low, high = (in_a_world(world, lambda level=level: give(level, others)) for level in (1, 5))
    assert differences(low, high) != []
