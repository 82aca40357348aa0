"""Conditions between questions: which are asked, given what was answered before. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from dure.apps.programs.facade import Question, Section

Answers = Mapping[str, Any]


def hidden_keys(questions: Iterable[Question], said: Answers) -> frozenset[str]:
    """The questions that are not asked. One that hangs on a hidden question is hidden too; questions stand in the order of the form."""
    hidden: set[str] = set()
    for question in questions:
        if question.shown_when is None:
            continue
        earlier, wanted = question.shown_when
        if earlier in hidden or not _has(said.get(earlier), wanted):
            hidden.add(question.key)
    return frozenset(hidden)


def _has(value: Any, wanted: tuple[str, ...]) -> bool:
    """One of the wanted answers, alone or among several."""
    given = value if isinstance(value, list) else [value]
    return any(str(one) in wanted for one in given if one is not None)


def shown_answers(sections: Iterable[Section], data: Mapping[str, Answers]) -> dict[str, dict[str, Any]]:
    """Each section's answers without those of hidden questions; what an earlier hidden question once said hides nothing open."""
    said: dict[str, Any] = {}
    shown: dict[str, dict[str, Any]] = {}
    for section in sections:
        if section.key not in data:
            continue
        own = dict(data[section.key])
        hidden = hidden_keys(section.questions, {**said, **own})
        shown[section.key] = {key: value for key, value in own.items() if key not in hidden}
        said |= shown[section.key]
    return shown


def flat(data: Mapping[str, Answers]) -> dict[str, Any]:
    """Every answer of the form by its key."""
    return {key: value for answers in data.values() for key, value in answers.items()}
