"""The demo center at a fixed moment, made once and copied; and the same cases on another day."""

from collections.abc import Callable
from datetime import datetime

import pytest

from dure.apps.cases import facade as cases
from dure.config import catalog_apply
from dure.kernel.clock import seoul
from dure.rehearsal import demo
from tests import databases
from tests.conftest import WORKER

TODAY = seoul(2026, 11, 3, 10, 30)
"""A Tuesday; its edition is that of 2026."""
ANOTHER_DAY = seoul(2027, 3, 19, 10, 30)
"""A Friday, so near to the new year that most of its rounds began in the one before."""


def made_at(at: datetime) -> Callable[[], None]:
    """The catalog and the demo, as on that day."""

    def fill() -> None:
        list(catalog_apply.apply(at=at))
        list(demo.make(at=at))

    return fill


def told() -> list[tuple[object, ...]]:
    """What the demo tells of each case, without its days."""
    found = cases.Case.objects.select_related("party", "round__program").order_by("id")
    return [
        (case.round.program.slug, case.party.name, case.title, case.outcome, case.receipt_number, case.asked, case.own_money)
        for case in found
    ]


@pytest.fixture(scope="module")
def demo_center(django_db_setup, django_db_blocker):
    """Live in the demo center while the module's tests run; each test leaves it as it was."""
    with django_db_blocker.unblock(), databases.house_with("rehearsal", WORKER, made_at(TODAY), f"{TODAY:%F}"):
        yield


@pytest.fixture
def center(demo_center, db):
    """The moment at which the center stands."""
    return TODAY


@pytest.fixture(scope="module")
def told_on_another_day(django_db_setup, django_db_blocker):
    """The cases of a demo that was made on another day."""
    with django_db_blocker.unblock(), databases.house_with("rehearsal-later", WORKER, made_at(ANOTHER_DAY), f"{ANOTHER_DAY:%F}"):
        return told()
