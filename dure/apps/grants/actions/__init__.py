"""The verbs of grants, by what they are about."""

from dure.apps.grants.actions.agreements import (
    draft_agreement,
    give_up_agreement,
    offer_agreement,
    sign_as_center,
    sign_as_grantee,
    take_back_agreement,
)
from dure.apps.grants.actions.follow_ups import answer_follow_up
from dure.apps.grants.actions.reports import accept_report, attach_to_report, hand_in_report, return_report, save_report
from dure.apps.grants.actions.settlements import (
    close_settlement,
    confirm_settlement,
    hand_in_settlement,
    record_returned_money,
    return_settlement,
)
from dure.apps.grants.actions.showcases import publish_showcase, record_site_check, return_showcase, write_showcase
from dure.apps.grants.actions.spendings import file_spending, judge_spending, withdraw_spending
from dure.apps.grants.actions.tranches import ask_tranche

__all__ = [
    "accept_report",
    "answer_follow_up",
    "ask_tranche",
    "attach_to_report",
    "close_settlement",
    "confirm_settlement",
    "draft_agreement",
    "file_spending",
    "give_up_agreement",
    "hand_in_report",
    "hand_in_settlement",
    "judge_spending",
    "offer_agreement",
    "publish_showcase",
    "record_returned_money",
    "record_site_check",
    "return_report",
    "return_settlement",
    "return_showcase",
    "save_report",
    "sign_as_center",
    "sign_as_grantee",
    "take_back_agreement",
    "withdraw_spending",
    "write_showcase",
]
