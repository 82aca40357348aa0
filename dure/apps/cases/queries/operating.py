"""What differs where an operator runs the round."""

from django.db.models import QuerySet

from dure.apps.cases.models import Case
from dure.apps.people import facade as people
from dure.platform.actor import Role


def seats_for(case: Case) -> QuerySet[people.Seat]:
    """The seats that may look after the case: the center's officers, or those of the operator that runs its round."""
    if case.round.operator_id is None:
        return people.seats_with(Role.OFFICER)
    return people.operator_seats(case.round.operator_id)
