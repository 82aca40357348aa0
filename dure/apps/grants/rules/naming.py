"""Which expense a dropped file proves, and with which paper, as far as its name says so. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dure.apps.grants.rules.evidence import WantedPaper
from dure.apps.grants.rules.flags import name_key
from dure.apps.grants.words import EvidenceKind

NAMES: Mapping[str, tuple[str, ...]] = {
    "payment_voucher": ("지출결의", "결의서"),
    "quotation": ("견적", "비교견적"),
    "tax_invoice": ("세금계산서", "계산서", "카드전표", "전표", "카드영수증"),
    "transfer_confirmation": ("이체확인", "이체", "송금"),
    "acceptance_record": ("검수",),
    "withholding_receipt": ("원천징수영수증", "원천징수"),
    "attendance_roster": ("참석자", "명부", "서명부"),
    "insurance": ("4대보험", "사대보험"),
    "tax_clearance": ("납세증명", "완납증명"),
    "bankbook_copy": ("통장",),
    "work_log": ("출근부", "업무일지"),
    "internal_approval": ("내부결재", "품의"),
    "lease": ("임대차",),
    "travel_order": ("출장명령", "출장신청"),
    "travel_report": ("출장복명", "복명"),
}
"""What people call papers besides the words of the house."""

_NUMBERS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+", re.ASCII)
_DAY = re.compile(r"(?<!\d)(?:(\d{4}|\d{2})[.\-_년]\s*)?(\d{1,2})[.\-_월]\s*(\d{1,2})(?!\d)", re.ASCII)
_PLACE = re.compile(r"^(\d{1,3})(?=[_\-.)\s])|(?<!\d)(\d{1,3})\s*(?:번|행|줄)", re.ASCII)
_LEAST_AMOUNT = 1_000
"""Smaller numbers in a name are rather days and places."""


@dataclass(frozen=True, slots=True)
class Target:
    """An expense that waits for papers, as its row stands on the page: `place` counts from one, `held` are the kinds that it has."""

    key: str
    place: int
    on: date
    amounts: tuple[int, ...]
    payee: str
    wanted: tuple[WantedPaper, ...] = ()
    held: tuple[str, ...] = ()

    def lacking(self, more: Iterable[str] = ()) -> list[WantedPaper]:
        """What it still lacks when these come too."""
        counted = Counter([*self.held, *more])
        return [paper for paper in self.wanted if counted[paper.kind] < paper.copies]


@dataclass(frozen=True, slots=True)
class Guess:
    """Where a file belongs and what it is, each empty if the name does not say; and what was read of it."""

    target: str = ""
    kind: str = ""
    why: str = ""


def kind_in(name: str) -> str:
    """The kind of paper that a name tells: the longest word of ours in it wins."""
    plain = "".join(unicodedata.normalize("NFC", name).split())
    words = [("".join(word.split()), str(kind)) for kind in EvidenceKind for word in str(kind.label).split(" 또는 ")]
    words += [(word, kind) for kind, called in NAMES.items() for word in called]
    found = max(((len(word), kind) for word, kind in words if word in plain), default=(0, ""))
    return found[1]


def guesses(names: Sequence[str], targets: Sequence[Target]) -> list[Guess]:
    """A guess per file, in order. A file whose name says no kind is the one paper that its expense still lacks, if it is only one."""
    given: dict[str, list[str]] = {}
    found = []
    for name in names:
        target, why = _target_of(name, targets)
        kind = kind_in(name)
        if target and not kind:
            lacking = target.lacking(given.get(target.key, ()))
            kind = lacking[0].kind if len(lacking) == 1 else ""
        if target and kind:
            given.setdefault(target.key, []).append(kind)
        found.append(Guess(target.key if target else "", kind, why))
    return found


def _target_of(name: str, targets: Sequence[Target]) -> tuple[Target | None, str]:
    """The one expense that fits best; none if two fit equally well or nothing fits."""
    stem = unicodedata.normalize("NFC", name.rpartition(".")[0] or name)
    fits = [(weight, why, target) for target in targets for weight, why in [_fit(stem, target)] if weight]
    best = max((weight for weight, _why, _target in fits), default=0)
    first = [(target, why) for weight, why, target in fits if weight == best]
    return first[0] if len(first) == 1 else (None, "")


def _fit(stem: str, target: Target) -> tuple[int, str]:
    numbers = [int(text.replace(",", "")) for text in _NUMBERS.findall(stem) if len(text) <= 20]
    days = [found.groups() for found in _DAY.finditer(stem)]
    asked = (
        (4, "줄 번호", _place_in(stem) == target.place),
        (4, "금액", any(number in target.amounts for number in numbers if number >= _LEAST_AMOUNT)),
        (3, "받은 곳", len(target.payee) > 1 and target.payee in name_key(stem)),
        (2, "날짜", any(_is_day(parts, target.on) for parts in days) or _packed(target.on) & set(_NUMBERS.findall(stem))),
    )
    said = [(weight, word) for weight, word, holds in asked if holds]
    return sum(weight for weight, _word in said), ", ".join(word for _weight, word in said)


def _place_in(stem: str) -> int:
    """The number of a row that a name begins with or names; a day at the beginning is none."""
    found = _PLACE.search(stem)
    if found is None or (found[1] and (day := _DAY.match(stem)) and _can_be_day(day.groups())):
        return 0
    return int(found[1] or found[2])


def _can_be_day(parts: Sequence[str | None]) -> bool:
    month, day = int(parts[1] or 0), int(parts[2] or 0)
    return 1 <= month <= 12 and 1 <= day <= 31


def _is_day(parts: Sequence[str | None], on: date) -> bool:
    year, month, day = (int(part) if part else 0 for part in parts)
    return (month, day) == (on.month, on.day) and year in {0, on.year, on.year % 100}


def _packed(on: date) -> set[str]:
    return {f"{on:%Y%m%d}", f"{on:%y%m%d}", f"{on:%m%d}"}
