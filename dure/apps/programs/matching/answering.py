"""The answers of all offers for all parties. Each rule is a column of parties: a set of those it says yes of, and one of those it refuses."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from dure.apps.programs.matching.asking import Asked, codes
from dure.apps.programs.matching.known import Known
from dure.apps.programs.matching.offers import Offer
from dure.apps.programs.matching.said import Said
from dure.kernel.verdicts import Answer


@dataclass(frozen=True, slots=True)
class Matches:
    """All parties in the order of their numbers, what each different rule says of them, and which rules each offer asks."""

    party_ids: tuple[int, ...]
    said: Mapping[str, Said]
    places: tuple[tuple[str, ...], ...]

    def _bits(self, offer: int) -> dict[Answer, int]:
        """Of each answer the set of its parties: no if one rule says no, else unknown if one is unknown, else yes."""
        rules = [self.said[key] for key in self.places[offer]]
        everybody = (1 << len(self.party_ids)) - 1
        no = reduce(int.__or__, (rule.no for rule in rules), 0)
        yes = reduce(int.__and__, (rule.yes for rule in rules), everybody)
        return {Answer.NO: no, Answer.UNKNOWN: everybody & ~no & ~yes, Answer.YES: yes}

    def answer(self, offer: int, party_id: int) -> Answer:
        """What the offer's rules say of one party."""
        mark = self._mark(party_id)
        return next(answer for answer, bits in self._bits(offer).items() if bits & mark)

    def parties(self, offer: int, answer: Answer) -> set[int]:
        """Everybody of whom the offer's rules say so."""
        shown = f"{self._bits(offer)[answer]:0{len(self.party_ids)}b}"
        return {party_id for party_id, bit in zip(self.party_ids, shown, strict=False) if bit == "1"}

    def table(self) -> dict[Answer, list[int]]:
        """How many parties each offer answers so."""
        each = [self._bits(offer) for offer in range(len(self.places))]
        return {answer: [bits[answer].bit_count() for bits in each] for answer in Answer}

    def rules_of(self, offer: int, party_id: int) -> tuple[Answer, ...]:
        """What each rule of the offer says of one party, in the order of its rules."""
        mark = self._mark(party_id)
        return tuple(self.said[key].of(mark) for key in self.places[offer])

    def _mark(self, party_id: int) -> int:
        place = bisect_left(self.party_ids, party_id)
        assert self.party_ids[place] == party_id, f"party {party_id} was not asked"
        return 1 << (len(self.party_ids) - 1 - place)


def matches(found: Sequence[Offer], *, today: date, party_ids: Sequence[int] | None = None) -> Matches:
    """All offers against all parties, or those that are named: one query."""
    asked, places = _different(found)
    ids, columns = codes([one.sql for one in asked.values()], today=today, party_ids=party_ids)
    return Matches(ids, dict(zip(asked, map(Said.read, columns), strict=True)), places)


def matches_again(before: Matches, found: Sequence[Offer], party_id: int, *, today: date) -> Matches:
    """One party has changed, is new or is gone: it is asked anew and put in its place; nobody else is looked at."""
    now = matches(found, today=today, party_ids=[party_id])
    place = bisect_left(before.party_ids, party_id)
    behind = len(before.party_ids) - place
    was_there = before.party_ids[place : place + 1] == (party_id,)
    ids = (*before.party_ids[:place], *now.party_ids, *before.party_ids[place + was_there :])
    said = {
        key: column.put(now.said[key] if now.party_ids else None, behind - was_there, over=was_there) for key, column in before.said.items()
    }
    return Matches(ids, said, before.places)


def matches_with_rules(before: Matches, known: Known, found: Sequence[Offer], *, today: date) -> Matches:
    """Rules have changed: those that were asked before keep their column, a new one is answered from what is known of the parties.

    `known` was read of the same parties. What it does not hold is asked of the database.
    """
    assert known.party_ids == before.party_ids
    asked, places = _different(found)
    answered = {key: before.said.get(key) or known.said(one) for key, one in asked.items()}
    said = {key: column for key, column in answered.items() if column is not None}
    if missing := [key for key in asked if key not in said]:
        said |= _asked_of_all([asked[key] for key in missing], missing, before.party_ids, today)
    return replace(before, said=said, places=places)


def _asked_of_all(asked: Sequence[Asked], keys: Sequence[str], party_ids: Sequence[int], today: date) -> dict[str, Said]:
    """Columns of the database in the order of parties that were asked before; of whoever has gone since nothing is known."""
    ids, columns = codes([one.sql for one in asked], today=today)
    found = {}
    for key, column in zip(keys, columns, strict=True):
        by_party = dict(zip(ids, column, strict=True))
        found[key] = Said.read("".join([by_party.get(party_id, "0") for party_id in party_ids]))
    return found


def _different(found: Sequence[Offer]) -> tuple[dict[str, Asked], tuple[tuple[str, ...], ...]]:
    """Each different rule once by its key, and for each offer the keys of its rules."""
    asked: dict[str, Asked] = {}
    return asked, tuple(tuple(_kept(asked, offer)) for offer in found)


def _kept(asked: dict[str, Asked], offer: Offer) -> Iterator[str]:
    for rule in offer.rules:
        one = Asked(rule, offer.day)
        key = one.key
        asked.setdefault(key, one)
        yield key
