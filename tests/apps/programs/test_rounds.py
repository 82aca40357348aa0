"""A round's life: by whom, from which state, with which reason; and what it never does once it has opened."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from dure.apps.programs.actions import rounds as acts
from dure.apps.programs.actions.definitions import revise_program
from dure.apps.programs.flow import ROUND_FLOW
from dure.apps.programs.models import Round
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.models import Event, JournalLine
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers
from tests.apps.programs.makers import (
    ACTORS,
    AFTER,
    BEFORE,
    CLOSES,
    HOUSE,
    IN_STATE,
    MILLISECOND,
    OFFICER,
    OPENS,
    PROGRAM_STAFF,
    WITHIN,
    opening,
)


def act(name, found, *, by=OFFICER, at=WITHIN):
    """One step of the round's table by its verb."""
    common = {"round_id": found.pk, "by": by, "at": at, "key": NO_KEY}
    if name == "open":
        return acts.open_round(windows=[opening()], plan=makers.plan(), **common)
    if name == "change_dates":
        return acts.change_round_dates(windows=[opening(closes=CLOSES + timedelta(days=7))], reason="문의가 많아 늘려요.", **common)
    if name == "close":
        return acts.close_round(reason="예산을 다 썼어요.", **common)
    if name == "end":
        return acts.end_round(**common)
    return acts.cancel_round(reason="예산이 줄었어요.", **common)


STEPS = [step.name for step in ROUND_FLOW.steps]
STARTS_FROM = {step.name: step.sources[0] for step in ROUND_FLOW.steps}


@pytest.mark.parametrize("state", IN_STATE)
@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_taken_from_the_states_of_its_table_and_from_no_other(db, name, state):
    found = IN_STATE[state]()
    step = next(step for step in ROUND_FLOW.steps if step.name == name)
    if state in step.sources:
        assert act(name, found).state == step.target
        return
    with pytest.raises(OutOfTurn):
        act(name, found)
    found.refresh_from_db()
    assert found.state == state


@pytest.mark.parametrize("who", sorted(PROGRAM_STAFF))
@pytest.mark.parametrize("name", STEPS)
def test_program_staff_of_the_center_take_the_steps(db, name, who):
    assert act(name, IN_STATE[STARTS_FROM[name]](), by=ACTORS[who])


@pytest.mark.parametrize("state", IN_STATE)
@pytest.mark.parametrize("who", [who for who in ACTORS if who not in PROGRAM_STAFF])
def test_nobody_else_takes_a_step_whatever_the_state(db, who, state):
    found, events = IN_STATE[state](), Event.objects.count()
    for name in STEPS:
        with pytest.raises(Forbidden):
            act(name, found, by=ACTORS[who])
    assert Round.objects.get(pk=found.pk).state == state
    assert Event.objects.count() == events


@pytest.mark.parametrize("who", ACTORS)
def test_program_staff_of_the_center_plan_a_round_and_nobody_else(db, who):
    program = makers.program()
    if who in PROGRAM_STAFF:
        assert acts.plan_round(program_id=program.pk, by=ACTORS[who], at=BEFORE, key=NO_KEY).state == "planned"
        return
    with pytest.raises(Forbidden):
        acts.plan_round(program_id=program.pk, by=ACTORS[who], at=BEFORE, key=NO_KEY)


def test_a_historical_year_takes_no_round(db):
    program = makers.program()
    type(program.edition).objects.filter(pk=program.edition_id).update(kind="historical")
    with pytest.raises(Forbidden, match="지난 자료"):
        makers.planned(program)


@pytest.mark.parametrize("name", ["change_dates", "cancel"])
def test_what_is_published_is_changed_or_called_off_with_a_reason_alone(db, name):
    found = makers.opened()
    common = {"round_id": found.pk, "reason": "  ", "by": OFFICER, "at": WITHIN, "key": NO_KEY}
    with pytest.raises(Refused, match="까닭"):
        acts.cancel_round(**common) if name == "cancel" else acts.change_round_dates(windows=[opening()], **common)


@pytest.mark.parametrize(("at", "needs_reason"), [(CLOSES - MILLISECOND, True), (CLOSES, False), (CLOSES + MILLISECOND, False)])
def test_closing_before_the_end_needs_a_reason_and_at_the_end_none(db, at, needs_reason):
    found = makers.opened()
    if needs_reason:
        with pytest.raises(Refused, match="까닭"):
            acts.close_round(round_id=found.pk, by=OFFICER, at=at, key=NO_KEY)
        return
    assert acts.close_round(round_id=found.pk, by=HOUSE, at=at, key=NO_KEY).closed_at == CLOSES


def test_opening_tells_its_days_and_publishes_the_program(db):
    program = makers.program(publish=False)
    found = makers.opened(of=program)
    program.refresh_from_db()
    assert program.published_at == found.published_at == BEFORE
    told = Event.objects.get(kind="round_opened")
    assert told.payload["round_id"] == found.pk
    assert [datetime.fromisoformat(window["closes_at"]) for window in told.payload["windows"]] == [CLOSES]
    assert JournalLine.objects.get(verb="open_round").detail["sha256"] == found.version.sha256


@pytest.mark.parametrize(
    ("windows", "said"),
    [([], "하나 이상"), ([opening(), opening()], "하나만"), ([opening(district="11440"), opening(district="11440")], "하나만")],
)
def test_a_round_opens_with_a_window_and_with_one_a_district(db, windows, said):
    found = makers.planned()
    with pytest.raises(Refused, match=said):
        acts.open_round(round_id=found.pk, windows=windows, plan=makers.plan(), by=OFFICER, at=BEFORE, key=NO_KEY)


def test_a_prefix_belongs_to_one_round(db):
    makers.opened(receipt_prefix="2026-HD")
    with pytest.raises(Refused, match="다른 모집"):
        makers.opened(receipt_prefix=" 2026-HD ")
    with pytest.raises(Refused, match="앞글자를 적어"):
        makers.opened(receipt_prefix="  ")


def change(found, *windows, at=WITHIN, **more):
    return acts.change_round_dates(
        round_id=found.pk, windows=list(windows), reason="문의가 많아 늘려요.", by=OFFICER, at=at, key=NO_KEY, **more
    )


def test_changed_dates_are_told_with_the_old_the_new_and_the_reason(db):
    found = change(makers.opened(), opening(closes=CLOSES + timedelta(days=7)))
    assert found.closes_at == CLOSES + timedelta(days=7)
    told = Event.objects.get(kind="round_dates_changed").payload
    assert told["reason"] == "문의가 많아 늘려요."
    assert told["old"]["windows"][0]["closes_at"] != told["new"]["windows"][0]["closes_at"]
    assert JournalLine.objects.get(verb="change_round_dates").detail == told
    assert found.stages.get(key="intake").planned_to.isoformat() == "2026-03-01"


@pytest.mark.parametrize(("closes", "allowed"), [(WITHIN - MILLISECOND, False), (WITHIN, False), (WITHIN + MILLISECOND, True)])
def test_no_deadline_is_moved_into_the_past(db, closes, allowed):
    found = makers.opened()
    if allowed:
        assert change(found, opening(closes=closes)).closes_at == closes
        return
    with pytest.raises(Refused, match="지난 시각"):
        change(found, opening(closes=closes))
    found.refresh_from_db()
    assert found.closes_at == CLOSES


def test_what_has_begun_has_begun(db):
    begun = makers.opened()
    with pytest.raises(Refused, match="시작 시각은 뒤로"):
        change(begun, opening(opens=OPENS + MILLISECOND))
    assert change(begun, opening(opens=OPENS - timedelta(days=1))).opens_at == OPENS - timedelta(days=1)
    not_begun = makers.opened()
    assert change(not_begun, opening(opens=OPENS + timedelta(days=1)), at=BEFORE).opens_at == OPENS + timedelta(days=1)


def test_a_window_that_let_people_in_is_not_taken_away(db):
    mapo, guro = makers.district("11440"), makers.district("11530")
    found = makers.opened(opening(district=mapo), opening(opens=WITHIN + timedelta(days=1), district=guro))
    with pytest.raises(Refused, match="창구는 없앨 수 없어요"):
        change(found, opening(district=guro))
    change(found, opening(district=mapo))
    assert [window.district_id for window in found.windows.all()] == [mapo]


def test_a_round_takes_its_newest_version_when_it_opens_and_keeps_it(db):
    program = makers.program()
    waiting = makers.planned(program)
    revise(program, "제목을 고쳐요.")
    program.refresh_from_db()
    found = acts.open_round(round_id=waiting.pk, windows=[opening()], plan=makers.plan(), by=OFFICER, at=BEFORE, key=NO_KEY)
    assert found.version.number == 2
    revise(program, "한 번 더 고쳐요.")
    found.refresh_from_db()
    assert found.version.number == 2


def revise(program, reason):
    said = {**program.version.document, "title": f"{program.title} ({reason})"}
    return revise_program(program_id=program.pk, document=said, reason=reason, by=OFFICER, at=WITHIN, key=NO_KEY)


LIES = {
    "another version": ("keeps its version", lambda found, other: {"version_id": other.version_id}),
    "another opening": ("keeps its version", lambda found, other: {"opened_at": AFTER}),
    "a number left out": ("one by one", lambda found, other: {"last_number": found.last_number + 2}),
    "a number taken back": ("one by one", lambda found, other: {"last_number": found.last_number - 1}),
}


def tell(lie):
    found, other = makers.opened(), makers.opened()
    Round.objects.filter(pk=found.pk).update(last_number=1)
    found.refresh_from_db()
    changes = LIES[lie][1](found, other)
    with transaction.atomic():
        Round.objects.filter(pk=found.pk).update(**changes)
    found.refresh_from_db()
    return {name: getattr(found, name) for name in changes}, changes


@pytest.mark.parametrize("lie", LIES)
def test_the_database_refuses_a_lie_about_an_open_round(db, lie):
    with pytest.raises(IntegrityError, match=LIES[lie][0]):
        tell(lie)


@pytest.mark.parametrize("lie", LIES)
def test_control_without_its_guards_the_lie_goes_through(without_guards, lie):
    stored, told = tell(lie)
    assert stored == told


def test_a_round_that_has_opened_is_never_removed(db):
    found = makers.opened()
    found.stages.all().delete()
    found.windows.all().delete()
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        Round.objects.filter(pk=found.pk).delete()
    makers.planned().delete()


def test_control_without_its_guards_it_is_removed(without_guards):
    found = makers.opened()
    found.stages.all().delete()
    found.windows.all().delete()
    Round.objects.filter(pk=found.pk).delete()
    assert not Round.objects.filter(pk=found.pk).exists()


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"closes_at": OPENS}, "programs_round_window"),
        ({"state": "closed"}, "programs_round_closed"),
        ({"state": "planned"}, "programs_round_planned"),
        ({"state": "cancelled"}, "programs_round_cancelled"),
        ({"receipt_prefix": ""}, "programs_round_opened"),
        ({"seat": None}, "programs_round_opened"),
        ({"budget": -1}, "programs_round_budget"),
        ({"default_closing_hour": 0}, "programs_round_hour"),
        ({"default_closing_hour": 25}, "programs_round_hour"),
        ({"cancel_reason": "까닭"}, "programs_round_cancelled"),
    ],
)
def test_half_truths_cannot_be_stored(db, changes, constraint):
    found = makers.opened()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Round.objects.filter(pk=found.pk).update(**changes)


def test_a_planned_round_has_given_no_number(db):
    found = makers.planned()
    with pytest.raises(IntegrityError, match="programs_round_numbers_after_opening"), transaction.atomic():
        Round.objects.filter(pk=found.pk).update(last_number=1)
