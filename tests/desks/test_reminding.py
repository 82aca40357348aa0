"""Reminders come three days, one day, three hours and half an hour before a deadline, each once."""

from datetime import timedelta

import pytest

from dure.apps.cases import facade as cases
from dure.desks.reminding import remind, step_reached
from dure.kernel.clock import seoul
from dure.platform.models import Letter
from tests.apps.cases.makers import member, network_document, party, returned, round_open, started
from tests.apps.review.makers import review

DUE = seoul(2027, 3, 12, 18)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("left", "step"),
    [
        (73 * HOUR, None),
        (72 * HOUR, 72),
        (25 * HOUR, 72),
        (24 * HOUR, 24),
        (3 * HOUR, 3),
        (HOUR / 2, 0.5),
        (timedelta(seconds=1), 0.5),
        (timedelta(), None),
    ],
)
def test_the_nearest_step_that_has_passed_counts(left, step):
    assert step_reached(DUE, DUE - left) == (None if step is None else step * HOUR)


@pytest.fixture
def draft(db):
    case, _ = started(round_open(closes=DUE), at=DUE - 80 * HOUR)
    return case


def reminders():
    return list(Letter.objects.filter(topic="reminder").order_by("id").values_list("subject", flat=True))


def test_a_draft_is_reminded_once_a_step(draft):
    for left in (80, 71.9, 71, 25, 23.9, 23, 2.9, 0.4, 0.3):
        remind(DUE - left * HOUR)
    assert len(reminders()) == 4


def test_a_worker_that_slept_sends_one_reminder(draft):
    remind(DUE - 0.4 * HOUR)
    assert len(reminders()) == 1


def test_a_moved_deadline_is_reminded_anew(draft):
    remind(DUE - HOUR)
    later = DUE + timedelta(days=7)
    draft.round.windows.update(closes_at=later)
    draft.round.closes_at = later
    draft.round.save()
    remind(later - HOUR)
    assert len(reminders()) == 2


def test_nobody_is_reminded_of_what_was_handed_in_or_withdrawn(draft):
    draft.outcome = "withdrawn"
    draft.save()
    remind(DUE - HOUR)
    assert reminders() == []


def told(account_id):
    return list(Letter.objects.filter(topic="reminder", to_account_id=account_id).order_by("id").values_list("subject", "href"))


def test_a_partner_who_has_not_signed_is_reminded_before_the_intake_ends(db):
    own = network_document()["life"]["sections"][:1]
    case, by = started(round_open(closes=DUE, life={"sections": own, "asks_partners": True, "partners_sign": True}), at=DUE - 80 * HOUR)
    ours, theirs = party("예시 함께협동조합"), party("예시 나란히협동조합")
    signed, unsigned = (
        cases.Partner.objects.create(case=case, party=of, name=of.name, invited_at=DUE - 80 * HOUR, order=number)
        for number, of in enumerate((ours, theirs))
    )
    cases.Partner.objects.filter(pk=signed.pk).update(signed_at=DUE - 79 * HOUR, signed_by_name="예시 대표")
    representative, idle = member(theirs), member(ours)
    remind(DUE - 2 * HOUR)
    remind(DUE - HOUR)
    assert told(representative.account_id) == [
        (f"[두레] 오늘 18:00 마감: {case.round.title} 참여 단체 서명", f"/apply/{case.pk}/partner/{unsigned.pk}/")
    ]
    assert told(idle.account_id) == []
    assert len(told(by.account_id)) == 1


def test_a_reviewer_with_open_sheets_is_reminded_until_the_list_is_signed(db):
    found = review().opened()
    due = found.panel.due_at
    remind(due - 23 * HOUR)
    reviewer = found.reviewers[0].account_id
    [(subject, href)] = told(reviewer)
    assert (found.round.title in subject, href) == (True, f"/review/{found.panel.pk}/")
    assert f"심사표 {len(found.cases)}건" in Letter.objects.get(topic="reminder", to_account_id=reviewer).body
    found.panel.seats.update(signed_at=due - 22 * HOUR)
    remind(due - 2 * HOUR)
    assert len(told(reviewer)) == 1


def test_days_before_a_completion_is_due_only_cases_reminds_of_it(db):
    case, by, _officer = returned(due=DUE)
    remind(DUE - 23 * HOUR)
    assert told(by.account_id) == []
    remind(DUE - 2 * HOUR)
    assert [href for _, href in told(by.account_id)] == [f"/apply/{case.pk}/"]
