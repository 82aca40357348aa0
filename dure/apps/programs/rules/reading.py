"""From a canonical document to the rules of one track and part: the program's own, its track's, its rule sets by law, its overlaps."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dure.apps.programs.terms import RuleTerm, frozen

_KNOWS_ITS_PROGRAM = frozenset({"not_supported_together", "supported_times_at_most"})


def rules_of(document: Mapping[str, Any], life: Mapping[str, Any], offers: list[dict[str, Any]]) -> tuple[RuleTerm, ...]:
    """All rules, those of a law with the days on which they are in force; `offers` are the track, the part and the document."""
    said = [_plain(rule, document) for rule in life.get("rules") or document.get("rules") or ()]
    said += [_plain(rule, document) for offer in offers[:-1] for rule in offer.get("rules", ())]
    named = dict.fromkeys(offer["ruleset"] for offer in offers if offer.get("ruleset"))
    said += [rule for key in named for rule in _of_ruleset(document["rulesets"][key], document)]
    if overlaps := document.get("overlaps"):
        said.append(_plain({"rule": "not_supported_together", "parameters": overlaps, "clause": overlaps.get("clause") or ""}, document))
    return tuple(said)


def _of_ruleset(ruleset: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[RuleTerm]:
    """A rule set by law in all its editions: the day of the notice picks the one that counts."""
    for edition in ruleset["editions"]:
        first, last = _day(edition.get("valid_from")), _day(edition.get("valid_to"))
        for rule in edition["rules"]:
            yield _plain({**rule, "clause": rule.get("clause") or edition["source"]}, document, first, last)


def _plain(rule: Mapping[str, Any], document: Mapping[str, Any], first: date | None = None, last: date | None = None) -> RuleTerm:
    parameters = dict(rule.get("parameters") or {})
    if rule["rule"] in _KNOWS_ITS_PROGRAM:
        parameters |= {"year": document["year"], "program": document.get("slug", "")}
    return RuleTerm(rule["rule"], frozen(parameters), rule.get("clause") or "", rule.get("stated_by") or "source", first, last)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
