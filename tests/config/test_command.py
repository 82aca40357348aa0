"""The `dure` command: exits 0, 1 for a finding, 2 for a wrong use; settings that may face the public."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def dure(*words: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The command as a person starts it, far from the tests' own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DURE_", "DJANGO_"))}
    environment = kept | {"PYTHONPATH": str(ROOT), "DURE_DATA": str(data)} | more
    return subprocess.run([sys.executable, "-m", "dure", *words], env=environment, cwd=data, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [[], ["fly"], ["catalog"], ["catalog", "fly"], ["init", "now"], ["web", "--port", "x"]])
def test_a_wrong_use_exits_with_two(words, tmp_path):
    assert dure(*words, data=tmp_path).returncode == 2


def test_the_catalog_is_checked_and_exported_from_the_files_alone(tmp_path):
    assert dure("catalog", "check", data=tmp_path).returncode == 0
    exported = dure("catalog", "export", "--json", "--year", "2021", data=tmp_path)
    assert {program["year"] for program in json.loads(exported.stdout)} == {2021}
    assert list(tmp_path.iterdir()) == []


def test_a_catalog_with_a_mistake_is_a_finding(tmp_path):
    (tmp_path / "wrong").mkdir()
    assert dure("catalog", "check", "--folder", str(tmp_path / "wrong"), data=tmp_path).returncode == 1


def test_settings_for_the_public_pass_djangos_own_check(tmp_path):
    public = {
        "DURE_HTTPS": "1",
        "DURE_HOSTS": "dure.example.test",
        "DURE_SECRET_KEY": "".join(chr(33 + number % 90) for number in range(80)),
    }
    answer = dure("manage", "check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **public)
    assert answer.returncode == 0, answer.stderr


def test_a_new_installation_makes_its_own_secret_which_only_its_owner_reads(tmp_path):
    assert dure("manage", "check", data=tmp_path).returncode == 0
    kept = tmp_path / "secret.key"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert len(kept.read_text()) >= 64


def test_no_migration_is_missing(tmp_path):
    answer = dure("manage", "makemigrations", "--check", "--dry-run", data=tmp_path)
    assert answer.returncode == 0, answer.stdout


def test_a_new_house_is_made_twice_without_harm_and_all_its_promises_hold(tmp_path):
    assert dure("init", data=tmp_path).returncode == 0
    again = dure("init", data=tmp_path)
    assert again.returncode == 0, again.stderr
    assert dure("catalog", "diff", data=tmp_path).returncode == 0
    for question in ("check-invariants", "verify-journal", "tick"):
        answer = dure(question, data=tmp_path)
        assert answer.returncode == 0, answer.stdout + answer.stderr
