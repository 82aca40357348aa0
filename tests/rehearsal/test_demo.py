"""The demo year: every state is there to be seen, everything is sample, and nothing that must hold is broken."""

from collections import Counter

import pytest

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform import invariants, journal
from dure.platform.models import Delivery, JournalLine, Letter
from tests.rehearsal.conftest import told

pytestmark = pytest.mark.slow

OUTCOMES = {"draft", "running", "withdrawn", "refused", "rejected", "reserve", "ended"}


def rounds():
    return programs.Round.objects.filter(program__edition__year=2026).order_by("id")


def test_about_forty_parties_apply_in_about_sixty_cases(center):
    assert 36 <= people.Party.objects.filter(tier="").count() <= 44
    assert 54 <= cases.Case.objects.count() <= 66


def test_every_outcome_of_a_case_can_be_seen(center):
    assert set(cases.Case.objects.order_by().values_list("outcome", flat=True).distinct()) == OUTCOMES


def test_every_state_of_a_round_but_cancelled_can_be_seen(center):
    assert set(rounds().order_by().values_list("state", flat=True).distinct()) == {"open", "closed", "ended"}


def test_a_third_of_the_rounds_is_open_a_third_runs_a_third_has_ended(center):
    standing = Counter("open" if found.is_taking(center) else "ended" if found.state == "ended" else "running" for found in rounds())
    assert standing == {"open": 4, "running": 4, "ended": 4}


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
