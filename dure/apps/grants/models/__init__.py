"""Rows of grants: agreements, expenses, settlements, and what grantees tell."""

from dure.apps.grants.models.agreements import Agreement, Tranche
from dure.apps.grants.models.audits import AuditExport, AuditItem, AuditSample, AuditTurn
from dure.apps.grants.models.budgets import BudgetVersion, VatStanding
from dure.apps.grants.models.flags import Flag, FlagTurn
from dure.apps.grants.models.imports import BankAnswer, BankFile, BankLine
from dure.apps.grants.models.loose import LoosePaper
from dure.apps.grants.models.months import ClosedMonth
from dure.apps.grants.models.packs import SettlementPack
from dure.apps.grants.models.paper_forms import PaperForm, PaperFormVersion
from dure.apps.grants.models.party_duties import PartyDuty
from dure.apps.grants.models.paying import TranchePaper
from dure.apps.grants.models.promises import AgreementDuty
from dure.apps.grants.models.reporting import FollowUp, Report, Showcase
from dure.apps.grants.models.settlements import ReturnedMoney, Settlement
from dure.apps.grants.models.settling import (
    Disallowance,
    DisallowanceTurn,
    InterestMonth,
    LateReport,
    RefundAccount,
    RefundOrder,
    Verification,
)
from dure.apps.grants.models.signing import Amendment, AmendmentShare, AmendmentTranche, Signature
from dure.apps.grants.models.spendings import Spending, SpendingEvidence

__all__ = [
    "Agreement",
    "AgreementDuty",
    "Amendment",
    "AmendmentShare",
    "AmendmentTranche",
    "AuditExport",
    "AuditItem",
    "AuditSample",
    "AuditTurn",
    "BankAnswer",
    "BankFile",
    "BankLine",
    "BudgetVersion",
    "ClosedMonth",
    "Disallowance",
    "DisallowanceTurn",
    "Flag",
    "FlagTurn",
    "FollowUp",
    "InterestMonth",
    "LateReport",
    "LoosePaper",
    "PaperForm",
    "PaperFormVersion",
    "PartyDuty",
    "RefundAccount",
    "RefundOrder",
    "Report",
    "ReturnedMoney",
    "Settlement",
    "SettlementPack",
    "Showcase",
    "Signature",
    "Spending",
    "SpendingEvidence",
    "Tranche",
    "TranchePaper",
    "VatStanding",
    "Verification",
]
