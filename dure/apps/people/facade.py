"""What other apps may call of people."""

from dure.apps.people.actions.catalog import apply_center, apply_districts
from dure.apps.people.actions.consents import record_consents
from dure.apps.people.models import Account, Consent, ConsentText, District, Member, Party, PartyStatus, Reviewer, Seat, SeatHolding, Team
from dure.apps.people.queries.actors import actor_of_account
from dure.apps.people.queries.facts import FactShown, KnownParty, StatusShown, party_facts
from dure.apps.people.queries.parties import accounts_of_party, accounts_of_seat, center, parties_of_account, seats_with, teams_of_year
from dure.apps.people.words import LegalForm, PartyKind, Status, Tier

__all__ = [
    "Account",
    "Consent",
    "ConsentText",
    "District",
    "FactShown",
    "KnownParty",
    "LegalForm",
    "Member",
    "Party",
    "PartyKind",
    "PartyStatus",
    "Reviewer",
    "Seat",
    "SeatHolding",
    "Status",
    "StatusShown",
    "Team",
    "Tier",
    "accounts_of_party",
    "accounts_of_seat",
    "actor_of_account",
    "apply_center",
    "apply_districts",
    "center",
    "parties_of_account",
    "party_facts",
    "record_consents",
    "seats_with",
    "teams_of_year",
]
