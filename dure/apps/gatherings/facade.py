"""What other apps may call of gatherings."""

from dure.apps.gatherings.actions import (
    answer,
    ask,
    call,
    close,
    decide,
    finish_duty,
    give_duty,
    hold,
    invite,
    plan,
    register,
    write_minutes,
)
from dure.apps.gatherings.models import Duty, Gathering, Question, Registration
from dure.apps.gatherings.queries.gatherings import about, coming, frequent_questions, open_duties_of, past
from dure.apps.gatherings.rules import Plan
from dure.apps.gatherings.words import Kind, State

__all__ = [
    "Duty",
    "Gathering",
    "Kind",
    "Plan",
    "Question",
    "Registration",
    "State",
    "about",
    "answer",
    "ask",
    "call",
    "close",
    "coming",
    "decide",
    "finish_duty",
    "frequent_questions",
    "give_duty",
    "hold",
    "invite",
    "open_duties_of",
    "past",
    "plan",
    "register",
    "write_minutes",
]
