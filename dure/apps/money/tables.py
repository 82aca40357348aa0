"""Reading the bank's answer: CSV or XLSX with the columns of our transfer file, then result, reference, day and reason."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dure.apps.money.exports import TRANSFER_HEAD
from dure.kernel.errors import Refused
from dure.kernel.typed import day_of
from dure.kernel.won import NotWon, parse_won
from dure.platform.files import Upload

RESULT_HEAD = (*TRANSFER_HEAD, "결과", "거래번호", "이체일", "불능사유")
DIGEST_WORD = "파일확인값"
_CLOSING_WORD = "합계"
_PAID_WORDS = frozenset({"정상", "이체", "완료", "성공", "처리"})
_REFUSED_WORD = "불능"
_MOST_BYTES = 4 * 1024 * 1024
_MOST_UNPACKED = 64 * 1024 * 1024
_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line of the bank's answer; `place` is its line in the file."""

    place: int
    bank_code: str
    account_number: str
    holder_name: str
    amount: int
    approval_hash: str
    paid: bool
    reference: str = ""
    paid_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. `count` and `total` are those of its closing line; `said_digest` names what it says, however it is written."""

    rows: tuple[ResultRow, ...]
    count: int
    total: int
    named_digest: str
    digest: str
    name: str

    @property
    def said_digest(self) -> str:
        said = sorted((row.approval_hash, row.amount, row.paid, row.reference, str(row.paid_on or ""), row.reason) for row in self.rows)
        return hashlib.sha256(repr(said).encode()).hexdigest()


def read_answer(upload: Upload) -> Answer:
    """Everything the file says, or Refused with each line that cannot be read. Nothing is guessed."""
    content = _bytes_of(upload)
    name = upload.name or ""
    lines = _lines_of(name, content)
    rows: list[ResultRow] = []
    closing: tuple[int, int] | None = None
    named, wrong, headed = "", [], False
    for place, cells in lines:
        first = cells[0] if cells else ""
        if first == DIGEST_WORD:
            named = (cells[1] if len(cells) > 1 else "").lower()
        elif tuple(cells[: len(TRANSFER_HEAD)]) == TRANSFER_HEAD:
            headed = True
        elif first == _CLOSING_WORD:
            closing = _closing(cells)
        elif any(cells):
            try:
                rows.append(_row(place, cells))
            except Refused as refused:
                wrong += [_("%(place)d번째 줄: %(why)s") % {"place": place, "why": why} for why in refused.reasons]
    if not headed:
        raise Refused(_("첫 줄의 제목이 우리 이체 파일과 달라요. %(head)s 차례인지 확인해 주세요.") % {"head": ", ".join(RESULT_HEAD)})
    if closing is None:
        wrong.append(_("건수와 합계를 적은 마지막 줄(합계)이 없어요. 파일이 잘렸는지 확인해 주세요."))
    if wrong:
        raise Refused(wrong[:20])
    assert closing is not None
    return Answer(tuple(rows), *closing, named, hashlib.sha256(content).hexdigest(), name[:200])


def _bytes_of(upload: Upload) -> bytes:
    if (upload.size or 0) > _MOST_BYTES:
        raise Refused(_("결과 파일은 4MB까지 올릴 수 있어요."))
    content = b"".join(upload.chunks())
    if not content or len(content) > _MOST_BYTES:
        raise Refused(_("결과 파일이 비어 있거나 너무 커요. 다시 받아 올려 주세요."))
    return content


def _lines_of(name: str, content: bytes) -> list[tuple[int, list[str]]]:
    if content.startswith(b"PK\x03\x04"):
        found = _sheet(content)
    elif name.lower().endswith(".csv"):
        found = _comma_lines(content)
    else:
        raise Refused(_("CSV나 XLSX 파일만 읽을 수 있어요."))
    lines = [(place, [_unquoted(cell) for cell in cells]) for place, cells in enumerate(found, 1)]
    if len(lines) > _MOST_ROWS:
        raise Refused(_("줄이 너무 많아요. 이체 파일 하나의 결과만 올려 주세요."))
    return lines


def _comma_lines(content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return list(csv.reader(io.StringIO(content.decode(encoding)), strict=True))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise Refused(_("글자를 읽을 수 없는 파일이에요. UTF-8이나 EUC-KR로 저장한 CSV를 올려 주세요."))


def _sheet(content: bytes) -> list[list[str]]:
    from python_calamine import CalamineWorkbook  # a document engine stays out of web workers that read no workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise Refused(_("풀면 너무 커지는 파일이에요. 다시 저장해 올려 주세요."))
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Refused:
        raise
    except Exception as broken:  # whatever the engine stumbles over, the file is not readable
        raise Refused(_("열 수 없는 XLSX 파일이에요. 다시 저장해 올려 주세요.")) from broken
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    """A cell as it would be typed; a whole number has no point, a day is ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def _unquoted(cell: str) -> str:
    """Without blanks around it, and without the mark by which our own exports quote what looks like a formula."""
    tidy = cell.strip()
    return tidy[1:] if tidy[:1] == "'" and tidy[1:2] in {"=", "+", "-", "@"} else tidy


def _closing(cells: Sequence[str]) -> tuple[int, int]:
    try:
        return int(parse_won(cells[1])), int(parse_won(cells[3]))
    except (IndexError, NotWon) as wrong:
        raise Refused(_("합계 줄의 건수와 금액을 읽을 수 없어요. 원 단위 숫자여야 해요.")) from wrong


def _row(place: int, cells: Sequence[str]) -> ResultRow:
    cells = [*cells, *[""] * len(RESULT_HEAD)][: len(RESULT_HEAD)]
    code, number, holder, amount, _memo, approved, result, reference, day, reason = cells
    try:
        won = int(parse_won(amount))
    except NotWon as wrong:
        raise Refused(_("금액 '%(text)s'은 원 단위 숫자가 아니에요.") % {"text": amount[:30]}) from wrong
    word, _colon, said = result.partition(":")
    word, reason = word.strip(), reason or said.strip()
    if word in _PAID_WORDS:
        return ResultRow(place, code.zfill(3), number, holder, won, approved, paid=True, reference=_reference(reference), paid_on=_day(day))
    if word == _REFUSED_WORD:
        if not reason:
            raise Refused(_("불능인 줄에는 은행이 말한 까닭이 있어야 해요."))
        return ResultRow(place, code.zfill(3), number, holder, won, approved, paid=False, reason=reason[:300])
    raise Refused(_("결과 '%(word)s'을 읽을 수 없어요. 정상 또는 불능이어야 해요.") % {"word": word[:30]})


def _reference(text: str) -> str:
    tidy = " ".join(text.split())
    if not 1 <= len(tidy) <= 60:
        raise Refused(_("정상인 줄에는 은행 거래번호가 있어야 해요."))
    return tidy


def _day(text: str) -> date:
    if (day := day_of(text)) is None:
        raise Refused(_("이체일 '%(text)s'을 읽을 수 없어요. 예: 2027-03-15") % {"text": text[:30]})
    return day


def masked_csv(answer: Answer) -> bytes:
    """The answer as it is kept: every account number by its last four digits."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(RESULT_HEAD)
    for row in answer.rows:
        out.writerow(list(_kept(row)))
    out.writerow((_CLOSING_WORD, answer.count, "건", answer.total, "원"))
    return text.getvalue().encode("utf-8-sig")


def _kept(row: ResultRow) -> Iterator[object]:
    yield from (row.bank_code, f"****{row.account_number[-4:]}", _quoted(row.holder_name), row.amount, "", row.approval_hash)
    yield from ("정상" if row.paid else "불능", _quoted(row.reference), row.paid_on or "", _quoted(row.reason))


def _quoted(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
