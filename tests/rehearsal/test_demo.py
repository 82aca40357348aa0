"""The demo year: every state is there to be seen, everything is sample, and nothing that must hold is broken."""

from collections import Counter
from datetime import timedelta

import pytest

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.labor import facade as labor
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.desks import things
from dure.platform import deeds, invariants, journal
from dure.platform.models import Delivery, JournalLine, Letter
from tests.rehearsal.conftest import told

pytestmark = pytest.mark.slow

GOVERNMENTS = ("district", "city", "ministry")
OUTCOMES = {"draft", "running", "withdrawn", "refused", "rejected", "reserve", "ended"}


def rounds():
    return programs.Round.objects.filter(program__edition__year=2026).order_by("id")


def test_about_fifty_parties_apply_in_about_seventy_cases(center):
    assert 44 <= people.Party.objects.filter(tier="").count() <= 54
    assert 66 <= cases.Case.objects.count() <= 82


def test_every_outcome_of_a_case_can_be_seen(center):
    assert set(cases.Case.objects.order_by().values_list("outcome", flat=True).distinct()) == OUTCOMES


def test_every_state_of_a_round_but_cancelled_can_be_seen(center):
    assert set(rounds().order_by().values_list("state", flat=True).distinct()) == {"open", "closed", "ended"}


def test_some_rounds_are_open_some_run_some_have_ended(center):
    of_the_script = rounds().filter(track="", part="")
    standing = Counter("open" if found.is_taking(center) else "ended" if found.state == "ended" else "running" for found in of_the_script)
    assert standing == {"open": 4, "running": 5, "ended": 3}


def test_everything_of_the_demo_is_marked_as_sample(center):
    for rows in (people.Party.objects.exclude(tier="center"), people.Account.objects.all(), rounds(), cases.Case.objects.all()):
        assert rows.exists()
        assert not rows.filter(sample=False).exists()
    assert not programs.Program.objects.filter(edition__year=2026, sample=False).exists()
    assert not people.Party.objects.filter(tier="").exclude(name__startswith="예시").exists()


def test_every_promise_of_the_house_holds(center):
    asked = invariants.run()
    assert len(asked) >= 5
    assert {invariant.code: findings for invariant, findings in asked if findings} == {}


def test_the_journal_is_sealed_to_its_last_line_and_its_chain_verifies(center):
    assert journal.verify() == []
    assert not JournalLine.objects.filter(sequence=None).exists()
    assert journal.head()[0] == JournalLine.objects.count() > 1000


def test_no_answer_to_an_event_failed(center):
    assert list(Delivery.objects.exclude(error="").order_by("id").values_list("answerer", "error")) == []
    assert not Delivery.objects.filter(done_at=None).exists()


def test_letters_are_written_to_sample_addresses_alone(center):
    assert Letter.objects.count() >= cases.Case.objects.exclude(receipt_number=None).count()
    assert not Letter.objects.exclude(to_address__endswith="@example.test").exists()


def test_nothing_lies_in_the_future(center):
    assert not cases.Case.objects.filter(submitted_at__gt=center).exists()
    assert not JournalLine.objects.filter(at__gt=center).exists()


def test_receipt_numbers_run_without_a_gap_in_every_round(center):
    for found in rounds():
        given = cases.Case.objects.filter(round_id=found.pk).exclude(receipt_number=None).order_by("receipt_number")
        assert list(given.values_list("receipt_number", flat=True)) == list(range(1, found.last_number + 1))


def test_made_on_another_day_it_tells_the_same_cases(center, told_on_another_day):
    assert told_on_another_day == told()


def test_district_city_and_ministry_have_something_waiting_on_the_first_day(center):
    waiting = {tier: cases.StageRun.objects.filter(tier=tier, state="open", case__outcome="running").count() for tier in GOVERNMENTS}
    assert all(count >= 2 for count in waiting.values()), waiting


def test_every_waiting_thing_has_a_seat_and_a_day(center):
    found = list(things.everything(center))
    assert {"run", "panel_seat", "objection", "challenge", "duty"} <= {thing.sort for thing in found}
    assert [thing for thing in found if thing.seat_id is None or thing.due_at is None] == []


def test_an_operator_runs_a_second_part_with_firms(center):
    account = people.Account.objects.get(email="operator@example.test")
    actor = people.actor_of_account(account.pk, at=center)
    assert cases.Case.objects.filter(round__operator_id=actor.organization_id, receipt_number__isnull=False).count() >= 4


def test_a_blind_panel_a_challenge_and_an_objection_can_be_looked_at(center):
    assert review.Panel.objects.filter(blind=True, state="open").exists()
    assert review.Challenge.objects.filter(verdict="open").exists()
    assert review.Objection.objects.filter(verdict="open").exists()


def test_a_wallet_holds_a_paper_that_expires_within_a_month(center):
    soon = center.date() + timedelta(days=30)
    assert people.WalletPaper.objects.filter(expires_on__gt=center.date(), expires_on__lte=soon).exists()


def test_of_two_partners_in_a_draft_one_has_signed(center):
    signed = cases.Partner.objects.filter(case__outcome="draft", invited_at__isnull=False).order_by("order")
    assert [partner.signed_at is not None for partner in signed] == [True, False]


def states_of(rows):
    return Counter(rows.order_by().values_list("state", flat=True))


def test_public_money_stands_at_every_place_of_its_way(center):
    assert {"asked", "approved", "refused", "paid"} <= set(states_of(money.PaymentOrder.objects))
    assert money.TransferFile.objects.filter(result=None).count() == 1
    assert money.TransferFile.objects.filter(result__refused_count=1).count() == 1
    assert money.PayeeAccountVersion.objects.filter(number=2, hold_until__gt=center).count() == 1


def test_grants_wait_for_a_signature_an_answer_an_approval_an_accountant_and_a_refund(center):
    assert states_of(grants.Amendment.objects) == {"approved": 1}
    assert states_of(grants.Disallowance.objects) == {"announced": 1}
    flags = grants.Flag.objects.filter(kind="night", state="open")
    assert sorted(flag.turns.exists() for flag in flags) == [False, True]
    waiting = grants.Settlement.objects.exclude(state="closed")
    assert states_of(waiting) == {"handed_in": 1, "confirmed": 1}
    partly = waiting.get(state="confirmed")
    assert 0 < sum(row.amount for row in partly.returns.all()) < partly.to_return


def test_labor_cost_was_paid_for_one_month_and_the_next_names_one_person_twice(center):
    assert states_of(labor.Claim.objects) == {"paid": 2, "handed_in": 2}
    (shared,) = (name for name, count in Counter(labor.Worker.objects.order_by().values_list("name", flat=True)).items() if count == 2)
    assert shared.startswith("예시")


def test_last_year_is_closed_and_left_something_to_this_one(center):
    assert dict(money.FiscalYear.objects.values_list("year", "state")) == {2025: "closed", 2026: "open"}
    assert next(line for line in money.line_sums(2026) if line.key == "local-economy").carried_in == 42_000_000
    assert any(line.depth == 1 and line.committed for line in money.line_sums(2026))


def test_an_auditor_has_drawn_a_sample_and_found_something(center):
    assert Counter(grants.AuditItem.objects.order_by().values_list("verdict", flat=True)) == {"": 4, "fine": 1, "complete": 1}


def test_every_line_of_the_journal_can_be_read(center):
    lines = JournalLine.objects.order_by("pk")
    assert lines.count() > 1_000
    assert {deeds.in_words(line) for line in lines if deeds.in_words(line) == line.verb} == set()
