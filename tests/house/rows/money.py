"""The desk of grants, and money."""

from tests.house.row import Row

ROWS: tuple[Row, ...] = (
    # The desk of grants
    Row(
        "grants:desk-draft",
        at="case to draft",
        get="404, 403 members finance approver auditor, 200 leaders, login passer_by",
        post="404, 403 members finance approver auditor, 422 leaders",
    ),
    Row("grants:desk-agreement", at="agreement", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("grants:desk-agreement-step", at="step of an agreement", post="403, 404 operator, 422 leaders"),
    Row("grants:desk-agreement-step", at="signature of the center", post="403, 404 operator, 422 approver"),
    Row("grants:desk-grant", at="agreement", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("grants:desk-judge", at="expense", post="403, 404 operator, 422 officer finance"),
    Row("grants:desk-step", at="step of a report", post="403, 404 leaders operator"),
    Row("grants:desk-step", at="step of a settlement", post="403, 404 operator, 422 officer finance"),
    Row("grants:desk-step", at="step of a showcase", post="403, 404 operator, 422 leaders"),
    Row("grants:desk-step", at="unknown step", post="403, 404 staff auditor operator"),
    Row("grants:desk-round", at="round with grants", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("grants:desk-settlements", get="403, 200 staff auditor operator, login passer_by"),
    # Money
    Row("money:payee", at="payee", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("money:payees", get="403, 200 staff auditor, login passer_by"),
    Row("money:payee-judge", at="account of a payee", get="403, 200 staff auditor, login passer_by", post="403, 422 officer finance"),
    Row("money:payments", get="403, 200 staff auditor operator, login passer_by"),
    Row("money:transfer", post="403, 422 finance operator"),
    Row("money:payment", at="payment", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("money:payment-step", at="preparation", post="403, 404 operator, 302 officer finance"),
    Row("money:payment-step", at="approval", post="403, 404 operator, 422 approver"),
    Row("money:payment-step", at="confirmation", post="403, 404 operator, 422 finance"),
    Row("money:payment-step", at="return", post="403, 404 operator, 422 officer finance approver"),
    Row("money:ledger", at="year", get="403, 200 staff auditor, login passer_by", post="403, 422 finance administrator"),
    Row("money:ledger-line", at="line", get="403, 200 staff auditor, login passer_by"),
)
