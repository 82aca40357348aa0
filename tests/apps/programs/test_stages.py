"""A round's stages: laid out when it opens, each with its place on the timetable; tracked ones begun and finished."""

import pytest
from django.db import IntegrityError, transaction

from dure.apps.programs.actions.stages import begin_stage, finish_stage
from dure.apps.programs.models import RoundStage
from dure.kernel.clock import seoul
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.actor import Actor, Role
from dure.platform.models import JournalLine
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers
from tests.apps.programs.makers import ACTORS, AFTER, OFFICER, PROGRAM_STAFF, STAGES, WITHIN, stage


def laid_out(found):
    return [(step.key, step.shown_key) for step in found.stages.order_by("stage__order")]


def test_a_round_lives_the_stages_of_its_cases_each_at_its_place_on_the_timetable(db):
    assert laid_out(makers.opened()) == [
        ("notice", "notice"), ("intake", "intake"), ("screening", ""), ("selection", "selection"), ("report-final", "")
    ]  # fmt: skip


def test_without_a_life_it_lives_those_of_the_source(db):
    found = makers.opened(of=makers.program(life=None))
    assert laid_out(found) == [(one["key"], one["key"]) for one in STAGES]


def test_two_of_a_kind_take_two_places(db):
    shown = [stage("report", "report-interim", which="interim"), stage("report", "report-final", which="final")]
    lived = [stage("report", "interim", which="interim"), stage("report", "final", which="final"), stage("report", "more", which="final")]
    found = makers.opened(of=makers.program(stages=shown, life={**makers.LIFE, "stages": lived}))
    assert laid_out(found) == [("interim", "report-interim"), ("final", "report-final"), ("more", "")]


def test_a_round_lives_its_own_tracks_stages_and_its_own_numbers(db):
    stages = [
        stage("intake"), stage("intake", "new-intake", track="new"), stage("intake", "again-intake", track="again"),
        stage("intake", "first-intake", round=1), stage("intake", "second-intake", round=2),
    ]  # fmt: skip
    program = makers.program(stages=stages, life=None)
    waiting = makers.planned(program, track="new")
    found = makers.acts.open_round(
        round_id=waiting.pk, windows=[makers.opening()], plan=makers.plan(), by=OFFICER, at=makers.BEFORE, key=NO_KEY
    )
    assert [key for key, _ in laid_out(found)] == ["intake", "new-intake", "first-intake"]


def test_the_intake_takes_the_days_of_the_windows_and_the_last_day_is_the_last_one_can_hand_in(db):
    found = makers.opened(makers.opening(closes=seoul(2026, 2, 23)))
    intake = found.stages.get(key="intake")
    assert (intake.planned_from.isoformat(), intake.planned_to.isoformat()) == ("2026-02-08", "2026-02-22")


def begin(found, key="notice", *, by=OFFICER, at=WITHIN, note=""):
    return begin_stage(round_id=found.pk, stage_key=key, note=note, by=by, at=at, key=NO_KEY)


def finish(found, key="notice", *, by=OFFICER, at=AFTER, note=""):
    return finish_stage(round_id=found.pk, stage_key=key, note=note, by=by, at=at, key=NO_KEY)


def test_a_tracked_stage_is_begun_and_finished_with_its_days_and_notes(db):
    found = makers.opened()
    begin(found, note="누리집에 올렸어요.")
    step = finish(found, note="지역 신문에도 실렸어요.")
    assert (step.state, step.actual_from.isoformat(), step.actual_to.isoformat()) == ("done", "2026-02-15", "2026-02-23")
    assert step.note == "누리집에 올렸어요.\n지역 신문에도 실렸어요."
    assert list(JournalLine.objects.filter(verb__endswith="_stage").order_by("id").values_list("verb", flat=True)) == [
        "begin_stage",
        "finish_stage",
    ]


def test_what_was_held_on_one_day_need_not_have_been_begun(db):
    step = finish(makers.opened())
    assert (step.state, step.actual_from, step.actual_to) == ("done", step.actual_to, AFTER.date())


def test_a_stage_is_not_begun_twice_nor_finished_twice(db):
    found = makers.opened()
    begin(found)
    with pytest.raises(OutOfTurn):
        begin(found)
    finish(found)
    with pytest.raises(OutOfTurn):
        finish(found)


@pytest.mark.parametrize("key", ["intake", "screening", "selection", "report-final"])
def test_stages_that_cases_go_through_are_not_moved_by_the_round(db, key):
    with pytest.raises(Refused, match="신청 건마다"):
        begin(makers.opened(), key)


def test_nothing_is_tracked_in_a_round_that_was_called_off(db):
    with pytest.raises(OutOfTurn):
        begin(makers.cancelled())


@pytest.mark.parametrize("who", ACTORS)
def test_program_staff_track_and_nobody_else(db, who):
    found = makers.opened()
    if who in PROGRAM_STAFF:
        assert begin(found, by=ACTORS[who]).state == "running"
        return
    with pytest.raises(Forbidden):
        begin(found, by=ACTORS[who])


@pytest.mark.parametrize(
    ("organization_id", "roles", "allowed"), [(70, {Role.OPERATOR}, True), (71, {Role.OPERATOR}, False), (70, {Role.AUDITOR}, False)]
)
def test_an_operator_tracks_its_own_round(db, organization_id, roles, allowed):
    found = makers.opened()
    makers.people.Party.objects.create(pk=70, kind="organization", name="예시 운영기관", sample=True)
    type(found).objects.filter(pk=found.pk).update(operator_id=70)
    by = Actor(41, "예시 운영", 42, "운영", organization_id, "operator", "", frozenset(roles))
    if allowed:
        assert begin(found, by=by).state == "running"
        return
    with pytest.raises(Forbidden):
        begin(found, by=by)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "done"},
        {"state": "running"},
        {"actual_from": WITHIN.date()},
        {"state": "done", "actual_from": AFTER.date(), "actual_to": WITHIN.date()},
        {"planned_from": AFTER.date(), "planned_to": WITHIN.date()},
    ],
)
def test_a_stage_and_its_stamps_agree(db, changes):
    found = makers.opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundStage.objects.filter(round=found, key="notice").update(**changes)


def test_a_round_that_takes_no_applications_is_tracked_to_its_last_report(db):
    stages = [stage("delivery"), stage("report", "report-final", which="final")]
    found = makers.opened(of=makers.program(stages=stages, life=None))
    finish_stage(round_id=found.pk, stage_key="report-final", note="최종보고를 마쳤어요.", by=OFFICER, at=WITHIN, key=NO_KEY)
    assert found.stages.get(key="report-final").state == "done"
