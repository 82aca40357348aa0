"""What applicants are asked, hand in and are judged by: questions and their pages, papers, the score sheet, clauses, reports, kinds of spending."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from dure.platform.catalog import vocabulary as words
from dure.platform.catalog.entries import Entry, Terse


class Column(Entry):
    """A column of a table question."""

    key: str
    label: str
    kind: words.ColumnKind = "text"
    choices: tuple[tuple[str, str], ...] = ()


class Condition(Entry):
    """Shown only where an earlier question has one of these answers."""

    question: str
    answers: tuple[str, ...]


class Question(Terse):
    """One question. `least` and `most` bound a number, an amount, or how many rows and choices there may be; `fact` names what is asked once and
    carried from form to form; `text` is what a consent agrees to."""

    _added: ClassVar[frozenset[str]] = frozenset({"least", "most", "columns", "shown_when", "fact", "text"})
    key: str
    label: str
    kind: words.QuestionKind = "long_text"
    required: bool = True
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    longest: int | None = None
    least: int | None = None
    most: int | None = None
    columns: tuple[Column, ...] = ()
    shown_when: Condition | None = None
    fact: str = ""
    text: str = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind == "table") != bool(self.columns):
            raise ValueError("columns는 표(table) 문항에만, 그리고 꼭 적어요")
        if self.kind == "consent" and not self.text:
            raise ValueError("동의 문항에는 무엇에 동의하는지 text를 적어요")
        if self.kind == "party_fact" and not self.fact:
            raise ValueError("조직 정보 문항에는 어떤 정보인지 fact를 적어요")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"least가 most보다 커요: {self.least}, {self.most}")
        return self


class Section(Terse):
    """A page of questions; one of `partner` is filled in by each partner for itself, one of `staff` by whoever prechecks."""

    _added: ClassVar[frozenset[str]] = frozenset({"filled_by"})
    key: str
    title: str
    hint: str = ""
    questions: tuple[Question, ...]
    filled_by: words.FilledBy = "applicant"


class Document(Terse):
    """A paper that is wanted. `kind` is the kind of the document wallet it accepts, `within_days` how old it may be."""

    _added: ClassVar[frozenset[str]] = frozenset({"kind", "within_days"})
    key: str
    title: str
    required: bool = True
    hint: str = ""
    stated_by: str = "dure"
    kind: str = ""
    within_days: int | None = None


class Criterion(Entry):
    key: str
    title: str
    points: int
    hint: str = ""
    levels: tuple[str, ...] = ()
    least: int | None = None

    @model_validator(mode="after")
    def _five_levels(self) -> Self:
        if len(self.levels) not in {0, 5}:
            raise ValueError(f"수준을 적으려면 다섯을 모두 적어요. 지금은 {len(self.levels)}개예요")
        return self


class ScoreSheet(Entry):
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

    @model_validator(mode="after")
    def _ties_that_exist(self) -> Self:
        known = {line.key for line in (*self.criteria, *self.bonus)} | {"receipt", "draw"}
        if unknown := [key for key in self.ties if key not in known]:
            raise ValueError(f"동점일 때 볼 항목에 없는 이름이 있어요: {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _hundred_points(self) -> Self:
        total = sum(criterion.points for criterion in self.criteria)
        if total != 100:
            raise ValueError(f"배점의 합이 100점이어야 해요. 지금은 {total}점이에요")
        return self


class Duty(Entry):
    """What a clause obliges to by a day: so long after the day named, or `every` so many months until the agreement ends."""

    key: Annotated[str, Field(min_length=1, max_length=40)]
    title: Annotated[str, Field(min_length=1, max_length=160)]
    after: Literal["signed", "start", "end", "year_end"] = "end"
    months: Annotated[int, Field(ge=0, le=240)] = 0
    days: Annotated[int, Field(ge=0, le=3650)] = 0
    every: Annotated[int, Field(ge=1, le=60)] | None = None
    who: Literal["grantee", "center"] = "grantee"
    least: Annotated[int, Field(ge=0)] = 0


class Clause(Terse):
    """An article of the agreement, with the dated duties it gives."""

    _added: ClassVar[frozenset[str]] = frozenset({"duties"})
    title: str
    text: str
    duties: tuple[Duty, ...] = ()


class ReportForm(Entry):
    which: words.ReportKind
    title: str
    sections: tuple[Section, ...]


class FollowUp(Entry):
    """A survey so many months after a case ended, answered within so many days."""

    months: tuple[Annotated[int, Field(ge=1, le=120)], ...] = Field(min_length=1)
    days: Annotated[int, Field(ge=1, le=365)] = 30
    sections: tuple[Section, ...] = Field(min_length=1)


class Category(Entry):
    key: str
    title: str
    most_percent: int | None = None
    of: words.Base = "grant"
    hint: str = ""
    evidence: tuple[words.EvidenceKind, ...] = ()
