"""The closed vocabularies of the catalog."""

from typing import Literal

STAGE_KINDS = (
    "notice", "briefing", "preparation", "delivery", "meeting", "session", "follow_up",
    "intake", "precheck", "screening",
    "review", "selection",
    "agreement", "disbursement", "report", "site_check", "settlement", "showcase",
)  # fmt: skip
StageKind = Literal[
    "notice", "briefing", "preparation", "delivery", "meeting", "session", "follow_up",
    "intake", "precheck", "screening",
    "review", "selection",
    "agreement", "disbursement", "report", "site_check", "settlement", "showcase",
]  # fmt: skip
SupportKind = Literal[
    "project_money", "labor_cost", "insurance", "space", "equipment", "loan", "training", "consulting", "mentoring", "listing",
    "promotion", "matching", "research_contract", "travel", "networking", "information",
]  # fmt: skip
Field = Literal[
    "공공구매", "민간판로", "경영", "전략", "자치구", "마을기업", "공간·장비", "네트워크", "돌봄", "소상공인", "시민제안", "교육",
    "해외연수", "연구", "협동조합", "홍보", "시 정책",
]  # fmt: skip
Tier = Literal["", "center", "district", "city", "ministry"]
ReportKind = Literal["", "kickoff", "interim", "final"]
Mode = Literal["", "paper", "interview", "desk", "visit"]
Precision = Literal["minute", "day", "month", "part_of_month", "order_only", "rolling", "until_spent"]
Qualifier = Literal["exact", "max", "min", "about", "average", "range", "undecided", "actual"]
Base = Literal["grant", "total", "unstated"]
StatedBy = Literal["", "source", "dure"]
QuestionKind = Literal[
    "text", "long_text", "number", "money", "date", "choice", "choices", "yes_no", "people", "table", "file", "consent", "party_fact"
]
ColumnKind = Literal["text", "number", "money", "date", "choice"]
FilledBy = Literal["applicant", "partner", "staff"]
RuleKind = Literal[
    "party_kind_among", "legal_form_among", "legal_person", "status_among", "status_none_of", "operating_months_at_least", "located_in",
    "completed_year", "workers_at_least", "workers_at_most", "declared", "members_at_least", "residents_at_least",
    "largest_share_at_most", "related_shares_at_most", "representative_is_resident", "trained_members",
    "partners_at_least", "partner_forms_among", "own_share_at_least",
    "status_held_within", "resident_members_at_least", "youth_members_at_least", "insured_workers_below", "households_at_least",
    "vulnerable_workers_at_least", "sales_to_labor_at_least", "reserve_at_least", "not_excluded", "not_supported_together",
    "supported_times_at_most", "documents_valid", "consent_given", "work_district_among",
]  # fmt: skip
RULE_PARAMETERS: dict[str, tuple[set[str], set[str]]] = {
    "party_kind_among": ({"kinds"}, set()), "legal_form_among": ({"forms"}, set()), "legal_person": (set(), set()),
    "status_among": ({"statuses"}, set()), "status_none_of": ({"statuses"}, set()), "operating_months_at_least": ({"months"}, set()),
    "located_in": ({"districts"}, set()), "completed_year": ({"year"}, set()), "workers_at_least": ({"count"}, set()),
    "workers_at_most": ({"count"}, set()), "declared": ({"text"}, set()), "members_at_least": ({"count"}, set()),
    "residents_at_least": ({"percent"}, {"all_if", "wide_percent", "youth_percent"}), "largest_share_at_most": ({"percent"}, set()),
    "related_shares_at_most": ({"percent"}, set()), "representative_is_resident": (set(), {"only_lives"}),
    "trained_members": ({"course", "hours", "members"}, {"title", "with_representative"}),
    "partners_at_least": ({"count"}, set()), "partner_forms_among": ({"forms", "count"}, set()),
    "own_share_at_least": ({"percent"}, {"base"}),
    "status_held_within": ({"statuses", "years"}, set()), "resident_members_at_least": ({"count"}, set()),
    "youth_members_at_least": ({"few_below", "many_above", "percent_few", "percent_between", "percent_many"}, set()),
    "insured_workers_below": ({"count"}, set()), "households_at_least": ({"count"}, set()),
    "vulnerable_workers_at_least": ({"percent"}, set()), "sales_to_labor_at_least": ({"percent"}, set()),
    "reserve_at_least": ({"percent"}, set()), "not_excluded": (set(), set()),
    "not_supported_together": (set(), {"forbidden_with", "allowed_with", "same_year"}), "supported_times_at_most": ({"times"}, set()),
    "documents_valid": ({"papers"}, set()), "consent_given": ({"consent"}, set()), "work_district_among": ({"districts"}, set()),
}  # fmt: skip
"""What a rule must be given and what it may be given."""
EvidenceKind = Literal[
    "payment_voucher", "quotation", "tax_invoice", "transfer_confirmation", "acceptance_record", "lecture_confirmation",
    "withholding_receipt", "attendance_roster", "minutes", "contract", "payroll", "insurance",
    "task_order", "tax_clearance", "deliverable", "bankbook_copy", "business_registration", "resume", "employment_contract",
    "withholding_report", "work_log", "internal_approval", "lease", "photo", "travel_order", "travel_report", "receipt", "sample",
]  # fmt: skip
LegalBasis = Literal["entrusted", "local_subsidy", "national_subsidy", "procurement", "own"]
PaymentMode = Literal["ahead", "after_evidence", "none"]
ClaimKind = Literal["general", "specialist", "insurance"]
PaysPer = Literal["report", "expense"]

STAGE_LABELS = {
    "notice": "공고", "briefing": "설명회", "preparation": "준비", "delivery": "사업 수행", "meeting": "간담회", "session": "교육",
    "follow_up": "사후관리", "intake": "접수", "precheck": "사전진단", "screening": "적격검토", "review": "심사", "selection": "선정",
    "agreement": "협약", "disbursement": "사업비 지급", "report": "보고", "site_check": "현장점검",
    "settlement": "정산", "showcase": "성과공유",
}  # fmt: skip
