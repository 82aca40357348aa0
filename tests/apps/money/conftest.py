"""What the tests of money share: parties, seats, and a ledger with one agreement in it."""

import pytest
from django.db import connection

from dure.platform import triggers
from tests.apps.money import makers


@pytest.fixture
def ledger(db):
    """A year's book in which one agreement of 10,000,000 won was signed on a line of 30,000,000."""
    return makers.ledger()


@pytest.fixture
def committed(transactional_db):
    """Like `db`, but what is written is really committed, so that threads see each other."""
    yield
    makers.forget_guards(connection)


@pytest.fixture
def without_guards(db):
    """The control: the same lie with the guards off. They are made again afterwards."""
    makers.forget_guards(connection)
    yield
    triggers.remake(connection)
