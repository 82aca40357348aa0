"""Postings that carry money into the next year's book: what is promised, what is not settled, and the mirror of what is passed on.

The old year's book gives up and the next one's gets, to the won. All pieces of one act share its subject, so that one act is reversed whole.
"""

from datetime import datetime
from typing import Any

from dure.apps.money import rules
from dure.apps.money.actions import accounts, years
from dure.apps.money.actions.posting import Move, post, shift
from dure.apps.money.models import Account, Book, Entry
from dure.apps.money.queries.carrying import UNSETTLED, Leaving, leaving_in, mirror_of
from dure.apps.money.words import BookKind, EntryKind, Nature
from dure.kernel.errors import Refused
from dure.platform.actor import Actor
from dure.platform.verbs import part


@part
def carry_over(*, agreement_key: str, from_year: int, amount: int, subject_key: str, by: Actor, at: datetime, memo: str = "") -> Entry:
    """Committed → carried in the old year's book, carried in → committed in the next one's: what was promised and not paid goes on.

    What was paid stays spent, owed or returned in the old year. Returns the posting in the new year's book.
    """
    committed = accounts.committed_of(agreement_key, from_year)
    refuse_alone(committed)
    line, into = _next_year(committed)
    said = {"subject_key": subject_key, "owner_key": agreement_key, "by": by, "at": at, "memo": memo}
    return _carried(committed, accounts.beside(committed, Nature.CARRIED), line, into, rules.whole_won(amount), said)


@part
def carry_line(*, line_key: str, from_year: int, amount: int, subject_key: str, by: Actor, at: datetime, memo: str = "") -> Entry:
    """Line → carried in the old year's book, carried in → line in the next one's: what a line leaves goes on, when it was so decided."""
    line = accounts.find_line(year=from_year, key=line_key)
    into = accounts.line_next_year(line)
    said = {"subject_key": subject_key, "by": by, "at": at, "memo": memo}
    return _carried(line, accounts.group_of(line, Nature.CARRIED), into, into, rules.whole_won(amount), said)


@part
def carry_whole(*, agreement_key: str, from_year: int, subject_key: str, by: Actor, at: datetime, memo: str = "") -> None:
    """Everything that lives of an agreement goes on: its promise, what it has not settled, and its mirror with every firm that is not done."""
    committed = accounts.committed_of(agreement_key, from_year)
    refuse_alone(committed)
    years.takes_promises(from_year + 1)
    _lock(committed.book, agreement_key)
    said: dict[str, Any] = {"subject_key": subject_key, "by": by, "at": at, "memo": memo}
    own = leaving_in(committed.book, agreement_key).get(agreement_key, Leaving({}))
    mirror = mirror_of(agreement_key, from_year)
    _go_on(committed, own, said, whole=own.lives or mirror is not None)
    if mirror is not None:
        _mirror_goes_on(mirror, said)


def refuse_alone(committed: Account) -> None:
    """A firm's agreement goes on with its operator's, and never alone."""
    if committed.book.kind == BookKind.PASS_THROUGH:
        raise Refused("참여기업에 다시 교부하는 돈은 수행기관의 협약을 따라가요. 수행기관의 협약을 이월해 주세요.")


def _next_year(committed: Account) -> tuple[Account, Account]:
    line = accounts.line_next_year(accounts.line_of(committed))
    return line, accounts.open_committed(line, committed.owner_key, committed.title)


def _carried(taken_from: Account, carried: Account, line: Account, into: Account, amount: int, said: dict[str, Any]) -> Entry:
    years.takes_promises(line.book.fiscal_year)
    post(kind=EntryKind.CARRY, moves=shift(taken_from, carried, amount), **said)
    return post(kind=EntryKind.CARRY, moves=shift(accounts.came_in(line), into, amount), piece=line.book.fiscal_year, **said)


def _lock(book: Book, agreement_key: str = "") -> None:
    """Whatever is read now stands until it has gone on: the accounts and the nodes above them, in the order in which postings lock them."""
    rows = Account.objects.filter(book=book)
    mine = rows.filter(owner_key=agreement_key) if agreement_key else rows
    wanted = {pk for account in mine.order_by("pk") for pk in (account.pk, *account.ids_above)}
    list(Account.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))


def _mirror_goes_on(mirror: Book, said: dict[str, Any]) -> None:
    """The line with what nobody was promised, then each firm that is not done; who is done stays in its year."""
    _lock(mirror)
    line = Account.objects.select_related("book").get(book=mirror, key=accounts.PART_TWO)
    into = accounts.line_next_year(line)
    alive = {owner: one for owner, one in leaving_in(mirror).items() if one.lives}
    accounts.make_room(into, line.balance + sum(one.promised + one.unsettled - one.interest for one in alive.values()))
    if line.balance:
        carried, owner = accounts.group_of(line, Nature.CARRIED), mirror.owner_key
        both = (shift(line, carried, line.balance), shift(accounts.came_in(into), into, line.balance))
        _post_both(both, {**said, "owner_key": owner}, accounts.PART_TWO)
    for owner, one in alive.items():
        committed = Account.objects.select_related("book").get(book=mirror, key=f"{Nature.COMMITTED}:{owner}")
        _go_on(committed, one, said, piece=owner)


def _go_on(committed: Account, held: Leaving, said: dict[str, Any], *, piece: str = "", whole: bool = True) -> None:
    """One agreement from its book into the next year's, each nature as it stands; without `whole` its promise alone."""
    line, into = _next_year(committed)
    left: list[Move] = []
    came: list[Move] = []
    if held.promised:
        left += shift(committed, accounts.beside(committed, Nature.CARRIED), held.promised)
        came += shift(accounts.came_in(line), into, held.promised)
    for nature in UNSETTLED if whole else ():
        if amount := held.held.get(nature, 0):
            left += shift(accounts.beside(committed, nature), accounts.beside(committed, Nature.HANDED), amount)
            came += shift(accounts.came_in(line, "handed-in"), accounts.beside(into, nature), amount)
    if held.interest:
        left += _interest(committed.owner_key, committed.book, -held.interest)
        came += _interest(committed.owner_key, line.book, held.interest)
    if left:
        _post_both((left, came), {**said, "owner_key": committed.owner_key}, piece)


def _interest(agreement_key: str, book: Book, amount: int) -> list[Move]:
    """Interest never was budget: it leaves for the outside of one book and comes from that of the next."""
    outside = accounts.open_account(book, "outside", title="바깥", nature=Nature.OUTSIDE)
    return [Move(outside, -amount), Move(accounts.interest_account(agreement_key, Nature.OWED, book), amount)]


def _post_both(both: tuple[list[Move], list[Move]], said: dict[str, Any], piece: str) -> None:
    left, came = both
    year = came[0].account.book.fiscal_year
    post(kind=EntryKind.CARRY, moves=left, piece=piece, **said)
    post(kind=EntryKind.CARRY, moves=came, piece=f"{piece}@{year}" if piece else year, **said)
