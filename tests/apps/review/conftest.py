"""What the tests of review share."""

import pytest
from django.db import connection

from dure.platform import triggers
from tests.apps.review import makers


@pytest.fixture
def review(db):
    """Three applications and two reviewers; no panel yet."""
    return makers.review()


@pytest.fixture
def opened(review):
    """The reviewers may begin."""
    return review.opened()


@pytest.fixture
def without_guards(db):
    """The control: the same lie with the guards off. They are made again afterwards."""
    with connection.cursor() as cursor:
        for guard in triggers.declared():
            if guard.table.startswith("review_"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}" + ("" if connection.vendor == "sqlite" else f" ON {guard.table}"))
    yield
    triggers.remake(connection)


@pytest.fixture
def demo(settings):
    """Seats and reviewers sign in by password alone."""
    settings.DURE_DEMO = True
