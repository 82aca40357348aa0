"""Who else has a page of the draft open just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from dure.apps.cases.models import Case, DraftPresence, Partner
from dure.apps.cases.rules.places import part_place
from dure.platform.actor import Actor

STILL_THERE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else, and whether on this very page."""

    name: str
    place: str
    is_here: bool


def others_present(case: Case, place: str, actor: Actor, at: datetime) -> list[Present]:
    """Everybody else who had a page of this draft open in the last two minutes."""
    return _others(DraftPresence.objects.filter(case=case), place, actor, at)


def others_in_part(partner: Partner, section: str, actor: Actor, at: datetime) -> list[Present]:
    """Everybody else on that page of a partner's part; who writes the rest is not told to it."""
    place = part_place(partner.pk, section)
    return _others(DraftPresence.objects.filter(case=partner.case, place=place), place, actor, at)


def _others(rows: QuerySet[DraftPresence], place: str, actor: Actor, at: datetime) -> list[Present]:
    rows = rows.filter(seen_at__gt=at - STILL_THERE).exclude(account_id=actor.account_id or 0)
    newest = {row.account_id: row for row in rows.order_by("seen_at", "id")}
    return [Present(row.name, row.place, row.place == place) for row in newest.values()]


def present_words(others: list[Present]) -> str:
    """A sentence on who is here, or nothing."""
    here = [one.name for one in others if one.is_here]
    elsewhere = [one.name for one in others if not one.is_here]
    said = []
    if here:
        said.append(f"{', '.join(here)} 님도 지금 이 쪽을 열어 두고 있어요.")
    if elsewhere:
        said.append(f"{', '.join(elsewhere)} 님이 이 신청서의 다른 쪽을 쓰고 있어요.")
    return " ".join(said)
