"""The one place where the ledger is written: lock, ask, write the legs, keep the balances, post."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from dure.apps.money import rules
from dure.apps.money.models import Account, Entry, Leg
from dure.apps.money.words import EntryKind, Source, YearState
from dure.kernel.errors import Refused
from dure.platform.actor import Actor
from dure.platform.verbs import part


@dataclass(frozen=True, slots=True)
class Move:
    """An amount in won put on an account (or, below zero, taken from it)."""

    account: Account
    amount: int
    category: str = ""
    source: Source = Source.GRANT


def shift(taken_from: Account, put_on: Account, amount: int, category: str = "", source: Source = Source.GRANT) -> list[Move]:
    """The two moves of an amount from one account to another."""
    return [Move(taken_from, -amount, category, source), Move(put_on, amount, category, source)]


@part
def post(
    *,
    kind: EntryKind,
    subject_key: str,
    moves: Sequence[Move],
    by: Actor,
    at: datetime,
    owner_key: str = "",
    memo: str = "",
    reverses: Entry | None = None,
    piece: int | str = "",
) -> Entry:
    """Post one entry under the key `kind:subject_key`. The same posting asked again answers with the first; a different one is refused.

    Accounts are locked in the order of their ids, so that two postings wait for each other instead of dead-locking.
    What touches the books of two years is posted in pieces of one subject: the further ones name their year.
    """
    key = f"{kind}:{subject_key}@{piece}" if piece else f"{kind}:{subject_key}"
    rules.balanced(move.amount for move in moves)
    held = _lock(moves)
    earlier, year_closed = _asked_before(key, moves[0].account.book.fiscal_year)
    if earlier is not None:
        return _same_or_refuse(Entry.objects.get(pk=earlier), moves)
    if year_closed:
        raise Refused(rules.year_is_closed(moves[0].account.book.fiscal_year))
    changes = _changes(moves)
    if reasons := [reason for account in held.values() for reason in rules.reasons_against(account, *changes[account.pk])]:
        raise Refused(reasons)
    entry = Entry.objects.create(
        book=moves[0].account.book,
        kind=kind,
        subject_key=subject_key,
        owner_key=owner_key,
        idempotency_key=key,
        at=at,
        by_account_id=by.account_id,
        by_seat_id=by.seat_id,
        by_name=by.name,
        memo=memo,
        reverses=reverses,
    )
    _write_legs(entry, moves)
    _keep_balances(changes)
    entry.posted = True
    entry.save(update_fields=["posted"])
    return entry


def _lock(moves: Sequence[Move]) -> Mapping[int, Account]:
    """Every account that moves and every node above it, locked until the transaction ends."""
    wanted = {pk for move in moves for pk in (move.account.pk, *move.account.ids_above)}
    return {account.pk: account for account in Account.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}


def _asked_before(key: str, year: int) -> tuple[int | None, bool]:
    """The entry of that key, and whether the year is closed: in plain SQL, for both are asked before every posting."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT id FROM money_entry WHERE idempotency_key = %s),"
            " EXISTS (SELECT 1 FROM money_fiscalyear WHERE year = %s AND state = %s)",
            [key, year, str(YearState.CLOSED)],
        )
        earlier, closed = cursor.fetchone()
    return earlier, bool(closed)


def _changes(moves: Iterable[Move]) -> dict[int, list[int]]:
    """Account id → [change of its balance, change of its total]."""
    changes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for move in moves:
        changes[move.account.pk][0] += move.amount
        for pk in (move.account.pk, *move.account.ids_above):
            changes[pk][1] += move.amount
    return changes


def _write_legs(entry: Entry, moves: Iterable[Move]) -> None:
    Leg.objects.bulk_create(
        Leg(
            entry=entry,
            account=move.account,
            amount=move.amount,
            category=move.category,
            source=move.source,
            fiscal_year=entry.book.fiscal_year,
        )
        for move in moves
    )


def _keep_balances(changes: Mapping[int, Sequence[int]]) -> None:
    """One statement for all: the roll-up stands in the posting transaction, so that reports never scan the legs.

    In plain SQL, for this is the hottest statement of the house: building it of expressions cost half of a posting.
    """
    turns = " ".join(["WHEN %s THEN %s"] * len(changes))
    own = [word for pk, (change, _) in changes.items() for word in (pk, change)]
    whole = [word for pk, (_, change) in changes.items() for word in (pk, change)]
    places = ", ".join(["%s"] * len(changes))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE money_account SET balance = balance + CASE id {turns} END, total = total + CASE id {turns} END WHERE id IN ({places})",  # noqa: S608 -- only placeholders are put in
            [*own, *whole, *changes],
        )


def _same_or_refuse(earlier: Entry, moves: Sequence[Move]) -> Entry:
    posted = sorted(earlier.legs.values_list("account_id", "amount", "category", "source"))
    if posted != sorted((move.account.pk, move.amount, move.category, str(move.source)) for move in moves):
        raise Refused("같은 일이 다른 금액으로 이미 장부에 올라 있어요. 장부를 먼저 확인해 주세요.")
    return earlier
