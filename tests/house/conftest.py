"""The demo center for the tests that walk through it."""

import pytest

from tests.house.world import lived_in


@pytest.fixture(scope="module")
def demo_house(django_db_setup, django_db_blocker):
    """Live in a copy of the demo center while a module's tests run."""
    with django_db_blocker.unblock(), lived_in() as world:
        yield world


@pytest.fixture
def world(demo_house, db):
    """Sample people and things, in a transaction that is rolled back."""
    return demo_house
