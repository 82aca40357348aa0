"""What a program file may say. Every scalar arrives as text; the types are decided here (schema 1)."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from dure.platform.catalog import vocabulary as words
from dure.platform.catalog.amounts import bounded, read_amount, read_count, read_window

SCHEMA_NUMBER = 1


class Entry(BaseModel):
    """Nothing but the named fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _as_mapping(read: Any) -> Any:
    """A plain line of words is read; a mapping may add or correct what the words do not say."""

    def prepare(value: Any) -> Any:
        if isinstance(value, str):
            return read(value)
        if isinstance(value, dict) and "text" in value and "min" not in value:
            return bounded({**read(value["text"]), **value})
        return value

    return BeforeValidator(prepare)


class AmountEntry(Entry):
    """An amount in won with the source's words. `per` says of what: firm, case, course, head, head_month, month, m2_month, unit_month."""

    min: int | None = None
    max: int | None = None
    qualifier: words.Qualifier = "exact"
    unit: str = "won"
    per: str = ""
    text: str
    note: str = ""


class CountEntry(Entry):
    """A count with its unit and the source's words."""

    min: int | None = None
    max: int | None = None
    qualifier: words.Qualifier = "exact"
    unit: str = ""
    text: str


Amount = Annotated[AmountEntry, _as_mapping(read_amount)]
Count = Annotated[CountEntry, _as_mapping(read_count)]


class Window(Entry):
    """When, with the precision of the source; days are inclusive."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    precision: words.Precision = "order_only"
    hour: str | None = None
    text: str = ""


class Stage(Entry):
    """One act of a cell. `when` and `said` are the short way to write a window."""

    kind: words.StageKind
    label: str = ""
    cell: str = ""
    window: Window = Window()
    round: int | None = None
    part: str = ""
    track: str = ""
    tier: words.Tier = ""
    which: words.ReportKind = ""
    mode: words.Mode = ""
    turn: int = 1
    who: str = ""
    share: int | None = None
    gate: words.ReportKind = ""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "window" in value:
            return value
        given = dict(value)
        when, said = given.pop("when", "order_only"), given.pop("said", "")
        return {**given, "window": {**read_window(when), "text": said}}


class OwnShare(Entry):
    """What the applicant pays, in percent, and of what; the source's words."""

    min: int
    max: int | None = None
    base: words.Base = "unstated"
    text: str = ""


class Rate(Entry):
    """A percentage and of what it is taken."""

    percent: str
    of: str
    text: str = ""


class Contact(Entry):
    """A team and its telephone, as printed."""

    team: str
    telephone: str = ""

    @model_validator(mode="before")
    @classmethod
    def _one_line(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        team, _, telephone = value.rpartition(" ")
        return {"team": team, "telephone": telephone} if telephone[:1].isdigit() else {"team": value}


class Question(Entry):
    key: str
    label: str
    kind: words.QuestionKind = "long_text"
    required: bool = True
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    longest: int | None = None


class Section(Entry):
    key: str
    title: str
    hint: str = ""
    questions: tuple[Question, ...]


class Document(Entry):
    key: str
    title: str
    required: bool = True
    hint: str = ""
    stated_by: str = "dure"


class Rule(Entry):
    """A named rule with parameters, never an expression. `clause` quotes the source."""

    rule: words.RuleKind
    parameters: dict[str, Any] = Field(default_factory=dict, validation_alias="with")
    clause: str = ""
    stated_by: str = "source"

    @model_validator(mode="after")
    def _parameters_fit(self) -> Self:
        must, may = words.RULE_PARAMETERS[self.rule]
        given = set(self.parameters)
        if lacking := must - given:
            raise ValueError(f"{self.rule} 규칙에는 {', '.join(sorted(lacking))}이 있어야 해요")
        if unknown := given - must - may:
            raise ValueError(f"{self.rule} 규칙에 {', '.join(sorted(unknown))}은 쓰지 않아요")
        return self


class Criterion(Entry):
    key: str
    title: str
    points: int
    hint: str = ""
    levels: tuple[str, ...] = ()

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

    @model_validator(mode="after")
    def _hundred_points(self) -> Self:
        total = sum(criterion.points for criterion in self.criteria)
        if total != 100:
            raise ValueError(f"배점의 합이 100점이어야 해요. 지금은 {total}점이에요")
        return self


class Clause(Entry):
    title: str
    text: str


class ReportForm(Entry):
    which: words.ReportKind
    title: str
    sections: tuple[Section, ...]


class Category(Entry):
    key: str
    title: str
    most_percent: int | None = None
    of: words.Base = "grant"
    hint: str = ""
    evidence: tuple[words.EvidenceKind, ...] = ()


class Life(Entry):
    """How a case of the program lives: stages and forms that the center adds where the document is silent (source: dure)."""

    stages: tuple[Stage, ...]
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    documents: tuple[Document, ...] = ()
    rules: tuple[Rule, ...] = ()
    score_sheet: ScoreSheet | None = None
    agreement_terms: tuple[Clause, ...] = ()
    report_forms: tuple[ReportForm, ...] = ()
    budget_categories: tuple[Category, ...] = ()
    asks_budget: bool = True
    asks_partners: bool = False
    settled_by_ratio: bool = True
    return_share: bool = True
    retention_years: int = 5
    unselected_years: int = 1
    legal_basis: words.LegalBasis = "entrusted"
    payment_mode: words.PaymentMode = "ahead"

    @model_validator(mode="after")
    def _shares_make_the_whole(self) -> Self:
        shares = [stage.share for stage in self.stages if stage.kind == "disbursement"]
        if shares and None not in shares and sum(share or 0 for share in shares) != 100:
            raise ValueError(f"교부 비율의 합이 100%여야 해요. 지금은 {sum(share or 0 for share in shares)}%예요")
        if self.payment_mode == "none" and shares:
            raise ValueError("지급이 없는 사업에 교부 단계가 있어요")
        return self


class Offer(Entry):
    """Amounts, counts and stages of a program, or of one of its tracks and parts."""

    budget: Amount | None = None
    caps: tuple[Amount, ...] = ()
    fees: tuple[Amount, ...] = ()
    awards: Count | None = None
    own_share: tuple[OwnShare, ...] = ()
    rates: tuple[Rate, ...] = ()
    stages: tuple[Stage, ...] = ()
    conditions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class Variant(Offer):
    """A track (유형) or a part (단계) of a program; its rules come beside the program's."""

    key: str
    title: str
    target: str = ""
    counts: tuple[Count, ...] = ()
    rules: tuple[Rule, ...] = ()


class Program(Offer):
    """One program of one year. Year and slug come from the file's place."""

    year: int
    slug: str
    order: int
    title: str
    field: words.Field
    source_field: str
    organizer: str = "서울시사회적경제지원센터"
    team: str = ""
    contacts: tuple[Contact, ...] = ()
    target: str = ""
    support: tuple[words.SupportKind, ...]
    summary: str = ""
    counts: tuple[Count, ...] = ()
    tracks: tuple[Variant, ...] = ()
    parts: tuple[Variant, ...] = ()
    shared_with: tuple[str, ...] = ()
    source: str
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    life: str = ""
    rules: tuple[Rule, ...] = ()
    documents: tuple[Document, ...] = ()
    form: str = ""
