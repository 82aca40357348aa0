"""A frozen table decides where a run may go."""

import dataclasses

import pytest

from dure.kernel.errors import OutOfTurn
from dure.kernel.flow import Flow, Step

INTAKE = Flow(
    kind="intake",
    start="waiting",
    steps=(
        Step("open", ("waiting",), "open", "house", "열기"),
        Step("hand_in", ("open", "returned"), "handed_in", "applicant", "제출"),
        Step("return", ("handed_in",), "returned", "center", "보완 요청"),
        Step("accept", ("handed_in",), "done", "center", "접수 확인"),
    ),
    words={"open": "접수 중"},
)


@pytest.mark.parametrize(
    ("step", "state", "target"), [("open", "waiting", "open"), ("hand_in", "returned", "handed_in"), ("accept", "handed_in", "done")]
)
def test_a_step_leads_where_the_table_says(step, state, target):
    assert INTAKE.step(step, state).target == target


@pytest.mark.parametrize(("step", "state"), [("accept", "open"), ("hand_in", "done"), ("fly", "open"), ("open", "nowhere")])
def test_a_step_from_elsewhere_is_out_of_turn_and_says_what_to_do(step, state):
    with pytest.raises(OutOfTurn, match="새로 고쳐"):
        INTAKE.step(step, state)


def test_a_refusal_speaks_the_readers_word():
    with pytest.raises(OutOfTurn, match="접수 중"):
        INTAKE.step("accept", "open")


def test_states_steps_and_ends_are_read_from_the_table():
    assert INTAKE.states == ("waiting", "open", "returned", "handed_in", "done")
    assert [step.name for step in INTAKE.open_steps("handed_in")] == ["return", "accept"]
    assert [state for state in INTAKE.states if INTAKE.is_closed(state)] == ["done"]


def test_nobody_changes_the_table():
    with pytest.raises(dataclasses.FrozenInstanceError):
        INTAKE.start = "done"  # type: ignore[misc]
