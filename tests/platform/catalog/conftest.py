"""The real catalog, read once, and a small copy of it that a test may break."""

import shutil
from pathlib import Path

import pytest

from dure.platform.catalog import exports, reader


@pytest.fixture(scope="session")
def catalog():
    return reader.load()


@pytest.fixture(scope="session")
def exported(catalog):
    """Every program as anyone gets it, by year and slug."""
    return {(program["year"], program["slug"]): program for program in exports.programs(catalog)}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder like the real one, with one program."""
    for name in ("center.yaml", "budget.yaml", "districts.yaml"):
        shutil.copy(reader.HOME / name, tmp_path / name)
    (tmp_path / "programs" / "2030").mkdir(parents=True)
    (tmp_path / "lives").mkdir()
    return tmp_path
