"""Addresses of people: signing in, one's organizations and seat, and the desk of people and organizations."""

from django.urls import include, path

from dure.apps.people.views import account, accounts, desk, invitations, leaves, mine, opening, seats, wallet

ours = [
    path("my/second-factor/", account.second_factor, name="second_factor"),
    path("my/seat/", account.seat, name="seat"),
    path("my/organization/", mine.organizations, name="organizations"),
    path("my/organization/new/", mine.register, name="register"),
    path("my/organization/<int:party_id>/", mine.organization, name="organization"),
    path("my/organization/<int:party_id>/edit/", mine.edit, name="edit"),
    path("my/organization/<int:party_id>/statuses/", mine.claim_status, name="claim_status"),
    path("my/organization/<int:party_id>/facts/", mine.state_fact, name="state_fact"),
    path("my/organization/<int:party_id>/invitations/", mine.invite, name="invite"),
    path("my/organization/<int:party_id>/invitations/<int:invitation_id>/revoke/", mine.revoke, name="revoke"),
    path("my/organization/<int:party_id>/members/<int:member_id>/role/", mine.change_role, name="change_role"),
    path("my/organization/<int:party_id>/members/<int:member_id>/end/", mine.end_membership, name="end_membership"),
    path("my/parties/<int:party_id>/papers/", wallet.papers, name="papers"),
    path("my/invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("desk/leaves/", leaves.leaves, name="leaves"),
    path("desk/leaves/<int:leave_id>/end/", leaves.end, name="end_leave"),
    path("desk/people/", seats.people, name="desk_people"),
    path("desk/people/teams/new/", opening.team, name="open_team"),
    path("desk/people/seats/new/", opening.seat, name="open_seat"),
    path("desk/people/bodies/new/", opening.body, name="open_body"),
    path("desk/people/accounts/", accounts.accounts, name="desk_accounts"),
    path("desk/people/accounts/<int:account_id>/", accounts.account, name="desk_account"),
    path("desk/people/seats/<int:seat_id>/", seats.hand_over, name="hand_over"),
    path("desk/people/holdings/<int:holding_id>/leave/", seats.leave, name="leave_seat"),
    path("desk/organizations/", desk.organizations, name="desk_organizations"),
    path("desk/organizations/<int:party_id>/", desk.organization, name="desk_organization"),
    path("desk/organizations/<int:party_id>/papers/", wallet.desk_papers, name="desk_papers"),
    path("desk/organizations/<int:party_id>/statuses/", desk.record_status, name="record_status"),
    path("desk/organizations/<int:party_id>/statuses/<int:status_id>/", desk.judge_status, name="judge_status"),
    path("desk/organizations/<int:party_id>/facts/", desk.record_fact, name="record_fact"),
    path("desk/organizations/<int:party_id>/close/", desk.close, name="close_party"),
    path("desk/reviewers/", seats.reviewers, name="desk_reviewers"),
    path("desk/reviewers/<int:reviewer_id>/rest/", seats.rest_reviewer, name="rest_reviewer"),
]
urlpatterns = [
    path("", include((ours, "people"))),
    path("accounts/login/", account.Login.as_view(), name="account_login"),
    path("accounts/signup/", account.Signup.as_view(), name="account_signup"),
    path("accounts/", include("allauth.urls")),
]
