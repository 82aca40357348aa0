"""Verbs of gatherings."""

from dure.apps.gatherings.actions.asking import answer, ask
from dure.apps.gatherings.actions.coming import check_in, check_out, invite, register, unregister
from dure.apps.gatherings.actions.planning import add_material, call, cancel, change, plan, remove_material
from dure.apps.gatherings.actions.writing import close, decide, finish_duty, give_duty, hold, write_minutes

__all__ = [
    "add_material",
    "answer",
    "ask",
    "call",
    "cancel",
    "change",
    "check_in",
    "check_out",
    "close",
    "decide",
    "finish_duty",
    "give_duty",
    "hold",
    "invite",
    "plan",
    "register",
    "remove_material",
    "unregister",
    "write_minutes",
]
