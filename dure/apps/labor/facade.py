"""What other apps may call of labor."""

from dure.apps.labor.actions import (
    add_worker,
    adjust_claim,
    approve_correction,
    ask_correction,
    attach_claim_paper,
    change_worker,
    check_claim,
    decide_overlap,
    decline_correction,
    finish_claims,
    hand_in_claim,
    record_attendance,
    refund_corrections,
    return_claim,
    set_support,
)
from dure.apps.labor.actions.checking import Judgment
from dure.apps.labor.actions.workers import Day, Person
from dure.apps.labor.models import Claim, ClaimLine, Correction, Support, Worker
from dure.apps.labor.queries.claims import claim_in, claims_of, claims_waiting, months_due, months_of, reckon, unclaimed_months
from dure.apps.labor.queries.workers import kinds_of, overlaps_of, own_agreements, support_of, workers_of
from dure.apps.labor.rules import month_days, month_end, scheduled_hours
from dure.apps.labor.words import ClaimState, DayKind, Kind, PaperKind, Standing, Verdict

__all__ = [
    "Claim",
    "ClaimLine",
    "ClaimState",
    "Correction",
    "Day",
    "DayKind",
    "Judgment",
    "Kind",
    "PaperKind",
    "Person",
    "Standing",
    "Support",
    "Verdict",
    "Worker",
    "add_worker",
    "adjust_claim",
    "approve_correction",
    "ask_correction",
    "attach_claim_paper",
    "change_worker",
    "check_claim",
    "claim_in",
    "claims_of",
    "claims_waiting",
    "decide_overlap",
    "decline_correction",
    "finish_claims",
    "hand_in_claim",
    "kinds_of",
    "month_days",
    "month_end",
    "months_due",
    "months_of",
    "overlaps_of",
    "own_agreements",
    "reckon",
    "record_attendance",
    "refund_corrections",
    "return_claim",
    "scheduled_hours",
    "set_support",
    "support_of",
    "unclaimed_months",
    "workers_of",
]
