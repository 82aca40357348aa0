"""Reading seats for the desk, and the sample sign-ins of the demo."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from dure.apps.people.models import Account, Member, Party, Reviewer, Seat, SeatHolding, Team
from dure.apps.people.queries.moments import holding_at, not_over
from dure.apps.people.queries.parties import seats_with
from dure.apps.people.words import MEMBER_WORDS, ROLE_WORDS, Tier
from dure.kernel.clock import seoul_date
from dure.platform.actor import Role

MOST_SAMPLES = 30


def seats_for_desk(*, at: datetime) -> QuerySet[Seat]:
    """Open seats with who sits there now or is to deputize later, team by team."""
    now = not_over(SeatHolding.objects.select_related("account"), at).order_by("deputy", "since", "id")
    rows = Seat.objects.filter(closed_at=None).select_related("team__organization", "district")
    return rows.order_by("team__organization__tier", "team_id", "id").prefetch_related(
        Prefetch("holdings", queryset=now, to_attr="present")
    )


def bodies() -> QuerySet[Party]:
    """The center first, then every body whose seats work here."""
    return Party.objects.filter(closed_at=None).exclude(tier=Tier.NONE).order_by("id")


def teams_to_seat(*, at: datetime) -> QuerySet[Team]:
    """Teams of today and of this year; those printed in former years are history."""
    rows = Team.objects.filter(Q(year=None) | Q(year=seoul_date(at).year), organization__in=bodies())
    return rows.select_related("organization").order_by("organization_id", "order", "id")


def somebody_administers(*, at: datetime) -> bool:
    """Is there anybody in the center who can seat people?"""
    rows = holding_at(SeatHolding.objects.filter(account__is_active=True, seat__in=seats_with(Role.ADMINISTRATOR)), at)
    return rows.exists()


def search_accounts(words: str) -> QuerySet[Account]:
    """Accounts by part of a name or address, stopped ones last."""
    rows = Account.objects.order_by("-is_active", "name", "id")
    for word in words.split()[:5]:
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return rows


def seats_of_account(account: Account, *, at: datetime) -> QuerySet[SeatHolding]:
    """Seats that the account holds or is to hold."""
    rows = not_over(SeatHolding.objects.filter(account=account), at)
    return rows.select_related("seat__team__organization").order_by("deputy", "since", "id")


def memberships_of_account(account: Account) -> QuerySet[Member]:
    """Parties the account belongs to today."""
    return Member.objects.filter(account=account, until=None).select_related("party").order_by("party__name", "id")


def reviewers_of_pool() -> QuerySet[Reviewer]:
    """The pool, those who rest last."""
    return Reviewer.objects.select_related("account").order_by("-active", "account__name", "id")


def holdings_for_desk() -> QuerySet[SeatHolding]:
    """Holdings that somebody could end."""
    return SeatHolding.objects.order_by("id")


def role_words(seat: Seat) -> str:
    """The seat's roles in words."""
    return ", ".join(str(ROLE_WORDS[role]) for role in sorted(seat.role_set))


@dataclass(frozen=True, slots=True)
class SampleSignIn:
    """One sample account and what one sees with it."""

    email: str
    name: str
    role: str


def sample_sign_ins(*, at: datetime) -> list[SampleSignIn]:
    """The demo's sample accounts: seats first, then reviewers, then members; each once."""
    found: dict[int, SampleSignIn] = {}
    for holding in holding_at(SeatHolding.objects.filter(account__sample=True), at).select_related("account", "seat__team__organization"):
        seat = holding.seat
        role = f"{seat.team.organization.name} · {seat.title} ({role_words(seat)})"
        _add(found, holding.account, role)
    for reviewer in Reviewer.objects.filter(account__sample=True, active=True).select_related("account").order_by("id"):
        _add(found, reviewer.account, f"심사위원 · {reviewer.affiliation}".rstrip(" ·"))
    for member in Member.objects.filter(account__sample=True, until=None).select_related("account", "party").order_by("id")[:MOST_SAMPLES]:
        _add(found, member.account, f"{member.party.name} · {MEMBER_WORDS[member.role]}")
    return list(found.values())[:MOST_SAMPLES]


def _add(found: dict[int, SampleSignIn], account: Account, role: str) -> None:
    found.setdefault(account.pk, SampleSignIn(account.email, account.name, role))
