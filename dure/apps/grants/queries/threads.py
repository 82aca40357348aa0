"""Threads about expenses that may not count: what is open, what may still be disallowed, which clauses there are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from dure.apps.grants.models import Agreement, Disallowance, DisallowanceTurn, Spending
from dure.apps.grants.queries.agreements import terms_of
from dure.kernel.won import won_in_full
from dure.platform.models import StoredFile

LAW = (
    "지방보조금법 제13조 용도 외 사용 금지",
    "지방보조금법 제14조 승인받지 않은 내용 변경",
    "협약 기간 밖의 지출",
    "증빙이 없거나 맞지 않음",
    "교부 목적과 관계없는 지출",
    "부가가치세 환급분",
)
"""Grounds that every program knows; the clauses of the agreement come before them."""


def left_to_disallow(spending: Spending) -> int:
    """The expense less what was disallowed of it before."""
    return spending.amount - (spending.disallowances.aggregate(sum=Sum("final_amount"))["sum"] or 0)


def clauses_of(agreement: Agreement) -> list[str]:
    """What may be picked as ground: the clauses both sides signed, the program's conditions, and those of the law."""
    signed = [f"협약 제{number}조({clause['title']})" for number, clause in enumerate(agreement.clauses, 1)]
    return [*signed, *terms_of(agreement).conditions, *LAW]


@dataclass(frozen=True, slots=True)
class TurnShown:
    """A turn with its papers."""

    turn: DisallowanceTurn
    amount: str
    papers: tuple[StoredFile, ...]


def turns_of(thread: Disallowance) -> list[TurnShown]:
    """What both sides said, in order. Two queries."""
    turns = list(thread.turns.order_by("id"))
    kind = DisallowanceTurn._meta.label_lower
    found: dict[int, list[StoredFile]] = {}
    for paper in StoredFile.objects.filter(owner_kind=kind, owner_id__in=[turn.pk for turn in turns], removed_at=None).order_by("id"):
        found.setdefault(paper.owner_id, []).append(paper)
    return [TurnShown(turn, won_in_full(turn.amount) if turn.amount is not None else "", tuple(found.get(turn.pk, ()))) for turn in turns]


def threads_of(agreement: Agreement) -> QuerySet[Disallowance]:
    """Every thread of the agreement, open ones first."""
    return agreement.disallowances.select_related("spending").order_by("ended_at", "id")


def may_still_reply(thread: Disallowance, today: date) -> bool:
    """Open, and its last day has not passed."""
    return thread.state != "ended" and today <= thread.reply_until
