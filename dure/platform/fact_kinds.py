"""The closed list of facts: key → what it says and in which unit."""

FACT_KINDS = {
    "members": "Number of members or investors (count).",
    "resident_members": "Members who live or work in the area (count).",
    "largest_share_permille": "Share of the largest investor in thousandths (count).",
    "workers": "Paid workers (count).",
    "completed_year": "A year of designation was completed: 1, 2 or 3 (count).",
    "trained_minutes": "Minutes of a course completed by members (minutes).",
    "advised": "A person advised the organization (pair).",
    "employed": "A person is or was employed by the organization (pair).",
    "contracted": "A person or firm had a contract with the organization (pair).",
    "related": "Family or officer relation (pair).",
}
