"""The terms of a program as frozen values: what one version promises and asks. Pure; read once per version (see reading.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from dure.apps.programs.paperwork import AgreementClause, DocumentTerm, FollowUp, ReportForm, ScoreSheet, Section
from dure.kernel.period import Precision
from dure.kernel.won import Won, percent_met


class Base(StrEnum):
    """Of what a share is counted. A source that says 20 % and not of what is *unstated*."""

    GRANT = "grant"
    TOTAL = "total"
    UNSTATED = "unstated"

    @property
    def label(self) -> str:
        return {"grant": "보조금", "total": "총사업비", "unstated": "기준이 적히지 않은 금액"}[self]

    def of(self, *, grant: int, own: int) -> int:
        """The amount that the share is counted of; an unstated base is read as the whole cost, the stricter of the two."""
        return grant if self is Base.GRANT else grant + own


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in won as a source states it: exact, max, min, about, average or range; `per` says of what (total, case, head …)."""

    lowest: Won | None
    highest: Won | None
    qualifier: str
    per: str
    text: str

    @property
    def ceiling(self) -> Won | None:
        """The most one may ask for, if the words bind: 최대, a range, an exact sum. 내외 and 평균 bind nobody."""
        return self.highest if self.qualifier in {"exact", "max", "range"} else None


@dataclass(frozen=True, slots=True)
class OwnShare:
    """The part the applicant pays (자부담): whole percent, and of what."""

    percent: int
    base: Base
    most_percent: int | None = None
    text: str = ""

    def met(self, *, grant: int, own: int, base: Base) -> bool:
        """Is the share paid, counted of the given base? By multiplying: no fraction is lost."""
        return percent_met(own, base.of(grant=grant, own=own), self.percent)

    def least(self, *, grant: int) -> Won:
        """The smallest own money, in won, that meets the share for this grant whichever base is read, rounded up to a whole won."""
        if self.base is Base.GRANT:
            return Won(-(-grant * self.percent // 100))
        return Won(-(-grant * self.percent // (100 - self.percent))) if self.percent < 100 else Won(grant)


@dataclass(frozen=True, slots=True)
class Window:
    """When, as exactly as is known. Days are whole days in Seoul; `text` is what the source writes."""

    first: date | None
    last: date | None
    precision: Precision
    text: str = ""
    closing_time: time | None = None

    @property
    def is_dated(self) -> bool:
        return self.first is not None and self.precision is not Precision.ORDER_ONLY


@dataclass(frozen=True, slots=True)
class StageTerm:
    """A stage of the program, in the order of the document."""

    key: str
    order: int
    kind: str
    label: str
    cell: str
    window: Window
    tier: str = ""
    turn: int = 1
    which: str = ""
    part: str = ""
    track: str = ""
    round_number: int | None = None
    stated_by: str = "source"
    mode: str = ""
    share_percent: int | None = None
    gate: str = ""
    due_days: int | None = None
    spent_percent: int | None = None
    own_percent: int | None = None
    trained: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleTerm:
    """A named rule with its parameters; `clause` quotes the source. One of a law is asked of notices from its first to its last day only."""

    kind: str
    parameters: Mapping[str, object]
    clause: str = ""
    stated_by: str = "source"
    valid_from: date | None = None
    valid_to: date | None = None

    def number(self, name: str) -> int:
        """A whole-number parameter."""
        return int(str(self.parameters[name]))

    def words(self, name: str) -> tuple[str, ...]:
        """A parameter that lists keys; one key may be written alone."""
        value = self.parameters.get(name) or ()
        return (value,) if isinstance(value, str) else tuple(str(item) for item in value)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class BudgetCategory:
    """A line kind of the budget (비목). A limit is whole percent of the grant or of the whole cost."""

    key: str
    title: str
    most_percent: int | None = None
    of: Base = Base.GRANT
    hint: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisbursementTerm:
    """One instalment: its whole percent of the award, and what must be there before it.

    A report that was accepted (interim, final or none); so many percent spent of what was paid before; so many percent of the own share
    spent; a course that members finished; papers by their names, e.g. 이행보증보험증권. What is not said is not asked.
    """

    number: int
    share_percent: int
    gate: str = ""
    spent_percent: int | None = None
    own_percent: int | None = None
    trained: str = ""
    papers: tuple[str, ...] = ()
    stated_by: str = "source"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long papers are kept, in years from the end of the case (domain.md §9.6)."""

    selected_years: int = 5
    others_years: int = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything one version says to one track and part. What the document leaves out is empty, never guessed."""

    sha256: str
    schema_number: int
    year: int
    title: str
    legal_basis: str
    payment_mode: str
    stages: tuple[StageTerm, ...]
    part: str = ""
    track: str = ""
    target: str = ""
    caps: tuple[Amount, ...] = ()
    own_share: OwnShare | None = None
    sections: tuple[Section, ...] = ()
    documents: tuple[DocumentTerm, ...] = ()
    rules: tuple[RuleTerm, ...] = ()
    score_sheet: ScoreSheet | None = None
    agreement_terms: tuple[AgreementClause, ...] = ()
    report_forms: tuple[ReportForm, ...] = ()
    follow_up: FollowUp | None = None
    precheck_sections: tuple[Section, ...] = ()
    categories: tuple[BudgetCategory, ...] = ()
    disbursements: tuple[DisbursementTerm, ...] = ()
    asks_budget: bool = True
    asks_partners: bool = False
    partners_sign: bool = False
    partners_without_account: bool = True
    settled_by_ratio: bool = True
    verified_from: int | None = None
    pays_per: str = "report"
    has_life: bool = False
    conditions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    retention: Retention = field(default_factory=Retention)

    @property
    def sets_limit(self) -> bool:
        """The committee sets the most that may be claimed by the month: applicants are asked for people, not for an amount."""
        return bool(self.claims) and not self.asks_budget

    @property
    def cap(self) -> Won | None:
        """The most one case may ask for, in won, or nothing if no binding amount is stated."""
        ceilings = [cap.ceiling for cap in self.caps if cap.ceiling is not None]
        return min(ceilings) if ceilings else None

    def rules_on(self, day: date) -> tuple[RuleTerm, ...]:
        """The rules in force on the day of the notice (공고일)."""
        return tuple(rule for rule in self.rules if (rule.valid_from or day) <= day <= (rule.valid_to or day))

    def stages_of(self, kind: str) -> tuple[StageTerm, ...]:
        """The stages of one kind, in order."""
        return tuple(stage for stage in self.stages if stage.kind == kind)

    def stage(self, key: str) -> StageTerm | None:
        """The stage of that key."""
        return next((stage for stage in self.stages if stage.key == key), None)

    def section(self, key: str) -> Section | None:
        """The section of that key."""
        return next((section for section in self.sections if section.key == key), None)

    def report_form(self, which: str) -> ReportForm | None:
        """The form of the kickoff, interim or final report."""
        return next((form for form in self.report_forms if form.which == which), None)

    def category(self, key: str) -> BudgetCategory | None:
        """The budget category of that key."""
        return next((category for category in self.categories if category.key == key), None)


def frozen(parameters: dict[str, object]) -> Mapping[str, object]:
    """A read-only view, so that terms in the cache cannot be changed by a reader."""
    return MappingProxyType(dict(parameters))


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A row of an applicant's budget, in won."""

    category: str
    grant: Won
    own: Won


@dataclass(frozen=True, slots=True)
class Bid:
    """What an applicant asks for: money, own money, partners and rows of the budget. `district` is where the work happens."""

    asked: Won
    own_money: Won
    partners: int = 0
    rows: tuple[BudgetLine, ...] = ()
    district: str = ""
    partner_forms: tuple[str, ...] = ()
