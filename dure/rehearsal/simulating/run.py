"""One round of a simulation: who runs it, who applies in which part, where the clock stands, and what has happened so far."""

import random
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.platform import events
from dure.platform.actor import Actor
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.simulating.amounts import Figures
from dure.rehearsal.simulating.crowd import Crowd

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
R = TypeVar("R")

WINNER, DECLINING, RESERVE, WEAK, LAPSING, LEAVING = "winner", "declining", "reserve", "weak", "lapsing", "leaving"
PARTS_PLAYED = (WINNER, DECLINING, RESERVE, WEAK, LAPSING, LEAVING)
"""Who wins and goes to the end; wins and does not sign; waits and moves up; scores below the bar; does not complete; takes it back."""


@dataclass(slots=True)
class Run:
    """What the acts of a round share. `at` only goes forward. `absent` parties do not apply: who runs the round, and who is busy elsewhere.

    `acts` are those that the program plays besides the usual ones, `vat` the agreements whose grantee gets VAT back, `done` what is played once.
    `troubles` are findings of the acts themselves.
    """

    cast: Cast
    crowd: Crowd
    round_id: int
    figures: Figures
    line: str
    at: datetime
    rng: random.Random
    absent: frozenset[int] = frozenset()
    year: int = 0
    acts: frozenset[str] = frozenset()
    roles: dict[int, str] = field(default_factory=dict)
    applicants: dict[int, Applicant] = field(default_factory=dict)
    agreements: dict[int, int] = field(default_factory=dict)
    panels: dict[str, int] = field(default_factory=dict)
    vat: set[int] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    gates: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    paid: int = 0
    returned: int = 0

    @property
    def terms(self) -> programs.Terms:
        return programs.terms_of(self.round_id)

    def actor(self, key: str) -> Actor:
        """The person of that key, now."""
        return self.cast.actor(key, self.at)

    def of_center(self, key: str) -> Actor:
        """The center's person of that key, also where an operator runs the round."""
        return Cast.actor(self.cast, key, self.at)

    def plays(self, act: str) -> bool:
        """Does the program play the act, and has it not been played where once is enough?"""
        return act in self.acts and act not in self.done

    @property
    def is_deposited(self) -> bool:
        """Does the money stay at the center until an expense was accepted?"""
        return self.terms.payment_mode == "after_evidence" and self.terms.pays_per == "expense"

    def case(self, case_id: int) -> cases.Case:
        """The case of that number as it stands now."""
        return cases.Case.objects.get(pk=case_id)

    def of(self, case_id: int) -> Actor:
        """The representative of the case's party, now."""
        return self.cast.of_account(self.applicants[case_id].account_id, self.at)

    def later(self, *, days: int = 0, hours: int = 0) -> datetime:
        """Time goes by."""
        self.at += timedelta(days=days, hours=hours)
        return self.at

    def told(self, story: Generator[datetime, datetime, R]) -> R:
        """Tell a story of the rehearsal to its end; the clock stands where it ended."""
        moment: Any = next(story)
        while True:
            self.at = max(self.at, moment)
            try:
                moment = story.send(moment)
            except StopIteration as ended:
                return ended.value

    def deliver(self) -> None:
        """Let the house answer what has happened."""
        while events.deliver_due(at=self.at):
            pass

    def living(self, stage: programs.StageTerm) -> list[cases.Case]:
        """Running cases that stand in the stage, by receipt number."""
        standing = cases.StageRun.objects.filter(case__round_id=self.round_id, stage_key=stage.key, closed_at=None).exclude(begun_at=None)
        rows = cases.Case.objects.filter(pk__in=standing.order_by().values("case_id"), outcome=cases.Outcome.RUNNING)
        return list(rows.order_by("receipt_number"))

    def role(self, case: cases.Case) -> str:
        """The part that the case plays."""
        return self.roles.get(case.pk, WINNER)
