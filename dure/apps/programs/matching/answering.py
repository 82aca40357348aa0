"""The answers of all offers for all parties, from the codes of their rules."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dure.apps.programs.matching.asking import NO, YES, Asked, codes, unpacked
from dure.apps.programs.matching.offers import Offer
from dure.kernel.verdicts import Answer

Codes = tuple[int, ...]
ANSWERS = {YES: Answer.YES, NO: Answer.NO, 0: Answer.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Matches:
    """Parties grouped by what the rules say of them, and which rules each offer asks."""

    places: tuple[tuple[int, ...], ...]
    groups: dict[Codes, list[int]]

    def answer(self, offer: int, said: Codes) -> Answer:
        """No if one rule says no, else unknown if one is unknown, else yes."""
        found = {said[place] for place in self.places[offer]}
        return Answer.NO if NO in found else Answer.UNKNOWN if 0 in found else Answer.YES

    def parties(self, offer: int, answer: Answer) -> set[int]:
        """Everybody of whom the offer's rules say so."""
        return {party for said, parties in self.groups.items() if self.answer(offer, said) is answer for party in parties}

    def table(self) -> dict[Answer, list[int]]:
        """How many parties each offer answers so."""
        found = {answer: [0] * len(self.places) for answer in Answer}
        for said, parties in self.groups.items():
            for offer in range(len(self.places)):
                found[self.answer(offer, said)][offer] += len(parties)
        return found

    def rules_of(self, offer: int, party_id: int) -> tuple[Answer, ...]:
        """What each rule of the offer says of one party, in the order of its rules."""
        said = next(said for said, parties in self.groups.items() if party_id in parties)
        return tuple(ANSWERS[said[place]] for place in self.places[offer])


def matches(found: Sequence[Offer], *, today: date, party_ids: Sequence[int] | None = None) -> Matches:
    """All offers against all parties, or those that are named: one query."""
    asked, places = _different(found)
    groups: dict[Codes, list[int]] = defaultdict(list)
    together: dict[Codes, Codes] = {}
    for party_id, *packed in codes([one.sql for one in asked], today=today, party_ids=party_ids):
        key = tuple(packed)
        if key not in together:
            together[key] = unpacked(packed, len(asked))
        groups[together[key]].append(party_id)
    return Matches(places, dict(groups))


def matches_again(before: Matches, found: Sequence[Offer], party_id: int, *, today: date) -> Matches:
    """One party has changed: it is asked anew and moved to its group; nobody else is looked at."""
    now = matches(found, today=today, party_ids=[party_id])
    groups = dict(before.groups)
    for said, parties in before.groups.items():
        if party_id in parties:
            groups[said] = [one for one in parties if one != party_id]
    for said in now.groups:
        groups[said] = sorted([*groups.get(said, []), party_id])
    return Matches(before.places, {said: parties for said, parties in groups.items() if parties})


def _different(found: Sequence[Offer]) -> tuple[list[Asked], tuple[tuple[int, ...], ...]]:
    """Each different rule once, and for each offer where its rules stand."""
    numbers: dict[str, int] = {}
    asked: list[Asked] = []
    places = []
    for offer in found:
        here = []
        for rule in offer.rules:
            one = Asked(rule, offer.day)
            place = numbers.setdefault(one.key, len(asked))
            if place == len(asked):
                asked.append(one)
            here.append(place)
        places.append(tuple(here))
    return asked, tuple(places)
