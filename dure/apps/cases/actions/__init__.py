"""Verbs of cases, one per human act."""

from dure.apps.cases.actions.applying import start, submit, withdraw
from dure.apps.cases.actions.screening import answer_completion, ask_completion, assign_seat, extend_completion, pass_screening, refuse_case
from dure.apps.cases.actions.writing import add_file, add_partner, remove_file, remove_partner, save_budget, save_section

__all__ = [
    "add_file",
    "add_partner",
    "answer_completion",
    "ask_completion",
    "assign_seat",
    "extend_completion",
    "pass_screening",
    "refuse_case",
    "remove_file",
    "remove_partner",
    "save_budget",
    "save_section",
    "start",
    "submit",
    "withdraw",
]
