"""What people type, read into plain values: amounts, days and numbers. What cannot be read says how to write it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dure.kernel.errors import Refused
from dure.kernel.korean import with_particle
from dure.kernel.won import NotWon, Won, parse_won

_DAY = re.compile(r"'?(\d{2}|\d{4})\s*[.\-/년]\s*(\d{1,2})\s*[.\-/월]\s*(\d{1,2})", re.ASCII)
_PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SHORT_DAY = re.compile(r"(\d{1,2})\s*[.\-/월]\s*(\d{1,2})", re.ASCII)
_AFTER_DAY = re.compile(r"\s*[.일]?\s*(\([월화수목금토일]\))?\s*\.?")
_LONGEST_ROW_NUMBER = 18


def as_typed(data: Mapping[str, Any], **suggested: Any) -> defaultdict[str, Any]:
    """What to show in the boxes: what was typed, else what is suggested, else nothing."""
    return defaultdict(str, {**suggested, **{name: data[name] for name in data}})


def read_won(text: str, what: str) -> Won:
    """An amount in whole won."""
    try:
        return parse_won(text)
    except NotWon as wrong:
        raise Refused(f"{with_particle(what, '은')} 원 단위 숫자로 적어 주세요. 예: 1,200,000") from wrong


def read_day(text: str, what: str) -> date:
    """A day in any common typing."""
    if (day := day_of(text)) is None:
        raise Refused(f"{with_particle(what, '을')} 골라 주세요. 예: 2027-03-15")
    return day


def read_maybe_day(text: str, what: str) -> date | None:
    """A day, or nothing."""
    return read_day(text, what) if text.strip() else None


def day_of(text: str) -> date | None:
    """A day by itself: 2027-03-15, 2027. 3. 15., '27.3.15.(월), 2027년 3월 15일, 20270315. None if it is no day, or more than one."""
    tidy = text.strip()
    found = _DAY.match(tidy) or _PACKED_DAY.match(tidy)
    return _made(found.groups()) if found and _AFTER_DAY.fullmatch(tidy, found.end()) else None


def day_before_words(text: str, *, year: int) -> date | None:
    """The day that a cell begins with, whatever follows it; 3/15 is of the year that is given."""
    tidy = text.strip()
    if found := _DAY.match(tidy) or _PACKED_DAY.match(tidy):
        return _made(found.groups())
    short = _SHORT_DAY.match(tidy)
    return _made((str(year), *short.groups())) if short else None


def _made(parts: Iterable[str]) -> date | None:
    year, month, day = (int(part) for part in parts)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def row_number(text: str | None) -> int:
    """The number of a row; 0, which no row has, for anything else."""
    said = text or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _LONGEST_ROW_NUMBER else 0


def row_numbers(texts: Iterable[str]) -> list[int]:
    """Numbers of rows from tick boxes, each once; what is no number is left out."""
    return list(dict.fromkeys(number for text in texts if (number := row_number(text))))
