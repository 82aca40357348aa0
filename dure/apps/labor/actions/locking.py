"""What every verb of labor begins and ends with: the locked agreement, and what is remembered and told."""

from datetime import datetime
from typing import Any

from django.db import models

from dure.apps.grants import facade as grants
from dure.apps.labor.models import Claim, Support
from dure.apps.labor.queries.workers import kinds_of
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, journal
from dure.platform.actor import Actor


def locked_agreement(agreement_id: int) -> grants.Agreement:
    """The agreement, locked: everything that hangs on it changes one thing at a time. OutOfTurn unless it holds and pays by the month."""
    rows = grants.Agreement.objects.select_for_update(of=("self",)).select_related("case__party", "case__round__program")
    agreement = rows.get(pk=agreement_id)
    if agreement.state != "signed":
        raise OutOfTurn("양쪽이 서명한 협약에서만 할 수 있는 일이에요.")
    if not kinds_of(agreement):
        raise Refused("달마다 신청하는 사업이 아니에요.")
    return agreement


def required_support(agreement: grants.Agreement) -> Support:
    """What the center set; Refused until it did, OutOfTurn once all months were settled."""
    support = Support.objects.filter(agreement=agreement).first()
    if support is None:
        raise Refused("센터가 지원 조건(인증·예비, 지원을 시작한 달)을 아직 정하지 않았어요. 담당자에게 알려 주세요.")
    if support.finished_at:
        raise OutOfTurn("달 신청을 모두 마친 협약이에요.")
    return support


def locked_claim(claim_id: int) -> Claim:
    """The claim under its agreement's lock."""
    agreement_id = Claim.objects.values_list("agreement_id", flat=True).get(pk=claim_id)
    agreement = locked_agreement(agreement_id)
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim_id)
    claim.agreement = agreement
    return claim


def refuse_if(reasons: list[str]) -> None:
    """Refused with every reason there is."""
    if reasons:
        raise Refused(reasons)


def remember(
    thing: models.Model,
    verb: str,
    agreement: grants.Agreement,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """The journal's line, on the case and on the party's data."""
    case = agreement.case
    journal.write(thing, verb, by=by, at=at, reason=reason, case_id=case.pk, party_ids=[case.party_id], detail=detail)


def tell(kind: str, claim: Claim, *, at: datetime, **payload: Any) -> None:
    """The event, in the case's own order."""
    said = {"claim_id": claim.pk, "agreement_id": claim.agreement_id, "month": f"{claim.month:%Y-%m}", **payload}
    events.emit(kind, subject=claim, at=at, case_id=claim.agreement.case_id, payload=said)
