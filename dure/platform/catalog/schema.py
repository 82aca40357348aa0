"""What a program file may say. Every scalar arrives as text; the types are decided here (schema 1)."""

from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from dure.platform.catalog import vocabulary as words
from dure.platform.catalog.amounts import Unreadable, bounded, read_amount, read_count, read_window
from dure.platform.catalog.entries import Entry, Terse
from dure.platform.catalog.paperwork import Category, Clause, Document, FollowUp, ReportForm, ScoreSheet, Section

SCHEMA_NUMBER = 1


def _as_mapping(read: Any) -> Any:
    """A plain line of words is read; a mapping may add or correct what the words do not say."""

    def prepare(value: Any) -> Any:
        if isinstance(value, str):
            return read(value)
        if isinstance(value, dict) and "text" in value and "min" not in value:
            try:
                return bounded({**read(value["text"]), **value})
            except Unreadable:
                if "qualifier" not in value:
                    raise
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
    """One act of a cell. `when` and `said` are the short way to write a window.

    `key` and `stated_by` are written only where the key is not made of the kind, or the days are not the source's.
    """

    _only_if_said: ClassVar[frozenset[str]] = frozenset(
        {"key", "stated_by", "due_days", "spent_percent", "own_percent", "trained", "papers"}
    )
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
    due_days: int | None = Field(default=None, gt=0)
    spent_percent: int | None = Field(default=None, gt=0, le=100)
    own_percent: int | None = Field(default=None, gt=0, le=100)
    trained: str = ""
    papers: tuple[str, ...] = ()
    key: str = ""
    stated_by: words.StatedBy = ""

    @model_serializer(mode="wrap")
    def _without_blanks(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Key and `stated_by` are said only where they differ from what follows from the place, the others of the set only where they say something."""
        said: dict[str, Any] = write(self)
        return {name: value for name, value in said.items() if value or name not in self._only_if_said}

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


def _as_text(value: Any) -> Any:
    """Parameters are text, as a file gives them, also where a form counted."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return {name: _as_text(inner) for name, inner in value.items()}
    return [_as_text(inner) for inner in value] if isinstance(value, (list, tuple)) else value


class Rule(Entry):
    """A named rule with parameters, never an expression. `clause` quotes the source."""

    rule: words.RuleKind
    parameters: Annotated[dict[str, Any], BeforeValidator(_as_text)] = Field(default_factory=dict, validation_alias="with")
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


class RuleEdition(Entry):
    """What a law asks from one day to another; a notice is judged by the edition of its day (공고일)."""

    valid_from: date | None = Field(default=None, validation_alias="from")
    valid_to: date | None = Field(default=None, validation_alias="to")
    source: str
    rules: tuple[Rule, ...]


class Ruleset(Entry):
    """A law or guideline that several programs name, in all its editions."""

    title: str
    editions: tuple[RuleEdition, ...]

    @model_validator(mode="after")
    def _one_after_another(self) -> Self:
        for before, after in zip(self.editions, self.editions[1:], strict=False):
            if before.valid_to is None or after.valid_from is None or after.valid_from <= before.valid_to:
                raise ValueError("판의 날짜가 겹치거나 이어지지 않아요. from과 to를 적어 주세요")
        return self


class Overlaps(Entry):
    """Which other programs may not, or may, support the same party (중복지원). No `forbidden_with` means every other program."""

    forbidden_with: tuple[str, ...] = ()
    allowed_with: tuple[str, ...] = ()
    same_year: bool = True
    clause: str = ""


_PAGES_OF_ITS_OWN = frozenset({"budget", "check", "done", "files", "partners", "withdraw"})
"""An application has pages of these names; a section called so could not be opened."""


class Life(Terse):
    """How a case of the program lives: stages and forms that the center adds where the document is silent (source: dure)."""

    _added: ClassVar[frozenset[str]] = frozenset(
        {"partners_sign", "partners_without_account", "follow_up", "precheck_sections", "claims", "pays_per", "verified_from"}
    )
    stages: tuple[Stage, ...]
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    documents: tuple[Document, ...] = ()
    rules: tuple[Rule, ...] = ()
    score_sheet: ScoreSheet | None = None
    agreement_terms: tuple[Clause, ...] = ()
    report_forms: tuple[ReportForm, ...] = ()
    follow_up: FollowUp | None = None
    precheck_sections: tuple[Section, ...] = ()
    budget_categories: tuple[Category, ...] = ()
    asks_budget: bool = True
    asks_partners: bool = False
    partners_sign: bool = False
    partners_without_account: bool = True
    settled_by_ratio: bool = True
    verified_from: int | None = None
    pays_per: words.PaysPer = "report"
    return_share: bool = True
    retention_years: int = 5
    unselected_years: int = 1
    legal_basis: words.LegalBasis = "entrusted"
    payment_mode: words.PaymentMode = "ahead"
    claims: tuple[words.ClaimKind, ...] = ()

    @model_validator(mode="after")
    def _conditions_look_back(self) -> Self:
        earlier: set[str] = set()
        for question in (question for section in self.sections for question in section.questions):
            if question.shown_when is not None and question.shown_when.question not in earlier:
                raise ValueError(f"{question.key} 문항의 조건은 앞에 나온 문항을 가리켜야 해요: {question.shown_when.question}")
            earlier.add(question.key)
        return self

    @model_validator(mode="after")
    def _sections_have_addresses(self) -> Self:
        if taken := {section.key for section in (*self.sections, *self.precheck_sections)} & _PAGES_OF_ITS_OWN:
            raise ValueError(f"신청서의 다른 화면이 쓰는 이름이라 쪽의 이름으로 쓸 수 없어요: {', '.join(sorted(taken))}")
        return self

    @model_validator(mode="after")
    def _staff_precheck(self) -> Self:
        if any(section.filled_by == "staff" for section in self.sections):
            raise ValueError("담당자가 쓰는(staff) 문항은 precheck_sections에만 적어요")
        if any(section.filled_by == "partner" for section in self.precheck_sections):
            raise ValueError("precheck_sections는 신청 조직(applicant)이나 담당자(staff)가 써요")
        twice = {section.key for section in self.sections} & {section.key for section in self.precheck_sections}
        if twice:
            raise ValueError(f"같은 이름의 쪽이 둘 있어요: {', '.join(sorted(twice))}")
        return self

    @model_validator(mode="after")
    def _shares_make_the_whole(self) -> Self:
        paid = [stage for stage in self.stages if stage.kind == "disbursement"]
        for way in {(stage.part, stage.track) for stage in paid}:
            shares = [stage.share for stage in paid if (stage.part, stage.track) == way]
            if None not in shares and sum(share or 0 for share in shares) != 100:
                raise ValueError(f"교부 비율의 합이 100%여야 해요. 지금은 {sum(share or 0 for share in shares)}%예요")
        if self.payment_mode == "none" and paid:
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
    """A track (유형) or a part (단계) of a program; its rules come beside the program's. One that lives otherwise names its own life, or says
    what differs from the program's in `life_changes`; its stages stand with the program's, by their track or part."""

    key: str
    title: str
    target: str = ""
    counts: tuple[Count, ...] = ()
    rules: tuple[Rule, ...] = ()
    ruleset: str = ""
    life: str = ""
    life_changes: dict[str, Any] = Field(default_factory=dict)


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
    life_changes: dict[str, Any] = Field(default_factory=dict)
    follows: str = ""
    rules: tuple[Rule, ...] = ()
    ruleset: str = ""
    overlaps: Overlaps | None = None
    documents: tuple[Document, ...] = ()
    form: str = ""
