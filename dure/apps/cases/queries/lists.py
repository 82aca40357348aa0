"""Lists of cases: one's own, and a round's on the desk with its filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dure.apps.cases.models import Attachment, Case, CompletionRequest, StageRun
from dure.apps.cases.queries.cases import cases_of, cases_of_round, word_of
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.actor import Actor, Role


def own_cases(actor: Actor) -> QuerySet[Case]:
    """The cases of one's parties, newest first, each with its runs at hand."""
    return with_runs(cases_of(actor).filter(party_id__in=actor.party_ids))


def with_runs(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The runs come with one more query, however many cases."""
    open_runs = StageRun.objects.filter(closed_at=None, begun_at__isnull=False).order_by("case_id", "order", "id")
    return cases.prefetch_related(Prefetch("runs", queryset=open_runs, to_attr="open_runs"))


def run_at_hand(case: Case) -> StageRun | None:
    """The stage in which a case of `with_runs` stands."""
    return next(iter(case.open_runs), None)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class DeskFilters:
    """What the desk's list is narrowed to; all of it stands in the address."""

    words: str = ""
    outcome: str = ""
    state: str = ""
    district: str = ""
    seat: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, Any]) -> "DeskFilters":
        return cls(*(str(asked.get(name) or "").strip()[:60] for name in ("words", "outcome", "state", "district", "seat")))


def desk_list(actor: Actor, round_id: int, filters: DeskFilters) -> QuerySet[Case]:
    """The round's applications that were handed in, by number, with what the list shows."""
    shown = cases_of_round(actor, round_id).select_related(None).select_related("party", "district", "seat")
    cases = with_runs(shown).annotate(paper_count=Coalesce(_papers_in_use(), 0))
    if filters.words:
        cases = cases.filter(
            Q(party__name__icontains=filters.words) | Q(title__icontains=filters.words) | Q(receipt__icontains=filters.words)
        )
    if filters.outcome in Outcome.values:
        cases = cases.filter(outcome=filters.outcome)
    if filters.state:
        cases = cases.filter(Exists(StageRun.objects.filter(case=OuterRef("pk"), kind="screening", state=filters.state)))
    if filters.district:
        cases = cases.filter(district_id=filters.district)
    if filters.seat == "mine":
        cases = cases.filter(seat_id=actor.seat_id or 0)
    return cases


def _papers_in_use() -> Subquery:
    """Counted row by row, so that counting the list itself need not join and group it."""
    papers = Attachment.objects.filter(case=OuterRef("pk"), removed_at=None).order_by().values("case")
    return Subquery(papers.annotate(count=Count("pk")).values("count"), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A line of the list."""

    case: Case
    word: str
    tone: str
    total: int


def desk_rows(cases: Iterable[Case]) -> list[DeskRow]:
    """Lines with the word of where each stands."""
    return [DeskRow(case, *word_of(case, run_at_hand(case)), case.asked + case.own_money) for case in cases]


def drafts_in(round_id: int) -> int:
    """How many are being written: a count, nothing of what they say."""
    return Case.objects.filter(round_id=round_id, outcome=Outcome.DRAFT).count()


def rounds_on_desk(actor: Actor) -> QuerySet[programs.Round]:
    """Rounds as the desk names them; an operator knows only its own."""
    if actor.has(Role.OPERATOR) and not actor.is_center:
        return programs.operated_rounds(actor)
    return programs.Round.objects.select_related("program__edition", "seat").order_by("-id")


def districts() -> QuerySet[people.District]:
    """The districts to choose from."""
    return people.District.objects.order_by("code")


def requests_of(case: Case) -> QuerySet[CompletionRequest]:
    """What was asked to be completed, newest first."""
    return CompletionRequest.objects.filter(case=case).order_by("-id")
