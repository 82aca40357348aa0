"""Questions as their components draw them: with the answer, where it comes from, its limits, and whether it is asked now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dure.apps.cases.models import Case
from dure.apps.cases.queries.content import party_fact, written_answers
from dure.apps.cases.queries.known import Known, known_of
from dure.apps.cases.rules.answers import AGREES, YES_NO, Lists, cell_name, is_sent, stated_name, typed_rows, words_of
from dure.apps.cases.rules.conditions import flat, hidden_keys
from dure.apps.programs import facade as programs

BLANK_ROWS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table question."""

    name: str
    label: str
    kind: str
    value: Any
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its component draws it. `people` are rows of who and what they do, `rows` those of a table."""

    key: str
    label: str
    kind: str
    hint: str
    optional: bool
    value: Any
    options: tuple[tuple[str, str], ...]
    error: str
    longest: int | None
    people: tuple[dict[str, str], ...] = ()
    columns: tuple[programs.Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    text: str = ""
    source: str = ""
    known: str = ""
    stated_name: str = ""
    hidden: bool = False
    shown_when: str = ""
    shown_for: str = ""


def questions_of(
    section: programs.Section,
    data: Mapping[str, Any],
    errors: Mapping[str, str],
    *,
    said: Mapping[str, Any] | None = None,
    known: Mapping[str, Known] | None = None,
    prefilled: Mapping[str, Any] | None = None,
) -> list[Asked]:
    """The section's questions with their answers, or with what was typed and could not be kept. `said` are the other sections' answers."""
    hidden = hidden_keys(section.questions, {**(said or {}), **data})
    return [
        _asked(question, data, errors.get(question.key, ""), question.key in hidden, known or {}, prefilled or {})
        for question in section.questions
    ]


def _asked(
    question: programs.Question, data: Mapping[str, Any], error: str, hidden: bool, known: Mapping[str, Known], prefilled: Mapping[str, Any]
) -> Asked:
    value = data.get(question.key)
    carried = prefilled.get(question.key)
    fact = party_fact(question, data, known) if question.kind == "party_fact" else {"known": "", "source": "", "stated": ""}
    condition = question.shown_when or ("", ())
    return Asked(
        key=question.key,
        label=question.label,
        kind=question.kind,
        hint=_hint(question),
        optional=not question.required and question.kind != "consent",
        value=fact["stated"] if question.kind == "party_fact" else value,
        options=tuple({"yes_no": YES_NO, "consent": AGREES}.get(question.kind, question.choices)),
        error=error,
        longest=question.longest,
        people=(*(value or ()), *({"who": "", "duty": ""} for _ in range(BLANK_ROWS))) if question.kind == "people" else (),
        columns=question.columns,
        rows=_rows(question, value or []) if question.kind == "table" else (),
        text=question.text,
        source=fact["source"] or (carried["source"] if carried and carried["value"] == value else ""),
        known=fact["known"],
        stated_name=stated_name(question),
        hidden=hidden,
        shown_when=condition[0],
        shown_for=" ".join(condition[1]),
    )


def _hint(question: programs.Question) -> str:
    """What the definition says, and the limits before they are broken."""
    said = [question.hint]
    if question.longest and question.kind in {"text", "long_text"}:
        said.append(f"{question.longest:,}자까지 쓸 수 있어요.")
    unit = {"money": "원", "table": "줄", "people": "명", "choices": "개"}.get(question.kind, "")
    if question.kind in {"number", "money"}:
        least, most = question.least, question.most
        if least is not None and most is not None:
            said.append(f"{least:,}{unit}부터 {most:,}{unit}까지 적을 수 있어요.")
        elif least is not None:
            said.append(f"{least:,}{unit} 이상이어야 해요.")
        elif most is not None:
            said.append(f"{most:,}{unit} 이하여야 해요.")
    elif question.most is not None and unit:
        said.append(f"{question.most}{unit}까지 {'고를' if question.kind == 'choices' else '적을'} 수 있어요.")
    if question.kind == "consent":
        said.append("동의해야 신청할 수 있어요." if question.required else "동의하지 않아도 신청할 수 있어요.")
    return " ".join(part for part in said if part)


def _rows(question: programs.Question, kept: list[Mapping[str, Any]]) -> tuple[tuple[Cell, ...], ...]:
    blanks = min(BLANK_ROWS, max((question.most or len(kept) + BLANK_ROWS) - len(kept), 0))
    lines: list[Mapping[str, Any]] = [*kept, *({} for _ in range(blanks))]
    return tuple(
        tuple(
            Cell(cell_name(question, column.key), f"{number}번째 줄 {column.label}", column.kind, line.get(column.key, ""), column.choices)
            for column in question.columns
        )
        for number, line in enumerate(lines, start=1)
    )


def typed_data(section: programs.Section, typed: Lists, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What was typed, untouched, so that a refused page loses nothing. What the browser did not send is as it was kept."""
    data: dict[str, Any] = dict(before or {})
    for question in section.questions:
        if question.kind == "file" or not is_sent(question, typed):
            continue
        if question.kind == "people":
            rows = zip(typed.get(f"{question.key}_who") or (), typed.get(f"{question.key}_duty") or (), strict=False)
            data[question.key] = [{"who": who, "duty": duty} for who, duty in rows if who or duty]
        elif question.kind == "table":
            data[question.key] = [row for row in typed_rows(question, typed) if any(row.values())]
        elif question.kind == "choices":
            data[question.key] = [key for key in typed.get(question.key) or () if key]
        else:
            name = stated_name(question) if question.kind == "party_fact" else question.key
            data[question.key] = (list(typed.get(name) or ()) or [""])[-1]
    return data


def known_for(case: Case, section: programs.Section) -> dict[str, Known]:
    """The party's record, read only where the section asks for it."""
    return known_of(case.party) if any(question.kind == "party_fact" for question in section.questions) else {}


def others_said(case: Case, section: str) -> dict[str, Any]:
    """What the other pages of the form say."""
    return flat({name: data for name, data in written_answers(case).items() if name != section})


@dataclass(frozen=True, slots=True)
class Differing:
    """A question of which two people say different things: what is saved and what was typed here."""

    key: str
    label: str
    theirs: str
    mine: str


def differing(section: programs.Section, theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> list[Differing]:
    """The questions whose saved answer is not the one on this screen."""
    found = []
    for question in section.questions:
        saved, typed = _plain(question, theirs.get(question.key)), _plain(question, mine.get(question.key))
        if question.kind != "file" and saved != typed:
            found.append(Differing(question.key, question.label, saved, typed))
    return found


def _plain(question: programs.Question, value: Any) -> str:
    try:
        return words_of(question, value)
    except (TypeError, ValueError, KeyError):
        return str(value)


def settled(typed: Lists) -> frozenset[str] | None:
    """After somebody chose between two texts: the questions that stay as they are saved. Nothing while a choice is missing."""
    asked = [name.removeprefix("choose-") for name in typed.get("differing") or ()]
    chosen = {key: (list(typed.get(f"choose-{key}") or ()) or [""])[-1] for key in asked}
    if not set(chosen.values()) <= {"mine", "theirs"}:
        return None
    return frozenset(key for key, choice in chosen.items() if choice == "theirs")
