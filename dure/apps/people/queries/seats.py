"""Reading seats for the desk, and the sample sign-ins of the demo."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from dure.apps.people.models import Account, Member, Reviewer, Seat, SeatHolding
from dure.apps.people.queries.moments import holding_at
from dure.apps.people.words import MEMBER_WORDS, ROLE_WORDS

MOST_SAMPLES = 30


def seats_for_desk(*, at: datetime) -> QuerySet[Seat]:
    """Open seats with who sits there now, team by team."""
    now = holding_at(SeatHolding.objects.select_related("account"), at).order_by("deputy", "id")
    rows = Seat.objects.filter(closed_at=None).select_related("team__organization", "district")
    return rows.order_by("team__organization__tier", "team_id", "id").prefetch_related(
        Prefetch("holdings", queryset=now, to_attr="present")
    )


def accounts_to_seat() -> QuerySet[Account]:
    """Everybody who could take a seat."""
    return Account.objects.filter(is_active=True).order_by("name", "id")


def reviewers_of_pool() -> QuerySet[Reviewer]:
    """The pool, those who rest last."""
    return Reviewer.objects.select_related("account").order_by("-active", "account__name", "id")


def account_of_mailbox(email: str) -> Account | None:
    """Who signs in with this address."""
    return Account.objects.filter(email=email.strip().lower(), is_active=True).first()


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
