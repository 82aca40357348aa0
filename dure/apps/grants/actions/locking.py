"""What every verb of grants begins and ends with: the locked agreement, and what is remembered and told."""

from datetime import datetime
from typing import Any

from django.db import models

from dure.apps.grants.models import Agreement
from dure.apps.grants.words import AgreementState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, journal
from dure.platform.actor import Actor


def locked_agreement(agreement_id: int) -> Agreement:
    """The agreement, locked: everything that hangs on it changes one thing at a time."""
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("case__party", "case__round__program")
    return rows.get(pk=agreement_id)


def living_agreement(agreement_id: int) -> Agreement:
    """The locked agreement, signed by both and not ended; OutOfTurn otherwise."""
    agreement = locked_agreement(agreement_id)
    require(agreement, AgreementState.SIGNED)
    return agreement


def require(agreement: Agreement, *states: AgreementState) -> None:
    """OutOfTurn unless the agreement is in one of the states."""
    if agreement.state not in states:
        word = agreement.get_state_display()
        raise OutOfTurn(f"지금 협약 상태({word})에서는 할 수 없는 일이에요. 화면을 새로 고쳐 확인해 주세요.")


def refuse_if(reasons: list[str]) -> None:
    """Refused with every reason there is."""
    if reasons:
        raise Refused(reasons)


def required_reason(reason: str, ask: str) -> str:
    """The reason without blanks around it; Refused with what to write if there is none."""
    if not reason.strip():
        raise Refused(ask)
    return reason.strip()[:500]


def remember(
    thing: models.Model, verb: str, agreement: Agreement, *, by: Actor, at: datetime, reason: str = "", detail: dict[str, Any] | None = None
) -> None:
    """The journal's line, on the case and on the party's data."""
    case = agreement.case
    journal.write(thing, verb, by=by, at=at, reason=reason, case_id=case.pk, party_ids=[case.party_id], detail=detail)


def tell(kind: str, thing: models.Model, agreement: Agreement, *, at: datetime, **payload: Any) -> None:
    """The event, in the case's own order."""
    events.emit(kind, subject=thing, at=at, case_id=agreement.case_id, payload={"agreement_id": agreement.pk, **payload})
