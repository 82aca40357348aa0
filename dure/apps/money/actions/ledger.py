"""Postings by what they mean. Each joins the transaction of the verb that calls it and is posted once per subject key."""

from dataclasses import replace
from datetime import datetime

from dure.apps.money import rules
from dure.apps.money.actions import accounts, years
from dure.apps.money.actions.pieces import moved, returned
from dure.apps.money.actions.posting import Move, post, shift
from dure.apps.money.models import Account, Entry
from dure.apps.money.queries.passing import pass_through_sums
from dure.apps.money.words import BookKind, EntryKind, Nature, Source
from dure.kernel.errors import Refused
from dure.kernel.won import won_in_full
from dure.platform.actor import Actor
from dure.platform.verbs import part


@part
def allot(
    *, year: int, line_key: str, amount: int, subject_key: str, by: Actor, at: datetime, title: str = "", parent_key: str = ""
) -> Entry:
    """Budget → line: give a line of the year its money. The line opens if it is not there."""
    years.takes_promises(year)
    line = accounts.open_line(year=year, key=line_key, title=title, parent_key=parent_key)
    budget = accounts.open_account(line.book, "budget", title=f"{year}년 예산", nature=Nature.BUDGET)
    return post(
        kind=EntryKind.ALLOT, subject_key=subject_key, moves=shift(budget, line, rules.whole_won(amount)), by=by, at=at, memo=line.title
    )


@part
def pass_on(*, agreement_key: str, amount: int, year: int, by: Actor, at: datetime, title: str) -> Entry:
    """Budget → line, in the mirror of an operator's agreement: what it may promise to others. Posted when its agreement is signed."""
    line = accounts.open_pass_through(agreement_key=agreement_key, amount=rules.whole_won(amount), year=year, title=title)
    budget = accounts.open_account(line.book, "budget", title=title, nature=Nature.BUDGET)
    moves = shift(budget, line, amount)
    return post(kind=EntryKind.ALLOT, subject_key=f"{agreement_key}:part-two", owner_key=agreement_key, moves=moves, by=by, at=at)


@part
def pass_on_otherwise(*, agreement_key: str, change: int, year: int, subject_key: str, by: Actor, at: datetime, title: str) -> Entry:
    """An amendment lets an operator pass on more, or less of what it has promised to nobody. A mirror that is not there yet is opened."""
    if not accounts.mirror_lines(agreement_key):
        return pass_on(agreement_key=agreement_key, amount=change, year=year, by=by, at=at, title=title)
    line = accounts.pass_through_line(agreement_key)
    budget = accounts.open_account(line.book, "budget", title=title, nature=Nature.BUDGET)
    amount = rules.whole_won(abs(change))
    moves = shift(budget, line, amount) if change > 0 else shift(line, budget, amount)
    if change > 0:
        accounts.raise_ceiling(line, change)
    entry = post(kind=EntryKind.ALLOT, subject_key=f"{subject_key}:part-two", owner_key=agreement_key, moves=moves, by=by, at=at)
    if change < 0:
        accounts.raise_ceiling(line, change)
    return entry


@part
def commit(
    *,
    agreement_key: str,
    amount: int,
    by: Actor,
    at: datetime,
    line_key: str = "",
    year: int = 0,
    through: str = "",
    title: str = "",
    subject_key: str = "",
) -> Entry:
    """Line → committed: an agreement was signed, or an amendment (`subject_key`) gives more. Refused when the line does not hold so much.

    The line is one of the year's budget, or with `through` that of the operator's agreement of this key.
    """
    line = accounts.pass_through_line(through) if through else accounts.find_line(year=year, key=line_key)
    years.takes_promises(line.book.fiscal_year)
    committed = accounts.open_committed(line, agreement_key, title)
    moves = shift(line, committed, rules.whole_won(amount))
    return post(kind=EntryKind.COMMIT, subject_key=subject_key or agreement_key, owner_key=agreement_key, moves=moves, by=by, at=at)


@part
def release(*, agreement_key: str, amount: int, by: Actor, at: datetime, subject_key: str = "", memo: str = "") -> Entry:
    """Committed → line: an agreement was cancelled or made smaller, and what was not paid is free again."""
    committed = accounts.committed_of(agreement_key)
    moves = shift(committed, accounts.line_of(committed), rules.whole_won(amount))
    key = subject_key or f"{agreement_key}:release"
    return post(kind=EntryKind.RELEASE, subject_key=key, owner_key=agreement_key, moves=moves, by=by, at=at, memo=memo)


@part
def pay(*, agreement_key: str, subject_key: str, amount: int, by: Actor, at: datetime, memo: str = "") -> Entry:
    """Committed → paid, once per subject key. Called when the bank's reference is there, by nothing else.

    An operator passes on what it has received and not a won more.
    """
    committed = accounts.committed_of(agreement_key)
    if committed.book.kind == BookKind.PASS_THROUGH:
        _refuse_beyond_received(committed, rules.whole_won(amount))
    moves = shift(committed, accounts.account_of_agreement(agreement_key, Nature.PAID), rules.whole_won(amount))
    return post(kind=EntryKind.PAY, subject_key=subject_key, owner_key=agreement_key, moves=moves, by=by, at=at, memo=memo)


def _refuse_beyond_received(committed: Account, amount: int) -> None:
    operator = committed.book.owner_key
    Account.objects.select_for_update(of=("self",)).get(pk=accounts.pass_through_line(operator).pk)
    sums = pass_through_sums([operator])[operator]
    if sums.paid + amount > sums.received:
        left = won_in_full(max(0, sums.received - sums.paid))
        raise Refused(f"센터에서 받은 돈 가운데 참여기업에 더 보낼 수 있는 돈은 {left}이에요. 다음 차수를 받은 뒤에 지급해 주세요.")


@part
def spend(
    *, agreement_key: str, amount: int, category: str, source: str, subject_key: str, by: Actor, at: datetime, memo: str = ""
) -> Entry:
    """Paid → spent: an expense was accepted. Of the own share it is followed in the agreement's mirror book."""
    amount = rules.whole_won(amount)
    if Source(source) is Source.OWN:
        moves = _own_share_moves(agreement_key, amount, category)
        return post(kind=EntryKind.SPEND, subject_key=subject_key, owner_key=agreement_key, moves=moves, by=by, at=at, memo=memo)
    said = {"subject_key": subject_key, "category": category, "memo": memo}
    return moved(EntryKind.SPEND, agreement_key, (Nature.PAID, Nature.SPENT), amount, by=by, at=at, **said)


def _own_share_moves(agreement_key: str, amount: int, category: str) -> list[Move]:
    year = accounts.committed_of(agreement_key).book.fiscal_year
    book = accounts.open_own_share_book(agreement_key, year)
    outside = accounts.open_account(book, "outside", title="바깥", nature=Nature.OUTSIDE, owner_key=agreement_key)
    spent = accounts.open_account(book, "spent", title="자부담 집행", nature=Nature.SPENT, owner_key=agreement_key)
    return shift(outside, spent, amount, category, Source.OWN)


@part
def disallow(
    *,
    agreement_key: str,
    amount: int,
    subject_key: str,
    by: Actor,
    at: datetime,
    category: str = "",
    accepted_before: bool = False,
    memo: str = "",
) -> Entry:
    """Paid → owed back: an expense was not accepted. With `accepted_before` spent → owed back: what was accepted is not paid for after all."""
    way = (Nature.SPENT if accepted_before else Nature.PAID, Nature.OWED)
    said = {"subject_key": subject_key, "category": category, "memo": memo}
    return moved(EntryKind.DISALLOW, agreement_key, way, rules.whole_won(amount), by=by, at=at, **said)


@part
def unspent(*, agreement_key: str, amount: int, by: Actor, at: datetime, subject_key: str = "") -> Entry | None:
    """Paid → owed back: what was left over. Nothing is posted for nothing."""
    if amount == 0:
        return None
    key = subject_key or f"{agreement_key}:unspent"
    way = (Nature.PAID, Nature.OWED)
    return moved(EntryKind.UNSPENT, agreement_key, way, rules.whole_won(amount), subject_key=key, by=by, at=at)


@part
def record_interest(*, agreement_key: str, amount: int, by: Actor, at: datetime, subject_key: str = "") -> Entry | None:
    """Outside → owed back: the bank's interest on granted money always goes back. Nothing is posted for nothing."""
    if amount == 0:
        return None
    owed = accounts.interest_account(agreement_key, Nature.OWED)
    outside = accounts.open_account(owed.book, "outside", title="바깥", nature=Nature.OUTSIDE)
    key = subject_key or f"{agreement_key}:interest"
    moves = shift(outside, owed, rules.whole_won(amount))
    return post(kind=EntryKind.INTEREST, subject_key=key, owner_key=agreement_key, moves=moves, by=by, at=at)


@part
def record_return(*, agreement_key: str, amount: int, subject_key: str, by: Actor, at: datetime, memo: str = "") -> Entry:
    """Owed back → returned: money came back, first what was granted, then interest. More than is owed is refused, to the won."""
    return returned(agreement_key, rules.whole_won(amount), subject_key=subject_key, by=by, at=at, memo=memo)


@part
def move_line(*, year: int, from_line: str, to_line: str, amount: int, subject_key: str, by: Actor, at: datetime, memo: str = "") -> Entry:
    """Line → line (전용), in one year's book. Refused when the first does not hold so much or the second has no room for it."""
    years.takes_promises(year)
    giving, taking = (accounts.find_line(year=year, key=key) for key in (from_line, to_line))
    moves = shift(giving, taking, rules.whole_won(amount))
    return post(kind=EntryKind.MOVE, subject_key=subject_key, moves=moves, by=by, at=at, memo=memo)


@part
def reverse(*, entry: Entry, by: Actor, at: datetime, reason: str) -> Entry:
    """Post the opposite of an entry, once, in every year its subject touched. The first entry stands; together they are nothing."""
    if not reason.strip():
        raise Refused("바로잡는 까닭을 적어 주세요.")
    if entry.kind == EntryKind.REVERSE:
        raise Refused("바로잡은 기록은 다시 바로잡을 수 없어요. 새로 올려 주세요.")
    pieces = Entry.objects.filter(kind=entry.kind, subject_key=entry.subject_key).select_related("book").order_by("pk")
    return next(made for made in [_opposite(piece, by=by, at=at, reason=reason) for piece in pieces] if made.reverses_id == entry.pk)


def _opposite(entry: Entry, *, by: Actor, at: datetime, reason: str) -> Entry:
    """In the entry's own book; an expense of a year that was closed since is taken back in the book to which its agreement was handed on."""
    legs = entry.legs.select_related("account__book").order_by("pk")
    moves = [Move(leg.account, -leg.amount, leg.category, Source(leg.source)) for leg in legs]
    if entry.kind == EntryKind.SPEND and years.is_closed(entry.book.fiscal_year):
        moves = [replace(move, account=accounts.newest_twin(move.account)) for move in moves]
    return post(
        kind=EntryKind.REVERSE,
        subject_key=entry.idempotency_key,
        owner_key=entry.owner_key,
        moves=moves,
        by=by,
        at=at,
        memo=reason,
        reverses=entry,
    )
