"""The desks of money, and the auditor's desk."""

from tests.house.row import Row

_AUDIT = "403, 200 auditor, login passer_by"

ROWS: tuple[Row, ...] = (
    Row("money_desk:home", get="403, 200 staff auditor operator, login passer_by"),
    Row("money_desk:agreement", at="agreement", get="403, 404 operator, 200 staff auditor, login passer_by"),
    Row(
        "money_desk:finding",
        at="finding",
        get="403, 404 operator, 200 staff auditor, login passer_by",
        post="403, 404 operator, 422 officer finance",
    ),
    Row("money_desk:audit", get=_AUDIT),
    Row("money_desk:audit-program", at="program of a year", get=_AUDIT),
    Row("money_desk:audit-agreement", at="agreement", get=_AUDIT),
    Row("money_desk:audit-journal", at="agreement", get=_AUDIT),
    Row("money_desk:audit-expense", at="audited expense", get=_AUDIT),
    Row("money_desk:audit-evidence", at="audited paper", post="403, 200 auditor"),
    Row("money_desk:audit-samples", get=_AUDIT, post="403, 422 auditor"),
    Row("money_desk:audit-sample", at="audit sample", get=_AUDIT, post="403, 422 auditor"),
    Row("money_desk:audit-population", at="audit sample", get=_AUDIT),
    Row("money_desk:audit-pdf", at="audit sample", get=_AUDIT),
    Row("money_desk:audit-hwpx", at="audit sample", get=_AUDIT),
    Row("money_desk:audit-item", at="audit item", get=_AUDIT, post="403, 422 auditor"),
    Row("money_desk:audit-exports", get=_AUDIT, post="403, 422 auditor"),
    Row("money_desk:audit-export-take", at="full export", post="403, 409 auditor"),
)
