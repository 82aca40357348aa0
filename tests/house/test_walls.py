"""The plan of the house: who may import whom, and which few file names an app has."""

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter import api

from tests.house.source import PACKAGE, ROOT

ROOMS = {
    "urls", "views", "forms", "tables", "exports", "facade", "actions", "queries", "access", "models", "rules", "flow", "words", "notices",
    "__init__", "apps", "migrations", "triggers", "invariants", "doors", "duties", "papers", "templates", "letters",
}  # fmt: skip
FURNITURE = {
    "people": {"adapter", "middleware"},
    "money": {"sealing", "sections"},
    "labor": {"sealing"},
    "programs": {"catalog", "copying", "deriving", "editing", "matching", "forecasting", "importing", "paperwork", "reading", "terms"},
    "review": {"selection", "stripping"},
}
"""Files of one app only, each a word that its README explains."""
APPS = sorted(folder.name for folder in (PACKAGE / "apps").iterdir() if (folder / "__init__.py").exists())


def test_every_import_goes_down_and_through_a_facade():
    answer = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout


def test_each_app_has_a_door_of_its_own_in_the_contracts():
    contracts = api.read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    guarded = {pattern for contract in contracts if contract["type"] == "protected" for pattern in contract["protected_modules"]}
    assert guarded == {f"dure.apps.{app}.*" for app in APPS}


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_only_the_few_files_everybody_knows(app):
    found = {path.stem for path in (PACKAGE / "apps" / app).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert found <= ROOMS | FURNITURE.get(app, set())
