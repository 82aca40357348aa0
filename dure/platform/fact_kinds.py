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
    "trained_representative": "The representative finished a course; the key is `trained_representative:` and the course: 1 or 0.",
    "youth_type": "The party applies as a youth type (청년형): 1 or 0.",
    "youth_members": "Members of youth age (count).",
    "district_youth_per_10000": "Share of young people in the party's district, in ten-thousandths (count).",
    "district_wide": "The whole district and not the neighborhood is taken as the area of its residents: 1 or 0.",
    "insured_workers": "Workers with employment insurance (count).",
    "vulnerable_workers": "Paid workers of vulnerable groups (count).",
    "households": "Households of the housing complex (count).",
    "sales": "Sales of the six months before the application month (won).",
    "labor_cost": "Labor cost of the same six months (won).",
    "net_profit": "Net profit of the last year (won).",
    "reserve": "What of it went to the reserve (won).",
    "excluded": "Barred from support until the fact's last day: 1, or 0 where the bar was lifted.",
    "supported": "Supported by a program; the key is `supported:`, the year, `:` and the program: 1, or 0 where it was taken back.",
    "late_report": "A settlement came late; the key is `late_report:` and the agreement; the percent by which a next grant may be cut at most.",
    "document": "A paper in the wallet; the key is `document:` and its kind; the fact ends with the paper: 1, or 0 where it was declined.",
    "consent": "Agreed to a text; the key is `consent:` and the text's: 1 or 0.",
    "advised": "A person advised the organization (pair).",
    "employed": "A person is or was employed by the organization (pair).",
    "contracted": "A person or firm had a contract with the organization (pair).",
    "related": "Family or officer relation (pair).",
    "officer": "A person or organization sits on the board of the organization (pair).",
    "invested": "A person or organization holds a share in the organization (pair).",
}


def is_known(key: str) -> bool:
    """Is it a kind of the list? A kind may be followed by a colon and what it is about."""
    return key.partition(":")[0] in FACT_KINDS
