"""Verbs of cases, one per human act."""

from dure.apps.cases.actions.applying import start, submit, withdraw
from dure.apps.cases.actions.lapsing import lapse_completion, remind_completion
from dure.apps.cases.actions.migrating import migrate_round
from dure.apps.cases.actions.partnering import (
    add_partner,
    invite_partner,
    keep_partner_draft,
    leave_as_partner,
    remove_partner,
    save_part,
)
from dure.apps.cases.actions.presence import be_present, be_present_in_part
from dure.apps.cases.actions.proxying import keep_consent, print_read_back, read_back, start_for, submit_for
from dure.apps.cases.actions.scanning import bind_scan, drop_scan, make_cover, take_scans
from dure.apps.cases.actions.screening import (
    answer_completion,
    ask_completion,
    assign_seat,
    extend_completion,
    forward_many,
    pass_screening,
    refuse_case,
)
from dure.apps.cases.actions.signing import sign_part
from dure.apps.cases.actions.tiers import record_precheck, send_back
from dure.apps.cases.actions.visiting import add_visit_photo, cancel_visit, plan_visit, save_visit, sign_visit
from dure.apps.cases.actions.writing import Overtaken, add_file, add_wallet_paper, remove_file, save_budget, save_section

__all__ = [
    "Overtaken",
    "add_file",
    "add_partner",
    "add_visit_photo",
    "add_wallet_paper",
    "answer_completion",
    "ask_completion",
    "assign_seat",
    "be_present",
    "be_present_in_part",
    "bind_scan",
    "cancel_visit",
    "drop_scan",
    "extend_completion",
    "forward_many",
    "invite_partner",
    "keep_consent",
    "keep_partner_draft",
    "lapse_completion",
    "leave_as_partner",
    "make_cover",
    "migrate_round",
    "pass_screening",
    "plan_visit",
    "print_read_back",
    "read_back",
    "record_precheck",
    "refuse_case",
    "remind_completion",
    "remove_file",
    "remove_partner",
    "save_budget",
    "save_part",
    "save_section",
    "save_visit",
    "send_back",
    "sign_part",
    "sign_visit",
    "start",
    "start_for",
    "submit",
    "submit_for",
    "take_scans",
    "withdraw",
]
