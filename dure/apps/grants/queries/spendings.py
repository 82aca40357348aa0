"""Expenses: what may still be entered, what looks wrong, what waits."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count

from dure.apps.grants.models import Agreement, BankAnswer, Spending
from dure.apps.grants.queries.agreements import left_in_budget, planned, settlement_of, spendings_of, terms_of
from dure.apps.grants.queries.flags import FlagShown, shown_by_spending
from dure.apps.grants.rules import Limits
from dure.apps.grants.words import AgreementState, EvidenceKind, SettlementState, SpendingState
from dure.kernel.korean import table_day
from dure.kernel.won import won_in_full
from dure.platform.actor import Actor
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


def limits_of(agreement: Agreement, wanted: Mapping[str, Collection[str]] | None = None, labels: Mapping[str, str] | None = None) -> Limits:
    """The agreement's days, room, and papers, as rules ask for them; `wanted` are the papers of one expense with their labels."""
    return Limits(
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        left=left_in_budget(agreement),
        labels=category_words(agreement),
        required_evidence=evidence_wanted(agreement) if wanted is None else wanted,
        evidence_labels={str(kind): str(kind.label) for kind in EvidenceKind} | dict(labels or {}),
    )


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
    originals: tuple[StoredFile, ...] = ()
    bank: tuple[str, ...] = ()
    flags: tuple[FlagShown, ...] = ()
    held: bool = False


_TONES = {"draft": "quiet", "filed": "judge", "accepted": "done", "disallowed": "danger", "withdrawn": "quiet"}


def rows_of(agreement: Agreement, desk: Actor | None = None) -> list[SpendingShown]:
    """Every expense by date, its papers and flags with it, as the grantee or a seat of the desk sees them. The number of queries does not grow
    with the rows."""
    titles, bank, flags = category_words(agreement), bank_words(agreement), shown_by_spending(agreement, desk)
    return [
        SpendingShown(
            spending,
            titles.get(spending.category, spending.category),
            _TONES[spending.state],
            tuple((paper.get_kind_display(), paper.file) for paper in spending.evidence.all()),
            tuple(paper.original for paper in spending.evidence.all() if paper.original),
            tuple(bank.get(spending.pk, ())),
            tuple(flags.get(spending.pk, ())),
            spending.state == SpendingState.DRAFT and bool(spending.evidence.all()),
        )
        for spending in spendings_of(agreement)
    ]


def bank_words(agreement: Agreement) -> dict[int, list[str]]:
    """The bank lines that each expense was matched with, in words. One query."""
    rows = BankAnswer.objects.filter(line__agreement=agreement, undone_at=None, spending__isnull=False).select_related("line")
    found: dict[int, list[str]] = {}
    for answer in rows.order_by("id"):
        line = answer.line
        found.setdefault(answer.spending_id or 0, []).append(f"{table_day(line.on)} {won_in_full(line.amount)} {line.payee_shown}".strip())
    return found


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
