"""Asking: which rules there are, and all of them at once."""

from datetime import date, datetime

from dure.apps.programs.rules import bid as bids
from dure.apps.programs.rules import members, papers, party, support, work
from dure.apps.programs.rules.kinds import KINDS, Answering, RuleKind
from dure.apps.programs.rules.known import PartyFacts
from dure.apps.programs.rules.money import asked_within_cap, category_shares, own_share
from dure.apps.programs.terms import Bid, RuleTerm, Terms
from dure.kernel.clock import seoul_date
from dure.kernel.verdicts import Findings, Verdict
from dure.kernel.won import Won

FAMILIES = (party, members, work, support, papers, bids)
"""The modules whose functions are the rules; each registers its kinds when it is imported."""

RULES: dict[str, Answering] = {name: found.answer for name, found in KINDS.items()}
"""Every rule a definition may name."""

RULES_OF_BID = frozenset(name for name, found in KINDS.items() if found.of_bid)
"""Rules that can be answered only once there is a bid."""


class UnknownRule(KeyError):
    """A document names a rule that does not exist; the catalog check refuses such a file before it gets here."""


def catalog() -> tuple[RuleKind, ...]:
    """Every kind with its words, parameters and needs, for the form that edits rules."""
    return tuple(KINDS.values())


def check(terms: Terms, facts: PartyFacts, bid: Bid, *, at: datetime, noticed_on: date | None = None) -> Findings:
    """Answer every rule of the terms for one party and one bid. Days are counted on the notice day where a rule says so."""
    day = noticed_on or seoul_date(at)
    verdicts = [ask(rule, facts, bid, day) for rule in terms.rules_on(day)]
    if terms.asks_budget:
        verdicts += [*asked_within_cap(terms, bid), *own_share(terms, bid), *category_shares(terms, bid)]
    return Findings.of(verdicts)


def check_party(terms: Terms, facts: PartyFacts, *, at: datetime, noticed_on: date | None = None) -> Findings:
    """Only what the party itself must meet: the self-check before there is a bid."""
    day = noticed_on or seoul_date(at)
    nothing = Bid(asked=Won(0), own_money=Won(0))
    return Findings.of(ask(rule, facts, nothing, day) for rule in terms.rules_on(day) if rule.kind not in RULES_OF_BID)


def ask(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """One rule's verdict."""
    try:
        answer = RULES[rule.kind]
    except KeyError as missing:
        raise UnknownRule(rule.kind) from missing
    return answer(rule, facts, bid, day)
