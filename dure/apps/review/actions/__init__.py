"""Verbs of review: the panel's life, the reviewer's sheets, from the closed tally to the announcement and what follows it."""

from dure.apps.review.actions.announcing import announce_due, schedule_announcement
from dure.apps.review.actions.challenges import challenge_reviewer, judge_challenge
from dure.apps.review.actions.copies import attach_copy
from dure.apps.review.actions.feedback import approve_feedback
from dure.apps.review.actions.notes import drop_note, keep_note
from dure.apps.review.actions.objections import give_up_selection, judge_objection, object_to
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
    "announce_due",
    "answer_invitation",
    "approve_feedback",
    "ask_to_open",
    "attach_copy",
    "challenge_reviewer",
    "close_panel",
    "confirm_sheet",
    "decide",
    "declare",
    "drop_note",
    "form_panel",
    "give_up_selection",
    "invite_reviewer",
    "judge_challenge",
    "judge_objection",
    "keep_note",
    "object_to",
    "open_panel",
    "open_tally",
    "promote_reserve",
    "recheck_conflicts",
    "record_conflict",
    "reopen_sheet",
    "save_sheet",
    "schedule_announcement",
    "sign_off",
]
