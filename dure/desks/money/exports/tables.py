"""The tables of a full export, each a stream of rows. No account number is in any of them, and of persons only the names that papers show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.kernel.clock import seoul
from dure.platform.models import JournalLine

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the export: its columns, its rows, and the columns whose sum is told."""

    name: str
    what: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    summed: Sequence[str] = ()


def tables_of(year: int, program_id: int | None) -> Iterator[Table]:
    """Every table of the year, or of the program in it. The ledger is as it stood when this began: later entries stay out."""
    agreements = grants.agreements_in(year, program_id)
    last = money.Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    entries = money.Entry.objects.filter(book__fiscal_year=year, posted=True, pk__lte=last)
    if program_id:
        entries = entries.filter(owner_key__in=[f"agreement-{pk}" for pk in agreements.order_by("pk").values_list("pk", flat=True)])
    yield from _ledger(entries)
    yield from _grants(agreements)
    yield _journal(agreements, year, program_id)


def _streamed(rows: QuerySet[Any], *columns: Any, **named: Any) -> Iterator[Sequence[Any]]:
    return iter(rows.values_list(*columns, **named).iterator(chunk_size=_AT_ONCE))


def _table(name: str, what: str, rows: QuerySet[Any], columns: dict[str, str], *summed: str) -> Table:
    """Columns of rows: what a column is called, and where it stands."""
    return Table(f"{name}.csv", what, tuple(columns), _streamed(rows, *columns.values()), summed)


def _ledger(entries: QuerySet[money.Entry]) -> Iterator[Table]:
    legs = money.Leg.objects.filter(entry__in=entries.order_by().values("pk"))
    books = money.Book.objects.filter(pk__in=entries.order_by().values("book_id")).order_by("pk")
    yield _table("books", "장부", books, {"book": "pk", "kind": "kind", "year": "fiscal_year", "owner": "owner_key"})
    accounts = money.Account.objects.filter(pk__in=legs.order_by().values("account_id")).order_by("pk")
    sums = legs.order_by().values_list("account_id").annotate(Sum("amount"))
    yield Table(
        "accounts.csv",
        "계정과 이 자료에 든 기록의 합",
        ("account", "book", "key", "title", "nature", "owner", "above", "balance"),
        _with_balance(accounts, dict(sums)),
        ("balance",),
    )
    heads = {"entry": "pk", "book": "book_id", "kind": "kind", "subject": "subject_key", "owner": "owner_key", "at": "at"}
    more = {"by": "by_name", "memo": "memo", "reverses": "reverses_id", "key": "idempotency_key"}
    yield _table("entries", "장부 기록", entries.order_by("pk"), heads | more)
    heads = {"entry": "entry_id", "leg": "pk", "account": "account_id", "amount": "amount", "category": "category", "source": "source"}
    yield _table("legs", "기록의 다리", legs.order_by("entry_id", "pk"), heads, "amount")


def _with_balance(accounts: QuerySet[money.Account], sums: dict[int, int]) -> Iterator[Sequence[Any]]:
    columns = ("pk", "book_id", "key", "title", "nature", "owner_key", "parent_id")
    for row in _streamed(accounts, *columns):
        yield (*row, sums.get(row[0], 0))


def _grants(agreements: QuerySet[grants.Agreement, Any]) -> Iterator[Table]:
    mine = agreements.order_by().values("pk")
    heads = {"agreement": "pk", "number": "number", "program": "case__round__program__title", "party": "case__party__name"}
    more = {"state": "state", "amount": "amount", "own_money": "own_money", "passed_on": "pass_through", "through": "through_id"}
    days = {"starts_on": "starts_on", "ends_on": "ends_on", "line": "line_key", "sha256": "document_sha256"}
    yield _table("agreements", "협약", agreements.order_by("pk"), heads | more | days, "amount", "own_money")
    keys = [f"agreement-{pk}" for pk in agreements.order_by("pk").values_list("pk", flat=True)]
    orders = money.PaymentOrder.objects.filter(agreement_key__in=keys).order_by("pk")
    heads = {"order": "pk", "subject": "subject_key", "agreement": "agreement_key", "title": "title", "party": "party__name"}
    hands = {
        f"{name}_{part}": f"{name}_{part}" for name in ("asked", "prepared", "approved", "paid", "refused") for part in ("at", "by_name")
    }
    more = {"amount": "amount", "state": "state", "paid_on": "paid_on", "entry": "entry_id", "approval_hash": "approval_hash"}
    yield _table("orders", "지급과 거친 사람", orders, heads | more | hands, "amount")
    expenses = grants.Spending.objects.filter(agreement__in=mine).exclude(state="draft").annotate(marks=Count("flags"))
    heads = {"expense": "pk", "agreement": "agreement_id", "category": "category", "source": "source", "amount": "amount", "vat": "vat"}
    more = {"spent_on": "spent_on", "payee": "payee_name", "payee_number": "payee_business_number", "invoice": "invoice_number"}
    word = {"what": "memo", "kind": "kind", "income_tax": "income_tax", "local_tax": "local_tax", "state": "state", "clause": "clause"}
    who = {"filed_at": "filed_at", "filed_by": "filed_by_name", "judged_at": "judged_at", "judged_by": "judged_by_name", "flags": "marks"}
    yield _table("expenses", "집행", expenses.order_by("pk"), heads | more | word | who, "amount", "vat")
    evidence = grants.SpendingEvidence.objects.filter(spending__agreement__in=mine).exclude(spending__state="draft").order_by("pk")
    heads = {"evidence": "pk", "expense": "spending_id", "kind": "kind", "name": "file__name", "bytes": "file__size"}
    yield _table("evidence", "증빙의 이름과 SHA-256", evidence, heads | {"sha256": "file__sha256", "at": "file__at"}, "bytes")
    yield from _settled(mine)


def _settled(mine: QuerySet[Any]) -> Iterator[Table]:
    settlements = grants.Settlement.objects.filter(agreement__in=mine).order_by("pk")
    heads = {"settlement": "pk", "agreement": "agreement_id", "state": "state", "paid": "paid", "accepted_grant": "accepted_grant"}
    more = {"accepted_own": "accepted_own", "confirmed": "confirmed", "interest": "interest", "to_return": "to_return"}
    who = {"handed_in_at": "handed_in_at", "confirmed_at": "confirmed_at", "confirmed_by": "confirmed_by_name", "closed_at": "closed_at"}
    yield _table("settlements", "정산", settlements, heads | more | who, "paid", "confirmed", "interest", "to_return")
    returns = grants.ReturnedMoney.objects.filter(settlement__agreement__in=mine).order_by("pk")
    heads = {"return": "pk", "settlement": "settlement_id", "amount": "amount", "returned_on": "returned_on"}
    yield _table("returns", "돌려받은 돈", returns, heads | {"recorded_at": "recorded_at", "recorded_by": "recorded_by_name"}, "amount")


def _journal(agreements: QuerySet[grants.Agreement, Any], year: int, program_id: int | None) -> Table:
    """What people did about these cases; of a whole year also what was done with the money itself."""
    about = Q(case_id__in=agreements.order_by().values("case_id"))
    if program_id is None:
        about |= Q(kind__startswith="money.", at__gte=seoul(year, 1, 1), at__lt=seoul(year + 1, 1, 1))
    lines = JournalLine.objects.filter(about).order_by("pk")
    heads = {"line": "pk", "at": "at", "by": "actor_name", "seat": "seat_title", "via": "via", "verb": "verb", "kind": "kind"}
    more = {"subject": "subject_id", "case": "case_id", "reason": "reason", "mark": "mark", "sequence": "sequence", "chain": "chain"}
    return _table("journal", "활동 기록", lines, heads | more)
