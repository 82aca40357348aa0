"""Pages of grants."""

from collections.abc import Callable

from django.db.models import QuerySet

from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.words import AgreementState
from dure.kernel.errors import Forbidden, Refused
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
