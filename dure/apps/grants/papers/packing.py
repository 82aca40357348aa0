"""서류 묶음: everything of a settled grant in one ZIP, in the order subsidy offices ask for; each attachment lies under its line and its expense."""

import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from dure.apps.grants.models import Agreement, Settlement, Spending
from dure.apps.grants.papers import lists
from dure.apps.grants.papers.of_money import paper_of
from dure.apps.grants.papers.packing_names import safe
from dure.apps.grants.queries.agreements import papers_of, settlement_of, spendings_of
from dure.apps.grants.queries.bases import bases_of
from dure.apps.grants.queries.spendings import category_words
from dure.apps.grants.queries.verifying import verification_of
from dure.kernel.clock import seoul_date
from dure.kernel.korean import official_day
from dure.kernel.won import official_won, won_in_full
from dure.platform import files, official, workbooks
from dure.platform.hwpx import Paper, Para, Table, Title
from dure.platform.models import StoredFile

CONTENTS = (
    ("00", "표지와 목차"),
    ("01", "협약서와 변경 협약서"),
    ("02", "교부결정 통지서와 지급 내역"),
    ("03", "정산보고서와 검증보고서"),
    ("04", "장부와 지출결의 목록"),
    ("05", "통장 사본과 이자"),
    ("06", "비목별 증빙"),
    ("07", "반납 고지서와 반납 내역"),
)
_IN_MEMORY = 4 * 1024 * 1024
_PIECE = 256 * 1024
_STAMP = "%Y%m%d"


def name_of(agreement: Agreement) -> str:
    """The pack's own name."""
    return f"{safe(agreement.number)}_{safe(agreement.case.party.name)}_정산서류.zip"


def pack(agreement: Agreement, *, at: datetime) -> IO[bytes]:
    """The ZIP, on disk once it is large; each file is copied in pieces, so that no worker ever holds it all."""
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 the answer closes it
    try:
        _fill(out, agreement, at)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


class Packed:
    """A finished ZIP, to be kept piece by piece."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size

    def chunks(self) -> Iterator[bytes]:
        """Its bytes in pieces."""
        with self.path.open("rb") as held:
            while piece := held.read(_PIECE):
                yield piece


def write(path: Path, agreement: Agreement, *, at: datetime, told: Callable[[int], None]) -> Packed:
    """The same ZIP at the path, for the worker; `told` hears how many files are in."""
    with path.open("wb") as out:
        _fill(out, agreement, at, told)
    return Packed(path)


def count_of(agreement: Agreement, *, at: datetime) -> int:
    """How many files the pack will have, its cover among them."""
    return len(_body(agreement, at)) + 1


Content = Callable[[], bytes] | StoredFile
"""A paper of ours is made when its turn comes, a stored one is copied: never two of them are held at once."""
Piece = tuple[str, Content]


def _body(agreement: Agreement, at: datetime) -> list[Piece]:
    return [*_made(agreement, at), *_evidence(agreement), *_refund(agreement, at)]


def _fill(out: IO[bytes], agreement: Agreement, at: datetime, told: Callable[[int], None] = lambda _done: None) -> None:
    stamp = at.timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        body = _body(agreement, at)
        cover = partial(_cover, agreement, [name for name, _content in body], at=at)
        for done, (name, content) in enumerate([("00-표지와목차.pdf", cover), *body], 1):
            _put(archive, name, content, stamp)
            told(done)


def _put(archive: zipfile.ZipFile, name: str, content: Content, stamp: tuple[int, ...]) -> None:
    entry = zipfile.ZipInfo(name, stamp)  # type: ignore[arg-type]
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    if not isinstance(content, StoredFile):
        archive.writestr(entry, content())
        return
    with archive.open(entry, "w", force_zip64=True) as into, files.open_bytes(content) as stored:
        while piece := stored.read(_PIECE):
            into.write(piece)


def _made(agreement: Agreement, at: datetime) -> Iterator[Piece]:
    """Parts one to five: our own papers and what both sides filed with the settlement."""
    settlement = settlement_of(agreement)
    for number, file in enumerate(reversed(papers_of(agreement)), 1):
        yield f"01-협약/{number:02d}_{safe(_stem(file))}.{_ending(file)}", file
    yield from _paper(agreement, "decision", "02-교부/01_교부결정통지서", at)
    yield "02-교부/02_지급내역.xlsx", partial(_payments, agreement)
    yield from _paper(agreement, "settlement", "03-정산보고서/01_정산보고서", at)
    if settlement and (verification := verification_of(settlement)) and verification.report:
        yield f"03-정산보고서/02_검증보고서.{_ending(verification.report)}", verification.report
    yield "04-장부/01_장부.xlsx", partial(lists.ledger, agreement)
    yield "04-장부/02_지출결의목록.xlsx", partial(lists.vouchers, agreement)
    if settlement:
        yield from _bank(settlement)
    received = agreement.bank_files.select_related("stored").order_by("received_at", "pk")
    kept = [(str(bank.get_kind_display()), bank.stored) for bank in received if bank.stored]
    for number, (kind, file) in enumerate(kept, 1):
        yield f"05-통장과이자/{safe(kind)}_{number:02d}.{_ending(file)}", file


def _bank(settlement: Settlement) -> Iterator[Piece]:
    for number, file in enumerate(files.files_of(settlement), 1):
        yield f"05-통장과이자/{number:02d}_{safe(_stem(file))}.{_ending(file)}", file
    turns = settlement.interest_months.order_by("turn", "account", "month")
    if months := [(row.account, f"{row.month:%Y-%m}", row.amount) for row in turns]:
        yield "05-통장과이자/이자내역.xlsx", partial(workbooks.workbook, "이자", ("통장", "달", "이자"), months)


def _refund(agreement: Agreement, at: datetime) -> Iterator[Piece]:
    """Part seven: the order, and what came back."""
    settlement = settlement_of(agreement)
    yield from _paper(agreement, "refund", "07-반납/01_반납고지서", at)
    if settlement and (returns := list(settlement.returns.order_by("id"))):
        rows = [(row.returned_on.isoformat(), row.amount, row.bank_reference, row.recorded_by_name) for row in returns]
        columns = ("들어온 날", "금액", "은행 거래번호", "적은 사람")
        yield "07-반납/02_반납내역.xlsx", partial(workbooks.workbook, "반납", columns, rows)


def _paper(agreement: Agreement, which: str, name: str, at: datetime) -> Iterator[Piece]:
    if found := paper_of(agreement, which, at=at):
        yield f"{name}.pdf", partial(found.pdf, at=at)
        yield f"{name}.hwpx", partial(found.hwpx, at=at)


def _payments(agreement: Agreement) -> bytes:
    paid = next(basis for basis in bases_of(agreement) if basis.key == "paid")
    rows = [(seoul_date(line.at).isoformat(), line.word, line.what, line.amount) for line in paid.lines]
    return workbooks.workbook("지급", ("지급한 날", "종류", "내용", "금액"), rows)


def _evidence(agreement: Agreement) -> Iterator[Piece]:
    """Part six: a folder per category, in it one per expense by number, day, payee and amount, in it each paper by its kind."""
    titles = category_words(agreement)
    numbers: dict[str, int] = {}
    rows = [row for row in spendings_of(agreement) if row.state != "withdrawn"]
    for spending in sorted(
        rows, key=lambda row: (list(titles).index(row.category) if row.category in titles else 99, row.spent_on, row.pk)
    ):
        category = safe(titles.get(spending.category, spending.category))
        numbers[category] = numbers.get(category, 0) + 1
        folder = f"06-{category}/{line_name(numbers[category], spending)}"
        for name, file in _named((str(paper.get_kind_display()), paper.file) for paper in spending.evidence.all()):
            yield f"{folder}/{name}", file


def line_name(number: int, spending: Spending) -> str:
    """007_20260310_예시상점_1200000"""
    return f"{number:03d}_{spending.spent_on:{_STAMP}}_{safe(spending.payee_name)[:30]}_{spending.amount}"


def _named(papers: Iterable[tuple[str, StoredFile]]) -> Iterator[tuple[str, StoredFile]]:
    """Each paper by its kind; a second one of a kind gets a number."""
    seen: dict[str, int] = {}
    for kind, file in papers:
        seen[kind] = seen.get(kind, 0) + 1
        turn = f"_{seen[kind]}" if seen[kind] > 1 else ""
        yield f"{safe(kind)}{turn}.{_ending(file)}", file


def _stem(file: StoredFile) -> str:
    return file.name.rpartition(".")[0] or file.name


def _ending(file: StoredFile) -> str:
    return file.name.rpartition(".")[2].lower() or "pdf"


def _cover(agreement: Agreement, listed: list[str], *, at: datetime) -> bytes:
    settlement = settlement_of(agreement)
    facts = [
        ["수행기관", agreement.case.party.name],
        ["사업명", agreement.case.round.program.title],
        ["협약번호", agreement.number],
        ["협약 금액", official_won(agreement.amount)],
        ["확정액", official_won(settlement.confirmed) if settlement and settlement.confirmed_at else "확정 전"],
        ["반납할 금액", won_in_full(settlement.to_return) if settlement and settlement.confirmed_at else "확정 전"],
        ["묶은 날", official_day(seoul_date(at))],
    ]
    counts = [[number, title, f"{sum(name.startswith(f'{number}-') for name in listed)}개"] for number, title in CONTENTS[1:]]
    blocks = (
        Title("정산 서류 묶음"),
        Table([2, 7], facts, head=False),
        Para("목차", bold=True),
        Table([1, 6, 2], [["번호", "내용", "파일"], *counts], aligns=("center", "left", "right")),
        Table([1, 8], [["순서", "파일"], *([str(place), name] for place, name in enumerate(listed, 1))], aligns=("right", "left")),
    )
    return official.pdf(Paper(f"정산 서류 묶음 {agreement.number}", blocks), at=at, number=agreement.number, sample=agreement.sample)
