"""What one version asks and judges by, as frozen values: questions and their pages, papers, the score sheet, articles, reports. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table question. `kind` is one of text, number, money, date, choice."""

    key: str
    label: str
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form. `kind` is one of QUESTION_KINDS (words.py).

    `least` and `most` bound a number, an amount, or how many rows and choices; `shown_when` names an earlier question and the answers for
    which this one is asked; `fact` is what is asked once and carried from form to form; `text` is what a consent agrees to.
    """

    key: str
    label: str
    kind: str
    required: bool = True
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    longest: int | None = None
    least: int | None = None
    most: int | None = None
    columns: tuple[Column, ...] = ()
    shown_when: tuple[str, tuple[str, ...]] | None = None
    fact: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A page of questions; a fact asked here is never asked again. One of `partner` is filled in by each partner for itself."""

    key: str
    title: str
    questions: tuple[Question, ...]
    hint: str = ""
    filled_by: str = "applicant"


@dataclass(frozen=True, slots=True)
class DocumentTerm:
    """A paper that is wanted with the application. `kind` is the kind of the document wallet it accepts, `within_days` how old it may be."""

    key: str
    title: str
    required: bool = True
    hint: str = ""
    stated_by: str = "source"
    kind: str = ""
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the score sheet: most points and, where given, an anchor in words per level."""

    key: str
    title: str
    points: int
    hint: str = ""
    levels: tuple[str, ...] = ()
    least: int | None = None


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """How reviewers judge: criteria, bonus lines, the least mean to be selected (in points), and whether extremes are cut.

    `ties` orders equal means: keys of criteria, `receipt`, `draw`; empty is the heaviest criterion, then the receipt number.
    `outlier_points`: how far a sheet lies from the middle one of the others before it is pointed out. `challenge_days`: how long applicants
    may challenge a member of the panel after its beginning; nothing tells them nothing of the panel. `objection_days`: how long a result may be objected to.
    """

    criteria: tuple[Criterion, ...]
    bonus: tuple[Criterion, ...] = ()
    threshold: int | None = None
    trimmed: bool = False
    quorum: int | None = None
    blind: bool = False
    ties: tuple[str, ...] = ()
    outlier_points: int = 20
    challenge_days: int | None = None
    objection_days: int = 20

    @property
    def most_points(self) -> int:
        return sum(criterion.points for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class DutyTerm:
    """What an agreement obliges to by a day: `months` and `days` after the signing, the start, the end, or the end of the year in which it ends;
    with `every`, each so many months from the start until the end. `least` is the smallest grant in won for which it is one."""

    key: str
    title: str
    after: str = "end"
    months: int = 0
    days: int = 0
    every: int | None = None
    who: str = "grantee"
    least: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class AgreementClause:
    """An article of the agreement, in the order of the paper, with the dated duties it gives."""

    title: str
    text: str
    duties: tuple[DutyTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What a report asks; `which` is kickoff, interim or final."""

    which: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is asked so many months after a case ended, and within how many days it wants an answer (사후관리)."""

    months: tuple[int, ...]
    days: int
    sections: tuple[Section, ...]
