"""Answers: what people typed becomes a typed value, a kind refusal, or words again. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dure.apps.cases.rules.conditions import hidden_keys
from dure.apps.programs.facade import Column, Question, Section
from dure.kernel.identifiers import looks_like_resident_number
from dure.kernel.korean import table_day
from dure.kernel.won import NotWon, parse_won, won_in_full

LONGEST_TEXT = 300
LONGEST_LONG_TEXT = 5000
MOST_PEOPLE = 50
RESIDENT_NUMBER = "주민등록번호로 보이는 숫자가 있어요. 센터는 주민등록번호를 받지 않으니 지우고 저장해 주세요."
YES_NO = (("yes", "예"), ("no", "아니요"))
AGREES = (("yes", "동의합니다"), ("no", "동의하지 않습니다"))
DIFFERS = "조직 정보와 다름"
MOST_TABLE_ROWS = 50
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


def read_section(section: Section, typed: Lists, said: Mapping[str, Any] | None = None) -> Typed:
    """Read every question of the section; names that the form does not know are left out.

    `said` are the answers of the other sections: a question that they hide is not refused, whatever stands in it.
    """
    kept: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for question in section.questions:
        try:
            kept[question.key] = _READERS[question.kind](question, typed)
        except NotAnAnswer as refused:
            errors[question.key] = str(refused)
    hidden = hidden_keys(section.questions, {**(said or {}), **kept})
    return Typed(kept, {key: sentence for key, sentence in errors.items() if key not in hidden})


def is_sent(question: Question, typed: Lists) -> bool:
    """Did the browser send anything of that question? A form that is saved in part leaves the others alone."""
    return any(name in typed for name in names_of(question))


def names_of(question: Question) -> tuple[str, ...]:
    """The names under which a browser sends the answer."""
    if question.kind == "people":
        return f"{question.key}_who", f"{question.key}_duty"
    if question.kind == "table":
        return tuple(cell_name(question, column.key) for column in question.columns)
    if question.kind == "party_fact":
        return (stated_name(question),)
    return (question.key,)


def answer_document(question_key: str) -> str:
    """Under which name the file of a question stands among the papers."""
    return f"answer:{question_key}"


def cell_name(question: Question, column: str) -> str:
    """The name of a column's cells."""
    return f"{question.key}__{column}"


def stated_name(question: Question) -> str:
    """The name of what the applicant says otherwise than the party's own record."""
    return f"{question.key}_stated"


def missing(section: Section, data: Mapping[str, Any], said: Mapping[str, Any] | None = None) -> list[Question]:
    """Wanted questions that are shown and have no answer yet. A consent that is wanted wants a yes."""
    hidden = hidden_keys(section.questions, {**(said or {}), **data})
    asked = [question for question in section.questions if question.required and question.key not in hidden]
    return [question for question in asked if not _is_answered(question, data.get(question.key))]


def _is_answered(question: Question, value: Any) -> bool:
    return value == "yes" if question.kind == "consent" else bool(words_of(question, value))


def words_of(question: Question, value: Any) -> str:
    """The answer as people read it; empty when there is none."""
    if value is None or value == "" or value == [] or value == {}:
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
    return _bounded(question, read_count(text), "")


def read_count(text: str) -> int:
    """A whole number as people type it, or a sentence on how to write it."""
    if not _COUNT.fullmatch(text):
        raise NotAnAnswer("0 이상의 수를 숫자로만 적어 주세요. 예: 12")
    return int(text.replace(",", ""))


def _bounded(question: Question, value: int, unit: str) -> int:
    """Inside what the question allows, or what it allows."""
    if question.least is not None and value < question.least:
        raise NotAnAnswer(f"{question.least:,}{unit} 이상이어야 해요. 지금 {value:,}{unit}이에요.")
    if question.most is not None and value > question.most:
        raise NotAnAnswer(f"{question.most:,}{unit} 이하여야 해요. 지금 {value:,}{unit}이에요.")
    return value


def _money(question: Question, typed: Lists) -> int | None:
    text = _first(question, typed)
    return _bounded(question, read_won(text), "원") if text else None


def read_won(text: str) -> int:
    """An amount as people type it, or a sentence on how to write it."""
    try:
        return parse_won(text)
    except NotWon as wrong:
        raise NotAnAnswer("금액은 0 이상의 원 단위 숫자로 적어 주세요. 예: 1,200,000") from wrong


def _date(question: Question, typed: Lists) -> str:
    text = _first(question, typed)
    return read_day(text) if text else ""


def read_day(text: str) -> str:
    """A day in any common typing as ISO text, or a sentence on how to write it."""
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
    if question.most is not None and len(set(keys)) > question.most:
        raise NotAnAnswer(f"{question.most}개까지 고를 수 있어요. 지금 {len(set(keys))}개예요.")
    return [key for key, _ in _choices(question) if key in keys]


def _people(question: Question, typed: Lists) -> list[dict[str, str]]:
    """Rows of who and what they do; empty rows are left out."""
    rows = zip(typed.get(f"{question.key}_who") or (), typed.get(f"{question.key}_duty") or (), strict=False)
    said = [{"who": who.strip()[:80], "duty": duty.strip()[:200]} for who, duty in rows if who.strip() or duty.strip()]
    most = question.most or MOST_PEOPLE
    if len(said) > most:
        raise NotAnAnswer(f"{most}명까지 적을 수 있어요.")
    if any(looks_like_resident_number(f"{row['who']} {row['duty']}") for row in said):
        raise NotAnAnswer(RESIDENT_NUMBER)
    return said


def _table(question: Question, typed: Lists) -> list[dict[str, Any]]:
    """Rows by column; empty rows are left out, and a cell that cannot be read is told with its row."""
    rows = [(number, row) for number, row in enumerate(typed_rows(question, typed), 1) if any(row.values())]
    most = question.most or MOST_TABLE_ROWS
    if len(rows) > most:
        raise NotAnAnswer(f"{most}줄까지 적을 수 있어요. 지금 {len(rows)}줄이에요.")
    return [{column.key: _cell(column, row[column.key], number) for column in question.columns} for number, row in rows]


def typed_rows(question: Question, typed: Lists) -> list[dict[str, str]]:
    """The rows of a table as they were typed."""
    columns = [typed.get(cell_name(question, column.key)) or () for column in question.columns]
    length = max((len(cells) for cells in columns), default=0)
    keys = [column.key for column in question.columns]
    filled = [[*(cell.replace("\x00", "").strip() for cell in cells), *[""] * (length - len(cells))] for cells in columns]
    return [dict(zip(keys, cells, strict=True)) for cells in zip(*filled, strict=True)]


def _cell(column: Column, text: str, number: int) -> Any:
    if not text:
        return ""
    try:
        return _CELLS[column.kind](column, text)
    except NotAnAnswer as wrong:
        raise NotAnAnswer(f"{number}번째 줄 {column.label}: {wrong}") from wrong


def _text_cell(column: Column, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise NotAnAnswer(f"{LONGEST_TEXT}자까지 쓸 수 있어요.")
    if looks_like_resident_number(text):
        raise NotAnAnswer(RESIDENT_NUMBER)
    return text


def _choice_cell(column: Column, text: str) -> str:
    if text not in dict(column.choices):
        raise NotAnAnswer("보기에서 하나를 골라 주세요.")
    return text


_CELLS: dict[str, Callable[[Column, str], Any]] = {
    "text": _text_cell,
    "number": lambda column, text: read_count(text),
    "money": lambda column, text: read_won(text),
    "date": lambda column, text: read_day(text),
    "choice": _choice_cell,
}


def _table_words(question: Question, rows: Sequence[Mapping[str, Any]]) -> str:
    """A line per row: each cell with the name of its column."""
    return "\n".join(
        " · ".join(
            f"{column.label} {cell_words(column, row.get(column.key))}"
            for column in question.columns
            if row.get(column.key) not in ("", None)
        )
        for row in rows
    )


def cell_words(column: Column, value: Any) -> str:
    """A cell as people read it."""
    if value in ("", None):
        return ""
    if column.kind == "choice":
        return str(dict(column.choices).get(value, value))
    if column.kind == "date":
        return table_day(date.fromisoformat(value))
    return won_in_full(value) if column.kind == "money" else f"{value:,}" if column.kind == "number" else str(value)


def _stated(question: Question, typed: Lists) -> str:
    """What the applicant says otherwise than the party's record; nothing when it is as recorded."""
    text = (typed.get(stated_name(question)) or ("",))[-1].replace("\x00", "").strip()
    if len(text) > LONGEST_TEXT:
        raise NotAnAnswer(f"{LONGEST_TEXT}자까지 쓸 수 있어요.")
    if looks_like_resident_number(text):
        raise NotAnAnswer(RESIDENT_NUMBER)
    return text


def _party_fact_words(question: Question, value: Any) -> str:
    """The party's record with its source; what is said otherwise comes first and is marked for staff."""
    if isinstance(value, str):
        return value
    known = f"{value['known']} ({value['source']})" if value["known"] else ""
    if not value["stated"]:
        return known
    return f"{value['stated']} — {DIFFERS}: {known}" if known else str(value["stated"])


def _choices(question: Question) -> Sequence[tuple[str, str]]:
    return {"yes_no": YES_NO, "consent": AGREES}.get(question.kind, question.choices)


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
    "table": _table,
    "file": lambda question, typed: None,
    "consent": _choice,
    "party_fact": _stated,
}
"""A file is no text: the verb takes it in beside the answers."""

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
    "table": _table_words,
    "file": lambda question, value: str(value["name"]),
    "consent": lambda question, value: dict(AGREES).get(value, value),
    "party_fact": _party_fact_words,
}
