"""Asking: which rules there are, and all of them at once."""

from collections.abc import Callable
from datetime import date, datetime

from dure.apps.programs.rules.bid import BID_RULES
from dure.apps.programs.rules.known import PartyFacts
from dure.apps.programs.rules.members import MEMBER_RULES
from dure.apps.programs.rules.money import asked_within_cap, category_shares, own_share
from dure.apps.programs.rules.party import PARTY_RULES
from dure.apps.programs.terms import Bid, RuleTerm, Terms
from dure.kernel.clock import seoul_date
from dure.kernel.verdicts import Findings, Verdict
from dure.kernel.won import Won

Rule = Callable[[RuleTerm, PartyFacts, Bid, date], Verdict]

RULES: dict[str, Rule] = {**PARTY_RULES, **MEMBER_RULES, **BID_RULES}
"""Every rule a definition may name."""

RULES_OF_BID = frozenset(BID_RULES)
"""Rules that can be answered only once there is a bid."""


class UnknownRule(KeyError):
    """A document names a rule that does not exist; the catalog check refuses such a file before it gets here."""


def check(terms: Terms, facts: PartyFacts, bid: Bid, *, at: datetime, noticed_on: date | None = None) -> Findings:
    """Answer every rule of the terms for one party and one bid. Days are counted on the notice day where a rule says so."""
    day = noticed_on or seoul_date(at)
    verdicts = [ask(rule, facts, bid, day) for rule in terms.rules]
    if terms.asks_budget:
        verdicts += [*asked_within_cap(terms, bid), *own_share(terms, bid), *category_shares(terms, bid)]
    return Findings.of(verdicts)


def check_party(terms: Terms, facts: PartyFacts, *, at: datetime, noticed_on: date | None = None) -> Findings:
    """Only what the party itself must meet: the self-check before there is a bid."""
    day = noticed_on or seoul_date(at)
    nothing = Bid(asked=Won(0), own_money=Won(0))
    return Findings.of(ask(rule, facts, nothing, day) for rule in terms.rules if rule.kind not in RULES_OF_BID)


def ask(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """One rule's verdict."""
    try:
        answer = RULES[rule.kind]
    except KeyError as missing:
        raise UnknownRule(rule.kind) from missing
    return answer(rule, facts, bid, day)
