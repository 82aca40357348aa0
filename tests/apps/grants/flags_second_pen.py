"""How a year of honest expenses (예시) is written down: who spends, one entry with its papers, and the days of 2026."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random
from typing import Any

import holidays

from dure.apps.grants.queries.weighing import Bill
from dure.apps.grants.rules.kinds import kind_of
from dure.kernel.identifiers import business_number_shown

YEAR = 2026
FIRST, LAST = date(YEAR, 3, 1), date(YEAR, 12, 31)
MONTHS = tuple(range(3, 13))
_KOREA = holidays.country_holidays("KR", years=YEAR)
_BOUNDS = {"quotes_from": 1_000_000, "contract_papers_from": 5_000_000}


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _KOREA


@dataclass(frozen=True, slots=True)
class Grantee:
    """Who spends, and how it lives. `officers` are its people's names."""

    key: str
    name: str
    way: str
    form: str
    number: str
    address: str
    phone: str
    officers: tuple[str, ...]
    members_company: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One expense as its people enter it, with papers by kind and content; equal content is one file."""

    who: str
    bill: Bill
    papers: tuple[tuple[str, str], ...]
    state: str = "filed"
    why: str = ""


def number_of(place: int, kind: int = 81) -> str:
    """A business number with the right check digit."""
    head = f"{100 + place % 900:03d}{kind:02d}{10_000 + place * 37 % 90_000:05d}"[:9]
    total = sum(int(digit) * weight for digit, weight in zip(head, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)) + int(head[8]) * 5 // 10
    return f"{head}{(10 - total % 10) % 10}"


class Pen:
    """Writes one grantee's year down, entry by entry; papers of an entry are its own unless shared."""

    def __init__(self, grantee: Grantee, chance: Random) -> None:
        self.grantee, self.chance, self.entries = grantee, chance, list[Entry]()

    def write(self, category: str, amount: int, day: date, payee: str, memo: str, *, why: str = "", **more: Any) -> Entry:
        """One expense; `shared` papers are files that other expenses have as well, `quotes` the two who offered."""
        shared: Mapping[str, str] = more.pop("shared", {})
        quotes, number, state = more.pop("quotes", ()), more.pop("number", ""), more.pop("state", "filed")
        facts = {**more.pop("facts", {}), **({"quotes": quotes} if quotes else {})}
        kind = more.pop("kind", "goods")
        digits = more.pop("digits", number_of(abs(hash_of(payee)) % 900)) if kind not in {"lecture", "labor"} else ""
        bill = Bill(
            category, more.pop("source", "grant"), amount, day, payee, memo,
            payee_business_number=business_number_shown(digits) if digits else "",
            invoice_number=number or self._approval(day, kind), kind=kind, facts=facts, **more,
        )  # fmt: skip
        entry = Entry(self.grantee.key, bill, tuple(self._papers(bill, shared)), state, why)
        self.entries.append(entry)
        return entry

    def _approval(self, day: date, kind: str) -> str:
        if kind in {"lecture", "labor", "travel", "meeting"}:
            return ""
        return f"{day:%Y%m%d}-{self.chance.randrange(10**8):08d}-{self.chance.randrange(10**8):08d}"

    def _papers(self, bill: Bill, shared: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        kind, place = kind_of(bill.kind), len(self.entries)
        wanted = [*kind.papers, *(kind.taxed if bill.withholding and bill.amount > 125_000 else ())]
        for step in kind.steps:
            wanted += [paper for paper in step.papers if bill.amount >= _BOUNDS[step.rate] for _copy in range(step.copies)]
        if bill.facts.get("quotes") and "quotation" not in wanted:
            wanted += ["quotation", "quotation"]
        own = [(paper, f"{self.grantee.key}:{place}:{turn}:{paper}") for turn, paper in enumerate(wanted)]
        first = {paper: wanted.index(paper) for paper in shared if paper in wanted}
        return [(paper, shared[paper] if first.get(paper) == turn else content) for turn, (paper, content) in enumerate(own)]

    def workday(self, month: int) -> date:
        """Any working day of the month."""
        while True:
            day = date(YEAR, month, self.chance.randint(1, 28))
            if is_working_day(day):
                return day

    def near(self, *, low: int, high: int) -> int:
        """An amount as tills give it: tens of won."""
        return self.chance.randrange(low, high) // 10 * 10


def hash_of(text: str) -> int:
    """The same number for a name in every run."""
    return sum(ord(letter) * (place + 7) * 131 for place, letter in enumerate(text))


def on_weekday(month: int, weekday: int, turn: int = 1) -> date:
    """The second Saturday of May: the weekday of that turn (0 the first)."""
    first = date(YEAR, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * turn)


def hour(chance: Random, low: int = 9, high: int = 20) -> time:
    return time(chance.randint(low, high), chance.randrange(60))


def withdrawn_before(entry: Entry) -> Entry:
    """The same expense as it was first entered and not accepted, with the same papers."""
    return replace(entry, state="disallowed", why="돌려보낸 뒤 같은 증빙으로 다시 올림")
