"""What other apps may call of review: its verbs for the rehearsal, and what has been told of results."""

from dure.apps.review.actions import (
    announce,
    answer_invitation,
    ask_to_open,
    close_panel,
    confirm_sheet,
    decide,
    declare,
    form_panel,
    invite_reviewer,
    open_panel,
    open_tally,
    promote_reserve,
    recheck_conflicts,
    record_conflict,
    reopen_sheet,
    save_sheet,
    sign_off,
)
from dure.apps.review.models import Decision, Panel, PanelSeat
from dure.apps.review.queries.panels import cases_in, panels_of, seats_of
from dure.apps.review.queries.tally import announced_decision, announced_results
from dure.apps.review.words import DecisionOutcome, PanelState, SeatState

__all__ = [
    "Decision",
    "DecisionOutcome",
    "Panel",
    "PanelSeat",
    "PanelState",
    "SeatState",
    "announce",
    "announced_decision",
    "announced_results",
    "answer_invitation",
    "ask_to_open",
    "cases_in",
    "close_panel",
    "confirm_sheet",
    "decide",
    "declare",
    "form_panel",
    "invite_reviewer",
    "open_panel",
    "open_tally",
    "panels_of",
    "promote_reserve",
    "recheck_conflicts",
    "record_conflict",
    "reopen_sheet",
    "save_sheet",
    "seats_of",
    "sign_off",
]
