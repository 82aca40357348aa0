"""The one sheet: the columns of the paper table, and the type size at which a year fits on A3."""

from math import ceil

from dure.desks.timetable.board import Board, Line

HEADINGS = ("지원분야", "사업명", *(f"{month}월" for month in range(1, 13)), "지원대상", "지원규모", "업체평균", "문의처")
LEGEND = (
    ("call", "공고·접수"),
    ("judge", "심사·선정"),
    ("pledge", "협약·교부"),
    ("work", "수행·교육"),
    ("report", "보고·간담회"),
    ("share", "성과공유"),
)
NOTE = "빗금 칸: 자료에 달이 남아 있지 않아 순서만 나타냈습니다."
EXPECTED_NOTE = "예상: 아직 계획하지 않은 사업으로, 지난해들의 같은 일이 있던 달에서 헤아렸습니다."
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)
"""Type sizes in points, the largest that fits is taken."""

_SHEET_MM = 254.0
_WIDTHS_MM = {"title": 46.0, "target": 48.0, "scale": 22.0, "per_firm": 24.0, "contact": 44.0}
_MONTHS_MM = 192.0
_POINT_MM = 0.3528


def size_for(board: Board) -> float:
    """The largest type at which the lines fit on one sheet, by counting the lines that each cell would take."""
    return next((size for size in SIZES if sum(_height(line, size) for line in board.lines) <= _SHEET_MM), SIZES[-1])


def _height(line: Line, size: float) -> float:
    """Height of a program in millimetres: its texts beside, or its lanes, whichever is taller."""
    em = size * _POINT_MM
    beside = max(_rows(getattr(line, name), width, em) for name, width in _WIDTHS_MM.items())
    lanes = [max((_rows(cell.text, _MONTHS_MM / 24 * cell.span, em) for cell in lane if cell.text), default=1) for lane in line.lanes]
    if chips := line.drawing.strip:
        lanes.append(max(_rows(chip.text, _MONTHS_MM / len(chips), em) for chip in chips))
    padding = 1.1
    return max(beside * em * 1.25 + padding, sum(rows * em * 1.25 + padding for rows in lanes))


def _rows(text: str, width: float, em: float) -> int:
    """Lines a text takes: Korean syllables are one em wide, the rest a little more than half."""
    length = sum(1.0 if character > "\u1100" else 0.56 for character in text) * em * 0.95
    return max(1, ceil(length / max(width - 1.6, em)))


def notes_of(board: Board) -> str:
    """What must be explained under the title."""
    return " ".join(note for note, needed in ((NOTE, board.has_no_month), (EXPECTED_NOTE, board.expected)) if needed)


def title_of(board: Board) -> str:
    return f"{board.year}년 지원사업 추진일정표"
