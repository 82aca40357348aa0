"""What is claimed back of paid months: what stands, what waits for whom, what the next claim may be set off against."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from dure.apps.grants import facade as grants
from dure.apps.labor.models import Claim, Correction, CorrectionLine
from dure.apps.labor.words import CorrectionState
from dure.platform.actor import Actor, Role

STANDING = (CorrectionState.APPROVED, CorrectionState.SET_OFF, CorrectionState.REFUND)


def clawed_back(agreement: grants.Agreement, month: date) -> dict[int, int]:
    """By worker: what was approved to come back of the month."""
    rows = CorrectionLine.objects.filter(correction__claim__agreement=agreement, correction__claim__month=month)
    rows = rows.filter(correction__state__in=STANDING).order_by()
    return dict(rows.values_list("worker_id").annotate(sum=Sum(F("old") - F("new"))))


def corrections_of(agreement: grants.Agreement) -> QuerySet[Correction]:
    """Every one of the agreement, the newest first."""
    rows = Correction.objects.filter(claim__agreement=agreement).select_related("claim", "set_off_in", "file")
    return rows.prefetch_related("lines__worker").order_by("-pk")


def corrections_seen_by(actor: Actor) -> QuerySet[Correction]:
    """Those of agreements that the actor may know of."""
    mine = grants.agreements_of(actor).order_by().values("pk")
    rows = Correction.objects.filter(claim__agreement__in=mine).select_related(
        "claim__agreement__case__party", "claim__agreement__case__round__program", "set_off_in", "file"
    )
    return rows.prefetch_related("lines__worker").order_by("-pk")


def corrections_waiting(actor: Actor) -> QuerySet[Correction]:
    """Found by somebody else and not decided, of the rounds that the seat runs, the oldest first."""
    if not (actor.has_in_center(Role.OFFICER, Role.FINANCE, Role.APPROVER) or actor.has(Role.OPERATOR)):
        return Correction.objects.none()
    own = Q(claim__agreement__case__round__operator_id=actor.organization_id or 0)
    if actor.is_center:
        own = Q(claim__agreement__case__round__operator=None) | Q(claim__agreement__case__round__stepped_in_at__isnull=False)
    rows = corrections_seen_by(actor).filter(own, state=CorrectionState.ASKED).exclude(asked_by_id=actor.account_id or 0)
    return rows.exclude(claim__agreement__case__party_id__in=actor.party_ids).order_by("asked_at", "pk")


def set_offs_in(claim: Claim) -> QuerySet[Correction]:
    """What is, or was, held against the month."""
    return Correction.objects.filter(set_off_in=claim).order_by("pk")


def open_ones(agreement: grants.Agreement) -> QuerySet[Correction]:
    """Approved and still owed, the oldest first."""
    return Correction.objects.filter(claim__agreement=agreement, state=CorrectionState.APPROVED).order_by("pk")


def fitting(corrections: Iterable[Correction], approved: int) -> list[Correction]:
    """Those that the next claim's money covers whole, the oldest first; the others wait for another claim or a refund."""
    found, left = [], approved
    for correction in corrections:
        if correction.amount <= left:
            found.append(correction)
            left -= correction.amount
    return found
