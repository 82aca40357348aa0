"""What the counter's page offers: rounds that take applications now, parties that are known, what was begun before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dure.apps.cases.queries.lists import districts
from dure.apps.cases.queries.proxy import entries
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs

MOST_FOUND = 20


def counter_page(words: str, at: datetime) -> dict[str, Any]:
    """Parties are looked for by name or number, so that the page never lists everybody."""
    rounds = [found for found in programs.open_rounds(at) if programs.terms_of(found.pk).stages_of("intake")]
    return {
        "rounds": [(str(found.pk), found.title) for found in rounds],
        "words": words,
        "parties": _parties(words),
        "forms": [(value, str(label)) for value, label in people.LegalForm.choices],
        "kinds": [(value, str(label)) for value, label in people.PartyKind.choices],
        "districts": [(district.code, district.name) for district in districts()],
        "entries": list(entries()[:50]),
    }


def _parties(words: str) -> list[tuple[str, str]]:
    looked_for = words.strip()[:60]
    if len(looked_for) < 2:
        return []
    rows = people.Party.objects.filter(tier=people.Tier.NONE, closed_at=None, name__icontains=looked_for)
    digits = "".join(character for character in looked_for if character.isdigit())
    if len(digits) >= 3:
        rows = rows | people.Party.objects.filter(tier=people.Tier.NONE, closed_at=None, business_number__startswith=digits)
    found = rows.select_related("district").order_by("name", "id")[:MOST_FOUND]
    return [
        (str(party.pk), " · ".join(part for part in (party.name, party.district.name if party.district else "") if part)) for party in found
    ]


def columns_typed(typed: Mapping[str, Any]) -> people.PartyColumns:
    """The least that is written down of a party at the counter."""
    said = {name: str(typed.get(name) or "") for name in ("name", "kind", "legal_form", "business_number", "district", "phone")}
    return people.PartyColumns(
        name=said["name"],
        kind=said["kind"] or people.PartyKind.ORGANIZATION,
        legal_form=said["legal_form"],
        business_number=said["business_number"],
        district=said["district"],
        phone=said["phone"],
    )
