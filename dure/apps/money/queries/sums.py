"""Sums of the ledger: read from the balances that each posting keeps, so their cost does not grow with history."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Sum

from dure.apps.money.models import Account, BudgetLine, Leg
from dure.apps.money.words import BookKind, EntryKind, Nature


@dataclass(frozen=True, slots=True)
class AgreementSums:
    """One agreement in the ledger, in won.

    committed = undisbursed + paid (what the agreement promises, less what was released) · paid = everything that went out ·
    on_hand = paid and not yet accounted for · owed_back = still to come back, interest with it · returned = came back.
    """

    committed: int = 0
    undisbursed: int = 0
    paid: int = 0
    on_hand: int = 0
    spent_grant: int = 0
    spent_own: int = 0
    disallowed: int = 0
    unspent: int = 0
    interest: int = 0
    owed_back: int = 0
    returned: int = 0


def agreement_sums(agreement_key: str) -> AgreementSums:
    """The agreement's sums; all zero if it is not in the books. Two queries."""
    return sums_of_agreements([agreement_key])[agreement_key]


def sums_of_agreements(agreement_keys: Sequence[str]) -> dict[str, AgreementSums]:
    """The sums of each agreement, by key. Two queries however many there are."""
    held: dict[str, dict[tuple[str, str, bool], int]] = defaultdict(lambda: defaultdict(int))
    rows = Account.objects.filter(owner_key__in=agreement_keys).order_by("pk")
    for owner, kind, nature, key, balance in rows.values_list("owner_key", "book__kind", "nature", "key", "balance"):
        place = BookKind.PROJECT if kind == BookKind.PASS_THROUGH else kind
        held[owner][place, nature, key.startswith("interest-")] += balance
    moved = _moved_by_kind(agreement_keys)
    return {key: _sums(held[key], moved[key]) for key in agreement_keys}


def _sums(held: Mapping[tuple[str, str, bool], int], moved: Mapping[str, int]) -> AgreementSums:
    principal = {nature: held[BookKind.PROJECT, nature, False] for nature in Nature}
    interest = {nature: held[BookKind.PROJECT, nature, True] for nature in Nature}
    paid = sum(principal[nature] for nature in (Nature.PAID, Nature.SPENT, Nature.OWED, Nature.RETURNED))
    return AgreementSums(
        committed=principal[Nature.COMMITTED] + paid,
        undisbursed=principal[Nature.COMMITTED],
        paid=paid,
        on_hand=principal[Nature.PAID],
        spent_grant=principal[Nature.SPENT],
        spent_own=held[BookKind.OWN_SHARE, Nature.SPENT, False],
        disallowed=moved.get(EntryKind.DISALLOW, 0),
        unspent=moved.get(EntryKind.UNSPENT, 0),
        interest=interest[Nature.OWED] + interest[Nature.RETURNED],
        owed_back=principal[Nature.OWED] + interest[Nature.OWED],
        returned=principal[Nature.RETURNED] + interest[Nature.RETURNED],
    )


def _moved_by_kind(agreement_keys: Sequence[str]) -> dict[str, dict[str, int]]:
    """What disallowances and leftovers put on the owed accounts, reversals of them taken off, by agreement."""
    legs = Leg.objects.filter(
        entry__owner_key__in=agreement_keys, account__owner_key=F("entry__owner_key"), account__nature=Nature.OWED, entry__posted=True
    )
    rows = legs.filter(entry__kind__in=(EntryKind.DISALLOW, EntryKind.UNSPENT, EntryKind.REVERSE)).order_by()
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for owner, kind, reversed_kind, amount in rows.values_list("entry__owner_key", "entry__kind", "entry__reverses__kind").annotate(
        Sum("amount")
    ):
        sums[owner][reversed_kind or kind] += amount
    return sums


def spent_by_category(agreement_key: str) -> dict[tuple[str, str], int]:
    """(category, source) → won accepted, disallowances after acceptance taken off."""
    legs = Leg.objects.filter(account__owner_key=agreement_key, account__nature=Nature.SPENT, entry__posted=True)
    rows = legs.order_by().values_list("category", "source").annotate(Sum("amount"))
    return {(category, source): amount for category, source, amount in rows if amount}


@dataclass(slots=True)
class LineSums:
    """One line of a year's budget, lines under it counted in, in won.

    allotted + carried_in = free + committed + disbursed + carried_out: what a year got is promised, paid, gone on to the next, or free.
    What was paid in a year is that year's payment, also where its settlement was handed on to the next one; there it is settled, not paid again.
    """

    key: str
    title: str
    depth: int = 0
    ceiling: int | None = None
    allotted: int = 0
    free: int = 0
    committed: int = 0
    paid: int = 0
    spent: int = 0
    owed: int = 0
    returned: int = 0
    carried_out: int = 0
    carried_in: int = 0
    handed_out: int = 0
    handed_in: int = 0

    @property
    def disbursed(self) -> int:
        """Everything that went out in the year, whatever became of it since."""
        return self.paid + self.spent + self.owed + self.returned + self.handed_out - self.handed_in


_CAME = {"carried-in:": "carried_in", "handed-in:": "handed_in"}
_FIELD_OF = {
    Nature.LINE: "free",
    Nature.COMMITTED: "committed",
    Nature.PAID: "paid",
    Nature.SPENT: "spent",
    Nature.OWED: "owed",
    Nature.RETURNED: "returned",
    Nature.CARRIED: "carried_out",
    Nature.HANDED: "handed_out",
}


def line_sums(year: int) -> list[LineSums]:
    """The year's lines, a parent before its children. Reads one node per line and nature, never a leg."""
    nodes = Account.objects.filter(book__kind=BookKind.PROJECT, book__fiscal_year=year, owner_key="")
    rows = list(nodes.order_by("pk"))
    lines = {row.pk: _line_of(row) for row in rows if row.nature == Nature.LINE}
    for row in rows:
        name = _FIELD_OF.get(Nature(row.nature))
        amount = row.balance if row.nature == Nature.LINE else row.total
        for pk in (*row.ids_above, row.pk):
            if name and pk in lines:
                setattr(lines[pk], name, getattr(lines[pk], name) + amount)
    came = {row.key: -row.balance for row in rows}
    for row in rows:
        for pk in (*row.ids_above, row.pk) if row.pk in lines else ():
            for prefix, name in _CAME.items():
                setattr(lines[pk], name, getattr(lines[pk], name) + came.get(f"{prefix}{lines[row.pk].key}", 0))
    for line in lines.values():
        line.allotted -= line.carried_in + line.handed_in
    order = sorted((row for row in rows if row.pk in lines), key=lambda row: (*row.ids_above, row.pk))
    return [lines[row.pk] for row in order]


def _line_of(row: Account) -> LineSums:
    return LineSums(row.key.removeprefix("line:"), row.title, len(row.ids_above), row.ceiling, allotted=row.total)


@dataclass(frozen=True, slots=True)
class BudgetComparison:
    """A printed line in two years, in won; None where a year does not have it."""

    key: str
    title: str
    amounts: tuple[int | None, ...]
    source: str

    @property
    def difference(self) -> int:
        """The last year less the first."""
        return (self.amounts[-1] or 0) - (self.amounts[0] or 0)


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """Printed budgets side by side, with their sums."""

    years: tuple[int, ...]
    rows: tuple[BudgetComparison, ...]
    totals: tuple[int, ...] = field(default=())

    @property
    def difference(self) -> int:
        return self.totals[-1] - self.totals[0] if self.totals else 0


def printed_budget(years: Sequence[int] = (2020, 2021)) -> BudgetTable:
    """The catalog's budget lines of the years with their difference, in the order of the document. One query."""
    found: dict[str, dict[int, BudgetLine]] = defaultdict(dict)
    for line in BudgetLine.objects.filter(year__in=years).order_by("order", "year", "pk"):
        found[line.key][line.year] = line
    rows = tuple(_compare(key, by_year, years) for key, by_year in found.items())
    totals = tuple(sum(row.amounts[place] or 0 for row in rows) for place in range(len(years)))
    return BudgetTable(tuple(years), rows, totals)


def _compare(key: str, by_year: dict[int, BudgetLine], years: Sequence[int]) -> BudgetComparison:
    newest = by_year[max(by_year)]
    amounts = tuple(by_year[year].amount if year in by_year else None for year in years)
    return BudgetComparison(key, newest.title, amounts, newest.source)
