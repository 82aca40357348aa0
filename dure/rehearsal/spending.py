"""Expenses of invented people: by their kind of payment, with the papers that each wants, to payees that are nobody twice."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dure.apps.grants import facade as grants
from dure.kernel.clock import seoul_date
from dure.kernel.period import is_working_day
from dure.platform.actor import Actor
from dure.rehearsal import papers, texts
from dure.rehearsal.numbers import business_number

DAY = timedelta(days=1)
KINDS = {
    "labor": "labor", "lecture": "lecture", "meeting": "meeting", "rental": "rental",
    "travel": "travel", "printing": "printing", "outsourcing": "contract",
}  # fmt: skip
"""The kind of payment of a category; everything else is bought as goods."""
_TAXED = {"lecture": "other"}
_QUOTED = frozenset({"goods", "card", "contract", "printing"})
_QUOTES_FROM = 1_000_000
_NOON, _NIGHT = time(12, 40), time(23, 40)
_SHOPS = ("새벽문구", "한결인쇄", "모둠강의", "동네공간", "푸른재료", "나란히상사", "오름기획", "두리유통")
_NAMES = (
    ("강", "남", "도", "문", "백", "서", "안", "장", "차", "하"),
    ("가", "나", "다", "라", "마", "바", "사", "아", "온", "은", "정", "희"),
)


@dataclass(frozen=True, slots=True)
class Want:
    """What is to be spent, in won, and how: with a tax invoice that shows VAT, or by card late at night, which raises a flag."""

    category: str
    source: str
    amount: int
    vat: bool = False
    at_night: bool = False


def working_day_before(at: datetime) -> date:
    """The last day before on which shops and offices are open."""
    day = seoul_date(at) - DAY
    while not is_working_day(day):
        day -= DAY
    return day


def bill_of(agreement: grants.Agreement, want: Want, at: datetime, rng: random.Random) -> grants.Bill:
    """One expense as it is entered. Of a bill with VAT what is charged is the amount, for the grantee gets the tax back."""
    kind, number = "card" if want.at_night else KINDS.get(want.category, "goods"), rng.randrange(1, 10**8)
    day, personal = working_day_before(at), kind in {"lecture", "labor"}
    with_vat = want.vat and kind in _QUOTED
    return grants.Bill(
        category=want.category,
        source=want.source,
        amount=want.amount * 11 // 10 if with_vat else want.amount,
        spent_on=day,
        payee_name=f"예시 {_SHOPS[number % len(_SHOPS)]} {number % 10_000}",
        memo=f"{texts.basis(want.category, rng)} 지출",
        payee_business_number="" if personal else business_number(number % 7_900),
        invoice_number=f"{day:%Y%m%d}{agreement.pk:08d}{number:08d}" if kind in _QUOTED and not want.at_night else "",
        kind=kind,
        has_vat=with_vat,
        supply=want.amount if with_vat else 0,
        withholding=_TAXED.get(kind, ""),
        used_at=_NIGHT if want.at_night else _NOON if kind == "meeting" else None,
        person_name=_person(rng) if personal else "",
        person_birth_year=1960 + number % 40 if personal else None,
    )


def _person(rng: random.Random) -> str:
    family, given = _NAMES
    return f"예시 {rng.choice(family)}{''.join(rng.choices(given, k=3))}"


def papers_of(agreement: grants.Agreement, bill: grants.Bill, at: datetime) -> list[tuple[str, papers.Paper]]:
    """The papers that the bill wants, and a second quotation where its sum asks for two; no file is like another one."""
    wanted = [paper.kind for paper in grants.weigh(agreement, bill).wanted for _copy in range(paper.copies)]
    if bill.kind in _QUOTED and bill.amount >= _QUOTES_FROM:
        wanted += ["quotation"] * max(0, 2 - wanted.count("quotation"))
    mark = f"{agreement.pk} {bill.category} {bill.source} {bill.amount} {at:%Y%m%d%H%M}"
    return [(kind, papers.pdf(f"{kind}-{place}.pdf", f"evidence {mark} {kind} {place}")) for place, kind in enumerate(wanted, start=1)]


def file_expense(agreement: grants.Agreement, want: Want, rng: random.Random, *, by: Actor, at: datetime) -> grants.Spending:
    """Entered with its papers; it waits to be judged."""
    bill = bill_of(agreement, want, at, rng)
    return grants.file_spending(agreement_id=agreement.pk, bill=bill, papers=papers_of(agreement, bill, at), by=by, at=at)
