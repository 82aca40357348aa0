"""A reviewer's own marks, laid over the answers they were made on."""

from collections.abc import Sequence
from dataclasses import dataclass

from dure.apps.cases import facade as cases
from dure.apps.review.models import Note, PanelSeat


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, marked or not."""

    words: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """An answer in paragraphs of pieces, with the notes written beside it."""

    key: str
    label: str
    lines: tuple[tuple[Piece, ...], ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class MarkedSection:
    """A section of the application."""

    title: str
    answers: tuple[MarkedAnswer, ...]


def notes_of(seat: PanelSeat, case_id: int) -> list[Note]:
    """The seat's own, oldest first."""
    return list(Note.objects.filter(seat=seat, case_id=case_id).order_by("id"))


def marked(sheet: cases.CaseSheet, notes: Sequence[Note]) -> tuple[MarkedSection, ...]:
    """Every section with the reviewer's own marks; a quote marks its words in the answer it was taken from, or wherever they stand."""
    return tuple(
        MarkedSection(section.title, tuple(_answer(answer.key, answer.label, answer.words, notes) for answer in section.answers))
        for section in sheet.sections
    )


def _answer(key: str, label: str, words: str, notes: Sequence[Note]) -> MarkedAnswer:
    quotes = [note.quote for note in notes if note.quote and note.place in {"", key}]
    lines = tuple(pieces_of(line, quotes) for line in words.splitlines() if line.strip())
    return MarkedAnswer(key, label, lines, tuple(note for note in notes if note.place == key and note.text))


def pieces_of(line: str, quotes: Sequence[str]) -> tuple[Piece, ...]:
    """The line cut where a quote begins and ends."""
    flags = [False] * len(line)
    for quote in quotes:
        start = line.find(quote)
        while quote and start >= 0:
            flags[start : start + len(quote)] = [True] * len(quote)
            start = line.find(quote, start + len(quote))
    pieces: list[Piece] = []
    begin = 0
    for place in range(1, len(line) + 1):
        if place == len(line) or flags[place] != flags[begin]:
            pieces.append(Piece(line[begin:place], flags[begin]))
            begin = place
    return tuple(pieces)
