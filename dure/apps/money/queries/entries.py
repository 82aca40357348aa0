"""Entries behind a line of the budget: from a sum to each posting in one click."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dure.apps.money.models import Account, Book, Entry, Leg
from dure.apps.money.words import BookKind, Nature


@dataclass(frozen=True, slots=True)
class EntryShown:
    """A posting as it touched the line, in won; `amount` is what went where `word` says."""

    id: int
    at: datetime
    word: str
    amount: int
    title: str
    memo: str
    by_name: str
    reverses_id: int | None


def years_with_books() -> list[int]:
    """Years that have a book of project money, newest first."""
    return list(Book.objects.filter(kind=BookKind.PROJECT).order_by("-fiscal_year").values_list("fiscal_year", flat=True))


def line_account(year: int, key: str) -> Account | None:
    """The line's own account."""
    return Account.objects.filter(book__kind=BookKind.PROJECT, book__fiscal_year=year, nature=Nature.LINE, key=f"line:{key}").first()


def entries_of_line(line: Account) -> QuerySet[Entry]:
    """Every posting that touched the line or anything under it, newest first."""
    below = Account.objects.filter(Q(pk=line.pk) | Q(path__startswith=f"{line.path}{line.pk}/")).order_by()
    touched = Leg.objects.filter(account__in=below.values("pk")).order_by().values("entry_id")
    return Entry.objects.filter(pk__in=touched, posted=True).prefetch_related("legs__account").order_by("-pk")


def shown(entries: QuerySet[Entry]) -> list[EntryShown]:
    """The entries in words. The number of queries does not grow with the rows."""
    return [
        EntryShown(
            entry.pk,
            entry.at,
            entry.get_kind_display(),
            sum(leg.amount for leg in entry.legs.all() if leg.amount > 0),
            next((leg.account.title for leg in entry.legs.all() if leg.account.owner_key), ""),
            entry.memo,
            entry.by_name,
            entry.reverses_id,
        )
        for entry in entries
    ]
