"""What other apps may call of cases. Functions that write are parts: they join the verb that calls them."""

from dure.apps.cases.actions.running import move, run_of, set_outcome
from dure.apps.cases.flow import flow_of, flows, register_flow
from dure.apps.cases.models import Attachment, BudgetRow, Case, Partner, SectionAnswer, StageRun, Submission
from dure.apps.cases.queries.cases import approved_budget, case_for, cases_of, cases_of_round, parties_in, tracks_of
from dure.apps.cases.queries.reading import CaseSheet, case_sheet
from dure.apps.cases.words import CLOSED_OUTCOMES, Outcome

__all__ = [
    "CLOSED_OUTCOMES",
    "Attachment",
    "BudgetRow",
    "Case",
    "CaseSheet",
    "Outcome",
    "Partner",
    "SectionAnswer",
    "StageRun",
    "Submission",
    "approved_budget",
    "case_for",
    "case_sheet",
    "cases_of",
    "cases_of_round",
    "flow_of",
    "flows",
    "move",
    "parties_in",
    "register_flow",
    "run_of",
    "set_outcome",
    "tracks_of",
]
