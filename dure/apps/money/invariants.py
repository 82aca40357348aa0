"""What must always hold of money, asked of the database (reliability I4, I5, I6)."""

from collections import Counter

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Concat

from dure.apps.money.models import Account, Book, Entry, Leg, PaymentOrder
from dure.apps.money.queries.carrying import year_of_agreement
from dure.apps.money.queries.passing import leaf_sums, pass_through_sums
from dure.apps.money.words import MAY_BE_BELOW_ZERO, BookKind, EntryKind, Nature, OrderState
from dure.platform import invariants


@invariants.register("I4", "Every entry and every book sums to zero, and balances are the sum of their legs.")
def books_sum_to_zero() -> list[str]:
    """Recompute everything from the legs."""
    return [*_entries_that_do_not_add_up(), *_books_that_do_not_add_up(), *_balances_that_differ()]


def _entries_that_do_not_add_up() -> list[str]:
    counted = Entry.objects.order_by("pk").annotate(count=Count("legs"), sum=Coalesce(Sum("legs__amount"), 0))
    wrong = counted.filter(Q(count__lt=2) | ~Q(sum=0) | Q(posted=False))
    return [f"entry {entry.pk} ({entry.idempotency_key}) does not stand: {entry.count} legs, sum {entry.sum}" for entry in wrong]


def _books_that_do_not_add_up() -> list[str]:
    rows = Account.objects.order_by("book").values("book").annotate(sum=Sum("balance")).exclude(sum=0)
    return [f"book {row['book']} sums to {row['sum']}" for row in rows]


def _sum_of_legs() -> Subquery:
    legs = Leg.objects.filter(account=OuterRef("pk"), entry__posted=True).order_by().values("account").annotate(sum=Sum("amount"))
    return Subquery(legs.values("sum"), output_field=BigIntegerField())


def _sum_below() -> Subquery:
    """Balances of every node whose path begins with this node's place."""
    below = Account.objects.filter(path__startswith=OuterRef("place")).annotate(one=F("book_id") * 0)
    return Subquery(below.order_by().values("one").annotate(sum=Sum("balance")).values("sum"), output_field=BigIntegerField())


def _balances_that_differ() -> list[str]:
    recomputed = Account.objects.order_by("pk").annotate(
        legs_sum=Coalesce(_sum_of_legs(), 0), place=Concat(F("path"), F("pk"), output_field=Account._meta.get_field("path"))
    )
    below = _totals()
    wrong = [f"account {row.key}: balance {row.balance}, legs {row.legs_sum}" for row in recomputed if row.balance != row.legs_sum]
    return wrong + [f"account {row.key}: total {row.total}, subtree {below[row.pk]}" for row in recomputed if row.total != below[row.pk]]


def _totals() -> dict[int, int]:
    totals: dict[int, int] = {}
    for account in Account.objects.order_by("pk").only("pk", "path", "balance"):
        for pk in (account.pk, *account.ids_above):
            totals[pk] = totals.get(pk, 0) + account.balance
    return totals


@invariants.register("I5", "A subject is paid at most once, by two people, as it was approved; the ledger holds every payment.")
def paid_once() -> list[str]:
    """One effective payment per subject, each with its order, its amount and its two hands."""
    return [*_paid_twice(), *_paid_without_order(), *_orders_without_payment(), *_hands()]


def _effective_payments() -> "list[Entry]":
    return list(Entry.objects.filter(kind=EntryKind.PAY, posted=True, reversed_by=None).order_by("pk"))


def _paid_twice() -> list[str]:
    rows = Entry.objects.filter(kind=EntryKind.PAY, posted=True, reversed_by=None).order_by().values("subject_key").annotate(n=Count("pk"))
    return [f"{row['subject_key']} was paid {row['n']} times" for row in rows.filter(n__gt=1)]


def _paid_without_order() -> list[str]:
    paid = set(PaymentOrder.objects.filter(state=OrderState.PAID).values_list("entry_id", flat=True))
    return [f"payment {entry.idempotency_key} has no confirmed order" for entry in _effective_payments() if entry.pk not in paid]


def _orders_without_payment() -> list[str]:
    put_on = Leg.objects.filter(entry=OuterRef("entry"), amount__gt=0).order_by().values("entry").annotate(sum=Sum("amount")).values("sum")
    orders = (
        PaymentOrder.objects.filter(state=OrderState.PAID).order_by("pk").annotate(posted=Subquery(put_on, output_field=BigIntegerField()))
    )
    return [f"order {order.pk}: paid {order.amount}, posted {order.posted}" for order in orders if order.amount != order.posted]


def _hands() -> list[str]:
    same = Q(prepared_by_id=F("asked_by_id")) | Q(approved_by_id=F("prepared_by_id")) | Q(approved_by_id=F("asked_by_id"))
    return [f"order {pk}: one person stands twice" for pk in PaymentOrder.objects.filter(same).order_by("pk").values_list("pk", flat=True)]


@invariants.register("I6", "Nothing goes beyond its ceiling, and no account holds less than nothing.")
def within_ceilings() -> list[str]:
    """Ceilings bound subtrees; only the budget and the outside may be below zero."""
    over = Account.objects.filter(total__gt=F("ceiling")).order_by("pk")
    below = Account.objects.filter(balance__lt=0).exclude(nature__in=MAY_BE_BELOW_ZERO).order_by("pk")
    return [f"account {row.key}: {row.total} beyond {row.ceiling}" for row in over] + [f"account {row.key}: {row.balance}" for row in below]


@invariants.register("I4 passing", "What an operator passed on is never more than it received, and its roll-up is the sum of its leaves.")
def passed_through_within_received() -> list[str]:
    """Compare each mirror's nodes with the firms' own accounts, and with what the center paid."""
    keys = list(Book.objects.filter(kind=BookKind.PASS_THROUGH).order_by("pk").values_list("owner_key", flat=True))
    broken = []
    for key, sums in pass_through_sums(keys).items():
        if sums.paid > sums.received:
            broken.append(f"{key}: passed on {sums.paid} of {sums.received} received")
        if sums != (leaves := leaf_sums(key)):
            broken.append(f"{key}: roll-up {sums}, leaves {leaves}")
        if sums.ceiling != sums.free + sums.promised:
            broken.append(f"{key}: may pass on {sums.ceiling}, holds {sums.free} free and {sums.promised} promised")
    return broken


@invariants.register("I4 carried", "What a year's book gave up for the next one is what the next one got, line by line.")
def carried_once() -> list[str]:
    """Compare what each line carried out of a year with what the line of the same key got in the next, in the center's books and in mirrors."""
    return [
        finding for nature, came in ((Nature.CARRIED, "carried-in:"), (Nature.HANDED, "handed-in:")) for finding in _differing(nature, came)
    ]


def _differing(nature: Nature, came: str) -> list[str]:
    gone: Counter[tuple[str, int, str]] = Counter()
    nodes = Account.objects.filter(book__kind__in=(BookKind.PROJECT, BookKind.PASS_THROUGH), owner_key="").order_by("pk")
    columns = ("book__owner_key", "book__fiscal_year", "key")
    for owner, year, key, total in nodes.filter(nature=nature, key__endswith=f"/{nature}").values_list(*columns, "total"):
        gone[owner, year + 1, key.removeprefix("line:").removesuffix(f"/{nature}")] += total
    for owner, year, key, balance in nodes.filter(key__startswith=came).values_list(*columns, "balance"):
        gone[owner, year, key.removeprefix(came)] += balance
    return [
        f"{owner or 'line'} {key}: {left} {nature} into {year} differs from what came"
        for (owner, year, key), left in sorted(gone.items())
        if left
    ]


@invariants.register("I4 mirrored", "Where an operator's agreement went on to another year, what it passes on went with it.")
def mirrors_follow() -> list[str]:
    """What lives in a mirror lives in the year in which its agreement stands, and nowhere else."""
    living = Account.objects.filter(book__kind=BookKind.PASS_THROUGH, balance__gt=0).order_by("pk")
    living = living.filter(Q(nature=Nature.LINE) | Q(nature__in=(Nature.COMMITTED, Nature.PAID, Nature.OWED)) & ~Q(owner_key=""))
    standing = {owner: year_of_agreement(owner) for owner in set(living.values_list("book__owner_key", flat=True))}
    rows = living.values_list("book__owner_key", "book__fiscal_year", "key", "balance")
    return [
        f"{owner}: {key} holds {balance} in the mirror of {year}, the agreement stands in {standing[owner]}"
        for owner, year, key, balance in rows
        if year != standing[owner]
    ]
