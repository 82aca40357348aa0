"""Every waiting thing has a seat and a day; what nobody sets a day for climbs like the rest."""

from datetime import timedelta

import pytest

from dure.apps.people.actions import claim_status
from dure.apps.people.actions.statuses import StatusClaim
from dure.apps.people.models import EscalationStep, PartyStatus, Seat, UsualDays
from dure.desks import escalating, things
from dure.desks.invariants import nothing_waits_for_nobody
from dure.desks.staff.queries import duties_of
from dure.platform.actor import Role
from dure.platform.models import Letter
from dure.rehearsal.papers import pdf
from tests.apps.people import makers

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def claimed():
    """A status that nobody has looked at yet, and the seats that should."""
    people = {role: makers.seated(role) for role in (Role.OFFICER, Role.APPROVER)}
    owner = makers.account()
    party, representative = makers.party(owner), makers.actor(owner)
    claim = StatusClaim(kind="social_enterprise", number="예시-1", valid_from=(makers.now() - 400 * DAY).date())
    claim_status(party_id=party.pk, claim=claim, proof=pdf("예시.pdf", "예시"), by=representative, at=makers.now())
    for days, to in ((1, "holder"), (3, "approver")):
        EscalationStep.objects.create(organization=makers.center(), days=days, to=to)
    UsualDays.objects.create(organization=makers.center(), thing="status_claim", days=5)
    return people


def told(account):
    return Letter.objects.filter(to_account_id=account.pk, subject__contains="기한 지남").count()


def test_a_claim_is_due_after_the_days_that_the_center_has_set(claimed):
    (claim,) = things.judged()
    assert claim.due_at == PartyStatus.objects.get().recorded_at + 5 * DAY
    assert claim.seat_id is not None


def test_a_claim_that_waits_too_long_climbs_once_for_each_step(claimed):
    due = next(things.judged()).due_at
    seen = []
    for days in (0, 1, 1, 3, 9):
        escalating.climb(due + days * DAY)
        seen.append((told(claimed[Role.OFFICER]), told(claimed[Role.APPROVER])))
    assert seen == [(0, 0), (1, 0), (1, 0), (1, 1), (1, 1)]


def test_a_claim_stands_on_the_to_do_list_of_the_officers_alone(claimed):
    at = makers.now()
    lists = [duties_of(makers.actor(person), at) for person in (claimed[Role.OFFICER], claimed[Role.APPROVER])]
    assert [[duty.subject for group in groups.values() for duty in group] for groups in lists] == [["자격 확인"], []]


def test_what_has_no_seat_is_found(claimed):
    assert nothing_waits_for_nobody() == []
    Seat.objects.update(closed_at=makers.now())
    assert nothing_waits_for_nobody() == [f"status_claim {PartyStatus.objects.get().pk} has no seat"]
