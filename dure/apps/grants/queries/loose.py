"""Papers that were dropped together: which expense each may prove, and what each expense still lacks with them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from dure.apps.grants.models import Agreement, LoosePaper, Spending, SpendingEvidence
from dure.apps.grants.queries.weighing import Bill, Weighed, bill_of, weigh
from dure.apps.grants.rules.flags import name_key
from dure.apps.grants.rules.naming import Target, guesses
from dure.apps.grants.words import EvidenceKind, SpendingState
from dure.kernel.korean import table_day
from dure.kernel.won import won_in_full

AWAY = "away"
"""What stands in the place of an expense when a paper is to be taken away."""
TO, AS = "to_", "as_"


@dataclass(frozen=True, slots=True)
class Row:
    """An expense that waits for papers, with its name on the page; the draft, unless it is only typed so far."""

    target: Target
    title: str
    draft: Spending | None = None

    @property
    def wants_category(self) -> bool:
        return self.draft is not None and not self.draft.category


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A dropped paper with the place that was chosen for it, or that its name suggests and by what."""

    loose: LoosePaper
    to: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row with what it has, what the dropped papers add, and what it still lacks then, in words."""

    row: Row
    has: tuple[str, ...]
    coming: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def tone(self) -> str:
        return "todo" if self.lacking else "done"


def waiting_papers(agreement: Agreement) -> QuerySet[LoosePaper]:
    """Dropped papers that belong to no expense yet, oldest first."""
    return agreement.loose_papers.filter(put_at=None, removed_at=None, file__isnull=False).select_related("file").order_by("pk")


def drafts_of(agreement: Agreement) -> QuerySet[Spending]:
    """Expenses that were written down and wait for their papers, as they were written."""
    held = Prefetch("evidence", SpendingEvidence.objects.order_by("pk"))
    return agreement.spendings.filter(state=SpendingState.DRAFT).prefetch_related(held).order_by("pk")


def rows_waiting(agreement: Agreement) -> list[Row]:
    """Every draft as a row, numbered as on the page."""
    found = []
    for place, draft in enumerate(drafts_of(agreement), 1):
        draft.agreement = agreement
        bill = bill_of(draft)
        held = tuple(paper.kind for paper in draft.evidence.all())
        found.append(row_of(f"spending-{draft.pk}", place, bill, weigh(agreement, bill), held, draft))
    return found


def row_of(key: str, place: int, bill: Bill, weighed: Weighed, held: tuple[str, ...] = (), draft: Spending | None = None) -> Row:
    """A row that papers may go to."""
    payee = bill.person_name or bill.payee_name
    amounts = tuple(sorted({bill.amount, weighed.transferred}))
    title = f"{place}. {table_day(bill.spent_on)} {payee} {won_in_full(bill.amount)}"
    return Row(Target(key, place, bill.spent_on, amounts, name_key(payee), weighed.wanted, held), title, draft)


def placed(papers: Sequence[LoosePaper], rows: Sequence[Row], said: Mapping[str, str]) -> list[PaperShown]:
    """Each paper with its place: as it was chosen on the page, else as its name suggests."""
    guessed = guesses([paper.name for paper in papers], [row.target for row in rows])
    known = {row.target.key for row in rows} | {"", AWAY}
    shown = []
    for paper, guess in zip(papers, guessed, strict=True):
        to, kind = said.get(f"{TO}{paper.pk}"), said.get(f"{AS}{paper.pk}")
        if to is None or to not in known:
            shown.append(PaperShown(paper, guess.target, paper.kind or guess.kind, guess.why))
        else:
            shown.append(PaperShown(paper, to, kind or "", guess.why if to == guess.target else ""))
    return shown


def shown_rows(rows: Iterable[Row], papers: Sequence[PaperShown]) -> list[RowShown]:
    """What each row has, gets and lacks."""
    found = []
    for row in rows:
        coming = [paper.kind for paper in papers if paper.to == row.target.key and paper.kind]
        lacking = tuple(paper.label for paper in row.target.lacking(coming))
        found.append(RowShown(row, _in_words(row.target.held), _in_words(coming), lacking))
    return found


def _in_words(kinds: Iterable[str]) -> tuple[str, ...]:
    labels = {str(kind): str(kind.label) for kind in EvidenceKind}
    return tuple(f"{labels.get(kind, kind)}{f' {count}부' if count > 1 else ''}" for kind, count in Counter(kinds).items())


def unplaced(papers: Sequence[PaperShown]) -> list[PaperShown]:
    """Papers for which a person still has to say where they belong or what they are."""
    return [paper for paper in papers if paper.to != AWAY and not (paper.to and paper.kind)]
