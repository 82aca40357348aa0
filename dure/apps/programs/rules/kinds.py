"""The closed list of rule kinds: each with its words, its parameters, the facts it needs, its answer, and the same answer as SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dure.apps.programs.rules.columns import NEVER_KNOWN, Sql
from dure.apps.programs.rules.known import PartyFacts
from dure.apps.programs.terms import Bid, RuleTerm
from dure.kernel.verdicts import Verdict

Answering = Callable[[RuleTerm, PartyFacts, Bid, date], Verdict]
Compiling = Callable[[RuleTerm, date], Sql]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a rule is given. `kind` is number, percent, won, date, keys, flag or text; closed lists of keys name their choices."""

    name: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RuleKind:
    """One kind of rule. `of_bid`: answered only once there is a bid. `within_reach`: a party can usually still meet it before it hands in.

    `declared`: no record answers it, the applicant says so in the form.
    """

    kind: str
    label: str
    parameters: tuple[Parameter, ...]
    needs: tuple[str, ...]
    answer: Answering
    sql: Compiling
    of_bid: bool = False
    within_reach: bool = False
    declared: bool = False


KINDS: dict[str, RuleKind] = {}
"""Every kind by name; the modules of this package fill it when they are imported."""


def never_known(rule: RuleTerm, day: date) -> Sql:
    """No column answers this rule before there is a bid or a declaration."""
    return NEVER_KNOWN


def kind(
    label: str,
    *parameters: Parameter,
    needs: tuple[str, ...] = (),
    sql: Compiling = never_known,
    of_bid: bool = False,
    within_reach: bool = False,
    declared: bool = False,
) -> Callable[[Answering], Answering]:
    """Register the function under its own name."""

    def registered(answer: Answering) -> Answering:
        name = answer.__name__
        KINDS[name] = RuleKind(name, label, parameters, needs, answer, sql, of_bid, within_reach, declared)
        return answer

    return registered
