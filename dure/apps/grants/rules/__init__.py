"""Sums and gates of a grant: tranches, limits, evidence, settlement. Pure; amounts in whole won."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dure.apps.programs.facade import Question, Section
from dure.kernel.identifiers import is_business_number, looks_like_resident_number
from dure.kernel.won import Won, cut_below_won, parse_won, won_in_full


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
    *,
    paid: int,
    accepted_grant: int,
    accepted_own: int,
    planned_grant: int,
    planned_own: int,
    interest: int,
    by_ratio: bool,
    passed_on: int = 0,
) -> SettlementFigures:
    """Confirm the grant: never more than was paid or accepted and, by ratio, never more than the grant's share of all accepted cost.

    The ratio is that of the last approved budget (domain.md §1.6). `passed_on` was settled by others and is taken as it is.
    """
    bounds = [paid - passed_on, accepted_grant]
    if by_ratio and planned_grant + planned_own:
        bounds.append(share_of_cost(accepted_grant + accepted_own, planned_grant, planned_own))
    return SettlementFigures(paid, accepted_grant + passed_on, accepted_own, min(bounds) + passed_on, interest)


def share_of_cost(cost: int, planned_grant: int, planned_own: int) -> Won:
    """The grant's part of all accepted cost, by the budget approved last; a fraction of a won is cut."""
    return cut_below_won(cost, planned_grant, planned_grant + planned_own)


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


def reasons_against_signing(typed_name: str, own_name: str, seen: str, sha256: str, *, drawn: bool = False) -> list[str]:
    """The signer writes their own name or draws it, under the very paper that was read."""
    reasons = []
    if not drawn and ("".join(typed_name.split()) != "".join(own_name.split()) or not own_name.strip()):
        reasons.append(f"서명란에 내 이름({own_name})을 그대로 적어 주세요.")
    if seen != sha256:
        reasons.append("읽은 뒤에 협약서가 바뀌었어요. 협약서를 다시 읽고 서명해 주세요.")
    return reasons


def reasons_against_entry(amount: int, payee_name: str, memo: str, business_number: str) -> list[str]:
    """What is missing or ill-typed in an expense, each with what to do."""
    reasons = []
    if amount <= 0:
        reasons.append("금액은 1원 이상의 원 단위 숫자로 적어 주세요.")
    if not payee_name.strip():
        reasons.append("돈을 받은 곳을 적어 주세요. 예: 예시인쇄소")
    if not memo.strip():
        reasons.append("무엇에 쓴 돈인지 적어 주세요. 예: 전단 5,000장 인쇄")
    if looks_like_resident_number(memo):
        reasons.append("주민등록번호처럼 보이는 숫자가 있어요. 지우고 다시 적어 주세요.")
    if business_number.strip() and not is_business_number(business_number):
        reasons.append("받은 곳의 사업자등록번호를 다시 확인해 주세요. 예: 124-81-00998")
    return reasons


def problems_in(section: Section, data: Mapping[str, object], *, wanted: bool = True) -> dict[str, str]:
    """Question key → what is wrong with its answer. While it is only being saved, an empty answer is not wrong yet (`wanted` off)."""
    found = {question.key: _problem(question, data.get(question.key), wanted) for question in section.questions}
    return {key: sentence for key, sentence in found.items() if sentence}


def _problem(question: Question, answer: object, wanted: bool) -> str:
    text = ", ".join(str(one) for one in answer) if isinstance(answer, list | tuple) else str(answer or "").strip()
    if not text:
        return f"'{question.label}'에 답을 적어 주세요." if wanted and question.required else ""
    if question.longest and len(text) > question.longest:
        return f"'{question.label}'은 {question.longest:,}자까지 쓸 수 있어요. 지금 {len(text):,}자예요."
    if looks_like_resident_number(text):
        return f"'{question.label}'에 주민등록번호처럼 보이는 숫자가 있어요. 지우고 다시 적어 주세요."
    if question.kind in _SHAPES and not _fits(question.kind, text):
        return f"'{question.label}'은 {_SHAPES[question.kind]}로 적어 주세요."
    if question.choices and not set(answer if isinstance(answer, list | tuple) else [answer]) <= {key for key, _ in question.choices}:
        return f"'{question.label}'에서 하나를 골라 주세요."
    return ""


_SHAPES = {"number": "숫자", "money": "원 단위 숫자", "date": "2027-03-15 같은 날짜", "people": "숫자"}


def _fits(kind: str, text: str) -> bool:
    try:
        if kind == "date":
            date.fromisoformat(text)
        else:
            parse_won(text.removesuffix("명"))
    except ValueError:
        return False
    return True
