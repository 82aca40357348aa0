"""Every address of the house: who gets what, by method. An address or a method without a row fails.

A row names the address, the thing that fills its arguments (`at`, see world.py), and for GET and POST an answer per role.
`anyone` is everybody, `signed_in` everybody but a passer-by; a role's own name says more than either. POST is sent empty and
rolled back; without `post` the page must answer 405 to everybody. 404 is what a stranger meets; LOGIN is the sign-in page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LOGIN = "login"
ROLES = (
    "passer_by",
    "citizen",
    "applicant",
    "stranger",
    "reviewer",
    "officer",
    "finance",
    "approver",
    "administrator",
    "district",
    "city",
    "buyer",
    "auditor",
)
Answer = int | str
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Row:
    """One address."""

    name: str
    at: str = ""
    get: Answers = field(default_factory=lambda: {"anyone": 405})
    post: Answers = field(default_factory=lambda: {"anyone": 405})

    def expected(self, method: str, role: str) -> Answer:
        """What the role gets; KeyError when the row forgot somebody."""
        answers = self.get if method == "GET" else self.post
        for name in (role, *([] if role == "passer_by" else ["signed_in"]), "anyone"):
            if name in answers:
                return answers[name]
        raise KeyError(f"{self.name} says nothing about {method} by {role}")


ROWS: tuple[Row, ...] = (
    Row("gallery", get={"anyone": 200}),
    Row("file", at="file of a case", get={"anyone": 404, "applicant": 200, "officer": 200}),
)
