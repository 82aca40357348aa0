"""Facts come down: typed statements about a party, a person or a pair, with their days and their source."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from dure.platform.fact_kinds import is_known
from dure.platform.models import Fact
from dure.platform.verbs import part


@part
def publish(
    *,
    subject_kind: str,
    subject_id: int,
    key: str,
    value: Any,
    valid_from: date,
    source: str,
    publisher: str,
    at: datetime,
    valid_to: date | None = None,
    other_id: int | None = None,
    file_id: int | None = None,
) -> Fact:
    """Write a fact in the owner's transaction. A newer fact with the same key wins on the days both cover."""
    if not is_known(key):
        raise KeyError(key)
    return Fact.objects.create(
        subject_kind=subject_kind,
        subject_id=subject_id,
        other_id=other_id,
        key=key,
        value=value,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
        publisher=publisher,
        at=at,
        file_id=file_id,
    )


def valid_on(day: date) -> QuerySet[Fact]:
    """Facts that hold on the day."""
    return Fact.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day).order_by("id")


def of_subjects(subject_kind: str, subject_ids: Iterable[int], day: date) -> dict[int, dict[str, Fact]]:
    """For each subject, its newest valid fact per key; one query however many subjects."""
    found: dict[int, dict[str, Fact]] = defaultdict(dict)
    for fact in valid_on(day).filter(subject_kind=subject_kind, subject_id__in=list(subject_ids), other_id=None):
        found[fact.subject_id][fact.key] = fact
    return found


def pairs_of(subject_kind: str, subject_id: int, other_ids: Iterable[int], day: date) -> list[Fact]:
    """Pair facts between one subject and any of the others that hold on the day."""
    return list(valid_on(day).filter(subject_kind=subject_kind, subject_id=subject_id, other_id__in=list(other_ids)))
