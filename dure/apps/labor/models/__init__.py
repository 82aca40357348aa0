"""Rows of labor: the firm's support, its workers and their days, and monthly claims."""

from dure.apps.labor.models.claims import Claim, ClaimLine, ClaimPaper, OverlapDecision
from dure.apps.labor.models.corrections import Correction, CorrectionLine
from dure.apps.labor.models.workers import Support, Timesheet, Worker, WorkerDay

__all__ = [
    "Claim",
    "ClaimLine",
    "ClaimPaper",
    "Correction",
    "CorrectionLine",
    "OverlapDecision",
    "Support",
    "Timesheet",
    "Worker",
    "WorkerDay",
]
