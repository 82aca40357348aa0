"""Lists as XLSX: one sheet with a frozen head; what people typed is never read as a formula or an address."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from dure.kernel.clock import SEOUL

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
_WIDEST = 60


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], *, note: str = "", at: datetime | None = None) -> bytes:
    """A workbook of one list; `note` stands in a line above it, `at` is the only time the file knows.

    Numbers stay numbers with their thousands (so a year is given as text), moments are Seoul's, nothing stays nothing. Columns are
    as wide as their longest word, up to sixty.
    """
    import xlsxwriter  # a document engine stays out of web workers that never make a workbook

    out = BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    if at is not None:
        book.set_properties({"created": _naive(at)})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bg_color": "#eef2f7", "border": 1})
    shapes = {shape: book.add_format({"num_format": shape}) for shape in (_WON, _MOMENT, _DAY)}
    first = 2 if note else 0
    if note:
        sheet.write_string(0, 0, note, book.add_format({"bold": True}))
    sheet.write_row(first, 0, heads, bold)
    widths = [len(head) for head in heads]
    for line, row in enumerate(rows, first + 1):
        for column, cell in enumerate(row):
            value, shape = _shaped(cell)
            sheet.write(line, column, value, shapes.get(shape))
            widths[column] = max(widths[column], len(str(value)) if shape != _MOMENT else 16)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(_WIDEST, width * 1.7 + 2))
    sheet.freeze_panes(first + 1, 0)
    book.close()
    return out.getvalue()


_WON, _MOMENT, _DAY = "#,##0", "yyyy.m.d. hh:mm:ss", "yyyy.m.d."


def _shaped(cell: Any) -> tuple[Any, str]:
    """The cell's value and its shape; text has none."""
    if isinstance(cell, datetime):
        return _naive(cell), _MOMENT
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day), _DAY  # noqa: DTZ001 -- a day in a sheet has no hour and no zone
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell, _WON
    return ("" if cell is None else cell), ""


def _naive(at: datetime) -> datetime:
    return at.astimezone(SEOUL).replace(tzinfo=None)
