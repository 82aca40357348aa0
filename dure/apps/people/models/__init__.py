"""Rows of people: accounts, parties and who belongs to them, teams with their seats, consents."""

from dure.apps.people.models.accounts import Account, Reviewer
from dure.apps.people.models.consents import Consent, ConsentText
from dure.apps.people.models.parties import District, Invitation, Member, Party, PartyStatus
from dure.apps.people.models.seats import EscalationStep, Leave, Seat, SeatHolding, Team, UsualDays
from dure.apps.people.models.wallet import WalletPaper

__all__ = [
    "Account",
    "Consent",
    "ConsentText",
    "District",
    "EscalationStep",
    "Invitation",
    "Leave",
    "Member",
    "Party",
    "PartyStatus",
    "Reviewer",
    "Seat",
    "SeatHolding",
    "Team",
    "UsualDays",
    "WalletPaper",
]
