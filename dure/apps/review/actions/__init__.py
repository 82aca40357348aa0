"""Verbs of review: the panel's life, the reviewer's sheets, from the closed tally to the announcement."""

from dure.apps.review.actions.panels import (
    answer_invitation,
    close_panel,
    form_panel,
    invite_reviewer,
    open_panel,
    recheck_conflicts,
    record_conflict,
)
from dure.apps.review.actions.selection import announce, ask_to_open, decide, open_tally, promote_reserve
from dure.apps.review.actions.sheets import confirm_sheet, declare, reopen_sheet, save_sheet, sign_off

__all__ = [
    "announce",
    "answer_invitation",
    "ask_to_open",
    "close_panel",
    "confirm_sheet",
    "decide",
    "declare",
    "form_panel",
    "invite_reviewer",
    "open_panel",
    "open_tally",
    "promote_reserve",
    "recheck_conflicts",
    "record_conflict",
    "reopen_sheet",
    "save_sheet",
    "sign_off",
]
