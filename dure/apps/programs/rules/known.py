"""What rules may read about a party, and the three ways to answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from dure.apps.programs.terms import RuleTerm
from dure.kernel.korean import table_day
from dure.kernel.verdicts import Answer, Verdict


class KnownFact(Protocol):
    """A fact with its source."""

    @property
    def value(self) -> Any: ...
    @property
    def source(self) -> str: ...


class StatusFact(Protocol):
    """A legal status between days; `valid_to` is its last day."""

    @property
    def kind(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


class PartyFacts(Protocol):
    """What `people.facade.party_facts` gives: columns, statuses and facts, nothing else."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def legal_form(self) -> str: ...
    @property
    def district(self) -> str: ...
    @property
    def founded_on(self) -> date | None: ...
    @property
    def statuses(self) -> Sequence[StatusFact]: ...
    @property
    def facts(self) -> Mapping[str, KnownFact]: ...


def met(rule: RuleTerm, sentence: str, *, value: str, source: str) -> Verdict:
    """Yes, with the value that made it so."""
    return Verdict(rule.kind, Answer.YES, sentence, value=value, value_source=source, clause=rule.clause)


def unmet(rule: RuleTerm, sentence: str, *, value: str, source: str, remedy: str) -> Verdict:
    """No, with what would change it."""
    return Verdict(rule.kind, Answer.NO, sentence, value=value, value_source=source, clause=rule.clause, remedy=remedy)


def unknown(rule: RuleTerm, sentence: str, *, remedy: str, value: str = "") -> Verdict:
    """We do not know; the remedy says how to make it known."""
    return Verdict(rule.kind, Answer.UNKNOWN, sentence, value=value, value_source="", clause=rule.clause, remedy=remedy)


def decide(rule: RuleTerm, yes: bool, sentence: str, *, value: str, source: str, remedy: str) -> Verdict:
    """Yes or no by a comparison that has been made."""
    return met(rule, sentence, value=value, source=source) if yes else unmet(rule, sentence, value=value, source=source, remedy=remedy)


def count_of(facts: PartyFacts, key: str) -> tuple[int, str] | None:
    """A counted fact and its source with its day, or nothing if nobody has stated it."""
    fact = facts.facts.get(key)
    if fact is None or (figure := figure_of(fact.value)) is None:
        return None
    return figure, sourced(fact)


def figure_of(value: Any) -> int | None:
    """A fact's value as a whole number: yes is 1, no is 0; the same reading as the set-based evaluation's."""
    if isinstance(value, int | float):
        return int(value)
    if isinstance(value, str):
        return {"lives": 1, "works": 2}.get(value, 0)
    return None


def sourced(fact: KnownFact) -> str:
    """The fact's source, and since when it holds where that is known."""
    since = getattr(fact, "valid_from", None)
    return f"{fact.source}, {table_day(since)}" if since else fact.source
