"""The second person of the city and of the ministry: what one seat of a government asks for, another one opens."""

from datetime import datetime

from dure.apps.people import facade as people
from dure.platform.actor import Role
from dure.rehearsal.cast import HOUSE, Cast

COMMITTEES = ("city", "ministry")


def seat_second_people(cast: Cast, at: datetime) -> None:
    """One more seat in the team of each government, with somebody in it."""
    for tier in COMMITTEES:
        first, key = people.Seat.objects.get(pk=cast.seats[tier]), f"{tier}2"
        account = people.open_account(
            email=f"{key}@example.test", name=f"예시 {first.title} 2", password=people.SAMPLE_PASSWORD, by=HOUSE, at=at, sample=True
        )
        seat = people.open_seat(team_id=first.team_id, title=f"{first.title} 2", roles=[Role.GOVERNMENT], by=HOUSE, at=at, sample=True)
        people.take_seat(seat_id=seat.pk, account_id=account.pk, by=HOUSE, at=at)
        cast.accounts[key], cast.seats[key] = account.pk, seat.pk


def leaders(tier: str) -> tuple[str, str]:
    """Who leads the committee of a tier, and who opens its tally and tells its results."""
    return (tier, f"{tier}2") if tier in COMMITTEES else ("officer", "approver")
