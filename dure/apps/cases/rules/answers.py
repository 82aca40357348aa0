"""Answers: what people typed becomes a typed value, a kind refusal, or words again. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dure.apps.programs.facade import Question, Section
from dure.kernel.identifiers import looks_like_resident_number
from dure.kernel.korean import table_day
from dure.kernel.won import NotWon, parse_won, won_in_full

LONGEST_TEXT = 300
LONGEST_LONG_TEXT = 5000
MOST_PEOPLE = 50
RESIDENT_NUMBER = "주민등록번호로 보이는 숫자가 있어요. 센터는 주민등록번호를 받지 않으니 지우고 저장해 주세요."
YES_NO = (("yes", "예"), ("no", "아니요"))
_DATE = re.compile(r"(\d{4})[-. ]+(\d{1,2})[-. ]+(\d{1,2})\.?", re.ASCII)
_COUNT = re.compile(r"\d{1,3}(,\d{3})+|\d{1,9}", re.ASCII)


class NotAnAnswer(ValueError):
    """What was typed cannot be kept; the message says how to write it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A section's form: what can be kept, and a sentence per question that cannot."""

    kept: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


Lists = Mapping[str, Sequence[str]]
"""A form as a browser sends it: every name with its values."""


def read_section(section: Section, typed: Lists) -> Typed:
    """Read every question of the section; names that the form does not know are left out."""
    kept: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for question in section.questions:
        try:
            kept[question.key] = _READERS[question.kind](question, typed)
        except NotAnAnswer as refused:
            errors[question.key] = str(refused)
    return Typed(kept, errors)


def missing(section: Section, data: Mapping[str, Any]) -> list[Question]:
    """Wanted questions that have no answer yet."""
    return [question for question in section.questions if question.required and not words_of(question, data.get(question.key))]


def words_of(question: Question, value: Any) -> str:
    """The answer as people read it; empty when there is none."""
    if value is None or value == "" or value == []:
        return ""
    return _WORDS[question.kind](question, value)


def _first(question: Question, typed: Lists) -> str:
    values = typed.get(question.key) or ("",)
    return values[-1].replace("\r\n", "\n").replace("\x00", "").strip()


def _text(question: Question, typed: Lists) -> str:
    text = _first(question, typed)
    longest = question.longest or (LONGEST_LONG_TEXT if question.kind == "long_text" else LONGEST_TEXT)
    if len(text) > longest:
        raise NotAnAnswer(f"{longest:,}자까지 쓸 수 있어요. {len(text) - longest:,}자를 줄여 주세요.")
    if looks_like_resident_number(text):
        raise NotAnAnswer(RESIDENT_NUMBER)
    return text


def _number(question: Question, typed: Lists) -> int | None:
    text = _first(question, typed)
    if not text:
        return None
    if not _COUNT.fullmatch(text):
        raise NotAnAnswer("0 이상의 수를 숫자로만 적어 주세요. 예: 12")
    return int(text.replace(",", ""))


def _money(question: Question, typed: Lists) -> int | None:
    return read_won(_first(question, typed)) if _first(question, typed) else None


def read_won(text: str) -> int:
    """An amount as people type it, or a sentence on how to write it."""
    try:
        return parse_won(text)
    except NotWon as wrong:
        raise NotAnAnswer("금액은 0 이상의 원 단위 숫자로 적어 주세요. 예: 1,200,000") from wrong


def _date(question: Question, typed: Lists) -> str:
    text = _first(question, typed)
    if not text:
        return ""
    found = _DATE.fullmatch(text)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2199:
        raise NotAnAnswer("날짜를 적어 주세요. 예: 2027-03-15")
    return day.isoformat()


def _choice(question: Question, typed: Lists) -> str:
    key = _first(question, typed)
    if key and key not in dict(_choices(question)):
        raise NotAnAnswer("보기에서 하나를 골라 주세요.")
    return key


def _several(question: Question, typed: Lists) -> list[str]:
    keys = [key for key in typed.get(question.key) or () if key]
    if not set(keys) <= set(dict(_choices(question))):
        raise NotAnAnswer("보기에서 골라 주세요.")
    return [key for key, _ in _choices(question) if key in keys]


def _people(question: Question, typed: Lists) -> list[dict[str, str]]:
    """Rows of who and what they do; empty rows are left out."""
    rows = zip(typed.get(f"{question.key}_who") or (), typed.get(f"{question.key}_duty") or (), strict=False)
    said = [{"who": who.strip()[:80], "duty": duty.strip()[:200]} for who, duty in rows if who.strip() or duty.strip()]
    if len(said) > MOST_PEOPLE:
        raise NotAnAnswer(f"{MOST_PEOPLE}명까지 적을 수 있어요.")
    if any(looks_like_resident_number(f"{row['who']} {row['duty']}") for row in said):
        raise NotAnAnswer(RESIDENT_NUMBER)
    return said


def _choices(question: Question) -> Sequence[tuple[str, str]]:
    return YES_NO if question.kind == "yes_no" else question.choices


_READERS: dict[str, Callable[[Question, Lists], Any]] = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": _choice,
    "yes_no": _choice,
    "choices": _several,
    "people": _people,
}

_WORDS: dict[str, Callable[[Question, Any], str]] = {
    "text": lambda question, value: value,
    "long_text": lambda question, value: value,
    "number": lambda question, value: f"{value:,}",
    "money": lambda question, value: won_in_full(value),
    "date": lambda question, value: table_day(date.fromisoformat(value)),
    "choice": lambda question, value: dict(_choices(question)).get(value, value),
    "yes_no": lambda question, value: dict(YES_NO).get(value, value),
    "choices": lambda question, value: ", ".join(dict(_choices(question)).get(key, key) for key in value),
    "people": lambda question, value: "\n".join(" · ".join(part for part in (row["who"], row["duty"]) if part) for row in value),
}
