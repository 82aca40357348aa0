"""Who acts: one frozen value, made once per request by people and passed down to every verb."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a seat may do. Kept on the seat, never on the person."""

    OFFICER = "officer"
    APPROVER = "approver"
    FINANCE = "finance"
    ADMINISTRATOR = "administrator"
    REVIEWER = "reviewer"
    GOVERNMENT = "government"
    BUYER = "buyer"
    AUDITOR = "auditor"
    OPERATOR = "operator"


class MemberRole(StrEnum):
    """What a member may do in a party."""

    REPRESENTATIVE = "representative"
    EDITOR = "editor"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Actor:
    """An account in a seat or as member of parties, at one moment. Names are those of that day."""

    account_id: int | None = None
    name: str = ""
    seat_id: int | None = None
    seat_title: str = ""
    organization_id: int | None = None
    tier: str = ""
    district: str = ""
    roles: frozenset[Role] = frozenset()
    parties: tuple[tuple[int, str], ...] = ()
    via: str = "web"

    @classmethod
    def anonymous(cls) -> "Actor":
        """Someone who has not signed in."""
        return cls()

    @classmethod
    def system(cls, name: str, *, via: str = "worker") -> "Actor":
        """The house itself: a tick, a command, an answer to an event."""
        return cls(name=name, via=via)

    @property
    def is_anonymous(self) -> bool:
        return self.account_id is None and self.via == "web"

    @property
    def is_system(self) -> bool:
        return self.account_id is None and self.via != "web"

    @property
    def is_center(self) -> bool:
        """Does the actor sit in a seat of the center itself?"""
        return self.tier == "center"

    @property
    def party_ids(self) -> tuple[int, ...]:
        return tuple(party_id for party_id, _ in self.parties)

    def has(self, *roles: Role) -> bool:
        """Does the seat carry one of these roles?"""
        return not self.roles.isdisjoint(roles)

    def has_in_center(self, *roles: Role) -> bool:
        """One of these roles, in a seat of the center."""
        return self.is_center and self.has(*roles)

    def acts_for(self, operator_id: int | None, *roles: Role) -> bool:
        """The one notion of who runs a thing: the center's seats with one of these roles; where an operator runs it, that operator's seats.

        An operator's seat stands for officer, finance and approver at once. Where two hands are wanted, two seats of it are.
        """
        if operator_id is None:
            return self.has_in_center(*roles)
        return self.has(Role.OPERATOR) and self.organization_id == operator_id

    def member_role(self, party_id: int) -> str:
        """The actor's role in the party, or nothing."""
        return dict(self.parties).get(party_id, "")

    def is_member(self, party_id: int) -> bool:
        return bool(self.member_role(party_id))

    def may_write_for(self, party_id: int) -> bool:
        """Representatives and editors write; plain members read."""
        return self.member_role(party_id) in {MemberRole.REPRESENTATIVE, MemberRole.EDITOR}

    def represents(self, party_id: int) -> bool:
        return self.member_role(party_id) == MemberRole.REPRESENTATIVE
