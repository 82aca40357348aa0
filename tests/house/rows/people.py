"""People, parties and leaves."""

from tests.house.row import Row

ROWS: tuple[Row, ...] = (
    # Leaves
    Row(
        "people:leaves",
        get="403, 200 staff governments buyer auditor operator, login passer_by",
        post="403, 422 staff governments buyer auditor operator, login passer_by",
    ),
    Row(
        "people:end_leave",
        at="leave",
        post="403, 404 approver governments buyer auditor operator, 302 officer administrator, 403 finance, login passer_by",
    ),
    # People and their parties
    Row("people:second_factor", get="200, login passer_by"),
    Row("people:seat", get="200, login passer_by", post="409, login passer_by"),
    Row("people:organizations", get="200, login passer_by"),
    Row("people:register", get="200, login passer_by", post="422, login passer_by"),
    Row("people:papers", at="party", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member, login passer_by"),
    Row("people:organization", at="party", get="404, 200 members, login passer_by"),
    Row(
        "people:edit", at="party", get="404, 200 writers, login passer_by, 403 member", post="404, 422 writers, login passer_by, 403 member"
    ),
    Row("people:claim_status", at="party", post="404, 422 writers, login passer_by, 403 member"),
    Row("people:state_fact", at="party", post="404, 422 writers, login passer_by, 403 member"),
    Row("people:invite", at="party", post="404, login passer_by, 422 applicant, 403 editor member"),
    Row("people:revoke", at="invitation", post="404, login passer_by, 302 applicant, 403 editor member"),
    Row("people:change_role", at="member", post="404, login passer_by, 422 applicant, 403 editor member"),
    Row("people:end_membership", at="member", post="404, login passer_by, 302 applicant member, 403 editor"),
    Row("people:invitation", at="letter", get="403, login passer_by, 200 citizen", post="403, login passer_by, 302 citizen"),
    # The desk of people
    Row("people:desk_people", get="403, 200 staff auditor, login passer_by"),
    Row("people:hand_over", at="seat", get="403, login passer_by, 200 administrator", post="403, login passer_by, 422 administrator"),
    Row("people:leave_seat", at="holding", post="403, login passer_by, 302 administrator"),
    Row("people:open_team", get="403, login passer_by, 200 administrator", post="403, login passer_by, 422 administrator"),
    Row("people:open_seat", get="403, login passer_by, 200 administrator", post="403, login passer_by, 422 administrator"),
    Row("people:open_body", get="403, login passer_by, 200 administrator", post="403, login passer_by, 422 administrator"),
    Row("people:desk_accounts", get="403, login passer_by, 200 administrator"),
    Row(
        "people:desk_account",
        at="account",
        get="403, login passer_by, 200 administrator",
        post="403, login passer_by, 422 administrator",
    ),
    Row("people:desk_organizations", get="403, 200 staff auditor, login passer_by"),
    Row("people:desk_papers", at="party", get="403, 200 staff auditor, login passer_by", post="403, 404 leaders, login passer_by"),
    Row("people:desk_organization", at="party", get="403, 200 staff auditor, login passer_by"),
    Row("people:record_status", at="party", post="403, 422 leaders, login passer_by"),
    Row("people:judge_status", at="status", post="403, 302 leaders, login passer_by"),
    Row("people:record_fact", at="party", post="403, 422 leaders, login passer_by"),
    Row("people:close_party", at="party", post="403, login passer_by, 422 administrator"),
    Row("people:desk_reviewers", get="403, 200 staff auditor, login passer_by", post="403, 422 leaders, login passer_by"),
    Row("people:rest_reviewer", at="reviewer", post="403, 302 leaders, login passer_by"),
)
