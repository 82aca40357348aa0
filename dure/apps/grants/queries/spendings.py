"""Expenses: what may still be entered, what looks wrong, what waits."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from dure.apps.grants.models import Agreement, Spending, SpendingEvidence
from dure.apps.grants.queries.agreements import left_in_budget, planned, settlement_of, spendings_of, terms_of, twins_of
from dure.apps.grants.rules import Limits
from dure.apps.grants.words import AgreementState, EvidenceKind, SettlementState, SpendingState
from dure.kernel.korean import table_day
from dure.kernel.period import is_working_day
from dure.kernel.won import won_in_full
from dure.platform.models import StoredFile

USUAL_EVIDENCE = (EvidenceKind.VOUCHER, EvidenceKind.TAX_INVOICE, EvidenceKind.TRANSFER)
"""Wanted where the definition names no papers of its own (domain.md §1.5)."""


def evidence_wanted(agreement: Agreement) -> dict[str, tuple[str, ...]]:
    """The papers that each category wants; under "" those of a category that names none."""
    wanted = {category.key: category.evidence for category in terms_of(agreement).categories if category.evidence}
    return {"": tuple(str(kind) for kind in USUAL_EVIDENCE), **wanted}


def category_words(agreement: Agreement) -> dict[str, str]:
    """Category key → title."""
    return {category.key: category.title for category in terms_of(agreement).categories}


def limits_of(agreement: Agreement) -> Limits:
    """The agreement's days, room, and papers, as rules ask for them."""
    return Limits(
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        left=left_in_budget(agreement),
        labels=category_words(agreement),
        required_evidence=evidence_wanted(agreement),
        evidence_labels={str(kind): str(kind.label) for kind in EvidenceKind},
    )


def warnings_about(spending: Spending) -> list[str]:
    """What a judge should look at, each in a sentence; none of it refuses the entry."""
    return list(_warnings(spending))


def _warnings(spending: Spending) -> Iterator[str]:
    twins = twins_of(spending).exclude(state=SpendingState.WITHDRAWN).select_related("agreement")
    for twin in twins[:3]:
        yield f"같은 승인번호({spending.invoice_number})를 쓴 집행이 있어요: {_where(spending, twin)}."
    hashes = spending.evidence.values("file__sha256")
    same = SpendingEvidence.objects.filter(file__sha256__in=hashes).exclude(spending=spending)
    same = same.exclude(spending__state=SpendingState.WITHDRAWN).select_related("spending__agreement", "file").order_by("id")
    for paper in same[:3]:
        yield f"같은 파일을 증빙으로 쓴 집행이 있어요: {_where(spending, paper.spending)}."
    own_number = spending.agreement.case.party.business_number
    if own_number and own_number == spending.payee_business_number:
        yield "받는 곳이 수행기관 자신이에요."
    if not is_working_day(spending.spent_on):
        yield "휴일에 쓴 돈이에요. 쓴 까닭이 메모에 있는지 확인해 주세요."


def _where(spending: Spending, other: Spending) -> str:
    """Another party's expense is named by its agreement number only."""
    day = table_day(other.spent_on)
    return f"{day} {other.amount:,}원" if other.agreement_id == spending.agreement_id else f"다른 협약({other.agreement.number}), {day}"


@dataclass(frozen=True, slots=True)
class Room:
    """A category of the approved budget: what was planned and what is left, in won."""

    key: str
    title: str
    hint: str
    planned_grant: int
    planned_own: int
    left_grant: int
    left_own: int
    words: str


def room_of(agreement: Agreement) -> list[Room]:
    """Every category with money in the approved budget."""
    plan, left = planned(agreement), left_in_budget(agreement)
    hints = {category.key: category.hint for category in terms_of(agreement).categories}
    titles = category_words(agreement)
    rows = []
    for key in dict.fromkeys(category for category, _source in plan):
        grant, own = max(left.get((key, "grant"), 0), 0), max(left.get((key, "own"), 0), 0)
        words = f"남은 돈: 보조금 {won_in_full(grant)}, 자부담 {won_in_full(own)}"
        rows.append(
            Room(key, titles.get(key, key), hints.get(key, ""), plan.get((key, "grant"), 0), plan.get((key, "own"), 0), grant, own, words)
        )
    return rows


@dataclass(frozen=True, slots=True)
class SpendingShown:
    """An expense with its category in words and its papers."""

    spending: Spending
    category: str
    tone: str
    papers: tuple[tuple[str, StoredFile], ...]


_TONES = {"filed": "judge", "accepted": "done", "disallowed": "danger", "withdrawn": "quiet"}


def rows_of(agreement: Agreement) -> list[SpendingShown]:
    """Every expense by date, its papers with it. The number of queries does not grow with the rows."""
    titles = category_words(agreement)
    return [
        SpendingShown(
            spending,
            titles.get(spending.category, spending.category),
            _TONES[spending.state],
            tuple((paper.get_kind_display(), paper.file) for paper in spending.evidence.all()),
        )
        for spending in spendings_of(agreement)
    ]


def counts_of(agreement: Agreement) -> dict[str, int]:
    """How many expenses stand in each state, every state named."""
    found = dict(agreement.spendings.order_by().values_list("state").annotate(Count("pk")))
    return {str(state): found.get(state, 0) for state in SpendingState}


def is_open(agreement: Agreement) -> bool:
    """May expenses be entered: signed, and no settlement lies at the center."""
    settlement = settlement_of(agreement)
    return agreement.state == AgreementState.SIGNED and (settlement is None or settlement.state == SettlementState.DRAFT)


def papers_wanted(agreement: Agreement, category: str) -> list[tuple[str, str, bool]]:
    """Every kind of paper as (key, title, wanted for this category), the wanted ones first."""
    wanted = evidence_wanted(agreement)
    keys = wanted.get(category, wanted[""])
    kinds = [(str(kind), str(kind.label), str(kind) in keys) for kind in EvidenceKind]
    return sorted(kinds, key=lambda kind: not kind[2])


def checklists_of(agreement: Agreement) -> list[tuple[str, str]]:
    """(category, the papers it wants in words), for every category."""
    labels = {str(kind): str(kind.label) for kind in EvidenceKind}
    wanted = evidence_wanted(agreement)
    return [(row.title, ", ".join(labels.get(kind, kind) for kind in wanted.get(row.key, wanted[""]))) for row in room_of(agreement)]
