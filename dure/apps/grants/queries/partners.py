"""What a partner of a consortium may read of the agreement it is part of."""

from django.db.models import Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Amendment
from dure.apps.grants.words import AgreementState, AmendmentState
from dure.kernel.period import end_of
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.models import StoredFile

_READ = ("signed_agreement", "signed_amendment")


def agreements_with(actor: Actor) -> QuerySet[Agreement]:
    """Signed agreements of cases in which one of the actor's parties is a partner."""
    joined = cases.Partner.objects.filter(party_id__in=actor.party_ids).order_by().values("case_id")
    held = Agreement.objects.filter(case_id__in=joined, state__in=(AgreementState.SIGNED, AgreementState.ENDED))
    return held.select_related("case__party", "case__round__program").order_by("-id")


def leaving_of(agreement: Agreement, actor: Actor) -> Amendment | None:
    """The amendment with which the actor's partner left, if it did."""
    left = agreement.amendments.filter(state=AmendmentState.IN_FORCE, partner__party_id__in=actor.party_ids)
    return left.order_by("number").first()


def papers_for_partner(agreement: Agreement, actor: Actor) -> list[StoredFile]:
    """The signed papers; for a partner that left those of its days, and the one with which it left."""
    leaving = leaving_of(agreement, actor)
    owners = Q(owner_kind=Agreement._meta.label_lower, owner_id=agreement.pk)
    owners |= Q(owner_kind=Amendment._meta.label_lower, owner_id__in=agreement.amendments.order_by().values("pk"))
    found = StoredFile.objects.filter(owners, purpose__in=_READ, removed_at=None).order_by("-id")
    if leaving is None or leaving.leaves_on is None:
        return list(found)
    own = {file.pk for file in files.files_of(leaving)}
    return [file for file in found if file.at < end_of(leaving.leaves_on) or file.pk in own]
