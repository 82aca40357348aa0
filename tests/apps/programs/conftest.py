"""What the tests of programs share."""

import pytest
from django.db import connection

from dure.platform import triggers
from tests.apps.programs import makers


@pytest.fixture
def without_guards(db):
    """The control: the same lie with the guards off. They are made again afterwards."""
    makers.take_down_guards(connection)
    yield
    triggers.remake(connection)
