"""The export has every key on every program, and comes from the files alone."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from dure.platform.catalog import exports, vocabulary

ROOT = Path(__file__).resolve().parents[3]
KEYS = {
    *("year", "slug", "title", "field", "source_field", "organizer", "team", "contacts", "target", "support", "budget", "caps", "fees"),
    *("awards", "own_share", "rates", "tracks", "parts", "stages", "conditions", "source"),
}
OFFER = {"budget", "caps", "fees", "awards", "own_share", "rates", "stages", "conditions"}
STAGE = {"round", "part", "track", "kind", "label", "cell", "window"}
AMOUNT = {"min", "max", "qualifier", "unit", "per", "text"}
COUNT = {"min", "max", "qualifier", "unit", "text"}
WINDOW = {"from", "to", "precision", "text"}


def offers(exported):
    for program in exported.values():
        yield from (program, *program["tracks"], *program["parts"])


def test_both_years_are_there(exported):
    assert len([year for year, _ in exported if year == 2019]) == 44
    assert len([year for year, _ in exported if year == 2021]) == 54


def test_every_program_has_every_key(exported):
    for program in exported.values():
        assert set(program) >= KEYS
        assert program["source"].startswith(str(program["year"]))
        assert program["field"] in get_args(vocabulary.Field)


def test_tracks_and_parts_have_the_shape_of_a_program(exported):
    for offer in offers(exported):
        assert set(offer) >= OFFER


def test_amounts_and_counts_have_their_keys(exported):
    for offer in offers(exported):
        for amount in [offer["budget"], *offer["caps"], *offer["fees"]]:
            assert amount is None or set(amount) >= AMOUNT
            assert amount is None or (amount["unit"] == "won" and amount["qualifier"] in get_args(vocabulary.Qualifier))
        for count in [offer["awards"], *offer["counts"]]:
            assert count is None or set(count) >= COUNT
        for share in offer["own_share"]:
            assert {"min", "max", "base"} <= set(share)
            assert share["base"] in {"grant", "total", "unstated"}
        assert all({"percent", "of"} <= set(rate) for rate in offer["rates"])


def test_stages_have_their_keys_and_days_are_iso(exported):
    for offer in offers(exported):
        for stage in offer["stages"]:
            assert set(stage) >= STAGE
            assert stage["label"]
            assert stage["kind"] in vocabulary.STAGE_KINDS
            assert set(stage["window"]) >= WINDOW
            for day in (stage["window"]["from"], stage["window"]["to"]):
                assert day is None or date.fromisoformat(day)


def test_a_stage_of_a_track_stands_in_the_program_too(exported):
    program = exported[2021, "business-development-cost"]
    assert all(stage in program["stages"] for track in program["tracks"] for stage in track["stages"])


def test_no_program_shows_a_mail_address(exported):
    assert "@" not in json.dumps(list(exported.values()), ensure_ascii=False)


def test_one_year_may_be_asked_for(catalog):
    assert {program["year"] for program in exports.programs(catalog, 2021)} == {2021}


@pytest.mark.parametrize("name", exports.SECTIONS)
def test_the_other_sections_are_exported_too(catalog, name):
    assert json.loads(json.dumps(exports.section(catalog, name), ensure_ascii=False))


@pytest.mark.parametrize("words", [["check"], ["export", "--json", "--year", "2019"]])
def test_the_command_needs_no_database_and_no_settings(words, tmp_path):
    bare = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DURE_DATA"}}
    given = [sys.executable, "-m", "dure", "catalog", *words]
    done = subprocess.run(given, cwd=tmp_path, env={**bare, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
    if words[0] == "export":
        assert len(json.loads(done.stdout)) == 44
