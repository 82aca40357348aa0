"""An operator's round: the same acts, done by the two seats of the organization that was appointed."""

from dataclasses import dataclass
from datetime import datetime

from dure.apps.grants import facade as grants
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.actor import Actor
from dure.rehearsal.cast import HOUSE, Cast
from dure.rehearsal.settling import put_refund_account
from dure.rehearsal.simulating.run import HOUR

_SECOND_HAND = frozenset({"approver"})
_GOVERNMENTS = frozenset({"district", "city", "ministry", "city2", "ministry2"})


@dataclass(slots=True)
class OperatorCast(Cast):
    """Whoever would act for the center acts for the operator: one seat prepares, the other approves."""

    first: tuple[int, int] = (0, 0)
    second: tuple[int, int] = (0, 0)

    def actor(self, key: str, at: datetime) -> Actor:
        """The operator's person for what a person of the center does; governments stay who they are."""
        if key in _GOVERNMENTS:
            return people.actor_of_account(self.accounts[key], at=at, seat_id=self.seats.get(key), via="rehearsal")
        account_id, seat_id = self.second if key in _SECOND_HAND else self.first
        return people.actor_of_account(account_id, at=at, seat_id=seat_id, via="rehearsal")


def seated(cast: Cast, appointment: programs.PartAppointment, at: datetime) -> tuple[OperatorCast, datetime]:
    """The operator's representative sits already; a second member is invited, comes, and takes the other seat. Gives the moment when both sit.

    An organization that was appointed in another program has its seats from then on, which may be later than the moment here.
    """
    account_id = people.accounts_of_party(appointment.operator_id)[0][0]
    seats = list(people.operator_seats(appointment.operator_id))
    at = max(at, *people.SeatHolding.objects.filter(seat__in=seats).order_by().values_list("since", flat=True)) + HOUR
    email = f"operator{appointment.operator_id}@example.test"
    known = people.Account.objects.filter(email=email).first()
    second = known.pk if known else _second(cast, appointment.operator_id, email, seats[1].pk, account_id, at)
    there = OperatorCast(
        accounts=cast.accounts,
        seats={**cast.seats, "officer": seats[0].pk},
        reviewers=cast.reviewers,
        parties=cast.parties,
        first=(account_id, seats[0].pk),
        second=(second, seats[1].pk),
    )
    if not grants.RefundAccount.objects.filter(party_id=appointment.operator_id).exists():
        put_refund_account(there, appointment.operator_id, at)
    return there, at + HOUR


def _second(cast: Cast, party_id: int, email: str, seat_id: int, representative: int, at: datetime) -> int:
    """Invited as a member, then handed the second seat."""
    name, token = "예시 수행기관 결재자", f"rehearsal-{party_id}"
    account = people.open_account(email=email, name=name, password=people.SAMPLE_PASSWORD, by=HOUSE, at=at, sample=True)
    people.invite_member(party_id=party_id, email=email, role="editor", token=token, by=cast.of_account(representative, at), at=at)
    people.accept_invitation(token=token, by=cast.of_account(account.pk, at), at=at)
    people.seat_operator(seat_id=seat_id, account_id=account.pk, by=cast.of_account(representative, at), at=at)
    return account.pk
