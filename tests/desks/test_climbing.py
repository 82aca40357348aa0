"""The one registry: whatever an app says that waits climbs once its day has passed, and a sort that tells no day is found."""

from datetime import datetime, timedelta

import pytest

from dure.apps.people.models import EscalationStep, SeatHolding
from dure.desks import escalating, things
from dure.desks.invariants import nothing_waits_for_nobody
from dure.kernel.clock import seoul
from dure.platform import dues
from dure.platform.actor import Role
from dure.platform.dues import Due
from dure.platform.models import Letter
from tests.apps.grants import makers
from tests.apps.people import makers as people

pytestmark = pytest.mark.django_db
AT = seoul(2026, 3, 10, 12)
DAY = timedelta(days=1)
SORTS = [sort.key for sort in dues.sorts()]


@pytest.fixture
def seated():
    """An officer below, an approver above, and a step for each."""
    found = {role: people.seated(role) for role in (Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR)}
    for days, to in ((1, "holder"), (3, "approver")):
        EscalationStep.objects.create(organization=people.center(), days=days, to=to)
    SeatHolding.objects.update(since=AT - 30 * DAY)
    return found


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path
    settings.DURE_SCANNER = "off"


def told(account, word=""):
    return sum(
        word in letter.subject + letter.body for letter in Letter.objects.filter(to_account_id=account.pk, subject__contains="기한 지남")
    )


@pytest.fixture
def only(monkeypatch):
    """The registry with one line in one of its sorts, everything else as it is declared."""

    def put(key: str, line: Due) -> None:
        known = dues._sorts[key]
        monkeypatch.setitem(
            dues._sorts, key, dues.Sort(known.key, known.title, lambda actor, _at: [line] if actor.has(Role.OFFICER) else [])
        )

    return put


def test_the_registry_holds_the_sorts_of_every_app():
    assert {key.split(" ", 1)[1] for key in SORTS} >= {
        "payments", "bank results", "accounts", "ledger", "expenses", "refunds", "disallowances", "budgets", "amendments", "months",
        "flags", "duties", "party duties", "findings", "labor claims", "labor corrections",
    }  # fmt: skip


@pytest.mark.parametrize("key", SORTS)
def test_every_sort_climbs_once_for_each_step(seated, only, key):
    only(key, Due("예시 일", "예시 조직", "/desk/", AT))
    seen = []
    for days in (0, 1, 1, 3, 9):
        escalating.climb(AT + days * DAY)
        seen.append((told(seated[Role.OFFICER], "예시 일"), told(seated[Role.APPROVER], "예시 일")))
    assert seen == [(0, 0), (1, 0), (1, 0), (1, 1), (1, 1)]


def test_a_sort_that_is_not_in_the_registry_does_not_climb(seated, only, monkeypatch):
    """The control: without its place in the registry the same line is told to nobody."""
    only("20 expenses", Due("예시 일", "예시 조직", "/desk/", AT))
    monkeypatch.delitem(dues._sorts, "20 expenses")
    escalating.climb(AT + 9 * DAY)
    assert told(seated[Role.OFFICER], "예시 일") == 0


def test_a_sort_without_a_day_is_found(seated, only):
    only("30 flags", Due("예시 일", "예시 조직", "/desk/", AT))
    assert nothing_waits_for_nobody() == []
    no_day: datetime = None  # type: ignore[assignment]
    only("30 flags", Due("예시 일", "예시 조직", "/desk/", no_day))
    assert nothing_waits_for_nobody() == ["30 flags /desk/ has no day"]


def test_what_several_seats_share_is_told_to_the_first_alone(seated, only):
    second = people.seated(Role.OFFICER)
    SeatHolding.objects.update(since=AT - 30 * DAY)
    only("30 flags", Due("예시 일", "예시 조직", "/desk/", AT))
    escalating.climb(AT + DAY)
    assert told(seated[Role.OFFICER]) + told(second) == 1


def test_an_expense_that_nobody_judges_climbs(seated):
    life = makers.life()
    life.signed()
    life.with_payee()
    life.paid(1)
    life.spent(90_000)
    lines = {thing.sort: thing for thing in things.lines(life.at)}
    due = lines["20 expenses"].due_at
    escalating.climb(due + 3 * DAY)
    assert told(seated[Role.APPROVER], "집행 확인 1건") == 1
