"""Everything of a fiscal year, or of one program in it, as one ZIP of CSV files with their digests and sums; written to disk row by row."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from dure.desks.money.exports import tables
from dure.desks.money.verifying import FORMAT, SUMS_NAME

BOM = b"\xef\xbb\xbf"
_PIECE = 1024 * 1024
README = """두레 전체 자료 ({what})

만든 때: {made}
이 묶음에는 한 회계연도(또는 한 사업)의 장부와 그 뒤의 자료가 CSV(UTF-8, BOM)로 들어 있습니다. 금액은 모두 원 단위 정수입니다.
계좌번호와 주민등록번호는 들어 있지 않습니다. 개인의 이름이 들어 있으므로 점검이 끝나면 지워 주십시오.

{files}

확인하는 법
1. 파일이 바뀌지 않았는지: sha256sum -c SHA256SUMS
2. 합계까지 모두: dure verify-export 이 파일.zip (데이터베이스와 서버가 없어도 됩니다)
   파일마다 확인값, 기록마다 다리(legs)의 합 0원, 장부마다 합 0원, 계정마다 합, checks.csv의 합계를 다시 셈합니다.
3. 묶음 자체의 확인값은 두레의 ‘전체 자료’ 화면과 활동 기록에 남아 있습니다.

글자로 된 칸이 = + - @로 시작하면 표 계산 프로그램이 수식으로 읽지 않도록 앞에 '를 붙였습니다.
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is exported."""

    year: int
    program_id: int | None
    words: str


class Zipped:
    """A finished file on disk, handed on piece by piece."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, a megabyte at a time."""
        with self.path.open("rb") as held:
            while piece := held.read(_PIECE):
                yield piece


class _Counted(io.RawIOBase):
    """Writes on, and keeps the digest and the number of bytes."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.digest, self.size = out, hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        said = bytes(piece)
        self.digest.update(said)
        self.size += len(said)
        self.out.write(said)
        return len(said)


def write(path: Path, scope: Scope, *, at: datetime) -> Zipped:
    """Write the ZIP at the path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        listed = [_table(packed, table, at) for table in tables.tables_of(scope.year, scope.program_id)]
        sums = [(one["name"], column, total) for one in listed for column, total in one["sums"].items()]
        listed.append(_table(packed, tables.Table("checks.csv", "파일마다 금액 칸의 합계", ("file", "column", "sum"), sums), at))
        _finish(packed, scope, listed, at)
    return Zipped(path)


def _finish(packed: zipfile.ZipFile, scope: Scope, listed: list[dict[str, Any]], at: datetime) -> None:
    """The words, the manifest, and last the digests of everything."""
    names = "\n".join(f"- {one['name']}: {one['what']} ({one['rows']:,}줄)" for one in listed)
    readme = README.format(what=scope.words, made=f"{at:%Y-%m-%d %H:%M %Z}", files=names)
    listed.append(_text(packed, "README.txt", readme, at))
    manifest = {"format": FORMAT, "year": scope.year, "program": scope.program_id, "what": scope.words, "made_at": at.isoformat()}
    listed.append(_text(packed, "manifest.json", json.dumps({**manifest, "files": listed}, ensure_ascii=False, indent=1), at))
    sums = "".join(f"{one['sha256']}  {one['name']}\n" for one in listed)
    _text(packed, SUMS_NAME, sums, at)


def _text(packed: zipfile.ZipFile, name: str, text: str, at: datetime) -> dict[str, Any]:
    content = text.encode()
    packed.writestr(_entry(name, at), content)
    return {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "rows": 0, "what": name}


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry


def _table(packed: zipfile.ZipFile, table: tables.Table, at: datetime) -> dict[str, Any]:
    rows, places = 0, {column: table.heads.index(column) for column in table.summed}
    sums = dict.fromkeys(table.summed, 0)
    with packed.open(_entry(table.name, at), "w", force_zip64=True) as out:
        counted = _Counted(out)
        counted.write(BOM)
        text = io.TextIOWrapper(io.BufferedWriter(counted), encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(table.heads)
        for row in table.rows:
            writer.writerow([_cell(value) for value in row])
            rows += 1
            for column, place in places.items():
                sums[column] += row[place] or 0
        text.flush()
        text.detach().detach()
    return {"name": table.name, "sha256": counted.digest.hexdigest(), "bytes": counted.size, "rows": rows, "what": table.what, "sums": sums}


def _cell(value: Any) -> Any:
    """Numbers stay numbers, moments are ISO with their zone, and text is never a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return value
