"""Rows of grants: agreements, expenses, settlements, and what grantees tell."""

from dure.apps.grants.models.agreements import Agreement, Tranche
from dure.apps.grants.models.reporting import FollowUp, Report, Showcase
from dure.apps.grants.models.settlements import ReturnedMoney, Settlement
from dure.apps.grants.models.spendings import Spending, SpendingEvidence

__all__ = [
    "Agreement",
    "FollowUp",
    "Report",
    "ReturnedMoney",
    "Settlement",
    "Showcase",
    "Spending",
    "SpendingEvidence",
    "Tranche",
]
