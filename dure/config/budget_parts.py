"""Which part of a printed line each program is: stated in the document, inferred from counts and amounts for one, or open."""

from collections.abc import Iterator, Sequence

from dure.apps.money import facade as money
from dure.platform.catalog.reader import Catalog
from dure.platform.catalog.schema import AmountEntry, Program
from dure.platform.catalog.sections import BudgetLine


def budget_parts(catalog: Catalog) -> dict[int, list[money.PrintedPart]]:
    """The parts of every printed year. A year whose programs the documents do not put under its lines has none, only the rest."""
    years = sorted({year for line in catalog.budget.lines for year in line.amounts})
    return {year: [part for line in catalog.budget.lines for part in _parts(catalog, year, line)] for year in years}


def _parts(catalog: Catalog, year: int, line: BudgetLine) -> Iterator[money.PrintedPart]:
    here = [one for one in catalog.programs if one.year == year and _heading(one) in line.headings]
    for program in sorted(here, key=lambda one: (one.order, one.slug)):
        amount, mark, basis = _amount_of(program)
        yield money.PrintedPart(line.key, program.slug, program.title, amount, mark, basis, program.source)


def _heading(program: Program) -> str:
    return program.source_field.split(" · ")[0].strip()


def _amount_of(program: Program) -> tuple[int, money.PartMark, str]:
    """The amount in won, how well it is known, and from what."""
    if program.budget is not None:
        total = _single(program.budget)
        return (total, money.PartMark.STATED, program.budget.text) if total else (0, money.PartMark.OPEN, program.budget.text)
    inner = [variant.budget for variant in (*program.tracks, *program.parts) if variant.budget is not None]
    if inner and all(_single(one) for one in inner):
        return sum(_single(one) for one in inner), money.PartMark.INFERRED, f"안에 적힌 금액의 합: {_joined(inner)}"
    caps = [cap for cap in program.caps if cap.per in {"firm", "case", ""}]
    count = program.awards.max if program.awards and program.awards.min == program.awards.max else None
    if program.awards and count and len(caps) == 1 and _single(caps[0]):
        return count * _single(caps[0]), money.PartMark.INFERRED, f"{program.awards.text} × {caps[0].text}"
    return 0, money.PartMark.OPEN, _joined([*program.caps, *inner])


def _single(amount: AmountEntry) -> int:
    """The amount where the document gives one figure, exact or about; nothing where it gives a span."""
    return amount.max if amount.max is not None and amount.min == amount.max else 0


def _joined(amounts: Sequence[AmountEntry]) -> str:
    return " · ".join(amount.text for amount in amounts)[:290]
