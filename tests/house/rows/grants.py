"""Grants: spending, budgets, banks and months."""

from tests.house.row import Row

ROWS: tuple[Row, ...] = (
    # Spending, on both sides
    Row(
        "grants:expenses-several", at="agreement", get="404, 200 writers, 403 member, login passer_by", post="404, 200 writers, 403 member"
    ),
    Row("grants:expenses-papers", at="agreement", get="404, 200 writers, login passer_by, 403 member", post="404, 200 writers, 403 member"),
    Row("grants:bank-drafts", at="agreement", post="404, 422 writers, 403 member"),
    Row("grants:expense-complete", at="expense", get="404, login passer_by", post="404"),
    Row("grants:vat", at="agreement", post="404, 422 writers, 403 member"),
    Row("grants:bank", at="agreement", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("grants:bank-file", at="bank file", get="404, login passer_by", post="404"),
    Row("grants:bank-line", at="bank line", post="404"),
    Row("grants:budget", at="agreement", get="404, 200 members, login passer_by", post="404, 422 applicant, 403 editor member"),
    Row("grants:desk-budget", at="agreement", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("grants:desk-budget-judge", at="budget change", post="403, 404 operator, 422 officer finance"),
    Row("grants:months", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:month-step", at="unknown step of a month", post="404, 403 member"),
    Row("grants:withheld", at="month", get="404, 200 members staff auditor, login passer_by", post="405, 200 auditor"),
    Row("grants:desk-months", at="agreement", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("grants:desk-month-step", at="closed month", post="403, 404 operator, 422 officer finance"),
    # Flags, on both sides
    Row("grants:flags", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:flag-explain", at="flag of a grant", post="404, 422 writers, 403 member"),
    Row("grants:expense-confirm", at="expense", get="404, login passer_by", post="404"),
    Row("grants:desk-flags", get="403, 200 staff auditor operator, login passer_by"),
    Row(
        "grants:desk-flag",
        at="flag",
        get="403, 404 operator, 200 staff auditor, login passer_by",
        post="403, 404 operator, 422 officer finance",
    ),
    # Settling, on both sides
    Row("grants:bases", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:desk-bases", at="agreement", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("grants:accountant", at="agreement", post="404, 409 applicant, 403 editor member"),
    Row("grants:disallowance", at="thread", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row(
        "grants:desk-disallow",
        at="expense",
        get="403, 404 operator, 200 officer finance, login passer_by",
        post="403, 404 operator, 422 officer finance",
    ),
    Row(
        "grants:desk-disallowance",
        at="thread",
        get="403, 404 operator, 200 staff auditor, login passer_by",
        post="403, 404 operator, 422 officer finance",
    ),
    Row(
        "grants:money-paper",
        at="decision of a grant",
        get="404, 200 members staff auditor, login passer_by",
        post="405, 200 auditor",
    ),
    Row("grants:voucher", at="voucher", get="404, 200 members staff auditor, login passer_by", post="405, 200 auditor"),
    Row("grants:vouchers-xlsx", at="agreement", get="404, 200 members staff auditor, login passer_by", post="405, 200 auditor"),
    Row("grants:record", at="payee", get="404, 200 members staff auditor, login passer_by"),
    Row("grants:record-xlsx", at="payee", get="404, 200 members staff auditor, login passer_by"),
    Row("grants:party-duty", at="duty of a payee", post="404"),
    Row("grants:desk-pack-take", at="pack of a grant", post="403, 404 staff auditor operator"),
    Row("grants:verifications", get="200, login passer_by"),
    Row("grants:verification", at="verification", get="404, login passer_by", post="404"),
    Row(
        "grants:desk-pack",
        at="agreement",
        get="403, 404 operator, 200 staff auditor, login passer_by",
        post="403, 404 operator, 422 staff auditor",
    ),
    Row("grants:desk-refunds", get="403, 200 staff auditor operator, login passer_by", post="403, 422 finance administrator operator"),
    Row("grants:desk-refunds-xlsx", get="403, 200 staff auditor operator, login passer_by"),
    Row("grants:desk-settlements-xlsx", get="403, 200 staff auditor operator, login passer_by"),
    # Signing, amendments, duties and the center's own forms
    Row("grants:amendments", at="agreement", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("grants:amendment", at="amendment", get="404, 200 members, login passer_by"),
    Row("grants:amendment-step", at="step of an amendment", post="404, 422 applicant, 403 editor member"),
    Row("grants:partner-papers", at="agreement", get="404, login passer_by"),
    Row("grants:duties", at="agreement", get="404, 200 members, login passer_by", post="404"),
    Row("grants:agreement-hwpx", at="agreement", get="404, 200 members staff auditor, login passer_by", post="405, 200 auditor"),
    Row(
        "grants:amendment-hwpx", at="paper of an amendment", get="404, 200 members staff auditor, login passer_by", post="405, 200 auditor"
    ),
    Row("grants:verify", get="200"),
    Row("grants:verify-code", at="code of a paper", get="200", post="422"),
    Row(
        "grants:desk-amendments",
        at="agreement",
        get="403, 404 operator, 200 staff auditor, login passer_by",
        post="403, 404 operator, 422 leaders",
    ),
    Row("grants:desk-amendment", at="amendment", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row("grants:desk-amendment-step", at="step of an amendment", post="403, 404 operator, 422 approver"),
    Row("grants:desk-form-filled", at="form for an agreement", get="403, 404 staff auditor operator, login passer_by"),
    Row(
        "grants:desk-duties",
        at="agreement",
        get="403, 404 operator, 200 staff auditor, login passer_by",
        post="403, 404 staff auditor operator",
    ),
    Row("grants:desk-forms", get="403, 200 staff auditor operator, login passer_by", post="403, 422 leaders"),
    Row(
        "grants:desk-form",
        at="version of a form",
        get="403, 404 staff auditor operator, login passer_by",
        post="403, 404 staff auditor operator",
    ),
    Row("grants:desk-form-preview", at="version of a form", get="403, 404 staff auditor operator, login passer_by"),
)
