"""What other apps may call of cases. Functions that write are parts: they join the verb that calls them."""

from dure.apps.cases.access import may_screen
from dure.apps.cases.actions import (
    add_file,
    add_partner,
    answer_completion,
    ask_completion,
    forward_many,
    invite_partner,
    pass_screening,
    plan_visit,
    record_precheck,
    refuse_case,
    save_budget,
    save_section,
    save_visit,
    send_back,
    sign_part,
    sign_visit,
    start,
    submit,
    withdraw,
)
from dure.apps.cases.actions.escalating import escalate
from dure.apps.cases.actions.inserting import pass_over_run, put_in_run
from dure.apps.cases.actions.running import move, run_of, set_outcome
from dure.apps.cases.doors import register_reader
from dure.apps.cases.flow import flow_of, flows, register_flow
from dure.apps.cases.models import (
    Attachment,
    BudgetRow,
    Case,
    CompletionRequest,
    Escalation,
    Partner,
    Scan,
    SectionAnswer,
    StageRun,
    Submission,
)
from dure.apps.cases.queries.cases import Track, approved_budget, case_for, cases_of, cases_of_round, parties_in, tracks_of, word_of
from dure.apps.cases.queries.content import part_sha256
from dure.apps.cases.queries.dues import usual_days
from dure.apps.cases.queries.migrating import register_judging
from dure.apps.cases.queries.reading import CaseSheet, SaidSection, case_sheet
from dure.apps.cases.queries.standing import (
    consent_texts,
    current_run,
)
from dure.apps.cases.queries.tiers import GOVERNMENT_TIERS, holder_of, is_again, lacks_visit, prechecks_of
from dure.apps.cases.rules.budget import (
    TypedRow,
)
from dure.apps.cases.rules.dues import UsualDays, due_of, steps_due
from dure.apps.cases.words import ANSWER_WORDS, CLOSED_OUTCOMES, Outcome

__all__ = [
    "ANSWER_WORDS",
    "CLOSED_OUTCOMES",
    "GOVERNMENT_TIERS",
    "Attachment",
    "BudgetRow",
    "Case",
    "CaseSheet",
    "CompletionRequest",
    "Escalation",
    "Outcome",
    "Partner",
    "SaidSection",
    "Scan",
    "SectionAnswer",
    "StageRun",
    "Submission",
    "Track",
    "TypedRow",
    "UsualDays",
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
    "due_of",
    "escalate",
    "flow_of",
    "flows",
    "forward_many",
    "holder_of",
    "invite_partner",
    "is_again",
    "lacks_visit",
    "may_screen",
    "move",
    "part_sha256",
    "parties_in",
    "pass_over_run",
    "pass_screening",
    "plan_visit",
    "prechecks_of",
    "put_in_run",
    "record_precheck",
    "refuse_case",
    "register_flow",
    "register_judging",
    "register_reader",
    "run_of",
    "save_budget",
    "save_section",
    "save_visit",
    "send_back",
    "set_outcome",
    "sign_part",
    "sign_visit",
    "start",
    "steps_due",
    "submit",
    "tracks_of",
    "usual_days",
    "withdraw",
    "word_of",
]
