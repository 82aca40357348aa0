"""Rows that hold between moments: `since` counts, `until` does not."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


def holding_at(rows: QuerySet[Row], at: datetime) -> QuerySet[Row]:
    """Those that hold at the moment."""
    return rows.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def not_over(rows: QuerySet[Row], at: datetime) -> QuerySet[Row]:
    """Those that hold at the moment or begin later."""
    return rows.filter(Q(until=None) | Q(until__gt=at))
