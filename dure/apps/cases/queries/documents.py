"""The page of papers: what is wanted, what was put in, and what the wallet has for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dure.apps.cases.models import Attachment, Case
from dure.apps.cases.queries.content import attachments_of
from dure.apps.cases.rules.places import OpenPlaces, document_place
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A document that is wanted with the files put in for it. `offer` is the wallet's paper of its kind and how it stands."""

    key: str
    title: str
    hint: str
    required: bool
    files: list[Attachment]
    is_open: bool
    error: str = ""
    kind: people.PaperKind | None = None
    offer: people.PaperLine | None = None
    within_days: int | None = None


def wanted_papers(case: Case, opened: OpenPlaces, errors: Mapping[str, str], *, at: datetime) -> list[WantedPaper]:
    """Every document of the terms, in their order. A fixed number of queries."""
    held = attachments_of(case)
    wallet = list(people.held_papers([case.party_id]))
    kinds, today = people.paper_kinds(), seoul_date(at)
    warned = people.warned_days(today) if wallet else 0
    return [
        WantedPaper(
            key=paper.key,
            title=paper.title,
            hint=paper.hint,
            required=paper.required,
            files=[row for row in held if row.document == paper.key],
            is_open=opened.holds(document_place(paper.key)),
            error=errors.get(paper.key, ""),
            kind=kinds.get(paper.kind),
            offer=people.paper_for(wallet, paper.kind, today=today, warned=warned, within_days=paper.within_days) if paper.kind else None,
            within_days=paper.within_days,
        )
        for paper in programs.terms_of(case.round_id, case.terms_sha256).documents
    ]
