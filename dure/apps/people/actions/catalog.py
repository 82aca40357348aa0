"""Bringing the catalog's districts, the center and the consent texts into the database. A second time changes nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dure.apps.people.models import ConsentText, District, EscalationStep, Party, Team, UsualDays
from dure.apps.people.words import PartyKind, Tier
from dure.kernel.identifiers import tidy_digits
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.catalog import sections
from dure.platform.verbs import NO_KEY, Key, verb

_TEXTS = Path(__file__).resolve().parents[1] / "consent_texts.yaml"


@verb
def apply_districts(districts: Sequence[sections.District], *, by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """Write every district by its code; returns how many there are."""
    for district in districts:
        District.objects.update_or_create(
            code=district.code, defaults={"name": district.name, "roman": district.roman, "zone": district.zone}
        )
    return len(districts)


@verb
def apply_center(section: sections.Center, *, by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """Write the center, its teams by year and the consent texts; returns the number of teams. Teams of the bodies beside the center
    stand with it too, under the name their document prints."""
    center = _center(section, by=by, at=at)
    for order, team in enumerate(section.teams):
        Team.objects.update_or_create(
            organization=center,
            year=team.year,
            key=team.key,
            defaults={
                "title": team.title,
                "telephones": [tidy_digits(number) for number in team.telephones],
                "source": team.source,
                "order": order,
            },
        )
    _apply_escalation(center, section)
    _apply_usual_days(center, section)
    _apply_consent_texts()
    return len(section.teams)


def _apply_escalation(center: Party, section: sections.Center) -> None:
    """The steps the file names and no others."""
    wanted = {(step.days, step.to) for step in section.escalation}
    for step in EscalationStep.objects.filter(organization=center):
        if (step.days, step.to) not in wanted:
            step.delete()
    for days, to in sorted(wanted):
        EscalationStep.objects.get_or_create(organization=center, days=days, to=to)


def _apply_usual_days(center: Party, section: sections.Center) -> None:
    for thing, days in sorted(section.waiting.model_dump().items()):
        UsualDays.objects.update_or_create(organization=center, thing=thing, defaults={"days": days})


def _center(section: sections.Center, *, by: Actor, at: datetime) -> Party:
    center = Party.objects.filter(tier=Tier.CENTER).first()
    if center is None:
        center = Party.objects.create(kind=PartyKind.ORGANIZATION, tier=Tier.CENTER, name=section.name, created_at=at)
        journal.write(center, "apply_center", by=by, at=at, party_ids=[center.pk])
    elif center.name != section.name:
        journal.write(center, "apply_center", by=by, at=at, party_ids=[center.pk], detail={"was": center.name, "is": section.name})
        center.name = section.name
        center.save(update_fields=["name"])
    return center


def _apply_consent_texts() -> None:
    """A version once written is never changed: whoever agreed, agreed to that text."""
    for text in consent_texts():
        wanted = {
            **text,
            "version": int(text["version"]),
            "required": text["required"] == "yes",
            "since": date.fromisoformat(text["since"]),
        }
        ConsentText.objects.get_or_create(key=wanted.pop("key"), version=wanted.pop("version"), defaults=wanted)


@cache
def consent_texts() -> tuple[dict[str, Any], ...]:
    """The texts of the file, every scalar as text."""
    return tuple(yaml.load(_TEXTS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506  BaseLoader builds text only
