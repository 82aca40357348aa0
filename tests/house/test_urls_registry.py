"""Every address × method × role answers as it is declared; reading writes nothing."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.registry import LOGIN, ROLES, ROWS, Answer, Row

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
WRITES = re.compile(r"\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE)
MAY_BE_WRITTEN_BY_READING = {"django_session"}


def addresses(patterns: list[Any], space: str = "") -> Iterator[str]:
    """The full name of every address; one without a name is shown by its pattern, and fails."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or pattern.pattern}"


@contextmanager
def rolled_back() -> Iterator[None]:
    """A savepoint that verbs take for the outside world, undone at the end."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[list[str]]:
    """Names of the tables that were written meanwhile."""
    tables: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITES.match(sql)) and found[2] not in MAY_BE_WRITTEN_BY_READING:
            tables.append(found[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def content() -> str:
    """One digest of every row of the house, sessions left out."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - MAY_BE_WRITTEN_BY_READING):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            digest.update(f"{table}:{rows}".encode())
    return digest.hexdigest()


def answer_of(response: HttpResponse) -> Answer:
    for let_go in response._resource_closers:  # closing the response itself would close the database with it
        let_go()
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return LOGIN
    return response.status_code


def test_every_address_has_a_row():
    labels = [row.label for row in ROWS]
    assert len(labels) == len(set(labels))
    assert sorted(set(addresses(get_resolver().url_patterns))) == sorted({row.name for row in ROWS})


def test_the_registry_is_as_large_as_it_should_be():
    assert len(ROWS) * len(ROLES) * 2 >= 1_500


def test_reading_answers_as_declared_and_writes_nothing(world):
    wrong, before = [], content()
    for row in (row for row in ROWS if not row.act):
        address = reverse(row.name, kwargs=world.arguments(row.at))
        for role, expected in row.expected("GET").items():
            with writes() as written:
                found = answer_of(world.client(role).get(address))
            if expected != found:
                wrong.append(f"{row.label}, {role}: {found}, declared {expected}")
            wrong += [f"{row.label}, {role}: reading wrote {table}" for table in written]
    assert wrong == []
    assert content() == before


@pytest.mark.parametrize("role", ["passer_by", "applicant", "reviewer", "officer", "finance", "administrator", "district", "auditor"])
def test_no_link_leads_to_a_closed_door(role, world):
    """What a page offers, its reader may open."""
    client, offered = world.client(role), {}
    for row in (row for row in ROWS if row.expected("GET")[role] == 200):
        answer = client.get(reverse(row.name, kwargs=world.arguments(row.at)))
        if answer["Content-Type"].startswith("text/html"):
            offered |= {unescape(href): row.label for href in LINK.findall(answer.content.decode()) if not href.startswith("/static/")}
        answer_of(answer)
    closed = [
        f"{href} on {label}: {found}" for href, label in offered.items() if (found := answer_of(client.get(href))) not in {200, 302, LOGIN}
    ]
    assert closed == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_writing_answers_as_declared(row: Row, world):
    address, wrong = reverse(row.name, kwargs=world.arguments(row.at)), []
    cache.clear()
    for role, expected in row.expected("POST").items():
        with rolled_back():
            found = answer_of(world.client(role).post(address, {"act": row.act} if row.act else {}))
        if expected != found:
            wrong.append(f"{role}: {found}, declared {expected}")
    assert wrong == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.post != "405" and not row.act], ids=lambda row: row.label)
def test_a_post_without_its_mark_is_refused(row: Row, world):
    """CSRF: the officer's own browser, sent by somebody else's page."""
    with rolled_back():
        assert world.client("officer", enforce_csrf_checks=True).post(reverse(row.name, kwargs=world.arguments(row.at))).status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_answers_other_methods(method, world):
    """Of ours; allauth's forms take PUT for POST."""
    client: Client = world.client("officer")
    for row in (row for row in ROWS if not row.name.startswith(("account_", "mfa_"))):
        with rolled_back():
            status = getattr(client, method)(reverse(row.name, kwargs=world.arguments(row.at))).status_code
        assert status in {403, 404, 405}, row.label
