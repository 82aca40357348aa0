"""The one-sheet PDF: A3 landscape, our fonts embedded, the same bytes for the same year on the same day."""

from datetime import datetime
from pathlib import Path
from typing import Any

from dure.desks.timetable.board import Board, Line
from dure.desks.timetable.sheet import LEGEND, SIZES, notes_of, size_for, title_of
from dure.kernel.clock import seoul_date
from dure.kernel.period import start_of
from dure.platform import papers

_READINGS = str.maketrans({"中": "중", "初": "초", "内": "내", "內": "내", "月": "월", "限": "한"})
"""Characters of the source that the paper's font lacks, as they are read."""
TEMPLATE = Path(__file__).parent / "papers" / "timetable.typ"


def timetable_pdf(board: Board, *, organizer: str) -> bytes:
    """Set the sheet. The day of issue is the only time in it."""
    return papers.render(TEMPLATE, readable(data_of(board, organizer)), at=_day_of(board))


def _day_of(board: Board) -> datetime:
    return start_of(seoul_date(board.at))


def readable(value: Any) -> Any:
    """Every text in it with characters that the font has."""
    if isinstance(value, str):
        return value.translate(_READINGS)
    if isinstance(value, dict):
        return {key: readable(inner) for key, inner in value.items()}
    return [readable(inner) for inner in value] if isinstance(value, list) else value


def data_of(board: Board, organizer: str) -> dict[str, Any]:
    """What the template reads: everything is already words and numbers of columns."""
    return {
        "title": title_of(board),
        "organizer": organizer,
        "issued": board.issued,
        "count": board.count,
        "sizes": list(SIZES[max(0, SIZES.index(size_for(board)) - 3) :]),
        "legend": [list(entry) for entry in LEGEND],
        "note": notes_of(board),
        "groups": [{"heading": group.heading, "lines": [_line(line) for line in group.lines]} for group in board.groups],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "title": line.title,
        "lanes": [
            [{"start": bar.start, "span": bar.span, "tone": bar.tone, "text": bar.text, "expected": bar.is_expected} for bar in lane]
            for lane in line.drawing.lanes
        ],
        "strip": [{"tone": chip.tone, "text": chip.text, "look": chip.look} for chip in line.drawing.strip],
        "target": line.target,
        "scale": line.scale,
        "per_firm": line.per_firm,
        "contact": line.contact,
    }
