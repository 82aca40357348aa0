"""Who somebody is at a moment: memberships, the seat they sit in, and its roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef

from dure.apps.people import rules
from dure.apps.people.models import Account, Member, Reviewer, SeatHolding
from dure.apps.people.queries.moments import holding_at
from dure.platform.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Standing:
    """The actor, the seats they may choose from, and whether a second factor keeps them from their roles."""

    actor: Actor
    holdings: tuple[SeatHolding, ...] = ()
    lacks_second_factor: bool = False
    has_second_factor: bool = False


def actor_of_account(account_id: int, *, at: datetime, seat_id: int | None = None, via: str = "web") -> Actor:
    """The account as it stands at `at`, in the seat asked for or the first one it holds. For code that has no session to prove."""
    return standing_of_account(account_id, at=at, seat_id=seat_id, proved=True, waived=True, via=via).actor


def standing_of_account(
    account_id: int, *, at: datetime, seat_id: int | None = None, proved: bool = False, waived: bool = False, via: str = "web"
) -> Standing:
    """Three queries. Without the second factor that a role needs there is no seat and no role; memberships remain."""
    person = _person(account_id)
    if person is None:
        return Standing(Actor.anonymous())
    memberships = holding_at(Member.objects.filter(account_id=account_id), at).order_by("party_id", "id")
    parties = tuple(memberships.values_list("party_id", "role"))
    holdings = tuple(holdings_of(account_id, at=at))
    bare = Actor(account_id=account_id, name=person["name"] or person["email"], parties=parties, via=via)
    needed = rules.needs_second_factor(
        ((holding.seat.role_set, holding.seat.team.organization.tier) for holding in holdings),
        reviewer=person["is_reviewer"],
        reviewers_need_it=settings.DURE_REVIEWERS_NEED_SECOND_FACTOR,
    )
    if needed and not waived and not settings.DURE_DEMO and not (proved and person["has_factor"]):
        return Standing(bare, lacks_second_factor=True, has_second_factor=person["has_factor"])
    chosen = next((holding for holding in holdings if holding.seat_id == seat_id), next(iter(holdings), None))
    return Standing(_seated(bare, chosen, reviewer=person["is_reviewer"]), holdings, has_second_factor=person["has_factor"])


def _person(account_id: int) -> Mapping[str, Any] | None:
    asked = Account.objects.filter(pk=account_id, is_active=True).annotate(
        is_reviewer=Exists(Reviewer.objects.filter(account_id=OuterRef("pk"), active=True)),
        has_factor=Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type=Authenticator.Type.TOTP)),
    )
    return asked.values("name", "email", "is_reviewer", "has_factor").first()


def holdings_of(account_id: int, *, at: datetime) -> Iterable[SeatHolding]:
    """Open seats that the account holds or deputizes at the moment: its own first, then the oldest."""
    rows = holding_at(SeatHolding.objects.filter(account_id=account_id), at).exclude(seat__closed_at__lte=at)
    return rows.select_related("seat__team__organization").order_by("deputy", "since", "id")


def _seated(bare: Actor, holding: SeatHolding | None, *, reviewer: bool) -> Actor:
    """A reviewer reviews in person, from whichever seat; all other roles are exactly the seat's."""
    own = frozenset({Role.REVIEWER}) if reviewer else frozenset[Role]()
    if holding is None:
        return Actor(account_id=bare.account_id, name=bare.name, roles=own, parties=bare.parties, via=bare.via)
    organization = holding.seat.team.organization
    return Actor(
        account_id=bare.account_id,
        name=bare.name,
        seat_id=holding.seat_id,
        seat_title=f"대리: {holding.seat.title}" if holding.deputy else holding.seat.title,
        organization_id=organization.pk,
        tier=organization.tier,
        district=holding.seat.district_id or organization.district_id or "",
        roles=holding.seat.role_set | own,
        parties=bare.parties,
        via=bare.via,
    )
