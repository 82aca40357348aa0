"""Which acts of public money a program plays besides those that every one plays. Chosen by its place in the source, so that each comes in several."""

_TURNS = {
    "account_changed": (4, 1),
    "bank_refused": (3, 0),
    "amended": (4, 2),
    "budget_changed": (3, 1),
    "vat": (3, 2),
    "flagged": (2, 0),
    "thread": (2, 1),
    "months": (3, 1),
    "carried": (2, 1),
    "late": (6, 2),
    "instalments": (2, 0),
    "packed": (10, 4),
    "deposited": (9, 7),
}
"""Every how many programs, and beginning with which."""


def roles_of(place: int) -> frozenset[str]:
    """The acts of the program that stands at this place in its document."""
    return frozenset(role for role, (each, first) in _TURNS.items() if place % each == first)
