"""L1, L2, L3: the roll-up that each posting keeps against a scan of every leg, as the ledger grows; equality; posting against raw inserts."""

from collections.abc import Callable
from itertools import count
from time import perf_counter

from django.db import connection, transaction
from django.db.models import Sum

from bench.measuring import Report, Wrong
from dure.apps.money import facade as money
from dure.apps.money.actions import ledger as postings
from dure.apps.money.models import Account, Entry, Leg
from dure.kernel.clock import now
from dure.platform.actor import Actor

YEAR = 2190
LINES, AGREEMENTS = 20, 100
BATCH = 5_000
POSTINGS = 200
BY = Actor.system("bench", via="command")
_turn = count(1)


def run(report: Report) -> None:
    """A year that nobody uses is filled, and gone again when the figures are known."""
    small = 100_000 if report.full else 10_000
    with transaction.atomic():
        _open()
        _fill(small // 2)
        few = _read(report)
        _fill((10 * small - small) // 2)
        many = _read(report)
        scan = [_clock(_scanned) for _ in many]
        _equal()
        report.arm(f"ledger.roll-up-{10 * small}-legs", sum(many) / len(many), "ms", sum(many) / len(many))
        report.arm(f"ledger.scan-{10 * small}-legs", sum(scan) / len(scan), "ms", sum(scan) / len(scan))
        report.ratio("L1.roll-up-against-scan", scan, many, goal=100 if report.full else None)
        report.ratio("L1.ten-times-the-legs", many, few, goal=1.5, less_is_better=True)
        report.note(f"L2: the roll-up of {LINES} lines equals the sum of {10 * small} legs")
        _posting(report)
        transaction.set_rollback(True)


def _open() -> None:
    at = now()
    for number in range(LINES):
        money.allot(year=YEAR, line_key=f"l{number}", title="예시", amount=10**12, subject_key=f"bench-{number}", by=BY, at=at)
    for number in range(AGREEMENTS):
        key = f"bench-{number}"
        money.commit(agreement_key=key, line_key=f"l{number % LINES}", year=YEAR, amount=10**9, title="예시", by=BY, at=at)
        postings.pay(agreement_key=key, amount=5 * 10**8, subject_key=key, by=BY, at=at)
        money.spend(agreement_key=key, amount=1, category="", source="grant", subject_key=key, by=BY, at=at)


def _fill(entries: int) -> None:
    """So many entries of two legs, a won each, written in bulk with the balances that posting would keep."""
    pairs = [_pair(f"bench-{number}") for number in range(AGREEMENTS)]
    for first in range(0, entries, BATCH):
        size = min(BATCH, entries - first)
        chosen = [pairs[place % AGREEMENTS] for place in range(first, first + size)]
        made = Entry.objects.bulk_create(
            Entry(book_id=paid.book_id, kind="spend", subject_key="bench", idempotency_key=f"bench-{next(_turn)}", at=now())
            for paid, _ in chosen
        )
        Leg.objects.bulk_create(
            (
                Leg(entry=entry, account=account, amount=amount, fiscal_year=YEAR)
                for entry, (paid, spent) in zip(made, chosen, strict=True)
                for account, amount in ((paid, -1), (spent, 1))
            ),
            batch_size=BATCH,
        )
        Entry.objects.filter(pk__gte=made[0].pk, pk__lte=made[-1].pk).update(posted=True)
    _keep()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pair(agreement: str) -> tuple[Account, Account]:
    held = Account.objects.filter(book__fiscal_year=YEAR, owner_key=agreement)
    return held.get(nature="paid"), held.get(nature="spent")


def _keep() -> None:
    """Balances and totals from the legs, as posting keeps them."""
    own = _scanned()
    rows = list(Account.objects.filter(book__fiscal_year=YEAR).order_by("pk"))
    totals = {row.pk: 0 for row in rows}
    for row in rows:
        row.balance = own.get(row.pk, 0)
        for pk in (row.pk, *row.ids_above):
            totals[pk] += row.balance
    for row in rows:
        row.total = totals[row.pk]
    Account.objects.bulk_update(rows, ["balance", "total"], batch_size=100)


def _scanned() -> dict[int, int]:
    """What a report without a roll-up would read: every leg of the year."""
    rows = (
        Leg.objects.filter(entry__posted=True, account__book__fiscal_year=YEAR).order_by().values_list("account_id").annotate(Sum("amount"))
    )
    return dict(rows)


def _read(report: Report) -> list[float]:
    money.line_sums(YEAR)
    return [_clock(lambda: money.line_sums(YEAR)) for _ in range(max(5, report.rounds))]


def _equal() -> None:
    own = _scanned()
    spent = sum(own.get(row.pk, 0) for row in Account.objects.filter(book__fiscal_year=YEAR, nature="spent", book__kind="project"))
    if spent != (told := sum(line.spent for line in money.line_sums(YEAR))):
        raise Wrong(f"the roll-up says {told} spent, the legs {spent}")


def _posting(report: Report) -> None:
    pair, at = _pair("bench-0"), now()
    posted, raw = [], []
    for _ in range(min(report.rounds, 5)):
        posted.append(_clock(lambda: [_posted(at) for _ in range(POSTINGS)]) / POSTINGS)
        raw.append(_clock(lambda: [_raw(pair, at) for _ in range(POSTINGS)]) / POSTINGS)
    report.arm("ledger.posting", sum(posted) / len(posted), "ms", sum(posted) / len(posted))
    report.arm("ledger.raw-insert", sum(raw) / len(raw), "ms", sum(raw) / len(raw))
    report.ratio("L3.posting-against-raw-insert", raw, posted, goal=0.25)


def _posted(at: object) -> None:
    with transaction.atomic():
        money.spend(agreement_key="bench-0", amount=1, category="", source="grant", subject_key=f"b{next(_turn)}", by=BY, at=at)  # type: ignore[arg-type]


def _raw(pair: tuple[Account, Account], at: object) -> None:
    """The rows alone, through the same library: an entry, its legs, the balances, posted. No lock, no rule, no key asked."""
    with transaction.atomic():
        key = f"r{next(_turn)}"
        entry = Entry.objects.create(book_id=pair[0].book_id, kind="spend", subject_key=key, idempotency_key=key, at=at)
        Leg.objects.bulk_create(Leg(entry=entry, account=one, amount=won, fiscal_year=YEAR) for one, won in zip(pair, (-1, 1), strict=True))
        Entry.objects.filter(pk=entry.pk).update(posted=True)


def _clock(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000
