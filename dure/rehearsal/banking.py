"""The bank, as invented people know it: it answers a transfer file line by line, and pays all but those it is told to send back."""

import csv
import io
from collections.abc import Collection
from datetime import date

from dure.apps.money import facade as money
from dure.rehearsal.papers import Paper

WHY_NOT = "예금주명이 다름"


def answer(file: money.TransferFile, *, paid_on: date, but: Collection[str] = ()) -> Paper:
    """The result file to a transfer file that was sent; the lines of these approval hashes were not paid."""
    head, *rows, closing = csv.reader(io.StringIO(money.transfer_of(file).content.decode("utf-8-sig")))
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow((*head, "결과", "거래번호", "이체일", "불능사유"))
    for place, row in enumerate(rows, start=1):
        told = ("불능", "", "", WHY_NOT) if row[5] in but else ("정상", f"예시-{file.digest[:10]}-{place}", paid_on.isoformat(), "")
        out.writerow((*row, *told))
    out.writerow(closing)
    out.writerow(("파일확인값", file.digest))
    return Paper(f"이체결과-{file.digest[:8]}.csv", text.getvalue().encode("utf-8-sig"))
