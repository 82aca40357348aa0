"""The list as a workbook: exactly what is on the screen, without pages."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from dure.desks.government.queries import Row
from dure.kernel.clock import SEOUL
from dure.kernel.korean import table_instant

_HEADS = (
    ("접수번호", 16), ("단체", 26), ("자치구", 10), ("모집", 34), ("제목", 30), ("상태", 26), ("차례", 14),
    ("기한", 18), ("보조금(원)", 14), ("자부담(원)", 14), ("접수 일시", 18),
)  # fmt: skip


def workbook(title: str, rows: Iterable[Row], *, at: datetime) -> bytes:
    """One row per file. Text stays text, so that nothing typed by an applicant is run as a formula."""
    import xlsxwriter  # a document engine stays out of web workers that never make a workbook

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True})
    book.set_properties({"created": at.astimezone(SEOUL).replace(tzinfo=None)})
    head, won = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0"})
    moment = book.add_format({"num_format": "yyyy.m.d. hh:mm"})
    sheet = book.add_worksheet("신청 목록")
    sheet.write_string(0, 0, f"{title} · {table_instant(at)} 기준", head)
    for column, (name, width) in enumerate(_HEADS):
        sheet.write_string(2, column, name, head)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(3, 1)
    for line, row in enumerate(rows, start=3):
        case = row.run.case
        district = case.district.name if case.district else ""
        for column, text in enumerate((case.receipt, case.party.name, district, case.round.title, case.title, row.word, row.turn)):
            sheet.write_string(line, column, text)
        for column, instant in ((7, row.run.due_at), (10, case.submitted_at)):
            if instant:
                sheet.write_datetime(line, column, instant.astimezone(SEOUL).replace(tzinfo=None), moment)
        sheet.write_number(line, 8, case.asked, won)
        sheet.write_number(line, 9, case.own_money, won)
    book.close()
    return out.getvalue()
