"""Reading what was asked of the ledger and waits, was decided, or is only told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from dure.apps.money.models import Ask, CarryOver, LineTransfer, Reversal
from dure.apps.money.queries.sums import LineSums, line_sums
from dure.apps.money.words import ASK_TONES, AskState
from dure.platform.actor import Actor, Role

KINDS: dict[str, type[Ask]] = {"carry": CarryOver, "transfer": LineTransfer, "reversal": Reversal}


def ask_rows(kind: str) -> QuerySet[Any]:
    """Every request of a kind; the kinds are carry, transfer and reversal."""
    return KINDS[kind]._default_manager.order_by("-pk")


@dataclass(frozen=True, slots=True)
class AskShown:
    """A request in words, with the steps that this reader may take."""

    kind: str
    ask: Any
    word: str
    title: str
    amount: int
    tone: str
    may_decide: bool


def line_of_year(year: int, key: str) -> LineSums | None:
    """The line with its sums, if the year has it."""
    return next((line for line in line_sums(year) if line.key == key), None)


def given_unapproved(year: int, line_key: str) -> int:
    """What a line gave and got in the year without anybody's approval."""
    told = LineTransfer.objects.filter(year=year, from_line=line_key, state=AskState.REPORTED)
    return int(told.aggregate(sum=Sum("amount"))["sum"] or 0)


def asks_of_year(year: int, actor: Actor) -> list[AskShown]:
    """Everything asked in the year, waiting ones first, then the newest. Three queries."""
    carries = [
        _shown("carry", one, "이월", one.title, one.amount, actor) for one in CarryOver.objects.filter(from_year=year).order_by("-pk")
    ]
    moves = [_shown("transfer", one, "전용", f"{one.from_line} → {one.to_title}", one.amount, actor) for one in _transfers(year)]
    turns = Reversal.objects.filter(entry__book__fiscal_year=year).select_related("entry").prefetch_related("entry__legs").order_by("-pk")
    reversals = [_shown("reversal", one, "바로잡기", _entry_title(one), _entry_amount(one), actor) for one in turns]
    return sorted([*carries, *moves, *reversals], key=lambda one: one.ask.state != AskState.ASKED)


def _transfers(year: int) -> Sequence[LineTransfer]:
    return list(LineTransfer.objects.filter(year=year).order_by("-pk"))


def _entry_title(ask: Reversal) -> str:
    return f"기록 {ask.entry_id}번 ({ask.entry.get_kind_display()})"


def _entry_amount(ask: Reversal) -> int:
    return sum(leg.amount for leg in ask.entry.legs.all() if leg.amount > 0)


def _shown(kind: str, ask: Any, word: str, title: str, amount: int, actor: Actor) -> AskShown:
    mine = ask.asked_by_id == actor.account_id
    may = ask.state == AskState.ASKED and actor.has_in_center(Role.APPROVER) and not mine
    return AskShown(kind, ask, word, title, amount, ASK_TONES[AskState(ask.state)], may)


def waiting_count(actor: Actor) -> int:
    """How many requests this approver may decide; nothing for anybody else."""
    if not actor.has_in_center(Role.APPROVER):
        return 0
    return sum(
        kind._default_manager.filter(state=AskState.ASKED).exclude(asked_by_id=actor.account_id or 0).count() for kind in KINDS.values()
    )
