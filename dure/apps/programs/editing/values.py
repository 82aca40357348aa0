"""One field's value: read from what was typed, written back into a form, and said in words.

What cannot be read is kept as it was typed, so that nothing is lost; the check names it before it is published.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dure.apps.programs.editing import questions
from dure.apps.programs.editing import vocabulary as words
from dure.apps.programs.editing.fields import Document, Field, Row
from dure.apps.programs.editing.keys import answers_with_keys
from dure.kernel.korean import table_day
from dure.platform.catalog import schema
from dure.platform.catalog.amounts import Unreadable
from dure.platform.catalog.reader import plain

MOST_INNER = 20
_AMOUNT, _COUNT = TypeAdapter(schema.Amount), TypeAdapter(schema.Count)
Get = Callable[[str], str]


def read(field: Field, get: Get, many: Callable[[str], list[str]], name: str, old: Any, row: Row, document: Document) -> Any:
    """The value of a field as typed under that name."""
    text = get(name).strip()
    match field.kind:
        case "flag":
            return old if bool(text) == is_on(old) and old is not None else bool(text)
        case "many":
            return [value for value in many(name) if value]
        case "keys":
            return [part.strip() for value in many(name) for part in value.split(",") if part.strip()]
        case "window":
            return _window(get, name, old or {})
        case "condition":
            return _condition(get(f"{name}-question"), get(f"{name}-answers"), document)
        case "numbers":
            return [read_number(part) for part in text.split(",") if part.strip()]
        case "ties":
            return questions.keys_of_ties(_lines(get(name)), document)
        case "rows":
            return _inner(field, get, many, name, old or [], document)
        case "lines" | "amounts" | "answers" | "columns":
            return _of_lines(field.kind, _lines(get(name)), old or [])
        case _:
            return _of_words(field.kind, text, old)


def _inner(field: Field, get: Get, many: Callable[[str], list[str]], name: str, old: list[Row], document: Document) -> list[Row]:
    """The rows inside a row, without those that were taken out and the one that nobody used. A new one has no key yet."""
    assert field.inner is not None
    inner, known, found = field.inner, {row["key"]: row for row in old}, []
    count = get(f"{name}-rows")
    for number in range(min(int(count) if count.isdigit() else 0, MOST_INNER)):
        start = f"{name}-{number}"
        before = known.get(get(f"{start}-key"))
        row: Row = {"key": "", **inner.blank, **(before or {})}
        for one in inner.fields:
            value = read(one, get, many, f"{start}-{one.name}", row[one.name], row, document)
            row[one.name] = inner.blank[one.name] if value in (None, "") else value
        says = before or any(row[one.name] != inner.blank[one.name] for one in inner.fields if one.kind != "choice")
        if says and not get(f"{start}-gone"):
            found.append(row)
    return found


def is_on(flag: Any) -> bool:
    """A flag as a form or as a file says it."""
    return str(flag).lower() in {"1", "true", "yes"}


def _of_words(kind: str, text: str, old: Any) -> Any:
    if kind == "number":
        return read_number(text)
    if kind == "amount":
        return read_amount(text, old)
    return read_count(text, old) if kind == "count" else text


def _of_lines(kind: str, lines: list[str], old: Any) -> Any:
    if kind == "amounts":
        known = {amount["text"]: amount for amount in old if isinstance(amount, dict)}
        return [read_amount(line, known.get(line)) for line in lines]
    if kind == "answers":
        return answers_with_keys(lines, old)
    return _columns(lines, old) if kind == "columns" else lines


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_number(text: str) -> int | str | None:
    """A whole number, nothing, or the words as they stand."""
    tidy = text.replace(",", "").removesuffix("%").removesuffix("점").strip()
    if not tidy:
        return None
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) <= 15 else text


def read_amount(text: str, old: Any) -> Any:
    """An amount in the source's words; the same words stay what they were."""
    return _known(_AMOUNT, text, old)


def read_count(text: str, old: Any) -> Any:
    """A count in the source's words, the same way."""
    return _known(_COUNT, text, old)


def _known(kind: TypeAdapter[Any], text: str, old: Any) -> Any:
    if not text:
        return None
    if isinstance(old, dict) and old.get("text") == text:
        return old
    try:
        return plain(kind.validate_python(text))
    except (Unreadable, ValidationError):
        return text


def _window(get: Get, name: str, old: Row) -> Row:
    """Days as exactly as they are known; a month and its parts are widened to their first and last day."""
    precision = get(f"{name}-precision") or "order_only"
    first, last, hour = (get(f"{name}-{end}").strip() or None for end in ("from", "to", "hour"))
    if old and (precision, first, last) == (old.get("precision"), old.get("from"), old.get("to")) and (hour or None) == old.get("hour"):
        return old
    if precision == "order_only":
        first = last = None
    elif precision in {"month", "part_of_month", "day", "minute"} and first and not last:
        last = first
    if precision in {"month", "part_of_month"}:
        first, last = _widened(first, precision, last=False), _widened(last, precision, last=True)
    found = {"from": first, "to": last, "precision": precision, "hour": hour if precision == "minute" else None}
    same = all(old.get(key) == value for key, value in found.items())
    return {**found, "text": old.get("text", "") if same else ""}


def _widened(text: str | None, precision: str, *, last: bool) -> str | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return text
    length = calendar.monthrange(day.year, day.month)[1]
    low, high = (
        (1, length) if precision == "month" else next(part for part in ((1, 10), (11, 20), (21, length)) if part[0] <= day.day <= part[1])
    )
    return day.replace(day=high if last else low).isoformat()


_COLUMN = re.compile(
    r"(?P<label>.+):\s*(?P<kind>" + "|".join(re.escape(label) for _, label in words.COLUMNS) + r")\s*(\[(?P<choices>.*)\])?"
)


def _columns(lines: list[str], old: list[Row]) -> list[Row]:
    """Columns of a table question: a name and, after a colon, what it holds, with the answers to choose from in brackets."""
    kinds = {label: key for key, label in words.COLUMNS}
    parts = [_COLUMN.fullmatch(line) for line in lines]
    labels = [(part["label"] if part else line).strip() for part, line in zip(parts, lines, strict=True)]
    keyed = answers_with_keys(labels, [[column["key"], column["label"]] for column in old])
    known = {column["key"]: column for column in old}
    found = []
    for (key, label), part in zip(keyed, parts, strict=True):
        column = {"kind": "text", "choices": [], **known.get(key, {}), "key": key, "label": label}
        if part:
            answers = [answer.strip() for answer in (part["choices"] or "").split(",") if answer.strip()]
            column["kind"] = kinds[part["kind"]]
            column["choices"] = answers_with_keys(answers, column["choices"]) if column["kind"] == "choice" else []
        found.append(column)
    return found


def _condition(key: str, said: str, document: Document) -> Row | None:
    """The question asked about, and the keys of its answers; words that are no answer stay words."""
    if not key:
        return None
    asked = next((row for row in questions.questions_of(document) if row["key"] == key), {})
    by_label = {label: answer for answer, label in questions.answers_of(asked)}
    return {"question": key, "answers": [by_label.get(word.strip(), word.strip()) for word in said.split(",") if word.strip()]}


def form_value(field: Field, value: Any, document: Document) -> Any:
    """What stands in the form."""
    match field.kind:
        case "keys" | "numbers":
            return ", ".join(str(part) for part in value or ())
        case "amount" | "count":
            return _text(value)
        case "lines" | "amounts" | "answers" | "columns" | "ties":
            return "\n".join(_line_words(field.kind, value or (), document))
        case "flag":
            return is_on(value)
        case "condition":
            return ", ".join(_answer_words(value, document)) if value else ""
        case "rows":
            return list(value or ())
        case "many":
            return list(value) if isinstance(value, list) else [value] if value else []
        case _:
            return "" if value is None else value


def _line_words(kind: str, value: Any, document: Document) -> list[str]:
    """One line for each of several things."""
    if kind == "ties":
        return questions.words_of_ties(value, document)
    if kind == "answers":
        return [label for _, label in value]
    return [_column_words(one) if kind == "columns" else _text(one) if kind == "amounts" else str(one) for one in value]


def _column_words(column: Row) -> str:
    answers = f" [{', '.join(label for _, label in column['choices'])}]" if column.get("choices") else ""
    return f"{column['label']}: {dict(words.COLUMNS)[column['kind']]}{answers}"


def _text(amount: Any) -> str:
    return amount["text"] if isinstance(amount, dict) else str(amount or "")


def _answer_words(condition: Row, document: Document) -> list[str]:
    asked = next((row for row in questions.questions_of(document) if row["key"] == condition["question"]), {})
    by_key = dict(questions.answers_of(asked))
    return [by_key.get(key, key) for key in condition["answers"]]


def say(field: Field, value: Any, document: Document) -> str:
    """A value in words, for reading and comparing."""
    if field.kind == "flag":
        return "예" if is_on(value) else "아니오"
    if value in (None, "", [], {}):
        return "비어 있음"
    if field.kind == "choice":
        return dict(field.options).get(str(value), str(value))
    if field.kind == "window":
        return window_words(value)
    if field.inner:
        return " / ".join(field.inner.said(row) for row in value)
    if field.kind == "condition":
        asked = dict(questions.may_be_asked_about(document)).get(value["question"], value["question"])
        return f"‘{asked}’에 {', '.join(_answer_words(value, document))}"
    shown = form_value(field, value, document)
    if isinstance(shown, list):
        known: dict[str, str] = dict(field.options)
        return ", ".join(known.get(key, str(key)) for key in shown)
    return " / ".join(str(shown).splitlines())


def window_words(window: Row) -> str:
    """2027.2.8. – 2027.2.22. 18:00 (시각까지)"""
    precision = dict(words.PRECISIONS).get(window.get("precision") or "order_only", "")
    days = [_day(window.get("from")), _day(window.get("to"))]
    if not any(days):
        return precision
    between = days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}".strip()
    return f"{between} {window.get('hour') or ''}".strip() + f" ({precision})"


def _day(text: str | None) -> str:
    try:
        return table_day(date.fromisoformat(text)) if text else ""
    except ValueError:
        return text or ""
