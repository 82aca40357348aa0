"""The verbs of people."""

from dure.apps.people.actions.accounts import enroll_by_mail, enroll_reviewer, open_account, rest_reviewer, stop_account
from dure.apps.people.actions.administrators import appoint_administrator
from dure.apps.people.actions.leaves import end_leave, enter_leave
from dure.apps.people.actions.members import accept_invitation, change_role, end_membership, invite_member, revoke_invitation
from dure.apps.people.actions.opening import open_body, open_seat, open_team
from dure.apps.people.actions.parties import close_party, open_organization, register_party, update_party
from dure.apps.people.actions.seats import hand_over, leave_seat, seat_by_mail, take_seat
from dure.apps.people.actions.statuses import claim_status, decline_status, record_fact, record_status, verify_status
from dure.apps.people.actions.wallet import add_paper, remove_paper, verify_paper

__all__ = [
    "accept_invitation",
    "add_paper",
    "appoint_administrator",
    "change_role",
    "claim_status",
    "close_party",
    "decline_status",
    "end_leave",
    "end_membership",
    "enroll_by_mail",
    "enroll_reviewer",
    "enter_leave",
    "hand_over",
    "invite_member",
    "leave_seat",
    "open_account",
    "open_body",
    "open_organization",
    "open_seat",
    "open_team",
    "record_fact",
    "record_status",
    "register_party",
    "remove_paper",
    "rest_reviewer",
    "revoke_invitation",
    "seat_by_mail",
    "stop_account",
    "take_seat",
    "update_party",
    "verify_paper",
    "verify_status",
]
