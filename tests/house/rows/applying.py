"""Applying, and what comes to one's own desk afterwards."""

from tests.house.row import Row

ROWS: tuple[Row, ...] = (
    # Applying
    Row("mine:home", get="200, 302 staff, login passer_by", post="405, login passer_by"),
    # Follow-up surveys
    Row("grants:follow-up", at="survey", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("grants:desk-follow-ups", get="403, 200 staff auditor operator, login passer_by"),
    Row("grants:desk-follow-ups-xlsx", get="403, 200 staff auditor operator, login passer_by"),
    # Grants, as the grantee sees them
    Row("grants:agreement", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:sign", at="agreement", post="404, 422 applicant, 403 editor member"),
    Row("grants:grant", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:ask", at="instalment", get="404, 200 members, login passer_by", post="404, 422 applicant, 403 editor member"),
    Row("grants:expenses", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:expense-new", at="agreement", get="404, 200 writers, login passer_by, 403 member", post="404, 422 writers, 403 member"),
    Row("grants:expense-ask", at="expense", post="404, 409 applicant, 403 editor member"),
    Row("grants:expense-withdraw", at="expense", post="404, 302 writers, 403 member"),
    Row("grants:report", at="report", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("grants:report-file", at="report", post="404, 422 writers, 403 member"),
    Row("grants:report-hand-in", at="report", post="404, 422 writers, 403 member"),
    Row("grants:settlement", at="agreement", get="404, 200 members, login passer_by", post="404, 422 applicant, 403 editor member"),
    Row("grants:settlement", at="settled grant", get="404, 200 members, login passer_by", post="404, 422 applicant, 403 editor member"),
    Row("grants:showcase", at="settled grant", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
)
