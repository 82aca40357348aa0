"""The demo center for the tests that walk through it."""

import logging
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as house

from tests import databases
from tests.conftest import WORKER
from tests.house import cast
from tests.house import world as made


@pytest.fixture(scope="module")
def demo_house(django_db_setup, django_db_blocker):
    """Live in a copy of the demo center, on the day of the walk, while a module's tests run."""
    house.DURE_DEMO = True
    logging.disable(logging.WARNING)
    seed = Path(cast.__file__).read_text(encoding="utf-8")
    with time_machine.travel(cast.AT, tick=True), django_db_blocker.unblock(), databases.house_with("demo", WORKER, made.fill, seed):
        yield made.World()
    logging.disable(logging.NOTSET)
    house.DURE_DEMO = False


@pytest.fixture
def world(demo_house, db):
    """Sample people and things, in a transaction that is rolled back."""
    return demo_house
