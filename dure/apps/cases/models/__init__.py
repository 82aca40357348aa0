"""Rows of cases."""

from dure.apps.cases.models.answers import Attachment, BudgetRow, Partner, SectionAnswer
from dure.apps.cases.models.cases import Case, StageRun
from dure.apps.cases.models.screening import CompletionRequest, Screening, Submission

__all__ = ["Attachment", "BudgetRow", "Case", "CompletionRequest", "Partner", "Screening", "SectionAnswer", "StageRun", "Submission"]
