"""What other apps may call of cases. Functions that write are parts: they join the verb that calls them."""

from dure.apps.cases.actions import (
    add_file,
    add_partner,
    answer_completion,
    ask_completion,
    pass_screening,
    refuse_case,
    save_budget,
    save_section,
    start,
    submit,
    withdraw,
)
from dure.apps.cases.actions.running import move, run_of, set_outcome
from dure.apps.cases.doors import register_reader
from dure.apps.cases.flow import flow_of, flows, register_flow
from dure.apps.cases.models import Attachment, BudgetRow, Case, Partner, SectionAnswer, StageRun, Submission
from dure.apps.cases.queries.cases import Track, approved_budget, case_for, cases_of, cases_of_round, parties_in, tracks_of, word_of
from dure.apps.cases.queries.reading import CaseSheet, case_sheet
from dure.apps.cases.queries.standing import (
    consent_texts,
    current_run,
)
from dure.apps.cases.rules.budget import (
    TypedRow,
)
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
    "Track",
    "TypedRow",
    "add_file",
    "add_partner",
    "answer_completion",
    "approved_budget",
    "ask_completion",
    "case_for",
    "case_sheet",
    "cases_of",
    "cases_of_round",
    "consent_texts",
    "current_run",
    "flow_of",
    "flows",
    "move",
    "parties_in",
    "pass_screening",
    "refuse_case",
    "register_flow",
    "register_reader",
    "run_of",
    "save_budget",
    "save_section",
    "set_outcome",
    "start",
    "submit",
    "tracks_of",
    "withdraw",
    "word_of",
]
