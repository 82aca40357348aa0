"""What flags compare: expenses as they see them, what ties a grantee to others, amounts and spans; and the names of payees. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from dure.kernel.korean import table_day
from dure.kernel.period import is_working_day
from dure.kernel.won import won_in_full

_PROVINCES = re.compile(r"^(서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|제주)(특별자치시|특별자치도|특별시|광역시|도)")
_FORMS = re.compile(r"주식회사|유한회사|유한책임회사|사회적협동조합|협동조합|\((주|유|사|재|협)\)|[㈜㈐]")


def name_key(name: str) -> str:
    """A name without legal form, blanks and marks: (주) 예시 상점 and 예시상점 주식회사 are one."""
    plain = _FORMS.sub("", unicodedata.normalize("NFKC", name))
    return re.sub(r"[\W_]", "", plain).lower()[:120] or re.sub(r"\s", "", name)[:120]


def digits_of(text: str) -> str:
    """Only the digits."""
    return re.sub(r"\D", "", text)


def place_key(address: str) -> str:
    """An address as flags compare it, whether or not it names the quarter in brackets; one without a number says too little."""
    plain = re.sub(r"\(\D*\)", "", unicodedata.normalize("NFKC", address).strip())
    tidy = re.sub(r"[\s,.\-()]", "", _PROVINCES.sub(r"\1", plain))
    return tidy if re.search(r"\d", tidy) and len(tidy) >= 8 else ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of an expense."""

    kind: str
    sha256: str
    reused: bool = False
    added_at: datetime | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An expense with what flags ask of it. `giver` looks after the agreement (0 is the center); `agreed_on` is when both had signed.

    `wants_quotes` is off where the program's own list of papers for the category names none. `home` is the province of the grantee, if known.
    """

    pk: int
    agreement: int
    number: str
    party: int
    giver: int
    starts_on: date
    ends_on: date
    agreed_on: date | None
    category: str
    source: str
    kind: str
    billed: int
    spent_on: date
    payee_name: str
    payee_key: str
    business_number: str = ""
    invoice: str = ""
    memo: str = ""
    used_at: time | None = None
    person: str = ""
    birth_year: int | None = None
    withholding: str = ""
    income_tax: int = 0
    judged_at: datetime | None = None
    disallowed: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    wants_quotes: bool = True
    home: str = ""

    @property
    def month(self) -> tuple[int, int]:
        return self.spent_on.year, self.spent_on.month

    @property
    def quotes(self) -> int:
        return sum(paper.kind == "quotation" for paper in self.papers)

    def words_for(self, reader: "Item") -> str:
        """This expense as the people of another may read of it: another party's by the agreement's number only."""
        if self.party != reader.party:
            return f"다른 협약({self.number})의 집행"
        where = "" if self.agreement == reader.agreement else f"우리 조직의 다른 협약({self.number}), "
        return f"{where}{table_day(self.spent_on)} {self.payee_name} {won_in_full(self.billed)}"


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that a grantee, its people or its partners have: what it is, its value, and whose."""

    kind: str
    value: str
    whose: str
    represents: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """Everything that ties a grantee. `hands` are the accounts that represent it: two grantees with one of them in common are one owner."""

    own_number: str = ""
    own_name: str = ""
    ties: frozenset[Tie] = frozenset()
    hands: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that came back on the account or the card."""

    pk: int
    agreement: int
    on: date
    amount: int
    payee_key: str


@dataclass(frozen=True, slots=True)
class PaidPerson:
    """Somebody who is paid for a month by a program whose payments are kept elsewhere. `on` if the day is known; `number` names the agreement."""

    key: str
    name: str
    birth_year: int | None
    month: tuple[int, int]
    number: str
    agreement: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Amounts, spans and hours of a day, by the keys of rates.yaml."""

    values: Mapping[str, Sequence[tuple[date, int]]]

    def at(self, key: str, on: date) -> int:
        """What holds on the day; before the first day the first value."""
        rows = self.values[key]
        return next((value for since, value in reversed(rows) if since <= on), rows[0][1])


@dataclass(frozen=True, slots=True)
class World:
    """What expenses are compared with besides one another."""

    bounds: Bounds
    ties: Mapping[int, Ties] = field(default_factory=dict)
    vendors: Mapping[str, frozenset[Tie]] = field(default_factory=dict)
    refunds: Sequence[Refund] = ()
    people: Sequence[PaidPerson] = ()
    closed_days: frozenset[date] = frozenset()
    carded: Mapping[int, time | None] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        return is_working_day(day, self.closed_days)

    def on_card(self, item: Item) -> bool:
        """Was it paid by card, as far as its kind, its hour or the card's own file says so?"""
        return item.kind in {"card", "meeting"} or item.used_at is not None or item.pk in self.carded


@dataclass(frozen=True, slots=True)
class Finding:
    """A flag as it was found: on which expense (0 is the agreement itself), against which other one."""

    kind: str
    agreement: int
    pk: int
    mark: str
    pair: str
    says: str
    other: int | None = None


def alone(kind: str, item: Item, says: str, mark: str = "") -> Finding:
    """A finding on one expense by itself."""
    return Finding(kind, item.agreement, item.pk, mark or "self", f"{item.giver}:{item.pk}:{mark}", says)


def both(kind: str, first: Item, second: Item, says: str, pair: str = "") -> list[Finding]:
    """A finding on each of two, `says` with {other} for the other one."""
    low, high = sorted((first.pk, second.pk))
    return [
        Finding(
            kind,
            item.agreement,
            item.pk,
            f"spending-{other.pk}",
            f"{item.giver}:{pair or f'{low}+{high}'}",
            says.replace("{other}", other.words_for(item)),
            other.pk,
        )
        for item, other in ((first, second), (second, first))
    ]
