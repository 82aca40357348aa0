"""What the tests of grants share."""

import pytest

from tests.apps.grants import makers


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Papers and evidence go to a folder of the test's own."""
    settings.DURE_FILES = tmp_path
    settings.DURE_SCANNER = "off"


@pytest.fixture
def life(db):
    """A selected case whose agreement may be written."""
    return makers.life()
