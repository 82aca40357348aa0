"""Files that leave the house."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TRANSFER_HEAD = ("은행코드", "계좌번호", "예금주", "금액", "적요", "결재확인값")


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One transfer, in won."""

    bank_code: str
    account_number: str
    holder_name: str
    amount: int
    memo: str
    approval_hash: str


def transfer_csv(rows: Iterable[TransferRow], *, turn: int = 1) -> tuple[bytes, str]:
    """CSV with a head and a closing line of count and sum, and the SHA-256 of its bytes. Equal rows of one turn give equal bytes."""
    listed = list(rows)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(TRANSFER_HEAD)
    for row in listed:
        out.writerow((row.bank_code, row.account_number, _plain(row.holder_name), row.amount, _plain(row.memo), row.approval_hash))
    out.writerow(("합계", len(listed), "건", sum(row.amount for row in listed), "원", f"{turn}번째 파일" if turn > 1 else ""))
    content = text.getvalue().encode("utf-8-sig")
    return content, hashlib.sha256(content).hexdigest()


def list_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A list as CSV that any spreadsheet opens in Korean; what people typed is never a formula."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(heads)
    for row in rows:
        out.writerow(["" if cell is None else _plain(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is quoted."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
