"""Tables as people paste them and as banks write them: heads recognized, days and amounts read. Pure."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import time
from itertools import zip_longest

from dure.kernel.won import NotWon, parse_won

Table = Sequence[Sequence[str]]

BANK_HEADS: Mapping[str, tuple[str, ...]] = {
    "on": ("거래일시", "거래일자", "거래일", "이용일시", "이용일자", "이용일", "승인일시", "승인일자", "일자", "날짜"),
    "time": ("거래시간", "거래시각", "이용시간", "승인시간", "승인시각", "시각", "시간"),
    "out": ("출금액", "출금금액", "출금", "지급액", "찾으신금액", "이용금액", "승인금액", "결제금액", "이용액", "금액"),
    "in": ("입금액", "입금금액", "입금", "맡기신금액"),
    "payee": ("거래처", "가맹점명", "가맹점", "이용가맹점", "받는분", "상대계좌예금주명", "상대방", "기재내용", "거래내용", "내용", "적요"),
    "memo": ("메모", "비고", "적요", "거래구분", "구분"),
    "reference": ("승인번호", "거래번호", "일련번호", "전표번호"),
}
"""What each column of a bank's or card's file may be called; the first name that stands in the file is taken."""

EXPENSE_HEADS: Mapping[str, tuple[str, ...]] = {
    "spent_on": ("쓴날", "집행일자", "집행일", "지출일자", "지출일", "사용일자", "사용일", "거래일자", "거래일", "날짜", "일자"),
    "category": ("비목", "세목", "예산과목", "과목", "항목"),
    "source": ("재원", "누구의돈", "재원구분", "보조금자부담"),
    "kind": ("무슨돈", "지급종류", "종류", "증빙종류"),
    "amount": ("쓴금액", "집행금액", "집행액", "지출금액", "지출액", "사용금액", "합계금액", "합계", "금액"),
    "payee_name": ("받은곳", "돈을받은곳", "거래처명", "거래처", "사용처", "지급처", "상호", "업체명"),
    "payee_business_number": ("사업자등록번호", "사업자번호", "등록번호"),
    "memo": ("무엇에", "내용", "적요", "내역", "용도", "집행내용", "지출내용", "비고", "메모"),
    "invoice_number": ("승인번호", "세금계산서번호", "계산서번호"),
}

_PLAIN = re.compile(r"[\s()\[\]·/_.:-]|원$")
_TIME = re.compile(r"(\d{1,2})[:시]\s*(\d{2})")
_PACKED_TIME = re.compile(r"^(\d{2})(\d{2})(\d{2})?$")


def table_of(text: str) -> list[list[str]]:
    """The cells of a pasted sheet or of a CSV, parted by the mark that most of the first lines carry; blank rows fall away."""
    begins = text.splitlines()[:20]
    mark = max("\t,;", key=lambda one: sum(one in line for line in begins))
    rows = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=mark)
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def plain(head: str) -> str:
    """A head without blanks, marks and its unit: 출금액 (원) and 출금액 are one."""
    return _PLAIN.sub("", head.replace("(원)", "")).strip()


def columns_of(head: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column is what; each column is one thing only, and longer names are asked first."""
    cells, found = [plain(cell) for cell in head], dict[str, int]()
    for exact in (True, False):
        for field, said in names.items():
            if field in found:
                continue
            for name in said:
                fits = (place for place, cell in enumerate(cells) if (cell == name if exact else cell.startswith(name)))
                if (place := next((place for place in fits if place not in found.values()), None)) is not None:
                    found[field] = place
                    break
    return found


def head_row(table: Table, names: Mapping[str, Sequence[str]], *, wanted: Sequence[str]) -> tuple[int, dict[str, int]]:
    """The row of heads among the first fifteen, and the columns that were recognized; -1 if there is none with what is wanted."""
    for place, row in enumerate(table[:15]):
        found = columns_of(row, names)
        if len(found) >= 2 and all(field in found for field in wanted):
            return place, found
    return -1, {}


def read_time(text: str) -> time | None:
    """An hour: 14:05, 14시 05분, 140532; None if nothing is said."""
    found = _TIME.search(text) or _PACKED_TIME.match(text.strip())
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def read_amount(text: str) -> int | None:
    """An amount: 1,200,000원, ₩1,200,000, -35,000, 35000.0; nothing reads as nothing, words as None."""
    tidy = re.sub(r"\s", "", text.replace("₩", "").replace("\\", "").replace("원", "")).removesuffix(".0")
    if tidy in {"", "-"}:
        return 0
    minus = tidy.startswith("-") or (tidy.startswith("(") and tidy.endswith(")"))
    try:
        amount = parse_won(tidy.strip("-()"))
    except NotWon:
        return None
    return -amount if minus else amount


def rectangle(table: Table) -> list[list[str]]:
    """Rows of one length."""
    return [list(row) for row in zip(*zip_longest(*table, fillvalue=""), strict=True)]
