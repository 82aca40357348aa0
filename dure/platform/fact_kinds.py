"""The closed list of facts: key → what it says and in which unit."""

FACT_KINDS = {
    "members": "Number of members or investors (count).",
    "resident_members": "Members who live or work in the area (count).",
    "largest_share_per_10000": "Share of the largest investor in ten-thousandths: 30.01 % is 3001 (count).",
    "related_share_per_10000": "Shares of one family and its officers together, in ten-thousandths (count).",
    "representative_resident": "The representative lives (or, under the Act of 2026, works) in the area: 1 or 0.",
    "workers": "Paid workers (count).",
    "completed_year": "A year of designation was completed: 1, 2 or 3 (count).",
    "trained": "Members who finished a course; the key is `trained:` and the course (count).",
    "advised": "A person advised the organization (pair).",
    "employed": "A person is or was employed by the organization (pair).",
    "contracted": "A person or firm had a contract with the organization (pair).",
    "related": "Family or officer relation (pair).",
}


def is_known(key: str) -> bool:
    """Is it a kind of the list? A kind may be followed by a colon and what it is about."""
    return key.partition(":")[0] in FACT_KINDS
