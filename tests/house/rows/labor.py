"""Labor-cost support: the firm's months and the desk's."""

from tests.house.row import Row

ROWS: tuple[Row, ...] = (
    Row("labor:home", at="agreement", get="404, 200 members, login passer_by"),
    Row("labor:worker-new", at="agreement", get="404, 200 writers, login passer_by, 403 member", post="404, 422 writers, 403 member"),
    Row("labor:worker", at="worker", get="404, 200 writers, login passer_by, 403 member", post="404, 422 writers, 403 member"),
    Row("labor:days", at="days of a worker", get="404, 200 writers, login passer_by, 403 member", post="404, 422 writers, 403 member"),
    Row("labor:claim", at="month of a worker", get="404, 200 members, login passer_by", post="404, 422 applicant, 403 editor member"),
    Row("labor:claim-paper", at="month of a worker", post="404, 422 writers, 403 member"),
    Row("labor:claim-adjust", at="claimed month", post="404, 422 writers, 403 member"),
    Row("labor:desk", get="403, 200 staff auditor operator, login passer_by"),
    Row("labor:desk-xlsx", get="403, 200 staff auditor operator, login passer_by"),
    Row(
        "labor:desk-claim",
        at="claim",
        get="403, 404 operator, 200 staff auditor, login passer_by",
        post="403, 404 operator, 422 officer finance",
    ),
    Row(
        "labor:desk-correct",
        at="claim",
        get="403, 404 operator, 200 officer finance, login passer_by",
        post="403, 404 operator, 422 officer finance",
    ),
    Row(
        "labor:desk-correction",
        at="correction",
        get="403, 404 staff auditor operator, login passer_by",
        post="403, 404 staff auditor operator",
    ),
    Row("labor:desk-overlap", at="line of a claim", post="403, 404 operator, 422 officer finance"),
    Row("labor:desk-agreement", at="agreement", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("labor:desk-step", at="terms of support", post="403, 404 operator, 422 officer finance"),
)
