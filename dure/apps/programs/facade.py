"""What other apps may call of programs. Queries and frozen values; `@part` functions join the caller's transaction."""

from dure.apps.programs.actions.appointing import appoint_operator
from dure.apps.programs.catalog import apply_catalog_programs, diff_catalog_programs
from dure.apps.programs.models import DefinitionVersion, Edition, PartAppointment, Program, Round, RoundStage, RoundWindow, Stage
from dure.apps.programs.queries.rounds import intake_window, next_receipt_number, rounds_closing_soon, terms_of
from dure.apps.programs.queries.timetable import Timetable, TimetableFilters, TimetableRow, timetable
from dure.apps.programs.rules import check
from dure.apps.programs.terms import (
    Amount,
    Base,
    Bid,
    BudgetCategory,
    BudgetLine,
    Criterion,
    DisbursementTerm,
    DocumentTerm,
    OwnShare,
    Question,
    ReportForm,
    RuleTerm,
    ScoreSheet,
    Section,
    StageTerm,
    Terms,
)
from dure.apps.programs.words import STAGE_TONES, TRACKED_KINDS, StageKind

findings = check
"""findings(terms, party_facts, bid, at=…) → Findings: every rule of the terms, answered."""
