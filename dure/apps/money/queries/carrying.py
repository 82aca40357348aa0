"""What would go on to the next year with an agreement: its promise, what it has not settled, and its mirror."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dure.apps.money.models import Account, Book
from dure.apps.money.words import BookKind, Nature

UNSETTLED = (Nature.PAID, Nature.SPENT, Nature.OWED)
"""Where money stands that was paid; it goes along as it stands while any of it is in hand or still to come back."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What an agreement has in the book of one year, by nature, in won. Interest stands beside the lines."""

    held: Mapping[str, int]
    interest: int = 0

    @property
    def promised(self) -> int:
        return self.held.get(Nature.COMMITTED, 0)

    @property
    def unsettled(self) -> int:
        """What was paid, as far as it did not come back, with the interest that is owed."""
        return sum(self.held.get(nature, 0) for nature in UNSETTLED) + self.interest

    @property
    def lives(self) -> bool:
        """Is anything promised, in hand, or still to come back?"""
        return bool(self.promised or self.held.get(Nature.PAID, 0) or self.held.get(Nature.OWED, 0) or self.interest)


@dataclass(frozen=True, slots=True)
class Going:
    """What goes on when an agreement is carried over. `mirrored` mirrors money that is counted in the agreement already."""

    promised: int
    unsettled: int = 0
    mirrored: int = 0
    hands_on: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.promised or self.unsettled or self.mirrored)


def committed_now(agreement_key: str, year: int = 0) -> Account | None:
    """The agreement's committed account in the newest year in which it has anything, or in the year named; None if it is not in the books.

    A newer year in which it has nothing at all is one whose carrying over was reversed. One query.
    """
    keys = [f"{nature}:{agreement_key}" for nature in (Nature.COMMITTED, *UNSETTLED, Nature.RETURNED)]
    kinds = (BookKind.PROJECT, BookKind.PASS_THROUGH)
    rows = Account.objects.filter(owner_key=agreement_key, book__kind__in=kinds, key__in=keys).select_related("book", "parent__parent")
    found = list(rows.order_by("book__fiscal_year", "pk"))
    held = {account.book.fiscal_year for account in found if account.balance}
    committed = {account.book.fiscal_year: account for account in found if account.nature == Nature.COMMITTED}
    if year or not committed:
        return committed.get(year)
    return committed[max(held & committed.keys() or committed)]


def year_of_agreement(agreement_key: str) -> int:
    """The fiscal year in whose book the agreement stands; 0 if it is in none."""
    account = committed_now(agreement_key)
    return account.book.fiscal_year if account else 0


def mirror_of(agreement_key: str, year: int) -> Book | None:
    """The mirror of an operator's agreement in that year, if it has one."""
    return Book.objects.filter(kind=BookKind.PASS_THROUGH, fiscal_year=year, owner_key=agreement_key).first()


def leaving_in(book: Book, agreement_key: str = "") -> dict[str, Leaving]:
    """What each agreement, or the one that is named, has in the book. One query."""
    rows = Account.objects.filter(book=book).exclude(owner_key="").exclude(balance=0).order_by("pk")
    rows = rows.filter(owner_key=agreement_key) if agreement_key else rows
    held: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    interest: dict[str, int] = defaultdict(int)
    for owner, key, nature, balance in rows.values_list("owner_key", "key", "nature", "balance"):
        if not key.startswith("interest-"):
            held[owner][nature] += balance
        elif nature == Nature.OWED:
            interest[owner] += balance
    return {owner: Leaving(dict(held[owner]), interest[owner]) for owner in dict.fromkeys([*held, *interest])}


def going(agreement_key: str, book: Book, *, hands_on: bool) -> Going:
    """What goes on from the agreement's book. An operator's agreement always goes whole, for what it passed on is not settled before it."""
    mirror = mirror_of(agreement_key, book.fiscal_year)
    hands_on = hands_on or mirror is not None
    own = leaving_in(book, agreement_key).get(agreement_key, Leaving({}))
    unsettled = own.unsettled if hands_on and (own.lives or mirror) else 0
    return Going(own.promised, unsettled, _alive_in(mirror) if mirror else 0, hands_on)


def _alive_in(mirror: Book) -> int:
    free = sum(Account.objects.filter(book=mirror, nature=Nature.LINE).order_by().values_list("balance", flat=True))
    return free + sum(one.promised + one.unsettled for one in leaving_in(mirror).values() if one.lives)
