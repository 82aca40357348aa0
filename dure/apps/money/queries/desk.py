"""The budget desk: each line's money as figures and as a bar, drawn from the left."""

from dataclasses import dataclass

from dure.apps.money.queries.sums import LineSums, line_sums

WIDE = 1000
"""Bars are drawn in thousandths of the longest."""
_PIECES = (
    ("returned", "돌려받음", "report"),
    ("owed", "돌려받을 돈", "share"),
    ("spent", "집행 인정", "done"),
    ("paid", "지급, 정산 전", "pledge"),
    ("committed", "협약, 지급 전", "judge"),
    ("handed_out", "정산을 다음 해로", "report"),
    ("carried_out", "이월", "work"),
    ("free", "남은 돈", "quiet"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the bar: where it begins, how wide it is, in thousandths, and what it stands for."""

    label: str
    amount: int
    x: int
    width: int
    tone: str


@dataclass(frozen=True, slots=True)
class Pictured:
    """A line with its figures and its bar."""

    sums: LineSums
    pieces: tuple[Piece, ...]

    @property
    def has(self) -> int:
        """What the line got this year, carried-in money with it."""
        return self.sums.allotted + self.sums.carried_in


def pictured(year: int) -> list[Pictured]:
    """The year's lines, each drawn on its own length. One query."""
    return [Pictured(line, _pieces(line)) for line in line_sums(year)]


def _pieces(line: LineSums) -> tuple[Piece, ...]:
    whole = line.allotted + line.carried_in + line.handed_in
    pieces, before = [], 0
    for name, label, tone in _PIECES:
        amount = getattr(line, name)
        if amount > 0 and whole > 0:
            x, end = before * WIDE // whole, (before + amount) * WIDE // whole
            pieces.append(Piece(label, amount, x, max(1, end - x), tone))
            before += amount
    return tuple(pieces)
