"""The rules of programs: a closed list of names, each three-valued, each explaining itself. Pure: facts in, verdicts out.

A rule answers yes, no or unknown. Unknown is said when the fact is missing or the source leaves the base open: nobody is refused for
what nobody knows. Every verdict carries the value used, where it came from, the clause, and what would change the answer.
"""

from dure.apps.programs.rules.engine import RULES, RULES_OF_BID, UnknownRule, ask, catalog, check, check_party
from dure.apps.programs.rules.kinds import KINDS, Parameter, RuleKind
from dure.apps.programs.rules.known import KnownFact, PartyFacts, StatusFact

__all__ = [
    "KINDS",
    "RULES",
    "RULES_OF_BID",
    "KnownFact",
    "Parameter",
    "PartyFacts",
    "RuleKind",
    "StatusFact",
    "UnknownRule",
    "ask",
    "catalog",
    "check",
    "check_party",
]
