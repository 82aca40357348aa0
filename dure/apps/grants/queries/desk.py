"""The center's lists of a round's agreements and of settlements."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Settlement
from dure.apps.grants.queries.agreements import RoundTotals, agreements_of, agreements_with_tranches, ledger_key
from dure.apps.grants.queries.overview import MoneyPart
from dure.apps.grants.words import AgreementState
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.won import won_in_full
from dure.platform.actor import Actor, Role

_TONES = {"draft": "quiet", "offered": "pledge", "signed_by_grantee": "judge", "signed": "work", "ended": "done", "cancelled": "danger"}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement with its sums."""

    agreement: Agreement
    sums: money.AgreementSums
    tone: str


def rounds(actor: Actor) -> QuerySet[programs.Round]:
    """Every round with its program, for a page that is named by one; an operator's own."""
    if actor.has(Role.OPERATOR) and not actor.is_center:
        return programs.operated_rounds(actor)
    return programs.Round.objects.select_related("program__edition").order_by("pk")


def cases_to_draft(actor: Actor, round_id: int) -> QuerySet[cases.Case]:
    """Selected cases whose agreement has begun as a stage and is not written yet, by receipt number."""
    waiting = cases.StageRun.objects.filter(kind="agreement", state="open", case__round_id=round_id).order_by()
    written = Agreement.objects.exclude(state=AgreementState.CANCELLED).order_by().values("case_id")
    return cases.cases_of_round(actor, round_id).filter(pk__in=waiting.values("case_id")).exclude(pk__in=written)


def rows_of_round(actor: Actor, round_id: int) -> list[AgreementRow]:
    """Every agreement of the round with its money. The number of queries does not grow with the rows."""
    found = list(agreements_with_tranches(round_id).filter(pk__in=agreements_of(actor).order_by().values("pk")))
    sums = money.sums_of_agreements([ledger_key(agreement) for agreement in found])
    return [AgreementRow(agreement, sums[ledger_key(agreement)], _TONES[agreement.state]) for agreement in found]


def parts_of(totals: RoundTotals) -> list[MoneyPart]:
    """협약 · 지급 · 집행 of a round as parts of what was signed for."""
    parts = (
        ("집행 인정", totals.spent, "work"),
        ("지급, 집행 전", totals.on_hand, "call"),
        ("반납할 돈(이자 포함)", totals.owed_back, "report"),
        ("반납받은 돈", totals.returned, "done"),
        ("지급 전", totals.committed - totals.paid, "pledge"),
    )
    return [MoneyPart(label, amount, won_in_full(amount), tone) for label, amount, tone in parts if amount > 0]


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """A settlement with what is still owed, in won."""

    settlement: Settlement
    owed: int
    tone: str


_SETTLEMENT_TONES = {"draft": "quiet", "handed_in": "judge", "confirmed": "report", "closed": "done"}


def settlement_rows(settlements: Iterable[Settlement]) -> list[SettlementRow]:
    """With what the ledger says is still owed. Two queries more, however many rows."""
    found = list(settlements)
    sums = money.sums_of_agreements([ledger_key(settlement.agreement) for settlement in found])
    return [
        SettlementRow(settlement, sums[ledger_key(settlement.agreement)].owed_back, _SETTLEMENT_TONES[settlement.state])
        for settlement in found
    ]
