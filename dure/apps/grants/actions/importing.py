"""Files of the bank or the card company: received, their columns confirmed, their lines kept once and answered by expenses."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dure.apps.grants import access
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember, required_reason
from dure.apps.grants.actions.spendings import reasons_to_write, write_down
from dure.apps.grants.models import Agreement, BankAnswer, BankFile, BankLine, Spending
from dure.apps.grants.queries import banking
from dure.apps.grants.queries.weighing import Bill, month_is_closed
from dure.apps.grants.rules.matching import Match
from dure.apps.grants.rules.sheets import rectangle, table_of
from dure.apps.grants.words import BankKind, SpendingState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform.actor import Actor
from dure.platform.files import ACCEPTED, LARGEST_FILE, TABLES, Made, Upload, receive, tidy_name
from dure.platform.models import StoredFile
from dure.platform.verbs import NO_KEY, Key, part, verb

MOST_ROWS = 5_000
_STARTS = {b"PK\x03\x04": "xlsx", b"\xd0\xcf\x11\xe0": "xls"}
_UNREADABLE = "파일을 읽을 수 없어요. 은행이나 카드사에서 엑셀(XLSX, XLS)이나 CSV로 다시 내려받아 올려 주세요."


@verb
def receive_bank_file(*, agreement_id: int, kind: str, upload: Upload, by: Actor, at: datetime, key: Key = NO_KEY) -> BankFile:
    """Take a file in, cell by cell, under its digest. The very same file again is the one that is there already."""
    agreement = living_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    if kind not in BankKind.values:
        raise Refused("통장 거래내역인지 카드 사용내역인지 골라 주세요.")
    if not 0 < (upload.size or 0) <= LARGEST_FILE:
        raise Refused("파일이 비어 있거나 20MB보다 커요. 기간을 나누어 내려받아 올려 주세요.")
    content = b"".join(upload.chunks())
    digest = hashlib.sha256(content).hexdigest()
    if held := agreement.bank_files.filter(sha256=digest).first():
        return held
    table = _table(content, upload.name or "")
    file = BankFile.objects.create(
        agreement=agreement,
        kind=kind,
        name=tidy_name(upload.name or "거래내역"),
        sha256=digest,
        table=table,
        columns=banking.recognized(table),
        received_at=at,
        received_by_name=by.name,
    )
    file.stored = _kept_whole(file, content, by=by, at=at)
    file.save(update_fields=["stored"])
    remember(file, "receive_bank_file", agreement, by=by, at=at, detail={"sha256": digest, "rows": len(table)})
    return file


def _kept_whole(file: BankFile, content: bytes, *, by: Actor, at: datetime) -> StoredFile:
    """The very bytes, as long as other evidence is kept; a name whose ending does not fit them gets another one."""
    ending = next((ending for start, ending in _STARTS.items() if content.startswith(start)), "csv")
    made = Made(f"{file.name.rpartition('.')[0] or file.name}.{ending}", content)
    return receive(made, owner=file, purpose="bank_file", by=by, at=at, retention_class="subsidy", kinds={**ACCEPTED, **TABLES})


def _table(content: bytes, name: str) -> list[list[str]]:
    rows = _of_workbook(content) if content.startswith(tuple(_STARTS)) else table_of(_decoded(content))
    if not rows or len(rows) > MOST_ROWS:
        raise Refused(f"{name or '파일'}에서 읽은 줄이 없거나 {MOST_ROWS:,}줄을 넘어요. 기간을 나누어 내려받아 올려 주세요.")
    return rectangle(rows)


def _decoded(content: bytes) -> str:
    for code in ("utf-8-sig", "cp949"):
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    raise Refused(_UNREADABLE)


def _of_workbook(content: bytes) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook  # a reader of workbooks stays out of workers that never see one

    try:
        cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, ValueError, IndexError) as wrong:
        raise Refused(_UNREADABLE) from wrong
    rows = [[_cell(cell) for cell in row] for row in cells]
    return [row for row in rows if any(row)]


def _cell(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


@verb
def keep_bank_lines(*, file_id: int, columns: Mapping[str, int], by: Actor, at: datetime, key: Key = NO_KEY) -> BankFile:
    """Keep the file's lines with these columns, each once however many files carry it; then match what is sure."""
    agreement = living_agreement(BankFile.objects.values_list("agreement_id", flat=True).get(pk=file_id))
    access.may_write(by, agreement).or_refuse()
    file = BankFile.objects.select_for_update(of=("self",)).get(pk=file_id)
    if file.kept_at:
        raise OutOfTurn("이미 들인 파일이에요. 거래 목록에서 확인해 주세요.")
    read = banking.read_file(file, columns)
    refuse_if(read.problems)
    held = set(agreement.bank_lines.order_by().values_list("fingerprint", "turn"))
    fresh = [line for line in read.lines if (line["fingerprint"], line["turn"]) not in held]
    BankLine.objects.bulk_create([BankLine(file=file, agreement=agreement, **line) for line in fresh])
    file.columns, file.kept_at, file.kept, file.known = dict(columns), at, len(fresh), len(read.lines) - len(fresh)
    file.save(update_fields=["columns", "kept_at", "kept", "known"])
    remember(file, "keep_bank_lines", agreement, by=by, at=at, detail={"kept": file.kept, "known": file.known})
    match_sure(agreement, by=by, at=at)
    return file


@part
def match_sure(agreement: Agreement, *, by: Actor, at: datetime) -> list[Match]:
    """Match every open line whose expense is beyond doubt."""
    sure = [match for match in banking.proposals(agreement) if match.sure]
    for match in sure:
        BankAnswer.objects.create(line_id=match.line, spending_id=match.spending, why=match.why, at=at, by_name=by.name)
    return sure


def _open_line(line_id: int, by: Actor) -> tuple[Agreement, BankLine]:
    agreement = living_agreement(BankLine.objects.values_list("agreement_id", flat=True).get(pk=line_id))
    access.may_write(by, agreement).or_refuse()
    line = BankLine.objects.get(pk=line_id)
    if month_is_closed(agreement, line.on):
        raise OutOfTurn("마감한 달의 거래예요. 까닭을 적고 달을 다시 연 뒤에 바꿀 수 있어요.")
    return agreement, line


def _answer(line: BankLine, spending: Spending | None, why: str, *, by: Actor, at: datetime) -> BankAnswer:
    if line.answers.filter(undone_at=None).exists():
        raise OutOfTurn("이미 맞춘 거래예요. 먼저 떼어 놓은 뒤에 다시 맞춰 주세요.")
    return BankAnswer.objects.create(line=line, spending=spending, why=why[:300], at=at, by_name=by.name)


@verb
def match_bank_line(*, line_id: int, spending_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> BankAnswer:
    """Say that a line is an expense. One expense may have several lines: the fee and the taxes sent later."""
    agreement, line = _open_line(line_id, by)
    live = agreement.spendings.exclude(state=SpendingState.WITHDRAWN)
    if (spending := live.filter(pk=spending_id).first()) is None:
        raise Refused("맞출 집행을 골라 주세요.")
    proposed = next((match for match in banking.proposals(agreement) if (match.line, match.spending) == (line.pk, spending.pk)), None)
    answer = _answer(line, spending, proposed.why if proposed else "사람이 맞춤", by=by, at=at)
    remember(answer, "match_bank_line", agreement, by=by, at=at, reason=answer.why)
    return answer


@verb
def explain_bank_line(*, line_id: int, why: str, by: Actor, at: datetime, key: Key = NO_KEY) -> BankAnswer:
    """Say what a line is that is no expense: the instalment that came in, interest, a transfer between own accounts."""
    agreement, line = _open_line(line_id, by)
    answer = _answer(line, None, required_reason(why, "이 거래가 무엇인지 적어 주세요. 예: 1차 사업비 입금"), by=by, at=at)
    remember(answer, "explain_bank_line", agreement, by=by, at=at, reason=answer.why)
    return answer


@verb
def unmatch_bank_line(*, line_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> BankLine:
    """Take a wrong answer off a line; what was said stays on record."""
    agreement, line = _open_line(line_id, by)
    if not line.answers.filter(undone_at=None).update(undone_at=at, undone_by_name=by.name):
        raise OutOfTurn("아직 맞추지 않은 거래예요.")
    remember(line, "unmatch_bank_line", agreement, by=by, at=at)
    return line


@verb
def draft_from_line(*, line_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Spending:
    """Make an expense of a line that has none: written down with what the bank knows, to be completed with category and papers."""
    agreement, line = _open_line(line_id, by)
    return _draft_from(agreement, line, by=by, at=at)


@verb
def draft_from_lines(*, agreement_id: int, line_ids: Sequence[int], by: Actor, at: datetime, key: Key = NO_KEY) -> list[int]:
    """Make an expense of each of several lines, all or none. Their ids, in the order of the lines."""
    agreement = living_agreement(agreement_id)
    lines = list(banking.open_lines(agreement).filter(pk__in=line_ids))
    if not lines or len(lines) != len(set(line_ids)):
        raise Refused("적어 둘 거래를 골라 주세요. 그사이 맞춘 거래가 있으면 화면을 새로 고쳐 주세요.")
    return [_draft_from(*_open_line(line.pk, by), by=by, at=at).pk for line in lines]


def _draft_from(agreement: Agreement, line: BankLine, *, by: Actor, at: datetime) -> Spending:
    if line.incoming:
        raise Refused("들어온 돈은 집행이 아니에요. 무엇인지 까닭을 적어 주세요.")
    bill = Bill(
        category="",
        source="grant",
        amount=line.amount,
        spent_on=line.on,
        payee_name=line.payee_shown or "받은 곳 모름",
        memo=line.memo_shown or line.payee_shown or "거래내역에서 만듦",
        invoice_number=line.reference if line.file.kind == BankKind.CARD else "",
        kind="card" if line.file.kind == BankKind.CARD else "goods",
        used_at=line.time,
    )
    refuse_if(reasons_to_write(agreement, bill, at))
    spending = write_down(agreement, bill, by=by, at=at)
    answer = _answer(line, spending, "이 거래에서 만든 집행", by=by, at=at)
    remember(answer, "draft_from_line", agreement, by=by, at=at)
    return spending
