"""The demo center for the tests that walk through it."""

import pytest
import time_machine
from django.conf import settings as house

from tests import databases
from tests.conftest import WORKER
from tests.house import cast
from tests.house import world as made


@pytest.fixture(scope="session")
def demo_house(django_db_setup, django_db_blocker):
    """Live in a copy of the demo center, on its day, while the tests run."""
    house.DURE_DEMO = True
    seed = "".join(path.read_text() for path in (cast.__file__, made.__file__) if (path := __import__("pathlib").Path(path)))
    with time_machine.travel(cast.AT, tick=True), django_db_blocker.unblock(), databases.house_with("demo", WORKER, made.fill, seed):
        yield made.World()
    house.DURE_DEMO = False


@pytest.fixture
def world(demo_house, db):
    """Sample people and things, in a transaction that is rolled back."""
    return demo_house
