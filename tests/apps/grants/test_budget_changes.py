"""Money moves between categories: a little at once, more with approval, never by one person alone."""

import pytest
from django.db import transaction

from dure.apps.grants import actions
from dure.apps.grants.actions.budgets import adopt_budget
from dure.apps.grants.queries.agreements import left_in_budget, planned
from dure.apps.grants.rules import budget
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from tests.apps.grants import makers
from tests.apps.grants.makers import FINANCE, OFFICER

AGREED = {("labor", "grant"): 20_000_000, ("program", "grant"): 30_000_000, ("publicity", "grant"): 10_000_000}
TITLES = {"labor": "인건비", "program": "사업비", "publicity": "홍보비", "meeting": "회의비"}


def verdict(after, *, agreed=AGREED, before=AGREED, spent=None):
    return budget.judge_change(before, after, spent=spent or {}, agreed=agreed, percent=20, titles=TITLES)


def moved(amount, source="program", target="publicity"):
    changed = dict(AGREED)
    changed[source, "grant"] -= amount
    changed[target, "grant"] = changed.get((target, "grant"), 0) + amount
    return changed


@pytest.mark.parametrize(("amount", "at_once"), [(2_000_000, True), (2_000_001, False)])
def test_up_to_a_fifth_of_the_smaller_line_moves_at_once(amount, at_once):
    assert verdict(moved(amount)).takes_force is at_once


def test_into_labor_or_into_a_new_category_always_waits():
    assert "금액과 관계없이" in verdict(moved(1, target="labor")).approval[0]
    assert "새로 만드는" in verdict(moved(1, target="meeting")).approval[0]


def test_small_steps_add_up_from_what_was_approved_last():
    assert not verdict(moved(2_500_000), before=moved(1_500_000)).takes_force


def test_sums_and_what_was_spent_stand():
    wrong = {**AGREED, ("program", "grant"): 29_000_000}
    assert "보조금 합계" in verdict(wrong).refused[0]
    assert "이미" in verdict(moved(1_000_000), spent={("program", "grant"): 29_500_000}).refused[0]
    assert verdict(AGREED).refused


@pytest.fixture
def signed(life):
    life.signed()
    return life


def rows(**amounts):
    own = [{"category": "program", "source": "own", "amount": 10_000_000}]
    return [{"category": key, "source": "grant", "amount": amount} for key, amount in amounts.items()] + own


def asked(life, **amounts):
    return actions.ask_budget_change(agreement_id=life.agreement.pk, rows=rows(**amounts), why="예시 단가가 오름", **life.who(life.grantee))


def test_a_small_move_takes_force_at_once_and_is_told(signed):
    version = asked(signed, labor=19_000_000, program=31_000_000)
    assert (version.state, version.reported) == ("approved", True)
    assert left_in_budget(signed.agreement)["program", "grant"] == 31_000_000


def test_a_large_move_waits_for_another_person(signed):
    version = asked(signed, labor=15_000_000, program=35_000_000)
    assert (version.state, planned(signed.agreement)["labor", "grant"]) == ("asked", 20_000_000)
    with pytest.raises(OutOfTurn):
        asked(signed, labor=19_000_000, program=31_000_000)
    with pytest.raises(Forbidden):
        actions.judge_budget_change(version_id=version.pk, approved=True, **signed.who(signed.grantee))
    actions.judge_budget_change(version_id=version.pk, approved=True, **signed.who(OFFICER))
    assert planned(signed.agreement)["labor", "grant"] == 15_000_000
    with pytest.raises(OutOfTurn):
        actions.judge_budget_change(version_id=version.pk, approved=True, **signed.who(FINANCE))


def test_a_declined_move_has_its_reason_and_changes_nothing(signed):
    version = asked(signed, labor=21_000_000, program=29_000_000)
    with pytest.raises(Refused, match="까닭"):
        actions.judge_budget_change(version_id=version.pk, approved=False, **signed.who(OFFICER))
    actions.judge_budget_change(version_id=version.pk, approved=False, reason="예시 인건비 한도", **signed.who(OFFICER))
    assert planned(signed.agreement)["labor", "grant"] == 20_000_000


def test_a_budget_that_was_adopted_is_in_force_and_never_changes(signed):
    with transaction.atomic():
        version = adopt_budget(signed.agreement, rows(labor=10_000_000, program=40_000_000), why="예시 협약 변경", **signed.who(OFFICER))
    assert planned(signed.agreement)["program", "grant"] == 40_000_000
    version.rows = []
    with pytest.raises(Exception, match="never changes"), transaction.atomic():
        version.save(update_fields=["rows"])


def test_a_category_limit_names_the_limit_its_base_and_what_is_left():
    life = makers.life(
        budget_categories=[{"key": "labor", "title": "인건비"}, {"key": "program", "title": "사업비", "most_percent": 10, "of": "grant"}]
    )
    life.signed()
    with pytest.raises(Refused) as refused:
        life.spent(5_000_001)
    assert any("보조금(50,000,000원)의 10%인 5,000,000원까지, 지금 5,000,000원 남음" in reason for reason in refused.value.reasons)
    life.spent(5_000_000)


pytestmark = pytest.mark.django_db
