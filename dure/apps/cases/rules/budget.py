"""The budget table: typed rows become rows in won, with a sentence per cell that cannot be read. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dure.apps.cases.rules.answers import RESIDENT_NUMBER, NotAnAnswer, read_won
from dure.apps.programs.facade import Bid, BudgetLine, OwnShare, Terms
from dure.kernel.identifiers import looks_like_resident_number
from dure.kernel.won import LARGEST_WON, Won, won_in_full

MOST_ROWS = 100
LONGEST_BASIS = 300


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it was typed."""

    category: str = ""
    basis: str = ""
    grant: str = ""
    own: str = ""
    partner: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.category or self.basis.strip() or self.grant.strip() or self.own.strip())


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row that can be kept, in won."""

    category: str
    basis: str
    grant: int
    own: int
    partner: str = ""


@dataclass(frozen=True, slots=True)
class ReadBudget:
    """Rows that can be kept, and sentences about those that cannot."""

    rows: tuple[PlannedRow, ...] = ()
    reasons: list[str] = field(default_factory=list)

    @property
    def grant(self) -> int:
        return sum(row.grant for row in self.rows)

    @property
    def own(self) -> int:
        return sum(row.own for row in self.rows)


def read_budget(terms: Terms, typed: Sequence[TypedRow], *, partners: Collection[str] = ()) -> ReadBudget:
    """Blank rows are left out; a row without a category, or an amount that is no won, is told with its number.

    A row may belong to one of the `partners`, by its number; one that names nobody known is the applicant's.
    """
    rows: list[PlannedRow] = []
    reasons: list[str] = []
    for number, row in enumerate(typed, start=1):
        if row.is_blank:
            continue
        try:
            rows.append(_row(terms, row, partners))
        except NotAnAnswer as wrong:
            reasons.append(f"{number}번째 줄: {wrong}")
    if len(rows) > MOST_ROWS:
        reasons.append(f"예산은 {MOST_ROWS}줄까지 적을 수 있어요. 비슷한 줄을 합쳐 주세요.")
    read = ReadBudget(tuple(rows), reasons)
    if read.grant + read.own > LARGEST_WON:
        reasons.append("합계가 너무 커요. 금액을 원 단위로 적었는지 확인해 주세요.")
    return read


def _row(terms: Terms, row: TypedRow, partners: Collection[str]) -> PlannedRow:
    if terms.category(row.category) is None:
        raise NotAnAnswer("비목을 골라 주세요.")
    basis = row.basis.replace("\x00", "").strip()
    if len(basis) > LONGEST_BASIS:
        raise NotAnAnswer(f"산출 근거는 {LONGEST_BASIS}자까지 쓸 수 있어요.")
    if looks_like_resident_number(basis):
        raise NotAnAnswer(RESIDENT_NUMBER)
    return PlannedRow(
        row.category, basis, _won(row.grant, "보조금"), _won(row.own, "자부담"), row.partner if row.partner in partners else ""
    )


def _won(text: str, column: str) -> int:
    if not text.strip():
        return 0
    try:
        return read_won(text)
    except NotAnAnswer as wrong:
        raise NotAnAnswer(f"{column} {wrong}") from wrong


def bid_of(content: Mapping[str, Any]) -> Bid:
    """What the application asks for, as the rules read it."""
    rows = content["budget"]
    partners = content["partners"]
    return Bid(
        asked=Won(sum(row["grant"] for row in rows)),
        own_money=Won(sum(row["own"] for row in rows)),
        partners=len(partners),
        rows=tuple(BudgetLine(row["category"], Won(row["grant"]), Won(row["own"])) for row in rows),
        district=content["district"],
        partner_forms=tuple(row["legal_form"] for row in partners),
    )


def share_words(share: OwnShare | None, *, grant: int, own: int) -> str:
    """The own share as it stands, and of what it is counted: 자부담 21.9% (총사업비의) · 20% 이상이면 돼요."""
    whole = grant + own
    if share is None:
        return f"자부담 {won_in_full(own)} · 정해진 비율이 없어요."
    base = share.base.of(grant=grant, own=own)
    tenths = own * 1000 // base if base else 0
    of = "총사업비" if share.base == "unstated" else share.base.label
    aside = " (자료에 기준이 적혀 있지 않아 총사업비로 보여 드려요)" if share.base == "unstated" else ""
    return f"자부담은 {of} {won_in_full(base if whole else 0)}의 {tenths // 10}.{tenths % 10}% · {share.percent}% 이상이면 돼요{aside}."


@dataclass(frozen=True, slots=True)
class Limit:
    """A bounded category: how far it may go, of what, and where it stands. `is_over` says that it is broken."""

    category: str
    title: str
    percent: int
    of: str
    of_label: str
    words: str
    is_over: bool


def bounds(terms: Terms, rows: Sequence[PlannedRow | Any]) -> list[Limit]:
    """Each bounded category with where it stands, for the page and for its script."""
    grant, own = sum(row.grant for row in rows), sum(row.own for row in rows)
    bounded = [category for category in terms.categories if category.most_percent is not None]
    said = limits(terms, rows)
    found = []
    for category, words in zip(bounded, said, strict=True):
        percent = category.most_percent or 0
        part = sum(row.grant + (0 if category.of == "grant" else row.own) for row in rows if row.category == category.key)
        over = part * 100 > category.of.of(grant=grant, own=own) * percent
        found.append(Limit(category.key, category.title, percent, str(category.of), category.of.label, words, over))
    return found


def limits(terms: Terms, rows: Sequence[PlannedRow | Any]) -> list[str]:
    """Each bounded category's limit and where it stands, shown before it is broken."""
    grant, own = sum(row.grant for row in rows), sum(row.own for row in rows)
    said = []
    for category in terms.categories:
        if category.most_percent is None:
            continue
        part = sum(row.grant + (0 if category.of == "grant" else row.own) for row in rows if row.category == category.key)
        whole = category.of.of(grant=grant, own=own)
        tenths = part * 1000 // whole if whole else 0
        said.append(
            f"{category.title}: {category.of.label}의 {category.most_percent}%까지, 지금 {tenths // 10}.{tenths % 10}% ({won_in_full(part)})"
        )
    return said
