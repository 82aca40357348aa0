"""Bank lines: a file read with its columns, what answers each line, and what still has no answer on either side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from dure.apps.grants.models import Agreement, BankAnswer, BankFile, BankLine, Spending
from dure.apps.grants.rules.matching import Match, Movement, Spent, fingerprint, matches, turns
from dure.apps.grants.rules.sheets import BANK_HEADS, head_row, read_amount, read_time
from dure.apps.grants.words import SpendingState
from dure.kernel.identifiers import looks_like_resident_number
from dure.kernel.typed import day_before_words
from dure.platform import rates

COLUMN_WORDS = {
    "on": "날짜",
    "time": "시각",
    "out": "나간 돈",
    "in": "들어온 돈",
    "payee": "상대방",
    "memo": "적요·메모",
    "reference": "승인번호·거래번호",
}


def recognized(table: Sequence[Sequence[str]]) -> dict[str, int]:
    """The columns by their heads; `head` is the row of heads, -1 if none was recognized."""
    place, columns = head_row(table, BANK_HEADS, wanted=("on", "out"))
    return {"head": place, **columns}


@dataclass(slots=True)
class FileRead:
    """Lines as they would be kept, and what cannot be read, by row."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    skipped: int = 0


def read_file(file: BankFile, columns: Mapping[str, int]) -> FileRead:
    """Read every row below the heads. Rows without a movement (sums, blanks) are skipped."""
    read = FileRead()
    if "on" not in columns or "out" not in columns:
        read.problems.append("날짜와 나간 돈이 어느 열인지 골라 주세요.")
        return read
    for number, row in enumerate(file.table[columns.get("head", -1) + 1 :], columns.get("head", -1) + 2):
        _read_row(read, number, row, columns, year=file.agreement.fiscal_year)
    if not read.lines and not read.problems:
        read.problems.append("거래가 한 줄도 없어요. 열을 다시 골라 주세요.")
    for line, turn in zip(read.lines, turns([line["fingerprint"] for line in read.lines]), strict=True):
        line["turn"] = turn
    return read


def _read_row(read: FileRead, number: int, row: Sequence[str], columns: Mapping[str, int], *, year: int) -> None:
    def cell(name: str) -> str:
        place = columns.get(name, -1)
        return row[place].strip() if 0 <= place < len(row) else ""

    day, out, came = day_before_words(cell("on"), year=year), read_amount(cell("out")), read_amount(cell("in"))
    if day is None and (not cell("on") or not any(character.isdigit() for character in cell("on"))):
        read.skipped += 1
        return
    if day is None or out is None or came is None:
        read.problems.append(f"{number}번째 줄의 날짜나 금액을 읽을 수 없어요: {cell('on')} {cell('out')} {cell('in')}".strip())
        return
    incoming = bool(came) or out < 0
    amount = abs(came or out)
    if not amount:
        read.skipped += 1
        return
    clock = read_time(cell("time") or cell("on")[10:])
    payee, memo, reference = cell("payee")[:120], cell("memo")[:200], cell("reference")[:60]
    if looks_like_resident_number(f"{payee} {memo}"):
        payee, memo = "(주민등록번호를 지움)", ""
    read.lines.append(
        {
            "on": day,
            "time": clock,
            "amount": amount,
            "incoming": incoming,
            "payee": payee,
            "memo": memo,
            "reference": reference,
            "fingerprint": fingerprint(day, clock, amount, incoming, payee, reference, memo),
        }
    )


def open_lines(agreement: Agreement) -> QuerySet[BankLine]:
    """Lines that nothing answers yet."""
    live = BankAnswer.objects.filter(line=OuterRef("pk"), undone_at=None)
    return agreement.bank_lines.filter(~Exists(live)).select_related("file").order_by("on", "id")


def unmatched_expenses(agreement: Agreement) -> QuerySet[Spending]:
    """Expenses that no bank line shows."""
    live = BankAnswer.objects.filter(spending=OuterRef("pk"), undone_at=None)
    rows = agreement.spendings.exclude(state__in=(SpendingState.WITHDRAWN, SpendingState.DISALLOWED))
    return rows.filter(~Exists(live)).order_by("spent_on", "id")


def proposals(agreement: Agreement) -> list[Match]:
    """Pairs of an open line and an expense without one."""
    lines = [Movement(line.pk, line.on, line.amount, line.payee, line.reference) for line in open_lines(agreement).filter(incoming=False)]
    expenses = [
        Spent(one.pk, one.spent_on, one.transferred, one.person_name or one.payee_name, one.invoice_number)
        for one in unmatched_expenses(agreement)
    ]
    return matches(lines, expenses, close_days=rates.whole("bank_close_days", on=agreement.ends_on))


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line with its answer, or with the expense that is proposed for it."""

    line: BankLine
    answer: BankAnswer | None
    proposed: Spending | None
    why: str


def lines_of(agreement: Agreement) -> list[LineShown]:
    """Every line by day. The number of queries does not grow with the lines."""
    proposed = {match.line: match for match in proposals(agreement)}
    expenses = Spending.objects.in_bulk([match.spending for match in proposed.values()])
    live = Prefetch("answers", BankAnswer.objects.filter(undone_at=None).select_related("spending").order_by("id"))
    shown = []
    for line in agreement.bank_lines.prefetch_related(live).order_by("on", "id"):
        answer = next(iter(line.answers.all()), None)
        match = proposed.get(line.pk)
        shown.append(LineShown(line, answer, expenses[match.spending] if match else None, match.why if match else ""))
    return shown


def files_of(agreement: Agreement) -> QuerySet[BankFile]:
    """Every bank or card file of the agreement."""
    return BankFile.objects.filter(agreement=agreement).select_related("agreement")
