"""One program of every life, told from its notice to its end: complete, through every gate, and no won astray."""

import json
from argparse import Namespace
from collections import Counter
from dataclasses import dataclass

import pytest

from dure.apps.programs import facade as programs
from dure.config import catalog_apply
from dure.config.commands import simulate as commands
from dure.platform.catalog import reader
from dure.rehearsal.cast import Cast
from dure.rehearsal.simulating import amounts, houses, rounds, rows, simulation
from dure.rehearsal.simulating.crowd import Crowd
from dure.rehearsal.simulating.reconciling import Ledger, Sums
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
    "passing": (2021, "retail-channel-listing", ""),
    "repeated": (2021, "gaebong-space-tenancy", ""),
    "matching": (2019, "purchase-meeting-day", ""),
    "network": (2019, "network-cooperation-support", ""),
    "research": (2021, "policy-planning-research", ""),
    "tenancy": (2021, "coop-hub-tenancy", ""),
    "tender": (2019, "purchase-sales-support", ""),
    "training": (2019, "coop-intro-course", ""),
    "trip": (2019, "technical-study-trip", ""),
    "use": (2019, "market-equipment-rental", ""),
}
"""A program of each life, and of which track; one whose operators pass money on, and one that calls twice."""

APART = ((2021, "basic-academic-research"), (2019, "market-equipment-rental"))

ENTRY = frozenset({"leaving"})
DESK = ENTRY | {"completed", "lapsed"}
CHOICE = frozenset({"stood_aside", "below", "reserve"})
PROMOTION = frozenset({"declined", "promoted"})
MONEY = frozenset({"disallowed", "refunded", "interest"})
REPORT = frozenset({"returned_report"})
GRANT = {"excluded"} | DESK | CHOICE | PROMOTION | REPORT | MONEY
GATES = {
    "academy": {"operator": GRANT | {"operators"}, "student": DESK},
    "care": {"": GRANT},
    "citizen": {"": GRANT},
    "consulting": {
        "operator": {"excluded", "operators"} | DESK | CHOICE | PROMOTION | REPORT,
        "firm": ENTRY | CHOICE | PROMOTION | REPORT,
    },
    "designation": {"first-year": GRANT | {"visited"}},
    "event": {"": frozenset()},
    "grant": {"": GRANT},
    "labor": {"": GRANT - MONEY},
    "listing": {"": GRANT - PROMOTION},
    "matching": {"": {"excluded"} | DESK},
    "network": {"": GRANT},
    "passing": {"operator": GRANT | {"operators"}, "firm": GRANT | {"passed_on"}},
    "repeated": {"": {"excluded"} | ENTRY | CHOICE | PROMOTION},
    "research": {"": {"excluded"} | DESK | CHOICE | REPORT},
    "tenancy": {"": {"excluded"} | ENTRY | CHOICE | PROMOTION},
    "tender": {"": {"excluded"} | DESK | CHOICE | PROMOTION | REPORT},
    "training": {"": DESK},
    "trip": {"": GRANT},
    "use": {"": DESK},
}
"""At which gates somebody fails or is held up, by track. Where one place is all there is, nobody moves up."""
ACTS = frozenset(rows.ACTS)
"""What happens to money besides, in some programs each."""


@dataclass(frozen=True)
class Telling:
    """The rows by life; those of two programs told apart, and the rounds that left; figures of all places; a row of a center without anybody."""

    apart: list[list[rows.Row]]
    left: int
    rows: dict[str, list[rows.Row]]
    figures: dict[str, amounts.Figures]
    broken: list[rows.Row]


@pytest.fixture(scope="module")
def telling(django_db_setup, django_db_blocker):
    """Told from one prepared center."""

    def fill() -> None:
        list(catalog_apply.apply(at=TODAY))

    with django_db_blocker.unblock(), databases.house_with("simulation", WORKER, fill, f"{TODAY:%F}"):
        center = simulation.prepare()
        few = [simulation.listed(year=year, slug=slug)[0] for year, slug in APART]
        apart, left = list(houses.tell_all(center, few, workers=2)), programs.Round.objects.count()
        found = {life: _told(center, life, *named) for life, named in TOLD.items()}
        (_source, nobodys), *_others = simulation.listed(year=2021, slug="impact-strategy-support")
        broken = rounds.tell_program(rounds.Center(Cast(), Crowd()), nobodys, 2021)
        figures = {
            part or slug: _in_full(slug, part)
            for slug, part in (("neighborhood-sharing-leaders", ""), ("retail-channel-listing", "operator"))
        }
        return Telling(apart, left, found, figures, broken)


def _told(center: rounds.Center, life: str, year: int, slug: str, track: str) -> list[rows.Row]:
    """In a house of its own, as the command tells each program: what a party did in another program is not known here."""
    houses.settle()
    with houses.own_house(f"told-{life}"):
        return list(simulation.simulate(center, year=year, slug=slug, track=track))


def _in_full(slug: str, part: str) -> amounts.Figures:
    ((_source, program),) = simulation.listed(year=2021, slug=slug)
    return amounts.figures_of(program, programs.terms_of_version(program.version, part_key=part), amounts.FULL)


@pytest.fixture(scope="module")
def told(telling):
    return telling.rows


def test_every_life_is_told():
    catalog = reader.load()
    lives = {life: catalog.program(year, slug).life for life, (year, slug, _track) in TOLD.items()}
    assert {life for life in TOLD if life == lives[life]} == set(catalog.lives)


@pytest.mark.parametrize("life", TOLD)
def test_it_is_told_to_its_end_and_nothing_that_must_hold_is_broken(told, life):
    assert [(row.track, row.findings) for row in told[life]] == [(row.track, ()) for row in told[life]]


def test_what_the_center_runs_itself_has_no_applicants_and_is_done(told):
    assert [(row.cases, row.stages > 0, row.complete) for row in told["event"]] == [(0, True, True)]


def test_parts_are_told_after_those_who_run_them(told):
    assert [row.track for row in told["consulting"]] == ["operator", "firm"]
    assert [row.track for row in told["academy"]] == ["operator", "student"]


@pytest.mark.parametrize("life", TOLD)
def test_somebody_fails_at_each_of_its_gates(told, life):
    assert {row.track: set(+row.gates) - ACTS for row in told[life]} == GATES[life]


def test_the_acts_of_public_money_are_played_by_several_programs(told):
    played = sum((row.gates for rows in told.values() for row in rows), Counter())
    assert ACTS - set(+played) <= {"year_closed", "deposited"}


def test_the_ledger_of_every_program_reconciles_and_one_line_says_so(told):
    listed = [row for found in told.values() for row in found]
    ledger, line = rows.reconciled(listed)
    assert ledger.reconciles
    assert ledger.agreements.paid == sum(row.paid for row in listed if not row.passed_on) > 0
    assert f"{ledger.agreements.paid:,}원" in line


def test_a_ledger_that_is_astray_is_said(told):
    astray = Ledger(Sums(paid=3), Sums(paid=2), Sums(paid=3))
    row = rows.Row("some-program", "예시", 2019, "", 0, 0, 0, 0, 0.1, ledger=astray)
    assert not astray.reconciles
    assert "맞지 않아요" in rows.reconciled([row])[1]


def test_who_is_refused_before_handing_in_is_refused_by_a_rule_of_the_definition(told):
    assert [row.gates["excluded"] for row in told["grant"]] == [1]


def test_most_of_what_is_paid_is_spent(told):
    for life in ("grant", "network", "care", "trip", "designation"):
        (row,) = told[life]
        assert 0 < row.returned < row.paid // 10


def test_operators_pay_the_firms_they_choose_and_what_they_pass_on_is_not_added_twice(told):
    operator, firm = told["passing"]
    assert (operator.passed_on, firm.passed_on) == (False, True)
    assert (operator.gates["operators"], firm.gates["passed_on"]) == (2, 8)
    assert operator.paid == 100_000_000
    assert firm.paid == 8 * 6_000_000
    assert f"| {operator.paid:,} | {operator.returned:,} |  |  |" in rows.page(told["passing"])


def test_each_call_that_the_source_states_is_a_round_of_its_own(told):
    (twice,), (once,) = told["repeated"], told["tenancy"]
    assert (twice.calls, once.calls) == (2, 1)
    assert twice.cases == 2 * once.cases
    assert "(모집 2번)" in rows.page([twice])


def test_thirteen_districts_and_more_than_fifty_firms_are_chosen_where_all_places_are_told(telling):
    """The figures alone; telling them takes minutes."""
    assert telling.figures["neighborhood-sharing-leaders"].places == 13
    operators = telling.figures["operator"]
    assert (operators.places, operators.places * operators.firms >= 50, operators.passes <= operators.ask) == (6, True, True)


def test_programs_are_told_in_houses_of_their_own_in_the_order_of_the_list(telling):
    assert [(row.year, row.program, row.findings) for listed in telling.apart for row in listed] == [(*one, ()) for one in APART]
    assert telling.left == 0


def test_what_breaks_is_a_row_that_is_not_complete_and_says_why(telling):
    """Nobody is there to plan the round."""
    (row,) = telling.broken
    assert not row.complete
    assert "KeyError: 'officer'" in row.findings


def test_where_nothing_is_paid_nothing_comes_back(told):
    for life in ("tenancy", "training", "matching", "use"):
        assert [(row.paid, row.returned) for row in told[life]] == [(0, 0)]


def test_labor_cost_is_paid_by_the_month_and_nothing_comes_back(told):
    (row,) = told["labor"]
    assert (row.gates["claims"], row.paid > 0, row.returned) == (4, True, 0)


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
    assert f"{sum(row.paid for row in listed if not row.passed_on):,}" in page


def test_a_row_with_a_finding_is_not_complete():
    row = rows.Row("some-program", "예시", 2019, "", 0, 0, 0, 0, 0.1, findings=("모집이 끝나지 않음: open",))
    assert not row.complete
    assert "아니요: 모집이 끝나지 않음: open" in rows.page([row])


def test_the_command_wants_to_be_told_what_to_run(capsys):
    assert commands.simulate(Namespace(all=False, year=None, program="")) == commands.WRONG_USE
    assert "--all" in capsys.readouterr().err
