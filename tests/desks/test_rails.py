"""The rail says where one is: every page of the desk lies under a line of its own, not under the list of everything."""

import re
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver

from dure.desks.rails import rail
from dure.platform.actor import Actor, Role

ADMINISTRATOR = Actor(account_id=1, name="예시 관리자", roles=frozenset({Role.ADMINISTRATOR}), seat_id=1, tier="center")
AT_HOME = "/desk/"


def addresses(resolver: URLResolver | None = None, within: str = "/") -> Iterator[str]:
    """Every page of the desk, with a number for each thing in it."""
    for one in (resolver or get_resolver()).url_patterns:
        address = within + re.sub(r"<[^>]+>", "7", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from addresses(one, address)
        elif address.startswith(AT_HOME) and address != AT_HOME and not address.endswith(".xlsx"):
            yield address


def current(address: str) -> list[str]:
    return [link.label for link in rail(ADMINISTRATOR, RequestFactory().get(address)) if link.current]


@pytest.mark.parametrize("address", sorted(set(addresses())))
def test_every_page_of_the_desk_stands_under_a_line(address):
    assert len(current(address)) == 1
    assert current(address) != ["내 할 일"]


@pytest.mark.parametrize(
    ("address", "label"),
    [("/desk/refunds/", "정산"), ("/desk/fiscal-years/2026/", "장부와 예산"), ("/desk/grants/7/", "오늘 할 돈 일"), ("/desk/", "내 할 일")],
)
def test_pages_stand_where_one_comes_from(address, label):
    assert current(address) == [label]
