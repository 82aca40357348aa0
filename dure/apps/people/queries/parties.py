"""Reading across parties: who belongs to one, who sits where, which teams a year had."""

from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from dure.apps.people.models import District, Invitation, Member, Party, PartyStatus, Seat, SeatHolding, Team
from dure.apps.people.queries.moments import holding_at
from dure.apps.people.words import Tier
from dure.platform.actor import Actor, MemberRole, Role

_DESK = (Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR)


def accounts_of_party(party_id: int, *, writers_only: bool = False) -> list[tuple[int, str, str]]:
    """(account id, address, name) of today's members who can sign in."""
    rows = Member.objects.filter(party_id=party_id, until=None, account__is_active=True)
    if writers_only:
        rows = rows.filter(role__in=[MemberRole.REPRESENTATIVE, MemberRole.EDITOR])
    return list(rows.order_by("id").values_list("account_id", "account__email", "account__name"))


def parties_of_account(account_id: int, *, at: datetime) -> set[int]:
    """Parties the account belongs to at the moment."""
    return set(holding_at(Member.objects.filter(account_id=account_id), at).values_list("party_id", flat=True))


def accounts_of_seat(seat_id: int, *, at: datetime) -> list[tuple[int, str, str]]:
    """(account id, address, name) of who sits in the seat or deputizes, the holder first."""
    rows = holding_at(SeatHolding.objects.filter(seat_id=seat_id, account__is_active=True), at)
    return list(rows.order_by("deputy", "id").values_list("account_id", "account__email", "account__name"))


def center() -> Party:
    """The center that this house serves."""
    return Party.objects.get(tier=Tier.CENTER)


def seats_with(*roles: Role, tier: str = "center") -> QuerySet[Seat]:
    """Open seats of a tier that carry one of the roles."""
    wanted = "|".join(str(role) for role in roles)
    rows = Seat.objects.filter(team__organization__tier=tier, closed_at=None, roles__regex=rf"(^|,)({wanted})(,|$)")
    return rows.select_related("team").order_by("team_id", "id")


def teams_of_year(year: int) -> QuerySet[Team]:
    """The teams printed in a year's document, in its order."""
    return Team.objects.filter(year=year).order_by("order", "id")


def parties_for(actor: Actor) -> QuerySet[Party]:
    """One's own parties; the center's seats and the auditor see all."""
    rows = Party.objects.select_related("district").order_by("name", "id")
    if actor.has_in_center(*_DESK) or actor.has(Role.AUDITOR):
        return rows
    return rows.filter(pk__in=actor.party_ids)


def own_parties(actor: Actor) -> QuerySet[Party]:
    """The parties one belongs to, whatever seat one sits in."""
    return Party.objects.filter(pk__in=actor.party_ids).select_related("district").order_by("name", "id")


def statuses_for(actor: Actor) -> QuerySet[PartyStatus]:
    """Statuses of the parties one may see, with their proof."""
    return PartyStatus.objects.filter(party__in=parties_for(actor)).select_related("party", "proof").order_by("kind", "-valid_from", "-id")


def members_of(party: Party) -> QuerySet[Member]:
    """Today's members: representatives, editors, members."""
    return party.members.filter(until=None).select_related("account").order_by("id")


def waiting_invitations(party: Party, *, at: datetime) -> QuerySet[Invitation]:
    """Invitations that still open the door."""
    return party.invitations.filter(accepted_at=None, revoked_at=None, expires_at__gt=at).order_by("-id")


def district_choices() -> list[tuple[str, str]]:
    """(code, name) of every district, by name."""
    return list(District.objects.order_by("name").values_list("code", "name"))


def search_parties(actor: Actor, *, words: str = "", district: str = "", status: str = "") -> QuerySet[Party]:
    """The desk's list: by part of a name or a business number, by district, by a verified status."""
    rows = parties_for(actor).filter(tier__in=[Tier.NONE, Tier.OPERATOR])
    for word in words.split()[:5]:
        digits = "".join(character for character in word if character.isdigit())
        by_number = Q(business_number__startswith=digits) if len(digits) >= 3 else Q()
        rows = rows.filter(Q(name__icontains=word) | by_number) if by_number else rows.filter(name__icontains=word)
    if district:
        rows = rows.filter(district_id=district)
    if status:
        rows = rows.filter(pk__in=PartyStatus.objects.filter(kind=status, state="verified").values("party_id"))
    verified = PartyStatus.objects.filter(state="verified").order_by("kind", "id")
    return rows.prefetch_related(Prefetch("statuses", queryset=verified, to_attr="verified_statuses"))
