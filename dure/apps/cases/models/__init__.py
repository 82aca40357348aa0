"""Rows of cases."""

from dure.apps.cases.models.answers import Attachment, BudgetRow, DraftPresence, Partner, PartnerAnswer, SectionAnswer
from dure.apps.cases.models.cases import Case, StageRun
from dure.apps.cases.models.escalations import Escalation
from dure.apps.cases.models.proxy import CoverSheet, ProxyEntry, Scan
from dure.apps.cases.models.screening import CompletionRequest, Screening, Submission
from dure.apps.cases.models.tiers import Precheck, TierReturn
from dure.apps.cases.models.visits import Visit

__all__ = [
    "Attachment",
    "BudgetRow",
    "Case",
    "CompletionRequest",
    "CoverSheet",
    "DraftPresence",
    "Escalation",
    "Partner",
    "PartnerAnswer",
    "Precheck",
    "ProxyEntry",
    "Scan",
    "Screening",
    "SectionAnswer",
    "StageRun",
    "Submission",
    "TierReturn",
    "Visit",
]
