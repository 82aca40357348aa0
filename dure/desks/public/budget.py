"""The printed budget line by line, and by program where the document names an amount; sums that do not close are said, not mended."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from dure.apps.money import facade as money
from dure.apps.programs import facade as programs

THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A line in thousand won, as printed, with the change and its share in words."""

    title: str
    before: str
    after: str
    change: str
    change_share: str
    after_won: int
    falls: bool
    source: str


@dataclass(frozen=True, slots=True)
class ProgramMoney:
    """A program's printed amount, and what does not add up in its own line."""

    title: str
    href: str
    field: str
    said: str
    amount: int | None
    note: str


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """Two years side by side, then the programs of the newer."""

    years: tuple[int, int]
    rows: tuple[Row, ...]
    total: Row | None
    parts: tuple[dict[str, object], ...]
    programs: tuple[ProgramMoney, ...]
    programs_sum: int
    silent: int


def thousands(amount: int | None) -> str:
    """In thousand won, as budget books write it."""
    return "" if amount is None else f"{amount // THOUSAND:,}"


def signed_thousands(amount: int) -> str:
    """The change with a sign that screen readers and print both show."""
    thousand = abs(amount) // THOUSAND
    return f"+{thousand:,}" if amount > 0 else f"−{thousand:,}" if amount < 0 else "0"


def budget_page() -> BudgetPage:
    """Two queries: the printed lines, and the programs' documents."""
    table = money.printed_budget()
    rows = tuple(_row(row.title, row.amounts[0], row.amounts[-1], row.source) for row in table.rows)
    total = _row("사업비 총계", table.totals[0], table.totals[-1], "") if rows else None
    parts = tuple({"label": row.title, "amount": row.after_won, "shown": f"{row.after}천원"} for row in rows)
    told = programs_money(table.years[-1])
    named = tuple(line for line in told if line.said)
    known = sum(line.amount or 0 for line in named)
    return BudgetPage((table.years[0], table.years[-1]), rows, total, parts, named, known, len(told) - len(named))


def _row(title: str, before: int | None, after: int | None, source: str) -> Row:
    change = (after or 0) - (before or 0)
    share = f"{change * 100 / before:+.1f}%".replace("-", "−") if before else ""
    return Row(title, thousands(before), thousands(after), signed_thousands(change), share, after or 0, change < 0, source)


def programs_money(year: int) -> list[ProgramMoney]:
    """Every published program of the year with the amount its document prints, in the document's order."""
    rows = programs.public_programs(year).values_list("title", "slug", "field", "version__document")
    return [_program(year, *row) for row in rows]


def _program(year: int, title: str, slug: str, field: str, document: dict[str, Any] | None) -> ProgramMoney:
    offer = document or {}
    budget = offer.get("budget") or {}
    exact = budget.get("max") if budget.get("min") == budget.get("max") else None
    return ProgramMoney(title, reverse("public:program", args=[year, slug]), field, budget.get("text", ""), exact, not_closing(offer))


def not_closing(offer: dict[str, Any]) -> str:
    """Awards times the amount for one, where both are single figures and do not make the budget; empty when they do."""
    budget, awards = offer.get("budget") or {}, offer.get("awards") or {}
    count, total = _single(awards), _single(budget)
    each = [
        _single(cap)
        for cap in offer.get("caps", ())
        if cap.get("per") in {"firm", "case", ""} and cap.get("qualifier") in {"exact", "about"}
    ]
    if count is None or total is None or len(each) != 1 or each[0] is None or count * each[0] == total:
        return ""
    unit = awards.get("unit") or "곳"
    return f"{count}{unit} × {thousands(each[0])}천원 = {thousands(count * each[0])}천원이라 {thousands(total)}천원과 맞지 않아요. 자료에 적힌 그대로예요."


def _single(amount: dict[str, Any]) -> int | None:
    return amount.get("max") if amount.get("max") is not None and amount.get("min") == amount.get("max") else None
