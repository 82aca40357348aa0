"""Postings by what they mean. Each joins the transaction of the verb that calls it and is posted once per subject key."""

from datetime import datetime

from dure.apps.money import rules
from dure.apps.money.actions import accounts
from dure.apps.money.actions.posting import Move, post
from dure.apps.money.models import Account, Entry
from dure.apps.money.queries.passing import pass_through_sums
from dure.apps.money.words import BookKind, EntryKind, Nature, Source
from dure.kernel.errors import Refused
from dure.kernel.won import won_in_full
from dure.platform.actor import Actor
from dure.platform.verbs import part


def _shift(taken_from: Account, put_on: Account, amount: int, category: str = "", source: Source = Source.GRANT) -> list[Move]:
    return [Move(taken_from, -amount, category, source), Move(put_on, amount, category, source)]


@part
def allot(
    *, year: int, line_key: str, amount: int, subject_key: str, by: Actor, at: datetime, title: str = "", parent_key: str = ""
) -> Entry:
    """Budget → line: give a line of the year its money. The line opens if it is not there."""
    line = accounts.open_line(year=year, key=line_key, title=title, parent_key=parent_key)
    budget = accounts.open_account(line.book, "budget", title=f"{year}년 예산", nature=Nature.BUDGET)
    return post(
        kind=EntryKind.ALLOT, subject_key=subject_key, moves=_shift(budget, line, rules.whole_won(amount)), by=by, at=at, memo=line.title
    )


@part
def pass_on(*, agreement_key: str, amount: int, year: int, by: Actor, at: datetime, title: str) -> Entry:
    """Budget → line, in the mirror of an operator's agreement: what it may promise to others. Posted when its agreement is signed."""
    line = accounts.open_pass_through(agreement_key=agreement_key, amount=rules.whole_won(amount), year=year, title=title)
    budget = accounts.open_account(line.book, "budget", title=title, nature=Nature.BUDGET)
    moves = _shift(budget, line, amount)
    return post(kind=EntryKind.ALLOT, subject_key=f"{agreement_key}:part-two", owner_key=agreement_key, moves=moves, by=by, at=at)


@part
def commit(
    *, agreement_key: str, amount: int, by: Actor, at: datetime, line_key: str = "", year: int = 0, through: str = "", title: str = ""
) -> Entry:
    """Line → committed: an agreement was signed. Refused when the line does not hold so much.

    The line is one of the year's budget, or with `through` that of the operator's agreement of this key.
    """
    line = accounts.pass_through_line(through) if through else accounts.find_line(year=year, key=line_key)
    committed = accounts.open_committed(line, agreement_key, title)
    moves = _shift(line, committed, rules.whole_won(amount))
    return post(kind=EntryKind.COMMIT, subject_key=agreement_key, owner_key=agreement_key, moves=moves, by=by, at=at)


@part
def release(*, agreement_key: str, amount: int, by: Actor, at: datetime, subject_key: str = "", memo: str = "") -> Entry:
    """Committed → line: an agreement was cancelled or made smaller, and what was not paid is free again."""
    committed = accounts.committed_of(agreement_key)
    assert committed.parent is not None
    assert committed.parent.parent is not None
    moves = _shift(committed, committed.parent.parent, rules.whole_won(amount))
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
    moves = _shift(committed, accounts.account_of_agreement(agreement_key, Nature.PAID), rules.whole_won(amount))
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
    else:
        paid, spent = (accounts.account_of_agreement(agreement_key, nature) for nature in (Nature.PAID, Nature.SPENT))
        moves = _shift(paid, spent, amount, category)
    return post(kind=EntryKind.SPEND, subject_key=subject_key, owner_key=agreement_key, moves=moves, by=by, at=at, memo=memo)


def _own_share_moves(agreement_key: str, amount: int, category: str) -> list[Move]:
    year = accounts.committed_of(agreement_key).book.fiscal_year
    book = accounts.open_own_share_book(agreement_key, year)
    outside = accounts.open_account(book, "outside", title="바깥", nature=Nature.OUTSIDE, owner_key=agreement_key)
    spent = accounts.open_account(book, "spent", title="자부담 집행", nature=Nature.SPENT, owner_key=agreement_key)
    return _shift(outside, spent, amount, category, Source.OWN)


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
    taken_from = accounts.account_of_agreement(agreement_key, Nature.SPENT if accepted_before else Nature.PAID)
    moves = _shift(taken_from, accounts.account_of_agreement(agreement_key, Nature.OWED), rules.whole_won(amount), category)
    return post(kind=EntryKind.DISALLOW, subject_key=subject_key, owner_key=agreement_key, moves=moves, by=by, at=at, memo=memo)


@part
def unspent(*, agreement_key: str, amount: int, by: Actor, at: datetime, subject_key: str = "") -> Entry | None:
    """Paid → owed back: what was left over. Nothing is posted for nothing."""
    if amount == 0:
        return None
    paid, owed = (accounts.account_of_agreement(agreement_key, nature) for nature in (Nature.PAID, Nature.OWED))
    moves = _shift(paid, owed, rules.whole_won(amount))
    key = subject_key or f"{agreement_key}:unspent"
    return post(kind=EntryKind.UNSPENT, subject_key=key, owner_key=agreement_key, moves=moves, by=by, at=at)


@part
def record_interest(*, agreement_key: str, amount: int, by: Actor, at: datetime, subject_key: str = "") -> Entry | None:
    """Outside → owed back: the bank's interest on granted money always goes back. Nothing is posted for nothing."""
    if amount == 0:
        return None
    owed = accounts.interest_account(agreement_key, Nature.OWED)
    outside = accounts.open_account(owed.book, "outside", title="바깥", nature=Nature.OUTSIDE)
    key = subject_key or f"{agreement_key}:interest"
    moves = _shift(outside, owed, rules.whole_won(amount))
    return post(kind=EntryKind.INTEREST, subject_key=key, owner_key=agreement_key, moves=moves, by=by, at=at)


@part
def record_return(*, agreement_key: str, amount: int, subject_key: str, by: Actor, at: datetime, memo: str = "") -> Entry:
    """Owed back → returned: money came back, first what was granted, then interest. More than is owed is refused, to the won."""
    earlier = Entry.objects.filter(idempotency_key=f"{EntryKind.RETURN}:{subject_key}").first()
    owed, interest = accounts.account_of_agreement(agreement_key, Nature.OWED), accounts.interest_account(agreement_key, Nature.OWED)
    locked = {account.pk: account for account in Account.objects.select_for_update().filter(pk__in=(owed.pk, interest.pk)).order_by("pk")}
    if earlier is not None:
        return _same_return(earlier, amount)
    granted = min(rules.whole_won(amount), locked[owed.pk].balance)
    moves = _return_moves(agreement_key, owed, interest, granted, amount - granted)
    return post(kind=EntryKind.RETURN, subject_key=subject_key, owner_key=agreement_key, moves=moves, by=by, at=at, memo=memo)


def _return_moves(agreement_key: str, owed: Account, interest: Account, granted: int, rest: int) -> list[Move]:
    moves: list[Move] = []
    if granted:
        moves += _shift(owed, accounts.account_of_agreement(agreement_key, Nature.RETURNED), granted)
    if rest:
        moves += _shift(interest, accounts.interest_account(agreement_key, Nature.RETURNED), rest)
    return moves


def _same_return(earlier: Entry, amount: int) -> Entry:
    if sum(leg.amount for leg in earlier.legs.all() if leg.amount > 0) != amount:
        raise Refused("이 반납은 다른 금액으로 이미 장부에 올라 있어요. 은행 거래번호를 확인해 주세요.")
    return earlier


@part
def reverse(*, entry: Entry, by: Actor, at: datetime, reason: str) -> Entry:
    """Post the opposite of an entry, once. The first entry stands; together they are nothing."""
    if not reason.strip():
        raise Refused("바로잡는 까닭을 적어 주세요.")
    if entry.kind == EntryKind.REVERSE:
        raise Refused("바로잡은 기록은 다시 바로잡을 수 없어요. 새로 올려 주세요.")
    legs = entry.legs.select_related("account__book").order_by("pk")
    moves = [Move(leg.account, -leg.amount, leg.category, Source(leg.source)) for leg in legs]
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
