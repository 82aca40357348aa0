"""The demo center for the tests that walk through it."""

import pytest
from django.conf import settings as house

from dure.kernel.clock import now
from tests import databases
from tests.conftest import WORKER
from tests.house import world as made


@pytest.fixture(scope="module")
def demo_house(django_db_setup, django_db_blocker):
    """Live in a copy of the demo center while a module's tests run."""
    house.DURE_DEMO = True
    with django_db_blocker.unblock(), databases.house_with("demo", WORKER, made.fill, f"{now():%F}"):
        yield
    house.DURE_DEMO = False


@pytest.fixture
def world(demo_house, db):
    """Sample people and things, in a transaction that is rolled back."""
    return made.World()
