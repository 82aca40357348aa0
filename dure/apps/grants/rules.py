"""Sums and gates of a grant: tranches, limits, evidence, settlement. Pure; amounts in whole won."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dure.kernel.won import Won, cut_below_won, won_in_full


def split_in_tranches(amount: int, shares: Sequence[int]) -> list[Won]:
    """Each share in percent of the amount, cut below one won; the last tranche takes what is left."""
    parts = [cut_below_won(amount, share, 100) for share in shares[:-1]]
    return [*parts, Won(amount - sum(parts))]


@dataclass(frozen=True, slots=True)
class SettlementFigures:
    """The four figures of a settlement."""

    paid: int
    accepted_grant: int
    accepted_own: int
    confirmed: int
    interest: int

    @property
    def to_return(self) -> int:
        """What goes back: the grant that is not confirmed, and the bank's interest."""
        return self.paid - self.confirmed + self.interest


def settle(
    *, paid: int, accepted_grant: int, accepted_own: int, planned_grant: int, planned_own: int, interest: int, by_ratio: bool
) -> SettlementFigures:
    """Confirm the grant: never more than was paid or accepted and, by ratio, never more than the grant's share of all accepted cost.

    The ratio is that of the last approved budget (domain.md §1.6).
    """
    bounds = [paid, accepted_grant]
    if by_ratio and planned_grant + planned_own:
        bounds.append(cut_below_won(accepted_grant + accepted_own, planned_grant, planned_grant + planned_own))
    return SettlementFigures(paid, accepted_grant, accepted_own, min(bounds), interest)


@dataclass(frozen=True, slots=True)
class Expense:
    """An expense as it was entered."""

    category: str
    source: str
    amount: int
    spent_on: date
    evidence: frozenset[str]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an agreement allows: its days, and what is left in each category and source."""

    starts_on: date
    ends_on: date
    left: Mapping[tuple[str, str], int]
    labels: Mapping[str, str]
    required_evidence: Mapping[str, Collection[str]]
    evidence_labels: Mapping[str, str]


def reasons_to_refuse(expense: Expense, limits: Limits, *, today: date) -> list[str]:
    """Everything that is wrong with an expense, each with what to do."""
    return [reason for reason in (_day(expense, limits, today), _room(expense, limits), _papers(expense, limits)) if reason]


def _day(expense: Expense, limits: Limits, today: date) -> str:
    if expense.spent_on > today:
        return "아직 오지 않은 날짜예요. 실제로 쓴 날을 적어 주세요."
    if not limits.starts_on <= expense.spent_on <= limits.ends_on:
        return f"협약 기간({limits.starts_on:%Y.%m.%d.} – {limits.ends_on:%Y.%m.%d.}) 안에 쓴 돈만 올릴 수 있어요."
    return ""


def _room(expense: Expense, limits: Limits) -> str:
    label = limits.labels.get(expense.category, expense.category)
    left = limits.left.get((expense.category, expense.source))
    if left is None:
        return f"승인된 예산에 {label} 비목이 없어요. 예산 변경을 먼저 상의해 주세요."
    if expense.amount > left:
        return f"{label} 비목에 {won_in_full(max(left, 0))}이 남았어요. 금액을 고치거나 예산 변경을 상의해 주세요."
    return ""


def _papers(expense: Expense, limits: Limits) -> str:
    required = limits.required_evidence.get(expense.category, limits.required_evidence.get("", ()))
    missing = [limits.evidence_labels.get(kind, kind) for kind in required if kind not in expense.evidence]
    return f"증빙이 빠졌어요: {', '.join(missing)}. 파일을 올린 뒤 저장해 주세요." if missing else ""


def room_left(planned: Mapping[tuple[str, str], int], spent: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], int]:
    """What is left in each (category, source) after what was spent and not withdrawn or disallowed."""
    left = dict(planned)
    for category, source, amount in spent:
        left[(category, source)] = left.get((category, source), 0) - amount
    return left


def missing_before_tranche(number: int, *, signed: bool, payee_ready: bool, reports: Mapping[str, bool], gate: Sequence[str]) -> list[str]:
    """What still stands before a tranche may be asked for, each named."""
    missing = []
    if not signed:
        missing.append("협약을 먼저 맺어야 해요.")
    if not payee_ready:
        missing.append("사업비를 받을 계좌를 등록하고 센터의 확인을 받아 주세요.")
    names = {"kickoff": "착수보고", "interim": "중간보고", "final": "결과보고"}
    missing += [f"{number}차 사업비는 {names[which]}가 받아들여진 뒤에 신청할 수 있어요." for which in gate if not reports.get(which, False)]
    return missing
