"""One program of every life, told from its notice to its end: complete, through every gate, and no won astray."""

import json
from argparse import Namespace
from collections import Counter

import pytest

from dure.config import catalog_apply
from dure.config.commands import simulate as commands
from dure.platform.catalog import reader
from dure.rehearsal.simulating import rows, simulation
from tests import databases
from tests.conftest import WORKER
from tests.rehearsal.conftest import TODAY

pytestmark = pytest.mark.slow

TOLD = {
    "academy": (2019, "academy-operation-support", ""),
    "care": (2021, "living-care-enterprise", ""),
    "citizen": (2021, "citizen-problem-platform", ""),
    "consulting": (2019, "management-consulting-support", ""),
    "designation": (2021, "village-enterprise-designation", "first-year"),
    "event": (2021, "basic-academic-research", ""),
    "grant": (2019, "strategy-model-commercialization", ""),
    "labor": (2021, "social-insurance-support", ""),
    "listing": (2019, "coop-store-listing", ""),
    "matching": (2019, "purchase-meeting-day", ""),
    "network": (2019, "network-cooperation-support", ""),
    "research": (2021, "policy-planning-research", ""),
    "tenancy": (2021, "coop-hub-tenancy", ""),
    "tender": (2019, "purchase-sales-support", ""),
    "training": (2019, "coop-intro-course", ""),
    "trip": (2019, "technical-study-trip", ""),
    "use": (2019, "market-equipment-rental", ""),
}
"""A program of each life, and of which track."""


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The rows by life, told in one center."""

    def fill() -> None:
        list(catalog_apply.apply(at=TODAY))

    with django_db_blocker.unblock(), databases.house_with("simulation", WORKER, fill, f"{TODAY:%F}"):
        center = simulation.prepare()
        return {life: list(simulation.simulate(center, year=year, slug=slug, track=track)) for life, (year, slug, track) in TOLD.items()}


def test_every_life_is_told():
    catalog = reader.load()
    assert set(TOLD) == set(catalog.lives)
    assert all(catalog.program(year, slug).life == life for life, (year, slug, _track) in TOLD.items())


@pytest.mark.parametrize("life", TOLD)
def test_it_is_told_to_its_end_and_nothing_that_must_hold_is_broken(told, life):
    assert [(row.track, row.findings) for row in told[life]] == [(row.track, ()) for row in told[life]]


def test_what_the_center_runs_itself_has_no_applicants_and_is_done(told):
    assert [(row.cases, row.stages > 0, row.complete) for row in told["event"]] == [(0, True, True)]


def test_parts_are_told_after_those_who_run_them(told):
    assert [row.track for row in told["consulting"]] == ["operator", "firm"]
    assert [row.track for row in told["academy"]] == ["operator", "student"]


def test_somebody_fails_at_every_gate(told):
    gates = sum((row.gates for listed in told.values() for row in listed), Counter())
    wanted = {"excluded", "leaving", "completed", "lapsed", "visited", "stood_aside", "below", "reserve", "declined", "promoted"}
    assert wanted | {"returned_report", "disallowed", "refunded"} <= set(gates)


def test_a_grant_has_all_its_gates(told):
    (row,) = told["grant"]
    assert {"excluded", "leaving", "lapsed", "below", "declined", "promoted", "returned_report", "refunded"} <= set(row.gates)
    assert row.paid > row.returned > 0


def test_where_nothing_is_paid_nothing_comes_back(told):
    for life in ("tenancy", "training", "matching", "use", "labor"):
        assert [(row.paid, row.returned) for row in told[life]] == [(0, 0)]


def test_the_price_of_a_contract_is_paid_and_not_settled(told):
    for life in ("tender", "research"):
        assert all(row.paid > 0 and row.returned == 0 for row in told[life])


def test_each_row_is_said_with_nine_words(told):
    said = json.loads(json.dumps([row.said() for listed in told.values() for row in listed]))
    assert {tuple(row) for row in said} == {("program", "year", "track", "cases", "stages", "paid", "returned", "seconds", "complete")}


def test_the_page_names_each_program_its_sums_and_the_command_that_made_it(told):
    listed = [row for found in told.values() for row in found]
    page = rows.page(listed)
    assert "dure simulate --all --table docs/simulation.md" in page
    assert all(f"`{row.program}`" in page for row in listed)
    assert f"{sum(row.paid for row in listed):,}" in page


def test_a_row_with_a_finding_is_not_complete():
    row = rows.Row("some-program", "예시", 2019, "", 0, 0, 0, 0, 0.1, findings=("모집이 끝나지 않음: open",))
    assert not row.complete
    assert "아니요: 모집이 끝나지 않음: open" in rows.page([row])


def test_the_command_wants_to_be_told_what_to_run(capsys):
    assert commands.simulate(Namespace(all=False, year=None, program="")) == commands.WRONG_USE
    assert "--all" in capsys.readouterr().err
