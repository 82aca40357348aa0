"""The operator's desk: its own parts and firms, the center's roll-up of all, and nothing of another operator."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dure.apps.cases.models import Case
from dure.apps.people.facade import SeatHolding
from dure.apps.programs import facade as programs
from dure.desks.operator import queries
from dure.desks.staff.queries import duties_of
from dure.platform.actor import Role
from tests.apps.grants import makers
from tests.apps.grants.two_tier import Firm, pair_of_operators
from tests.apps.people import makers as people


@pytest.fixture
def two(db, settings, tmp_path):
    settings.DURE_FILES = tmp_path
    settings.DURE_SCANNER = "off"
    return pair_of_operators()


@pytest.fixture
def desk(db):
    """An officer of the center in a browser."""
    return people.signed_in(people.seated(Role.OFFICER, Role.ADMINISTRATOR), with_second_factor=True)


def of(operator) -> Client:
    """The operator's first person in a browser."""
    return people.signed_in(operator.people[0])


def paid_firm(operator) -> Firm:
    operator.life.with_payee()
    operator.life.paid(1)
    firm = Firm.of(operator, 6_000_000)
    firm.signed()
    firm.with_payee()
    firm.paid(1)
    return firm


def test_an_operator_reads_its_parts_firms_and_money(two):
    firm = paid_firm(two[0])
    browser = of(two[0])
    home = browser.get("/op/").content.decode()
    assert "참여기업" in home
    assert "6,000,000원" in home
    part = browser.get(f"/op/parts/{two[0].appointment.pk}/").content.decode()
    assert firm.case.receipt in part
    assert "50,000,000원" in part


def test_an_operator_meets_nothing_of_another(two):
    browser = of(two[0])
    theirs = two[1]
    firm = Firm.of(theirs, 6_000_000)
    for address in (
        f"/op/parts/{theirs.appointment.pk}/",
        f"/desk/rounds/{theirs.round.pk}/",
        f"/desk/rounds/{theirs.round.pk}/applications/",
        f"/desk/rounds/{theirs.round.pk}/agreements/",
        f"/desk/cases/{firm.case.pk}/",
        f"/desk/cases/{firm.case.pk}/agreement/",
    ):
        assert browser.get(address).status_code == 404, address
    assert browser.get(f"/desk/programs/{theirs.round.program_id}/operators/").status_code == 403
    assert browser.get("/desk/").status_code == 403


def test_the_operator_works_its_round_on_the_same_pages_as_the_center(two):
    browser = of(two[0])
    firm = Firm.of(two[0], 6_000_000)
    for address in (
        f"/desk/rounds/{two[0].round.pk}/",
        f"/desk/rounds/{two[0].round.pk}/applications/",
        f"/desk/rounds/{two[0].round.pk}/agreements/",
        f"/desk/cases/{firm.case.pk}/",
        f"/desk/cases/{firm.case.pk}/agreement/",
        "/desk/payments/",
        "/desk/settlements/",
        "/desk/leaves/",
        "/op/seats/",
        f"/desk/rounds/{two[0].round.pk}/open/",
    ):
        assert browser.get(address).status_code == 200, address


def test_a_round_is_opened_within_the_frame_of_the_agreement(two):
    browser, found = of(two[0]), two[0].round
    said = {
        "opens_day": "2026-12-01", "opens_time": "09:00", "closes_day": "2026-12-20", "closes_time": "18:00",
        "receipt_prefix": "2026-OP1", "budget": "60,000,000", "awards_max": "9", "key": "open-1",
    }  # fmt: skip
    refused = browser.post(f"/desk/rounds/{found.pk}/open/", said)
    assert refused.status_code == 422
    assert "50,000,000원 남았어요" in refused.content.decode()
    assert "8곳 더" in refused.content.decode()
    opened = browser.post(f"/desk/rounds/{found.pk}/open/", {**said, "budget": "40,000,000", "awards_max": "8", "key": "open-2"})
    assert opened.status_code == 302
    found.refresh_from_db()
    assert (found.state, found.budget, found.awards_max) == ("open", 40_000_000, 8)
    left = programs.frame_left(programs.PartAppointment.objects.get(pk=two[0].appointment.pk))
    assert (left.budget, left.firms) == (10_000_000, 0)


def test_the_centers_page_is_the_sum_of_its_rows(two, desk):
    paid_firm(two[0])
    page = desk.get(f"/desk/programs/{two[0].round.program_id}/operators/")
    assert page.status_code == 200
    rows, whole = page.context["rows"], page.context["whole"]
    assert (
        (whole.received, whole.passed)
        == (sum(row.received for row in rows), sum(row.passed.paid for row in rows))
        == (50_000_000, 6_000_000)
    )
    assert sum(bar.amount for bar in whole.bars) == 100_000_000
    assert desk.get(f"/op/parts/{two[0].appointment.pk}/").status_code == 200


def test_the_center_steps_in_with_a_reason_and_back(two, desk):
    found = two[0].round
    assert desk.post(f"/op/rounds/{found.pk}/step-in/", {"reason": "", "key": "s1"}).status_code == 409
    desk.post(f"/op/rounds/{found.pk}/step-in/", {"reason": "예시 까닭", "key": "s2"})
    assert "예시 까닭" in of(two[0]).get(f"/desk/rounds/{found.pk}/").content.decode()
    desk.post(f"/op/rounds/{found.pk}/step-back/", {"key": "s3"})
    found.refresh_from_db()
    assert found.stepped_in_at is None


def test_an_operator_seats_its_own_members_and_never_one_person_twice(two):
    browser = of(two[0])
    first, second = (SeatHolding.objects.get(account=account, until=None).seat for account in two[0].people)
    twice = browser.post(f"/op/seats/{second.pk}/", {"account": two[0].people[0].pk, "key": "t1"})
    assert twice.status_code == 422
    stranger = browser.post(f"/op/seats/{first.pk}/", {"account": two[1].people[0].pk, "key": "t2"})
    assert stranger.status_code == 422
    foreign = SeatHolding.objects.get(account=two[1].people[0], until=None).seat
    assert browser.post(f"/op/seats/{foreign.pk}/", {"account": two[0].people[0].pk, "key": "t3"}).status_code == 404


ITS_PARTS, ITS_FIRMS, ITS_DUTIES = 9, 3, 5 + 13
"""Queries of each piece of the operator's desk, and why none of them grows with its firms. Its parts: applications, rounds, agreements and
firms signed, and five of the ledger for its own sums and what it passed on. Its firms: applications, their stages, agreements. Its duties:
runs, their stages and who was told of them, the center's own days, duties of gatherings (5), and one for each sort that apps declare in
`platform.dues` and an operator has (13): payments, bank results, expenses, labor claims, refunds, disallowances, labor corrections, budgets,
amendments, months, flags, duties, findings. They were fewer when fewer sorts of work existed; a new sort is one query more."""


def test_firms_cost_the_same_number_of_queries_for_one_and_for_many(two):
    spent = []
    for count in (2, 30):
        while Case.objects.filter(round=two[0].round).count() < count:
            makers.case_in(two[0].round, grant=1_000_000, own=0)
        actor, appointments = two[0].one, list(programs.appointments_of(two[0].one))
        with CaptureQueriesContext(connection) as of_parts:
            (row,) = queries.rows_of(appointments)
        with CaptureQueriesContext(connection) as of_firms:
            firms = queries.firm_rows(queries.firms_of(actor, two[0].appointment))
        with CaptureQueriesContext(connection) as of_duties:
            duties_of(actor, two[0].life.at)
        assert (row.applied, len(firms)) == (count, count)
        spent.append((len(of_parts), len(of_firms), len(of_duties)))
    assert spent == [(ITS_PARTS, ITS_FIRMS, ITS_DUTIES)] * 2
