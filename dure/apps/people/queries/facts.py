"""What is known of a party, each thing with where it comes from."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dure.apps.people.models import Party, PartyStatus
from dure.apps.people.words import StatusState
from dure.kernel.clock import seoul_date
from dure.platform import facts
from dure.platform.models import Fact


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact and its source in words, with its days where they are known."""

    value: Any
    source: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class StatusShown:
    """A verified legal status between days; `valid_to` is its last day."""

    kind: str
    valid_from: date
    valid_to: date | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class KnownParty:
    """Columns, verified statuses and facts: all that a rule may read."""

    id: int
    name: str
    kind: str
    legal_form: str
    district: str
    founded_on: date | None
    district_name: str = ""
    statuses: tuple[StatusShown, ...] = ()
    facts: Mapping[str, FactShown] = field(default_factory=dict)


def party_facts(party_id: int, *, at: datetime) -> KnownParty:
    """What is known of the party on the day. Claimed statuses do not count until somebody has seen the proof."""
    return facts_of_parties([party_id], at=at)[party_id]


def facts_of_parties(party_ids: Collection[int], *, at: datetime) -> dict[int, KnownParty]:
    """The same of several parties, by as many queries as for one. Every one of them must be there."""
    parties = Party.objects.select_related("district").in_bulk(party_ids)
    if lacking := set(party_ids) - set(parties):
        raise Party.DoesNotExist(f"{sorted(lacking)}")
    found = facts.of_subjects("party", party_ids, seoul_date(at))
    statuses: dict[int, list[StatusShown]] = defaultdict(list)
    for row in PartyStatus.objects.filter(party__in=party_ids, state=StatusState.VERIFIED).order_by("kind", "valid_from", "id"):
        statuses[row.party_id].append(StatusShown(row.kind, row.valid_from, row.valid_to, row.number))
    return {key: _known(party, tuple(statuses[key]), found.get(key, {})) for key, party in parties.items()}


def _known(party: Party, statuses: tuple[StatusShown, ...], found: Mapping[str, Fact]) -> KnownParty:
    return KnownParty(
        id=party.pk,
        name=party.name,
        kind=party.kind,
        legal_form=party.legal_form,
        district=party.district_id or "",
        founded_on=party.founded_on,
        district_name=party.district.name if party.district else "",
        statuses=statuses,
        facts={key: FactShown(fact.value, fact.source, fact.valid_from, fact.valid_to) for key, fact in found.items()},
    )
