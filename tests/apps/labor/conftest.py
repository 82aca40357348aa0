"""What the tests of labor share."""

import pytest

from tests.apps.labor import makers


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Papers go to a folder of the test's own."""
    settings.DURE_FILES = tmp_path
    settings.DURE_SCANNER = "off"


@pytest.fixture
def firm(db):
    """A firm with a signed agreement whose support was set."""
    found = makers.firm()
    found.supported()
    return found
