"""Yes, no or unknown, with the value used and what would change the answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from dure.kernel.errors import Forbidden


class Answer(StrEnum):
    """Three-valued: what we do not know is neither yes nor no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's answer in plain Korean."""

    rule: str
    answer: Answer
    sentence: str
    value: str = ""
    value_source: str = ""
    clause: str = ""
    remedy: str = ""

    @property
    def is_met(self) -> bool:
        return self.answer is Answer.YES


@dataclass(frozen=True, slots=True)
class Findings:
    """All verdicts on one thing, unmet first, then unknown, then met."""

    verdicts: tuple[Verdict, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> "Findings":
        order = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}
        return cls(tuple(sorted(verdicts, key=lambda verdict: order[verdict.answer])))

    @property
    def answer(self) -> Answer:
        """No if one rule says no; else unknown if one is unknown; else yes."""
        answers = {verdict.answer for verdict in self.verdicts}
        for worst in (Answer.NO, Answer.UNKNOWN):
            if worst in answers:
                return worst
        return Answer.YES

    @property
    def unmet(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.answer is Answer.NO)

    @property
    def met(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.is_met)


@dataclass(frozen=True, slots=True)
class Permission:
    """May this actor do this? A no always has its reason, a Korean sentence."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Raise Forbidden with the reason unless allowed."""
        if not self.allowed:
            raise Forbidden(self.reason)


YES = Permission(allowed=True)


def no(reason: str) -> Permission:
    """A refusal with its reason."""
    return Permission(allowed=False, reason=reason)
