"""What anybody may read of the budget: printed lines with their parts, and what the ledger says of each, summed by line and program."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dure.apps.money.models import BudgetLine, BudgetPart
from dure.apps.money.queries.desk import WIDE
from dure.apps.money.queries.sums import LineSums, line_sums
from dure.apps.money.words import MARK_TONES, PartMark

_LEDGER_WORD = "장부에만 있는 항목"


@dataclass(frozen=True, slots=True)
class Bar:
    """A line's amount in one year, drawn from the left: `width` of a thousand."""

    year: int
    amount: int
    width: int
    tone: str


@dataclass(frozen=True, slots=True)
class Pictured:
    """A line in every year shown, with the change from the first to the last."""

    key: str
    title: str
    bars: tuple[Bar, ...]
    difference: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines of the years side by side, with the sums."""

    years: tuple[int, ...]
    lines: tuple[Pictured, ...]
    totals: tuple[int, ...]

    @property
    def difference(self) -> int:
        return self.totals[-1] - self.totals[0] if self.totals else 0


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A line of a year: as printed, and as the ledger tells it."""

    key: str
    title: str
    printed: int | None
    sums: LineSums | None
    source: str
    width: int = 0
    itemized: int = 0


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A program under a line with how well its amount is known, and its own account in the ledger if it has one."""

    part: BudgetPart
    word: str
    tone: str
    width: int
    sums: LineSums | None


def picture() -> Picture:
    """The two newest printed years. One query."""
    rows = list(BudgetLine.objects.order_by("order", "year", "pk"))
    years = tuple(sorted({row.year for row in rows})[-2:])
    by_key: dict[str, dict[int, BudgetLine]] = defaultdict(dict)
    for row in rows:
        if row.year in years:
            by_key[row.key][row.year] = row
    largest = max((row.amount for row in rows if row.year in years), default=0)
    totals = tuple(sum(found[year].amount for found in by_key.values() if year in found) for year in years)
    return Picture(years, tuple(_pictured(key, found, years, largest) for key, found in by_key.items()), totals)


def _pictured(key: str, found: dict[int, BudgetLine], years: Sequence[int], largest: int) -> Pictured:
    tones = ("quiet", "call")[-len(years) :]
    bars = tuple(
        Bar(year, found[year].amount, _width(found[year].amount, largest), tone)
        for year, tone in zip(years, tones, strict=True)
        if year in found
    )
    amounts = [found[year].amount if year in found else 0 for year in years]
    return Pictured(key, found[max(found)].title, bars, amounts[-1] - amounts[0])


def _width(amount: int, largest: int) -> int:
    return max(1, amount * WIDE // largest) if amount > 0 and largest else 0


def public_lines(year: int) -> list[PublicLine]:
    """The lines of a year, printed ones in the document's order, then those only the ledger has. Three queries."""
    sums = {line.key: line for line in line_sums(year) if line.depth == 0}
    printed = list(BudgetLine.objects.filter(year=year).order_by("order", "pk"))
    itemized: dict[str, int] = defaultdict(int)
    for key, amount in BudgetPart.objects.filter(year=year).exclude(mark=PartMark.REST).order_by("pk").values_list("line_key", "amount"):
        itemized[key] += amount
    largest = max([*(row.amount for row in printed), *(line.allotted for line in sums.values()), 0])
    known = {row.key for row in printed}
    return [
        *(
            PublicLine(row.key, row.title, row.amount, sums.get(row.key), row.source, _width(row.amount, largest), itemized[row.key])
            for row in printed
        ),
        *(
            PublicLine(line.key, line.title, None, line, _LEDGER_WORD, _width(line.allotted + line.carried_in, largest))
            for line in sums.values()
            if line.key not in known
        ),
    ]


@dataclass(frozen=True, slots=True)
class LinePage:
    """One line of a year with its parts."""

    line: PublicLine
    parts: tuple[PublicPart, ...]
    under: tuple[LineSums, ...]


def public_line(year: int, key: str) -> LinePage | None:
    """A line with its parts, which sum to it, and the accounts under it. Three queries; nothing when neither side has it."""
    rows = line_sums(year)
    sums = next((row for row in rows if row.key == key and row.depth == 0), None)
    printed = BudgetLine.objects.filter(year=year, key=key).first()
    if printed is None and sums is None:
        return None
    parts = list(BudgetPart.objects.filter(year=year, line_key=key).order_by("order", "pk")) if printed else []
    below = {row.key: row for row in rows if row.key.startswith(f"{key}.")}
    largest = max((part.amount for part in parts), default=0)
    shown = tuple(_part(part, below.get(f"{key}.{part.key}"), largest) for part in parts)
    title = printed.title if printed else sums.title if sums else key
    source = printed.source if printed else _LEDGER_WORD
    itemized = sum(part.amount for part in parts if part.mark != PartMark.REST)
    line = PublicLine(key, title, printed.amount if printed else None, sums, source, WIDE, itemized)
    told = {f"{key}.{part.key}" for part in parts}
    return LinePage(line, shown, tuple(row for row in below.values() if row.key not in told))


def _part(part: BudgetPart, sums: LineSums | None, largest: int) -> PublicPart:
    mark = PartMark(part.mark)
    return PublicPart(part, str(mark.label), MARK_TONES[mark], _width(part.amount, largest), sums)


HEADS = (
    "연도", "항목", "부분", "구분", "근거", "출처", "문서 금액(원)",
    "장부 배정(원)", "이월 받음(원)", "협약·지급 전(원)", "지급(원)", "집행 인정(원)", "반납(원)",
)  # fmt: skip


def open_data(year: int) -> list[tuple[object, ...]]:
    """One row per line and per part, as open data; no grantee stands in it. Three queries."""
    rows, by_key = line_sums(year), {}
    by_key = {row.key: row for row in rows}
    titles = {row.key: row for row in BudgetLine.objects.filter(year=year).order_by("order", "pk")}
    parts: dict[str, list[BudgetPart]] = defaultdict(list)
    for part in BudgetPart.objects.filter(year=year).order_by("order", "pk"):
        parts[part.line_key].append(part)
    out: list[tuple[object, ...]] = []
    for key, printed in titles.items():
        out.append((str(year), printed.title, "", "항목", "", printed.source, printed.amount, *_figures(by_key.get(key))))
        out += [_part_row(year, printed.title, part, by_key.get(f"{key}.{part.key}")) for part in parts[key]]
    only = [row for row in rows if row.depth == 0 and row.key not in titles]
    return [*out, *((str(year), row.title, "", _LEDGER_WORD, "", "", None, *_figures(row)) for row in only)]


def _part_row(year: int, title: str, part: BudgetPart, sums: LineSums | None) -> tuple[object, ...]:
    amount = None if part.mark == PartMark.OPEN else part.amount
    return (str(year), title, part.title, str(PartMark(part.mark).label), part.basis, part.source, amount, *_figures(sums))


def _figures(sums: LineSums | None) -> tuple[int | None, ...]:
    if sums is None:
        return (None,) * 6
    return (sums.allotted, sums.carried_in, sums.committed, sums.disbursed, sums.spent, sums.returned)
