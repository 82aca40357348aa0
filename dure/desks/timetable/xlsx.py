"""The timetable as a workbook: the columns of the paper sheet, a row a program, a cell a month."""

from io import BytesIO
from typing import Any

from dure.desks.timetable.board import Board, Line
from dure.desks.timetable.lines import Bar
from dure.desks.timetable.sheet import HEADINGS, LEGEND, notes_of, title_of
from dure.kernel.clock import seoul_date

_FILLS = {"call": "#CFE0FC", "judge": "#E4DCF9", "pledge": "#CDEBE3", "work": "#E4E8EE", "report": "#FDEAC4", "share": "#FBD9E2"}
_WIDTHS = (13, 30, *[9.5] * 12, 34, 17, 19, 34)
EXPECTED = "expected"
_FIRST_MONTH, _LAST_MONTH, _AFTER = 2, 13, 14
_HEAD_ROWS = 4


def timetable_xlsx(board: Board, *, organizer: str) -> bytes:
    """Write the workbook. No cell is ever read as a formula."""
    import xlsxwriter  # a document engine stays out of web workers that never make a workbook

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title_of(board), "author": organizer, "created": seoul_date(board.at)})
    sheet = book.add_worksheet(f"{board.year}년")
    forms = _forms(book)
    _head(sheet, forms, board, organizer)
    row = _HEAD_ROWS
    for group in board.groups:
        for line in group.lines:
            _line(sheet, forms, row, line)
            row += 1
        _merged(sheet, (row - len(group.lines), 0, row - 1, 0), group.heading, forms["field"])
    _for_paper(sheet)
    book.close()
    return out.getvalue()


def _forms(book: Any) -> dict[str, Any]:
    """The cell formats, by name; an undated cell is hatched."""
    plain = {"font_name": "맑은 고딕", "font_size": 9, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#B4BAC4"}
    center = {**plain, "align": "center"}
    return {
        "title": book.add_format({"font_name": "맑은 고딕", "font_size": 16, "bold": True}),
        "note": book.add_format({"font_name": "맑은 고딕", "font_size": 9, "font_color": "#58616A"}),
        "head": book.add_format({**center, "bold": True, "font_color": "#FFFFFF", "bg_color": "#052B57"}),
        "field": book.add_format({**center, "bold": True, "bg_color": "#F3F5F9"}),
        "program": book.add_format({**plain, "bold": True}),
        "plain": book.add_format(plain),
        "unknown": book.add_format({**plain, "align": "left", "pattern": 14, "fg_color": "#D5DAE1", "bg_color": "#FFFFFF"}),
        **{tone: book.add_format({**center, "bg_color": color}) for tone, color in _FILLS.items()},
        **{
            f"{tone} {EXPECTED}": book.add_format({**center, "pattern": 14, "fg_color": color, "bg_color": "#FFFFFF"})
            for tone, color in _FILLS.items()
        },
    }


def _head(sheet: Any, forms: dict[str, Any], board: Board, organizer: str) -> None:
    legend = " · ".join(word for _, word in LEGEND)
    sheet.write_string(0, 0, f"{organizer} {title_of(board)}", forms["title"])
    sheet.write_string(
        1,
        0,
        f"{board.issued} 기준 · {board.count}개 사업 · {legend}" + (f" · {notes}" if (notes := notes_of(board)) else ""),
        forms["note"],
    )
    for column, heading in enumerate(HEADINGS):
        sheet.set_column(column, column, _WIDTHS[column])
        if _FIRST_MONTH <= column <= _LAST_MONTH:
            sheet.write_string(3, column, heading, forms["head"])
        else:
            sheet.merge_range(2, column, 3, column, heading, forms["head"])
    sheet.merge_range(2, _FIRST_MONTH, 2, _LAST_MONTH, "추진일정", forms["head"])
    sheet.freeze_panes(_HEAD_ROWS, 2)


def _line(sheet: Any, forms: dict[str, Any], row: int, line: Line) -> None:
    sheet.write_string(row, 1, line.title, forms["program"])
    unknown = " → ".join(chip.text for chip in line.drawing.strip)
    months = _months(line)
    if unknown and not any(months):
        _merged(sheet, (row, _FIRST_MONTH, row, _LAST_MONTH), unknown, forms["unknown"])
    else:
        _write_months(sheet, forms, row, months)
        if unknown:
            sheet.write_comment(row, 1, f"자료에 달이 없는 단계: {unknown}")
    for place, text in enumerate((line.target, line.scale, line.per_firm, line.contact)):
        sheet.write_string(row, _AFTER + place, text, forms["plain"])


def _months(line: Line) -> list[tuple[tuple[str, str], ...]]:
    """For each month the acts that touch it, as (tone, text)."""
    bars = [bar for lane in line.drawing.lanes for bar in lane]
    return [
        tuple(dict.fromkeys((_form_of(bar), bar.text) for bar in bars if bar.start // 2 <= month <= (bar.end - 1) // 2))
        for month in range(12)
    ]


def _form_of(bar: Bar) -> str:
    return f"{bar.tone} {EXPECTED}" if bar.is_expected else bar.tone


def _write_months(sheet: Any, forms: dict[str, Any], row: int, months: list[tuple[tuple[str, str], ...]]) -> None:
    """Neighbouring months with the same acts share a cell, as on paper."""
    start = 0
    for month in range(1, 13):
        if month < 12 and months[month] == months[start]:
            continue
        place = (row, _FIRST_MONTH + start, row, _FIRST_MONTH + month - 1)
        if acts := months[start]:
            _merged(sheet, place, "\n".join(text for _, text in acts), forms[acts[0][0]])
        else:
            for column in range(place[1], place[3] + 1):
                sheet.write_blank(row, column, None, forms["plain"])
        start = month


def _merged(sheet: Any, place: tuple[int, int, int, int], text: str, form: Any) -> None:
    first_row, first_column, last_row, last_column = place
    if (first_row, first_column) == (last_row, last_column):
        sheet.write_string(first_row, first_column, text, form)
    else:
        sheet.merge_range(first_row, first_column, last_row, last_column, "", form)
        sheet.write_string(first_row, first_column, text, form)


def _for_paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.set_margins(left=0.3, right=0.3, top=0.3, bottom=0.3)
    sheet.fit_to_pages(1, 1)
    sheet.repeat_rows(2, 3)
