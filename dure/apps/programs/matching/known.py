"""What rules read of all parties, kept for a while: a rule that changes is asked once for each different thing it may read, not for each party."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dure.apps.programs.matching.asking import Asked, read_columns, read_statuses
from dure.apps.programs.matching.offers import Offer
from dure.apps.programs.matching.said import NO, YES, Said
from dure.apps.programs.rules import KINDS
from dure.apps.programs.terms import Bid
from dure.kernel.verdicts import Answer
from dure.kernel.won import Won

_COLUMN = re.compile(r"\bp\.(kind|legal_form|district_id|founded_on)\b")
_CODES = {Answer.YES: YES, Answer.NO: NO, Answer.UNKNOWN: "0"}
_NO_BID = Bid(asked=Won(0), own_money=Won(0))
STATUSES = "statuses"


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact as a rule reads it."""

    value: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """A verified status between days."""

    kind: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """All that one rule may read; what it does not read is left out."""

    name: str = ""
    kind: str = ""
    legal_form: str = ""
    district: str = ""
    founded_on: date | None = None
    statuses: Sequence[Status] = ()
    facts: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is known of all parties: the different values, and for each party where its value stands."""

    values: Sequence[Any]
    places: Sequence[int]

    @classmethod
    def of(cls, found: Iterable[Any]) -> "Column":
        numbers: dict[Any, int] = {}
        places = [numbers.setdefault(value, len(numbers)) for value in found]
        return cls(tuple(numbers), places)


@dataclass(frozen=True, slots=True)
class Known:
    """Columns, statuses and figures of all parties, in the order of their numbers."""

    party_ids: tuple[int, ...]
    columns: Mapping[str, Column]

    def said(self, asked: Asked) -> Said | None:
        """What the explaining rule says of everybody; nothing if it reads what was not kept."""
        names = _read_by(asked)
        if any(name not in self.columns for name in names):
            return None
        if not names:
            return Said.read(_code(asked, {}) * len(self.party_ids))
        read = [self.columns[name] for name in names]
        if len(read) == 1:
            codes = [_code(asked, {names[0]: value}) for value in read[0].values]
            return Said.read("".join([codes[place] for place in read[0].places]))
        rows = list(zip(*(column.places for column in read), strict=True))
        told = {
            row: _code(asked, {name: column.values[place] for name, column, place in zip(names, read, row, strict=True)})
            for row in set(rows)
        }
        return Said.read("".join([told[row] for row in rows]))


def _read_by(asked: Asked) -> list[str]:
    """The columns that the rule's condition names."""
    sql = asked.sql
    statuses = [STATUSES] if "people_partystatus" in sql.text else []
    return [*dict.fromkeys(_COLUMN.findall(sql.text)), *statuses, *sql.facts]


def _code(asked: Asked, found: Mapping[str, Any]) -> str:
    """One profile, asked of the rule itself."""
    facts = {name: Figure(value) for name, value in found.items() if name not in _OF_PARTY and value is not None}
    profile = Profile(
        kind=found.get("kind", ""),
        legal_form=found.get("legal_form", ""),
        district=found.get("district_id") or "",
        founded_on=found.get("founded_on"),
        statuses=found.get(STATUSES, ()),
        facts=facts,
    )
    return _CODES[KINDS[asked.rule.kind].answer(asked.rule, profile, _NO_BID, asked.day).answer]


_OF_PARTY = frozenset({"kind", "legal_form", "district_id", "founded_on", STATUSES})


def known_of_all(found: Sequence[Offer], *, today: date) -> Known:
    """Everything that the rules of the offers read, of all parties: two queries."""
    asked = [Asked(rule, offer.day) for offer in found for rule in offer.rules]
    facts = sorted({fact for one in asked for fact in one.sql.facts if not fact.endswith(":")})
    party_ids, columns = read_columns(facts, today=today)
    statuses: dict[int, list[Status]] = {}
    for party_id, kind, valid_from, valid_to in read_statuses():
        statuses.setdefault(party_id, []).append(Status(kind, valid_from, valid_to))
    columns[STATUSES] = [tuple(statuses.get(party_id, ())) for party_id in party_ids]
    return Known(party_ids, {name: Column.of(values) for name, values in columns.items()})
