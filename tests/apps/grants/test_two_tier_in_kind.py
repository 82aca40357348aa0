"""Second parts without money: consulting and 나눔반장. Firms get services, so they are counted and no ledger is kept."""

from datetime import date

import pytest

from dure.apps.grants import actions
from dure.apps.grants.actions.agreements import Draft
from dure.apps.money.models import Book
from dure.apps.programs import facade as programs
from dure.desks.operator import queries
from dure.kernel.errors import Refused
from dure.platform.actor import Actor, Role
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, FREE_LIFE, OFFICER, YEAR
from tests.apps.grants.two_tier import two_tier_round

CONSULTING = (makers.stage(1, "precheck", "사전진단 평가"), makers.stage(2, "agreement", "수행 협약"))


def signed(case, **figures) -> makers.Life:
    """The agreement of an operator without money, signed by both."""
    life = makers.Life(case)
    draft = Draft(date(YEAR, 3, 1), date(YEAR, 12, 31), **figures)
    agreement = actions.draft_agreement(case_id=case.pk, draft=draft, **life.who(OFFICER))
    agreement = actions.offer_agreement(agreement_id=agreement.pk, **life.who(OFFICER))
    seen = {"agreement_id": agreement.pk, "seen": agreement.document_sha256}
    actions.sign_as_grantee(typed_name="예시 대표", **seen, **life.who(life.grantee))
    life.agreement = actions.sign_as_center(typed_name=APPROVER.name, **seen, **life.who(APPROVER))
    return life


def seat_of(appointment) -> Actor:
    """Somebody in a seat of the operator."""
    return Actor(account_id=77, name="예시 수행", seat_id=1, organization_id=appointment.operator_id, roles=frozenset({Role.OPERATOR}))


def test_thirteen_districts_run_their_own_rounds_and_the_center_counts_them(db, django_assert_max_num_queries):
    """나눔반장: 자치구 사업단 13곳."""
    found = two_tier_round(FREE_LIFE)
    for _ in range(13):
        signed(makers.case_in(found, grant=0, own=0), firms_max=5)
    appointments = list(programs.appointments_of(OFFICER))
    for appointment in appointments:
        planned = programs.plan_part_round(appointment_id=appointment.pk, by=seat_of(appointment), at=makers.NOON)
        for _ in range(2):
            makers.case_in(planned, grant=0, own=0)
    with django_assert_max_num_queries(12):
        rows = queries.rows_of(appointments)
    whole = queries.whole_of(rows)
    assert (whole.operators, whole.applied, whole.received, whole.bars) == (13, 26, 0, ())
    assert sorted({row.applied for row in rows}) == [2]
    assert not Book.objects.filter(kind="pass_through").exists()


def test_consulting_goes_from_precheck_to_operators_to_firms(db):
    found = two_tier_round(CONSULTING)
    case = makers.case_in(found, grant=0, own=0)
    with pytest.raises(Refused, match="차례"):
        signed(case)
    from django.db import transaction

    from dure.apps.cases import facade as cases

    with transaction.atomic():
        run = cases.run_of(case.pk, "precheck")
        steps = [step.name for step in cases.flow_of("precheck").open_steps(run.state) if step.target == "done"]
        cases.move(run, steps[0], by=OFFICER, at=makers.NOON)
    life = signed(case, firms_max=3)
    appointment = programs.PartAppointment.objects.get(operator=case.party)
    assert (appointment.part, appointment.ceiling, appointment.case_id) == ("firm", 0, life.case.pk)
    planned = programs.plan_part_round(appointment_id=appointment.pk, by=seat_of(appointment), at=makers.NOON)
    assert (planned.part, planned.operator_id) == ("firm", case.party_id)


def test_a_program_of_one_part_appoints_nobody_and_passes_nothing_on(db):
    case = makers.case_in(makers.round_of(FREE_LIFE), grant=0, own=0)
    with pytest.raises(Refused, match="참여기업을 따로 모집하지 않는"):
        signed(case, firms_max=3)
    signed(case)
    assert not programs.PartAppointment.objects.exists()
