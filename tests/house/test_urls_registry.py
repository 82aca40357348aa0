"""Every address × method × role answers as it is declared; reading writes nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.registry import LOGIN, ROLES, ROWS, Row

WRITES = re.compile(r"\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE)
MAY_BE_WRITTEN_BY_READING = {"django_session"}
by_name = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


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


def answer_of(response: HttpResponse) -> int | str:
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return LOGIN
    return response.status_code


def test_every_address_has_one_row():
    named = [row.name for row in ROWS]
    assert len(named) == len(set(named))
    assert sorted(set(addresses(get_resolver().url_patterns))) == sorted(named)


@by_name
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_row_forgets_nobody(row: Row, method: str):
    assert [role for role in ROLES if row.expected(method, role) is None] == []


@by_name
def test_reading_answers_as_declared_and_writes_nothing(row: Row, world):
    address, wrong = reverse(row.name, kwargs=world.arguments(row.at)), []
    for role in ROLES:
        client = world.client(role)
        with writes() as written:
            found = answer_of(client.get(address))
        if (expected := row.expected("GET", role)) != found:
            wrong.append(f"{role}: {found}, declared {expected}")
        wrong += [f"{role}: reading wrote {table}" for table in written]
    assert wrong == []


@by_name
def test_writing_answers_as_declared(row: Row, world):
    address, wrong = reverse(row.name, kwargs=world.arguments(row.at)), []
    for role in ROLES:
        client = world.client(role)
        with rolled_back():
            found = answer_of(client.post(address))
        if (expected := row.expected("POST", role)) != found:
            wrong.append(f"{role}: {found}, declared {expected}")
    assert wrong == []


@pytest.mark.parametrize("row", [row for row in ROWS if set(row.post.values()) != {405}], ids=lambda row: row.name)
def test_a_post_without_its_mark_is_refused(row: Row, world):
    """CSRF: the officer's own browser, sent by somebody else's page."""
    with rolled_back():
        assert world.client("officer", enforce_csrf_checks=True).post(reverse(row.name, kwargs=world.arguments(row.at))).status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_answers_other_methods(method, world):
    client: Client = world.client("officer")
    for row in ROWS:
        with rolled_back():
            status = getattr(client, method)(reverse(row.name, kwargs=world.arguments(row.at))).status_code
        assert status in {403, 404, 405}, row.name
