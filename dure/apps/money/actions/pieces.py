"""Postings that may touch the books of two years: what was paid in a year stays in that year's book, whenever it is settled."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dure.apps.money.actions import accounts
from dure.apps.money.actions.posting import Move, post, shift
from dure.apps.money.models import Account, Entry, FiscalYear
from dure.apps.money.words import EntryKind, Nature, YearState
from dure.kernel.errors import Refused
from dure.platform.actor import Actor


def moved(
    kind: EntryKind,
    agreement_key: str,
    way: tuple[Nature, Nature],
    amount: int,
    *,
    subject_key: str,
    by: Actor,
    at: datetime,
    category: str = "",
    memo: str = "",
) -> Entry:
    """Move an agreement's money from one nature to another, in each year's book as far as that year holds it, the oldest first."""
    both = accounts.both_of(agreement_key, way)
    held = [account for account in both if account.nature == way[0]]
    said: dict[str, Any] = {"kind": kind, "owner_key": agreement_key, "subject_key": subject_key, "by": by, "at": at, "memo": memo}
    if len(held) <= 1:
        taken_from = held[0] if held else accounts.account_of_agreement(agreement_key, way[0])
        put_on = next((one for one in both if one.nature == way[1] and one.book_id == taken_from.book_id), None)
        return post(moves=shift(taken_from, put_on or accounts.beside(taken_from, way[1]), amount, category), **said)
    if earlier := _earlier(kind, subject_key):
        return _same_or_refuse(earlier, amount, category)
    moves = [shift(one, accounts.beside(one, way[1]), share, category) for one, share in _shares(held, amount)]
    return _posted(moves, said)


def returned(agreement_key: str, amount: int, *, subject_key: str, by: Actor, at: datetime, memo: str) -> Entry:
    """Owed → returned, first what was granted, then interest, each from the oldest year on; more than is owed is refused."""
    if earlier := _earlier(EntryKind.RETURN, subject_key):
        return _same_or_refuse(earlier, amount, "")
    held = [*accounts.accounts_of(agreement_key, Nature.OWED), *_interest(agreement_key)]
    if not held:
        held = [accounts.account_of_agreement(agreement_key, Nature.OWED)]
    moves: dict[int, list[Move]] = {}
    for owed, share in _shares(held, amount):
        is_interest = owed.key.startswith("interest-")
        back = (
            accounts.interest_account(agreement_key, Nature.RETURNED, owed.book) if is_interest else accounts.beside(owed, Nature.RETURNED)
        )
        moves.setdefault(owed.book_id, []).extend(shift(owed, back, share))
    said: dict[str, Any] = {
        "kind": EntryKind.RETURN,
        "owner_key": agreement_key,
        "subject_key": subject_key,
        "by": by,
        "at": at,
        "memo": memo,
    }
    return _posted(list(moves.values()), said)


def _interest(agreement_key: str) -> list[Account]:
    rows = Account.objects.filter(owner_key=agreement_key, nature=Nature.OWED, key=f"interest-{Nature.OWED}:{agreement_key}")
    return list(rows.select_related("book").order_by("book__fiscal_year", "pk"))


def _shares(held: Sequence[Account], amount: int) -> list[tuple[Account, int]]:
    """How much of the amount each account gives, in order; what nobody holds is asked of the last one, which then refuses."""
    closed = set(FiscalYear.objects.filter(state=YearState.CLOSED).values_list("year", flat=True))
    ids = [account.pk for account in held]
    balances = dict(Account.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", "balance"))
    living = [account for account in held if account.book.fiscal_year not in closed] or list(held[-1:])
    shares, rest = [], amount
    for account in living:
        share = rest if account is living[-1] else min(rest, balances[account.pk])
        if share:
            shares.append((account, share))
            rest -= share
    return shares


def _posted(pieces: Sequence[Sequence[Move]], said: dict[str, Any]) -> Entry:
    """The first piece carries the subject's own key, each further one its year."""
    entries = [post(moves=moves, piece=moves[0].account.book.fiscal_year if place else "", **said) for place, moves in enumerate(pieces)]
    return entries[0]


def _earlier(kind: EntryKind, subject_key: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind, subject_key=subject_key).prefetch_related("legs").order_by("pk"))


def _same_or_refuse(earlier: Sequence[Entry], amount: int, category: str) -> Entry:
    legs = [leg for entry in earlier for leg in entry.legs.all() if leg.amount > 0]
    if sum(leg.amount for leg in legs) != amount or {leg.category for leg in legs} != {category}:
        raise Refused("같은 일이 다른 금액으로 이미 장부에 올라 있어요. 장부를 먼저 확인해 주세요.")
    return earlier[0]
