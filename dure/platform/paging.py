"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a list and the address of its neighbours, filters kept."""

    page: Page[Any]
    query: str

    @property
    def total(self) -> int:
        return self.page.paginator.count


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], *, size: int = PAGE_SIZE) -> Paged:
    """The page the address asks for; a number beyond the end shows the last one."""
    kept = request.GET.copy()
    asked = kept.pop("page", ["1"])[-1]
    return Paged(Paginator(rows, size).get_page(asked if asked.isdigit() and len(asked) < 8 else "1"), kept.urlencode())
