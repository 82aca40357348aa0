"""What operators pass on, read from the mirrors of their agreements. Direct, received and passed-through money are told apart and never added."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dure.apps.money.models import Account
from dure.apps.money.queries.sums import sums_of_agreements
from dure.apps.money.words import BookKind, Nature


@dataclass(frozen=True, slots=True)
class PassThroughSums:
    """One operator's agreement, in won. `received` came from the center for both hands; everything else happened in the mirror.

    ceiling = free + committed + paid · paid = on_hand + spent + owed + what came back to the operator · interest stands outside of it.
    """

    received: int = 0
    ceiling: int = 0
    free: int = 0
    committed: int = 0
    on_hand: int = 0
    spent: int = 0
    owed: int = 0
    returned: int = 0
    interest: int = 0

    @property
    def paid(self) -> int:
        """Everything that went out to firms, whatever became of it since."""
        return self.on_hand + self.spent + self.owed + self.returned

    @property
    def promised(self) -> int:
        """What the firms' agreements promise."""
        return self.committed + self.paid


_FIELDS = {
    f"line:part-two/{Nature.COMMITTED}": "committed",
    f"line:part-two/{Nature.PAID}": "on_hand",
    f"line:part-two/{Nature.SPENT}": "spent",
    f"line:part-two/{Nature.OWED}": "owed",
    f"line:part-two/{Nature.RETURNED}": "returned",
}


_CAME = ("carried-in:part-two", "handed-in:part-two")
"""Where the money of a mirror's later years came from; their balances are minus what came."""
_GONE = (Nature.CARRIED, Nature.HANDED)


def pass_through_sums(agreement_keys: Sequence[str]) -> dict[str, PassThroughSums]:
    """The roll-up of each operator's mirror, by the key of its agreement: one node per nature and year, never a leaf. Three queries.

    What went on to another year's mirror is counted where it stands now, and what may be passed on only once.
    """
    held: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    nodes = Account.objects.filter(book__kind=BookKind.PASS_THROUGH, book__owner_key__in=agreement_keys, owner_key="")
    for owner, key, nature, balance, total in nodes.order_by("pk").values_list("book__owner_key", "key", "nature", "balance", "total"):
        if key in _FIELDS:
            held[owner][_FIELDS[key]] += total
        elif nature == Nature.LINE:
            held[owner]["free"] += balance
            held[owner]["ceiling"] += total
        elif key in _CAME:
            held[owner]["ceiling"] += balance
        elif key.startswith("interest/"):
            held[owner]["interest"] += total
    received = sums_of_agreements(agreement_keys)
    return {key: PassThroughSums(received=received[key].paid, **held[key]) for key in agreement_keys}


def leaf_sums(agreement_key: str) -> PassThroughSums:
    """The same figures added up from the firms' own accounts, for whoever wants to compare."""
    held: dict[str, int] = defaultdict(int)
    leaves = Account.objects.filter(book__kind=BookKind.PASS_THROUGH, book__owner_key=agreement_key).exclude(owner_key="")
    leaves = leaves.exclude(nature__in=_GONE)
    for key, nature, balance in leaves.order_by("pk").values_list("key", "nature", "balance"):
        name = "interest" if key.startswith("interest-") else _FIELDS[f"line:part-two/{nature}"]
        held[name] += balance
    roll_up = pass_through_sums([agreement_key])[agreement_key]
    return PassThroughSums(received=roll_up.received, ceiling=roll_up.ceiling, free=roll_up.free, **held)
