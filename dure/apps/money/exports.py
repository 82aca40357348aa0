"""Files that leave the house."""

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass

_HEAD = ("은행코드", "계좌번호", "예금주", "금액", "적요", "결재확인값")


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One transfer, in won."""

    bank_code: str
    account_number: str
    holder_name: str
    amount: int
    memo: str
    approval_hash: str


def transfer_csv(rows: Iterable[TransferRow]) -> tuple[bytes, str]:
    """CSV with a head and a closing line of count and sum, and the SHA-256 of its bytes. Equal rows give equal bytes."""
    listed = list(rows)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(_HEAD)
    for row in listed:
        out.writerow((row.bank_code, row.account_number, _plain(row.holder_name), row.amount, _plain(row.memo), row.approval_hash))
    out.writerow(("합계", len(listed), "건", sum(row.amount for row in listed), "원", ""))
    content = text.getvalue().encode("utf-8-sig")
    return content, hashlib.sha256(content).hexdigest()


def _plain(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is quoted."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
