"""What other apps may call of grants."""

from dure.apps.grants.actions import (
    accept_report,
    answer_follow_up,
    ask_tranche,
    close_settlement,
    confirm_settlement,
    draft_agreement,
    file_spending,
    give_up_agreement,
    hand_in_report,
    hand_in_settlement,
    judge_spending,
    offer_agreement,
    publish_showcase,
    record_returned_money,
    record_site_check,
    return_report,
    save_report,
    sign_as_center,
    sign_as_grantee,
    write_showcase,
)
from dure.apps.grants.actions.agreements import (
    Draft,
)
from dure.apps.grants.actions.spendings import (
    Bill,
)
from dure.apps.grants.models import Agreement, FollowUp, Report, Settlement, Showcase, Spending, Tranche
from dure.apps.grants.queries.agreements import (
    RoundTotals,
    agreements_of,
    live_agreement,
    published_showcases,
    sums_of,
    totals_of_round,
    waiting_spendings,
)
from dure.apps.grants.queries.follow_ups import open_for as open_follow_ups
from dure.apps.grants.queries.operating import agreements_of_operators, direct_and_passed, firms_signed
from dure.apps.grants.queries.settlements import (
    figures_of,
)
from dure.apps.grants.queries.waiting import WaitingThing, waiting_for
from dure.apps.grants.words import AgreementState, ReportState, SettlementState, SpendingState

__all__ = [
    "Agreement",
    "AgreementState",
    "Bill",
    "Draft",
    "FollowUp",
    "Report",
    "ReportState",
    "RoundTotals",
    "Settlement",
    "SettlementState",
    "Showcase",
    "Spending",
    "SpendingState",
    "Tranche",
    "WaitingThing",
    "accept_report",
    "agreements_of",
    "agreements_of_operators",
    "answer_follow_up",
    "ask_tranche",
    "close_settlement",
    "confirm_settlement",
    "direct_and_passed",
    "draft_agreement",
    "figures_of",
    "file_spending",
    "firms_signed",
    "give_up_agreement",
    "hand_in_report",
    "hand_in_settlement",
    "judge_spending",
    "live_agreement",
    "offer_agreement",
    "open_follow_ups",
    "publish_showcase",
    "published_showcases",
    "record_returned_money",
    "record_site_check",
    "return_report",
    "save_report",
    "sign_as_center",
    "sign_as_grantee",
    "sums_of",
    "totals_of_round",
    "waiting_for",
    "waiting_spendings",
    "write_showcase",
]
