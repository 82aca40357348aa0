"""Checking a full export without a database: digests of every file, entries and books that sum to zero, accounts, and the sums it tells.

Nothing of the house is needed but this file.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

FORMAT = 1
SUMS_NAME = "SHA256SUMS"
_MOST_FINDINGS = 50


def findings(path: Path) -> list[str]:
    """One sentence per thing that is wrong; empty when all is well."""
    try:
        with zipfile.ZipFile(path) as packed:
            return list(_found(packed))[:_MOST_FINDINGS]
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, UnicodeDecodeError) as broken:
        return [f"읽을 수 없는 파일이에요: {broken}"]


def _found(packed: zipfile.ZipFile) -> Iterator[str]:
    yield from _digests(packed)
    manifest = json.loads(packed.read("manifest.json"))
    if manifest["format"] != FORMAT:
        yield f"모르는 형식이에요: {manifest['format']}"
        return
    yield from _manifest(packed, manifest)
    yield from _sums(packed)
    yield from _ledger(packed)


def _digests(packed: zipfile.ZipFile) -> Iterator[str]:
    lines = (line.split("  ", 1) for line in packed.read(SUMS_NAME).decode().splitlines())
    said = {name: digest for digest, name in lines}
    names = packed.namelist()
    for name in sorted({*said, *names} - {SUMS_NAME}):
        if name not in said:
            yield f"{name}: 목록에 없는 파일이에요"
        elif name not in names:
            yield f"{name}: 파일이 없어요"
        elif _digest(packed, name) != said[name]:
            yield f"{name}: 확인값이 달라요"
    if len(names) != len(set(names)):
        yield "같은 이름의 파일이 두 번 있어요"


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with packed.open(name) as held:
        while piece := held.read(1024 * 1024):
            digest.update(piece)
    return digest.hexdigest()


def _rows(packed: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with packed.open(name) as held, io.TextIOWrapper(held, encoding="utf-8-sig", newline="") as text:
        yield from csv.DictReader(text)


def _manifest(packed: zipfile.ZipFile, manifest: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    for one in manifest["files"]:
        name = str(one["name"])
        if name in packed.namelist() and _digest(packed, name) != one["sha256"]:
            yield f"{name}: manifest.json의 확인값과 달라요"
        if name.endswith(".csv") and (rows := sum(1 for _ in _rows(packed, name))) != one["rows"]:
            yield f"{name}: {one['rows']}줄이라고 적혀 있는데 {rows}줄이에요"


def _sums(packed: zipfile.ZipFile) -> Iterator[str]:
    """Every sum that checks.csv tells, added up again."""
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(packed, "checks.csv"):
        told[row["file"]][row["column"]] = int(row["sum"])
    for name, columns in told.items():
        totals = dict.fromkeys(columns, 0)
        for row in _rows(packed, name):
            for column in columns:
                totals[column] += int(row[column] or 0)
        for column, total in totals.items():
            if total != columns[column]:
                yield f"{name}: {column}의 합이 {columns[column]:,}이라고 적혀 있는데 {total:,}이에요"


def _ledger(packed: zipfile.ZipFile) -> Iterator[str]:
    """Entries and books sum to zero, accounts hold what their legs say."""
    by_entry: dict[str, int] = defaultdict(int)
    by_account: dict[str, int] = defaultdict(int)
    for leg in _rows(packed, "legs.csv"):
        by_entry[leg["entry"]] += int(leg["amount"])
        by_account[leg["account"]] += int(leg["amount"])
    by_book: dict[str, int] = defaultdict(int)
    for entry in _rows(packed, "entries.csv"):
        if entry["entry"] not in by_entry:
            yield f"기록 {entry['entry']}: 다리가 없어요"
        total = by_entry.pop(entry["entry"], 0)
        by_book[entry["book"]] += total
        if total:
            yield f"기록 {entry['entry']}: 합이 0원이 아니라 {total:,}원이에요"
    yield from (f"기록 {number}: 다리만 있고 기록이 없어요" for number in by_entry)
    yield from (f"장부 {book}: 합이 0원이 아니라 {total:,}원이에요" for book, total in by_book.items() if total)
    for account in _rows(packed, "accounts.csv"):
        held = by_account.pop(account["account"], 0)
        if held != int(account["balance"]):
            yield f"계정 {account['key']}: {int(account['balance']):,}원이라고 적혀 있는데 다리의 합은 {held:,}원이에요"
    yield from (f"계정 {number}: 다리만 있고 계정이 없어요" for number in by_account)
