"""Readers of application files: a reviewer, for as long as the panel judges, of cases they declared themselves free of."""

from dure.apps.cases import facade as cases
from dure.apps.review.models import PanelSeat
from dure.apps.review.words import PanelState, SeatState
from dure.platform.actor import Actor, Role


def reads_as_reviewer(actor: Actor, case_id: int) -> bool:
    """Files of a case in an open panel; a blind review shows none, because their contents tell who applies."""
    if actor.account_id is None or not actor.has(Role.REVIEWER):
        return False
    seats = PanelSeat.objects.filter(
        reviewer__account_id=actor.account_id, state=SeatState.ACCEPTED, panel__state=PanelState.OPEN, panel__blind=False
    )
    free = seats.filter(conflicts__case_id=case_id, conflicts__conflicted=False).exists()
    return free and cases.parties_in(case_id).isdisjoint(actor.party_ids)


def register() -> None:
    """Tell cases who else may read."""
    cases.register_reader("review", reads_as_reviewer)
