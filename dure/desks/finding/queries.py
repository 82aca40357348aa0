"""All offers of the year that is lived in, placed for a party that is there or for one that a sentence tells of."""

from datetime import datetime

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.desks.finding.groups import Placed, in_order, placed
from dure.kernel.clock import seoul_date
from dure.kernel.verdicts import Answer
from dure.platform.actor import Actor


def offers_now(at: datetime) -> list[programs.Offer]:
    """What the lived year offers."""
    edition = programs.edition_now(at)
    return programs.offers(edition.year, at) if edition else []


def placed_for_party(party_id: int, at: datetime) -> list[Placed]:
    """Every offer in its group by one query over all rules; nothing is explained yet."""
    found = offers_now(at)
    whole = programs.matches(found, today=seoul_date(at), party_ids=[party_id])
    if not whole.party_ids:
        return []
    return in_order(
        placed(offer, zip((rule.kind for rule in offer.rules), whole.rules_of(number, party_id), strict=True), at=at)
        for number, offer in enumerate(found)
    )


def placed_for_sentence(facts: programs.PartyFacts, at: datetime, *, strict: bool) -> list[Placed]:
    """Every offer in its group for somebody of whom the sentence alone is known: the rules answer by themselves."""
    return in_order(placed(offer, _answers(offer, facts, at), at=at, strict=strict) for offer in offers_now(at))


def _answers(offer: programs.Offer, facts: programs.PartyFacts, at: datetime) -> list[tuple[str, Answer]]:
    findings = programs.check_party(offer.terms, facts, at=at, noticed_on=offer.day)
    return [(verdict.rule, verdict.answer) for verdict in findings.verdicts]


def own_parties(actor: Actor) -> list[people.Party]:
    """The parties of somebody who has signed in."""
    return list(people.Party.objects.filter(pk__in=actor.party_ids, closed_at=None).order_by("name", "id")) if actor.party_ids else []
