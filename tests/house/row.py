"""One address of the house, and who gets what there."""

from dataclasses import dataclass
from functools import cached_property

from tests.house.cast import MAILBOXES

LOGIN = "login"
ROLES = ("passer_by", *MAILBOXES)
GROUPS = {
    "staff": ("officer", "finance", "approver", "administrator"),
    "leaders": ("officer", "administrator"),
    "writers": ("applicant", "editor"),
    "members": ("applicant", "editor", "member"),
    "reviewers": ("reviewer", "recused"),
    "governments": ("district", "other_district", "city", "ministry"),
}
Answer = int | str


@dataclass(frozen=True)
class Row:
    """One address."""

    name: str
    at: str = ""
    act: str = ""
    get: str = "405"
    post: str = "405"

    def expected(self, method: str) -> dict[str, Answer]:
        """What each role gets."""
        return answers(self.get if method == "GET" else self.post)

    @cached_property
    def label(self) -> str:
        return " · ".join(part for part in (self.name, self.at, self.act) if part)


def answers(said: str) -> dict[str, Answer]:
    """The words of a row, role by role."""
    (everybody,), *others = (part.split() for part in said.split(","))
    found = dict.fromkeys(ROLES, _answer(everybody))
    for answer, *names in others:
        for role in (role for name in names for role in GROUPS.get(name, (name,))):
            assert role in found, f"{role} is nobody on the walk"
            found[role] = _answer(answer)
    return found


def _answer(word: str) -> Answer:
    return word if word == LOGIN else int(word)
