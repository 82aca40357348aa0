"""Entries behind a line of the budget: from a sum to each posting in one click."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from dure.apps.money.models import Account, Book, Entry, Leg, PaymentOrder
from dure.apps.money.words import BookKind, EntryKind, Nature
from dure.kernel.period import start_of


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
    reversed_by_id: int | None = None
    agreement_key: str = ""
    year: int = 0


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
    return _whole(Entry.objects.filter(pk__in=touched, posted=True))


def entries_of_agreement(agreement_key: str) -> QuerySet[Entry]:
    """Every posting of an agreement in every year and mirror, newest first."""
    return _whole(Entry.objects.filter(owner_key=agreement_key, posted=True))


def _whole(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related("book", "reversed_by").prefetch_related("legs__account").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a list of entries, as the address names them; what cannot be read filters nothing."""

    kind: str = ""
    agreement: str = ""
    since: date | None = None
    until: date | None = None


def asked(data: Mapping[str, str]) -> Asked:
    """Read the filters."""
    kind = data.get("kind", "")
    return Asked(
        kind if kind in EntryKind else "", data.get("agreement", "").strip()[:80], _day(data.get("since")), _day(data.get("until"))
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def filtered(entries: QuerySet[Entry], by: Asked) -> QuerySet[Entry]:
    """The entries that answer to every filter."""
    wanted = {"kind": by.kind, "owner_key": by.agreement}
    entries = entries.filter(**{name: value for name, value in wanted.items() if value})
    entries = entries.filter(at__gte=start_of(by.since)) if by.since else entries
    return entries.filter(at__lt=start_of(by.until + timedelta(days=1))) if by.until else entries


def entry_whole(entry_id: int) -> Entry | None:
    """One posting with its legs, both links, its book and the requests to reverse it."""
    entries = Entry.objects.filter(pk=entry_id, posted=True).select_related("book", "reverses", "reversed_by")
    return entries.prefetch_related("legs__account", "reversals").first()


def order_of(entry: Entry) -> PaymentOrder | None:
    """The payment that an entry posted."""
    return PaymentOrder.objects.filter(entry=entry).first()


def sisters_of(entry: Entry) -> QuerySet[Entry]:
    """Pieces of the same act in the books of other years."""
    same = Entry.objects.filter(kind=entry.kind, subject_key=entry.subject_key).exclude(pk=entry.pk)
    return same.select_related("book").order_by("pk")


def shown(entries: Iterable[Entry]) -> list[EntryShown]:
    """The entries in words. The number of queries does not grow with the rows."""
    return [
        EntryShown(
            entry.pk,
            entry.at,
            entry.get_kind_display(),
            amount_of(entry),
            next((leg.account.title for leg in entry.legs.all() if leg.account.owner_key), ""),
            entry.memo,
            entry.by_name,
            entry.reverses_id,
            getattr(getattr(entry, "reversed_by", None), "pk", None),
            entry.owner_key,
            entry.book.fiscal_year,
        )
        for entry in entries
    ]


def amount_of(entry: Entry) -> int:
    """What an entry moved, in won."""
    return sum(leg.amount for leg in entry.legs.all() if leg.amount > 0)
