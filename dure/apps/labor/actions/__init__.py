"""The verbs of labor, by what they are about."""

from dure.apps.labor.actions.checking import check_claim, decide_overlap, finish_claims, return_claim
from dure.apps.labor.actions.claims import adjust_claim, attach_claim_paper, hand_in_claim
from dure.apps.labor.actions.corrections import approve_correction, ask_correction, decline_correction, refund_corrections
from dure.apps.labor.actions.workers import add_worker, change_worker, record_attendance, set_support

__all__ = [
    "add_worker",
    "adjust_claim",
    "approve_correction",
    "ask_correction",
    "attach_claim_paper",
    "change_worker",
    "check_claim",
    "decide_overlap",
    "decline_correction",
    "finish_claims",
    "hand_in_claim",
    "record_attendance",
    "refund_corrections",
    "return_claim",
    "set_support",
]
