"""Rules of settling beside the formula: lines that cap, late reports, overdue refunds, an accountant's sheet. Pure; amounts in whole won."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dure.apps.grants.words import CHECK_RESULTS, CHECKS, Opinion
from dure.kernel.period import months_later
from dure.kernel.won import Won, cut_below_won, won_in_full


def within_lines(spent: Mapping[tuple[str, str], int], planned: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """What counts of each (category, source): never more than its approved line. Without an approved budget everything counts."""
    if not planned:
        return dict(spent)
    return {place: min(amount, planned.get(place, 0)) for place, amount in spent.items()}


def ratio_of(planned: Mapping[tuple[str, str], int], *, grant: int, own: int) -> tuple[int, int]:
    """(grant, own) of the budget approved last. While it speaks of another grant than the agreement gives, the agreement's own figures."""
    grants = sum(amount for (_, source), amount in planned.items() if source == "grant")
    owns = sum(amount for (_, source), amount in planned.items() if source == "own")
    return (grants, owns) if grants == grant else (grant, own)


@dataclass(frozen=True, slots=True)
class Band:
    """From so many months late the next grant may be cut by more than `over` and up to `to` percent."""

    months: int
    over: int
    to: int
    source: str


def months_late(due_on: date, handed_in_on: date) -> int:
    """Whole months that have passed since the day it was due."""
    months = 0
    while months_later(due_on, months + 1) <= handed_in_on:
        months += 1
    return months


def band_for(months: int, bands: Sequence[Band]) -> Band | None:
    """The heaviest band that has been reached; nothing below the first."""
    return max((band for band in bands if months >= band.months), key=lambda band: band.months, default=None)


@dataclass(frozen=True, slots=True)
class SurchargeRates:
    """Percents on an overdue sum: within seven days, within a month, for each further month begun, and the most."""

    week: int
    month: int
    each: int
    most: int


def surcharge_percent(due_on: date, today: date, rates: SurchargeRates) -> int:
    """How much an overdue surcharge has grown (영21); shown, never posted by itself."""
    if today <= due_on:
        return 0
    if (today - due_on).days <= 7:
        return rates.week
    if today <= months_later(due_on, 1):
        return rates.month
    begun = 1
    while months_later(due_on, 1 + begun) < today:
        begun += 1
    return min(rates.most, rates.month + rates.each * begun)


def surcharge(owed: int, percent: int) -> Won:
    """The surcharge in won, cut below one won."""
    return cut_below_won(owed, percent, 100)


def reasons_against_disallowing(amount: int, left: int, clause: str) -> list[str]:
    """The whole expense or a part of it, under a clause."""
    reasons = []
    if not 0 < amount <= left:
        reasons.append(f"인정하지 않을 금액은 1원부터 {won_in_full(left)}까지 적을 수 있어요.")
    if not clause.strip():
        reasons.append("인정하지 않는 근거(조항)를 고르거나 적어 주세요. 예: 협약 제5조 협약 기간 밖의 지출")
    return reasons


def reasons_against_signing(checks: Mapping[str, str], opinion: str, remarks: str, *, has_report: bool) -> list[str]:
    """Every item has a result, a finding is explained, and the report is there."""
    reasons = [f"'{title}'의 결과를 골라 주세요." for key, title in CHECKS.items() if checks.get(key) not in CHECK_RESULTS]
    if opinion not in Opinion.values:
        reasons.append("검증 의견을 골라 주세요.")
    elif opinion == Opinion.CLEAN and "finding" in checks.values():
        reasons.append("지적이 있는 항목이 있어요. 의견을 '지적 사항 있음'이나 '부적정'으로 골라 주세요.")
    if opinion != Opinion.CLEAN and not remarks.strip():
        reasons.append("무엇이 문제인지 적어 주세요. 예: 제3항 견적서 1건 누락")
    if not has_report:
        reasons.append("서명한 검증보고서 파일을 올려 주세요.")
    return reasons


def months_of_interest(rows: Sequence[tuple[str, date, int]]) -> list[str]:
    """What is wrong with the months of interest as typed."""
    places = [(account, month) for account, month, _amount in rows]
    reasons = []
    if len(set(places)) < len(places):
        reasons.append("같은 통장의 같은 달이 두 번 있어요. 하나로 합쳐 주세요.")
    if any(amount < 0 for _, _, amount in rows) or any(not account.strip() for account, _, _ in rows):
        reasons.append("이자는 통장 이름과 달, 0원 이상의 금액으로 적어 주세요.")
    return reasons
