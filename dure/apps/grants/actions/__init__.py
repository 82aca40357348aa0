"""The verbs of grants, by what they are about."""

from dure.apps.grants.actions.agreements import (
    draft_agreement,
    give_up_agreement,
    offer_agreement,
    sign_as_center,
    sign_as_grantee,
    take_back_agreement,
)
from dure.apps.grants.actions.amendments import (
    approve_amendment,
    ask_amendment,
    decline_amendment,
    sign_amendment_as_center,
    sign_amendment_as_grantee,
    withdraw_amendment,
)
from dure.apps.grants.actions.audits import (
    answer_finding,
    ask_export,
    draw_audit,
    end_audit,
    fail_export,
    judge_audit_item,
    keep_export,
    settle_finding,
    take_export,
    view_evidence,
)
from dure.apps.grants.actions.budgets import ask_budget_change, judge_budget_change, say_vat
from dure.apps.grants.actions.disallowances import announce_disallowance, decide_disallowance, reply_to_disallowance
from dure.apps.grants.actions.dropping import Put, drop_papers, file_ready, put_papers
from dure.apps.grants.actions.flags import decide_flag, explain_flag
from dure.apps.grants.actions.follow_ups import answer_follow_up
from dure.apps.grants.actions.holding import file_held
from dure.apps.grants.actions.importing import (
    draft_from_line,
    draft_from_lines,
    explain_bank_line,
    keep_bank_lines,
    match_bank_line,
    receive_bank_file,
    unmatch_bank_line,
)
from dure.apps.grants.actions.months import accept_month, close_month, reopen_month
from dure.apps.grants.actions.packs import ask_pack, drop_pack, note_download, take_pack
from dure.apps.grants.actions.paper_forms import map_form, retire_form, upload_form
from dure.apps.grants.actions.party_duties import meet_party_duty
from dure.apps.grants.actions.promises import meet_duty
from dure.apps.grants.actions.refunds import order_refund, put_refund_account
from dure.apps.grants.actions.reimbursing import ask_reimbursement
from dure.apps.grants.actions.reports import accept_report, attach_to_report, hand_in_report, return_report, save_report
from dure.apps.grants.actions.settlements import (
    close_settlement,
    confirm_settlement,
    hand_in_settlement,
    record_returned_money,
    return_settlement,
)
from dure.apps.grants.actions.showcases import publish_showcase, record_site_check, return_showcase, write_showcase
from dure.apps.grants.actions.spendings import complete_spending, draft_spendings, file_spending, judge_spending, withdraw_spending
from dure.apps.grants.actions.tranches import ask_tranche, hand_in_tranche_paper
from dure.apps.grants.actions.verification import name_accountant, sign_verification

__all__ = [
    "Put",
    "accept_month",
    "accept_report",
    "announce_disallowance",
    "answer_finding",
    "answer_follow_up",
    "approve_amendment",
    "ask_amendment",
    "ask_budget_change",
    "ask_export",
    "ask_pack",
    "ask_reimbursement",
    "ask_tranche",
    "attach_to_report",
    "close_month",
    "close_settlement",
    "complete_spending",
    "confirm_settlement",
    "decide_disallowance",
    "decide_flag",
    "decline_amendment",
    "draft_agreement",
    "draft_from_line",
    "draft_from_lines",
    "draft_spendings",
    "draw_audit",
    "drop_pack",
    "drop_papers",
    "end_audit",
    "explain_bank_line",
    "explain_flag",
    "fail_export",
    "file_held",
    "file_ready",
    "file_spending",
    "give_up_agreement",
    "hand_in_report",
    "hand_in_settlement",
    "hand_in_tranche_paper",
    "judge_audit_item",
    "judge_budget_change",
    "judge_spending",
    "keep_bank_lines",
    "keep_export",
    "map_form",
    "match_bank_line",
    "meet_duty",
    "meet_party_duty",
    "name_accountant",
    "note_download",
    "offer_agreement",
    "order_refund",
    "publish_showcase",
    "put_papers",
    "put_refund_account",
    "receive_bank_file",
    "record_returned_money",
    "record_site_check",
    "reopen_month",
    "reply_to_disallowance",
    "retire_form",
    "return_report",
    "return_settlement",
    "return_showcase",
    "save_report",
    "say_vat",
    "settle_finding",
    "sign_amendment_as_center",
    "sign_amendment_as_grantee",
    "sign_as_center",
    "sign_as_grantee",
    "sign_verification",
    "take_back_agreement",
    "take_export",
    "take_pack",
    "unmatch_bank_line",
    "upload_form",
    "view_evidence",
    "withdraw_amendment",
    "withdraw_spending",
    "write_showcase",
]
