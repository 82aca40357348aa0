"""Lists to take along as a workbook."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from dure.apps.cases.queries.lists import DeskRow
from dure.kernel.clock import SEOUL
from dure.kernel.korean import table_instant

_HEADS = (
    "접수번호",
    "단체",
    "자치구",
    "제목",
    "상태",
    "보조금(원)",
    "자부담(원)",
    "계(원)",
    "서류(건)",
    "접수 일시",
    "제출한 사람",
    "담당 자리",
)
_WIDTHS = (16, 26, 10, 30, 22, 14, 14, 14, 9, 18, 14, 18)


def applications(title: str, rows: Iterable[DeskRow], *, at: datetime) -> bytes:
    """One row per application. Text stays text, so that nothing typed by an applicant is run as a formula."""
    import xlsxwriter  # a document engine stays out of web workers that never make a workbook

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True})
    book.set_properties({"created": at.astimezone(SEOUL).replace(tzinfo=None)})
    head, won = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0"})
    moment = book.add_format({"num_format": "yyyy.m.d. hh:mm:ss"})
    sheet = book.add_worksheet("신청 목록")
    sheet.write_string(0, 0, f"{title} · {table_instant(at)} 기준", head)
    for column, (name, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.write_string(2, column, name, head)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(3, 1)
    for line, row in enumerate(rows, start=3):
        case = row.case
        district, seat = case.district.name if case.district else "", case.seat.title if case.seat else ""
        for column, text in enumerate((case.receipt, case.party.name, district, case.title, row.word)):
            sheet.write_string(line, column, text)
        for column, amount in enumerate((case.asked, case.own_money, row.total), start=5):
            sheet.write_number(line, column, amount, won)
        sheet.write_number(line, 8, case.paper_count)  # type: ignore[attr-defined]
        if case.submitted_at:
            sheet.write_datetime(line, 9, case.submitted_at.astimezone(SEOUL).replace(tzinfo=None), moment)
        sheet.write_string(line, 10, case.submitted_by_name)
        sheet.write_string(line, 11, seat)
    book.close()
    return out.getvalue()
