"""The questions of a precheck that staff answer: read like those of an application, kept in words. Pure."""

from collections.abc import Sequence
from typing import Any

from dure.apps.cases.rules.answers import Lists, missing, read_section, words_of
from dure.apps.cases.rules.conditions import hidden_keys
from dure.apps.programs.facade import Section


def precheck_answers(sections: Sequence[Section], typed: Lists) -> tuple[list[list[str]], list[str]]:
    """[[label, words], …] of what was answered, and a sentence for each question that is missing or cannot be read."""
    answers: list[list[str]] = []
    reasons: list[str] = []
    said: dict[str, Any] = {}
    for section in sections:
        read = read_section(section, typed, said)
        reasons += [f"{section.title}: {sentence}" for sentence in read.errors.values()]
        wanted = [question for question in missing(section, read.kept, said) if question.key not in read.errors]
        reasons += [f"{section.title}: “{question.label}”에 답해 주세요." for question in wanted]
        hidden = hidden_keys(section.questions, {**said, **read.kept})
        said |= read.kept
        for question in section.questions:
            words = "" if question.key in hidden else words_of(question, read.kept.get(question.key))
            if words:
                answers.append([question.label, words])
    return answers, reasons
