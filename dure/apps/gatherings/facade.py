"""What other apps may call of gatherings."""

from dure.apps.gatherings.actions import (
    answer,
    ask,
    call,
    close,
    decide,
    give_duty,
    hold,
    plan,
    register,
    write_minutes,
)
from dure.apps.gatherings.models import Duty, Gathering, Question
from dure.apps.gatherings.queries.gatherings import about, frequent_questions, open_duties_of
from dure.apps.gatherings.rules import Plan

__all__ = [
    "Duty",
    "Gathering",
    "Plan",
    "Question",
    "about",
    "answer",
    "ask",
    "call",
    "close",
    "decide",
    "frequent_questions",
    "give_duty",
    "hold",
    "open_duties_of",
    "plan",
    "register",
    "write_minutes",
]
