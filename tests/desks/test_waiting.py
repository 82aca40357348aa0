"""What waits: counted by the database, for a seat, with a day; and overdue things that climb from seat to seat."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dure.apps.cases.actions.running import run_of
from dure.apps.cases.models import Escalation, StageRun
from dure.apps.people.models import EscalationStep
from dure.apps.people.queries.actors import actor_of_account
from dure.desks import escalating, grouping, waiting
from dure.desks.staff.queries import dashboard, duties_of
from dure.platform.actor import Role
from dure.platform.models import JournalLine, Letter, OwnRate
from tests.apps.grants import makers
from tests.apps.people import makers as people

STEPS = ((1, "holder"), (3, "approver"), (7, "administrator"))


class Desk:
    """Three seats of the center, and a round that the first one looks after."""

    def __init__(self) -> None:
        self.people = {role: people.seated(role) for role in (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)}
        self.at = makers.NOON
        self.round = makers.round_of()
        self.round.seat = people.center().teams.get().seats.order_by("id").first()
        self.round.save(update_fields=["seat"])
        for days, to in STEPS:
            EscalationStep.objects.create(organization=people.center(), days=days, to=to)

    def letters(self, role: Role) -> int:
        return Letter.objects.filter(to_account_id=self.people[role].pk, subject__contains="기한 지남").count()


@pytest.fixture
def desk(db):
    return Desk()


def officer(desk, at=None):
    return actor_of_account(desk.people[Role.OFFICER].pk, at=at or people.now())


def test_every_stage_that_has_begun_has_a_day(desk):
    case = makers.case_in(desk.round)
    (group,) = grouping.groups_of(grouping.living_runs())
    assert group.due_at == makers.NOON + timedelta(days=14)
    assert (group.turn, group.stands_alone, group.run_id) == ("center", True, run_of(case.pk, "agreement").pk)


def test_many_cases_at_one_stage_are_one_line_with_their_number(desk):
    for _ in range(3):
        makers.case_in(desk.round)
    groups = duties_of(officer(desk), makers.NOON + timedelta(days=2))
    ((duty,),) = groups.values()
    assert (duty.count, "3건" in duty.title) == (3, True)


def test_the_to_do_list_and_the_dashboard_ask_the_same_number_of_questions_for_one_and_for_many(desk):
    spent = []
    for count in (2, 40):
        while StageRun.objects.filter(kind="agreement").count() < count:
            makers.case_in(desk.round)
        actor = officer(desk)
        with CaptureQueriesContext(connection) as asked:
            duties_of(actor, makers.NOON)
            assert dashboard(desk.round, actor, makers.NOON).submitted == count
        spent.append(len(asked))
    assert spent[0] == spent[1] < 40


def test_overdue_things_climb_one_seat_after_another_and_each_step_is_taken_once(desk):
    makers.case_in(desk.round)
    due = makers.NOON + timedelta(days=14)
    seen = []
    for days in (0, 1, 1, 2, 3, 6, 7, 30):
        escalating.climb(due + timedelta(days=days))
        seen.append(Escalation.objects.count())
    assert seen == [0, 1, 1, 1, 2, 2, 3, 3]
    assert list(Escalation.objects.order_by("days").values_list("days", "to")) == list(STEPS)
    assert JournalLine.objects.filter(verb="escalate").count() == 3


def test_who_knows_of_an_overdue_thing_stands_on_the_to_do_list(desk):
    makers.case_in(desk.round)
    at = makers.NOON + timedelta(days=18)
    escalating.climb(at)
    groups = duties_of(officer(desk), at)
    assert list(groups) == ["지남"]
    assert groups["지남"][0].note == "기한이 지나 알린 곳: 결재자, 맡은 자리"


def test_a_seat_and_its_deputies_get_the_letter(desk):
    makers.case_in(desk.round)
    at = people.now() + timedelta(days=1)
    escalating.climb(at)
    assert (desk.letters(Role.OFFICER), desk.letters(Role.APPROVER), desk.letters(Role.ADMINISTRATOR)) == (1, 1, 1)


def test_what_waits_for_the_applicant_does_not_climb(desk):
    case = makers.case_in(desk.round)
    StageRun.objects.filter(case=case, kind="agreement").update(state="offered")
    escalating.climb(makers.NOON + timedelta(days=60))
    assert not Escalation.objects.exists()


def test_a_day_that_was_set_goes_before_the_usual_one(desk):
    case = makers.case_in(desk.round)
    StageRun.objects.filter(case=case, kind="agreement").update(due_at=makers.NOON + timedelta(days=40))
    escalating.climb(makers.NOON + timedelta(days=30))
    assert not Escalation.objects.exists()


def test_every_turn_of_every_table_is_somebodys(db):
    from dure.apps.cases import facade as cases

    sides = {waiting.turn_at(table.flow.kind, state) for table in cases.flows() for state in table.flow.states}
    assert sides == {"center", "applicant", ""}


def test_the_usual_days_follow_the_rates_of_the_day_on_which_a_stage_began(desk):
    """A new value changes nothing for what began before it; a shorter one of the same day lets the stage climb sooner."""
    makers.case_in(desk.round)
    for since, due_after, climbed in ((makers.NOON + timedelta(days=1), 14, False), (makers.NOON, 5, True)):
        OwnRate.objects.create(key="stage_days_agreement", since=since.date(), value=5, source="예시 지침", put_at=makers.NOON)
        (group,) = grouping.groups_of(grouping.living_runs())
        assert group.due_at == makers.NOON + timedelta(days=due_after)
        escalating.climb(makers.NOON + timedelta(days=7))
        assert Escalation.objects.exists() is climbed
