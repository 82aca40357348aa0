"""The ledger of a program said three times: by its agreements, by the nodes that roll them up, and by the entries themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from django.db.models import Sum
from django.db.models.functions import Coalesce

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs

_SIDES = ("협약", "항목", "기록")
_BOOKS = ("project", "pass_through")
_INTEREST = "interest-"


@dataclass(frozen=True, slots=True)
class Sums:
    """What was promised, went out, was spent by evidence and came back, in won; interest comes back with the rest."""

    committed: int = 0
    paid: int = 0
    spent: int = 0
    returned: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def words(self) -> str:
        return f"협약 {self.committed:,}원, 지급 {self.paid:,}원, 집행 {self.spent:,}원, 반납 {self.returned:,}원"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The same sums by agreements, by nodes and by entries. What operators passed on is compared as well and not added."""

    agreements: Sums = Sums()
    nodes: Sums = Sums()
    entries: Sums = Sums()

    def __add__(self, other: "Ledger") -> "Ledger":
        return Ledger(self.agreements + other.agreements, self.nodes + other.nodes, self.entries + other.entries)

    @property
    def reconciles(self) -> bool:
        return self.agreements == self.nodes == self.entries

    @property
    def findings(self) -> tuple[str, ...]:
        """Empty, or what each side says."""
        if self.reconciles:
            return ()
        sides = zip(_SIDES, (self.agreements, self.nodes, self.entries), strict=True)
        return ("장부가 맞지 않음: " + " / ".join(f"{side}: {sums.words}" for side, sums in sides),)


def ledger_of(program: programs.Program) -> tuple[Ledger, tuple[str, ...]]:
    """The program's ledger of what the center pays, and every finding: in it, or in what its operators passed on."""
    signed = grants.Agreement.objects.filter(case__round__program=program).exclude(center_signed_at=None).order_by("pk")
    direct = _ledger([grants.ledger_key(one) for one in signed if one.through_id is None])
    passed = _ledger([grants.ledger_key(one) for one in signed if one.through_id is not None])
    return direct, (*direct.findings, *passed.findings)


def _ledger(keys: Sequence[str]) -> Ledger:
    return Ledger(_of_agreements(keys), _of_nodes(keys), _of_entries(keys))


def _of_agreements(keys: Sequence[str]) -> Sums:
    found = money.sums_of_agreements(keys).values()
    return _added(Sums(one.committed, one.paid, one.spent_grant, one.returned) for one in found)


def _added(found: Iterable[Sums]) -> Sums:
    return sum(found, Sums())


def _of_nodes(keys: Sequence[str]) -> Sums:
    """The nodes above the agreements' accounts, each with everything under it. Interest has no node of the program's own."""
    leaves = money.Account.objects.filter(owner_key__in=keys, book__kind__in=_BOOKS)
    above = leaves.exclude(key__startswith=_INTEREST).order_by().values("parent_id").distinct()
    held: dict[str, int] = dict(
        money.Account.objects.filter(pk__in=above).order_by("nature").values_list("nature").annotate(sum=Coalesce(Sum("total"), 0))
    )
    paid = sum(held.get(nature, 0) for nature in ("paid", "spent", "owed", "returned"))
    interest = leaves.filter(key__startswith=f"{_INTEREST}returned").aggregate(sum=Coalesce(Sum("balance"), 0))["sum"]
    return Sums(held.get("committed", 0) + paid, paid, held.get("spent", 0), held.get("returned", 0) + interest)


def _of_entries(keys: Sequence[str]) -> Sums:
    """Every leg on the agreements' accounts, by the kind of its entry and by what the account stands for."""
    legs = money.Leg.objects.filter(account__owner_key__in=keys, account__book__kind__in=_BOOKS, entry__posted=True)
    rows = legs.order_by().values_list("account__nature", "entry__kind", "entry__reverses__kind").annotate(sum=Sum("amount"))
    promised = paid = spent = returned = 0
    for nature, kind, undone, amount in rows:
        is_payment = "pay" in (kind, undone)
        promised += amount if nature == "committed" and not is_payment else 0
        paid -= amount if nature == "committed" and is_payment else 0
        spent += amount if nature == "spent" else 0
        returned += amount if nature == "returned" else 0
    return Sums(promised, paid, spent, returned)
