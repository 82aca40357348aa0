"""Lists as XLSX: one sheet with a frozen head; what people typed is never read as a formula or an address."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one list. Numbers stay numbers; the columns are as wide as their longest word, up to sixty."""
    import xlsxwriter  # a document engine stays out of web workers that never make a workbook

    out = BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bg_color": "#eef2f7", "border": 1})
    sheet.write_row(0, 0, heads, bold)
    widths = [len(head) for head in heads]
    for line, row in enumerate(rows, 1):
        sheet.write_row(line, 0, row)
        widths = [max(width, len(str(cell))) for width, cell in zip(widths, row, strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(60, width * 1.7 + 2))
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
