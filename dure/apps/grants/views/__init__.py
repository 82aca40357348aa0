"""Pages of grants."""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.words import AgreementState
from dure.kernel.errors import Forbidden, Refused
from dure.platform import hwpx
from dure.platform.actor import Actor


def own_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Agreements of the actor's own parties that were laid before them; a stranger, and the desk, meet 404."""
    return agreements_of(actor).filter(case__party_id__in=actor.party_ids).exclude(state=AgreementState.DRAFT)


def reasons_of(act: Callable[[], object]) -> list[str]:
    """Do it; the reasons if it was refused. That one may not do it at all is another page's matter (403)."""
    try:
        act()
    except Forbidden:
        raise
    except Refused as refused:
        return refused.reasons
    return []


def readable_by(actor: Actor) -> QuerySet[Agreement]:
    """Agreements that both sides' people may read: the grantee's once offered, the desk's all."""
    own = Q(case__party_id__in=actor.party_ids)
    return agreements_of(actor).exclude(own & Q(state=AgreementState.DRAFT))


def attached(content: bytes, name: str) -> HttpResponse:
    """A HWPX file to be kept."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=hwpx.MEDIA_TYPE, headers={"Content-Disposition": disposition})
