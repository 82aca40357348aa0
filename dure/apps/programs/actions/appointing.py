"""Two-tier programs: who runs part two."""

from datetime import datetime

from dure.apps.programs.models import PartAppointment, Round
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import part


@part
def appoint_operator(
    *, round_id: int, part_key: str, operator_id: int, by: Actor, at: datetime, case_id: int | None = None
) -> PartAppointment:
    """Appoint an organization to run a part of the round; asked twice, it stays one appointment. Called when the agreement of part one is signed."""
    found = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    appointment, made = PartAppointment.objects.get_or_create(
        round=found,
        part=part_key,
        operator_id=operator_id,
        ended_at=None,
        defaults={"appointed_at": at, "appointed_by_id": by.account_id, "appointed_by_name": by.name, "case_id": case_id},
    )
    if made:
        journal.write(found, "appoint_operator", by=by, at=at, case_id=case_id, party_ids=[operator_id], detail={"part": part_key})
    return appointment
