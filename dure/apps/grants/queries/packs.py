"""Packs of an agreement: which there are, how much goes into one, and which the worker is to make or let go."""

from datetime import date

from django.db.models import QuerySet, Sum

from dure.apps.grants.models import Agreement, SettlementPack, SpendingEvidence
from dure.apps.grants.queries.agreements import papers_of, settlement_of
from dure.apps.grants.words import PackState, SpendingState
from dure.platform import files, rates

_MEGABYTE = 1024 * 1024


def packs_of(agreement: Agreement) -> QuerySet[SettlementPack]:
    """The newest first."""
    return SettlementPack.objects.filter(agreement=agreement).select_related("file").order_by("-pk")


def weight_of(agreement: Agreement) -> int:
    """Bytes of the files that go into the pack; what we make ourselves weighs little."""
    papers = sum(file.size for file in papers_of(agreement))
    evidence = SpendingEvidence.objects.filter(spending__agreement=agreement).exclude(spending__state=SpendingState.WITHDRAWN)
    settlement = settlement_of(agreement)
    filed = files.files_of(settlement).aggregate(sum=Sum("size"))["sum"] if settlement else 0
    bank = agreement.bank_files.aggregate(sum=Sum("stored__size"))["sum"]
    return papers + (evidence.aggregate(sum=Sum("file__size"))["sum"] or 0) + (filed or 0) + (bank or 0)


def is_large(agreement: Agreement, today: date) -> bool:
    """Too large to be made while somebody waits: the worker makes it."""
    return weight_of(agreement) > rates.whole("pack_at_once_megabytes", on=today) * _MEGABYTE


def packs_to_make() -> QuerySet[SettlementPack]:
    """Asked for and not made, the oldest first."""
    return (
        SettlementPack.objects.filter(state=PackState.ASKED)
        .select_related("agreement__case__party", "agreement__case__round")
        .order_by("pk")
    )


def packs_to_drop(today: date) -> QuerySet[SettlementPack]:
    """Kept longer than their days."""
    return SettlementPack.objects.filter(state=PackState.MADE, kept_until__lt=today).order_by("pk")
