"""A new draft opens with what is already known: last answers under their fact keys, and papers of the wallet that still hold."""

from datetime import datetime

from dure.apps.cases.models import Attachment, Case, SectionAnswer
from dure.apps.cases.queries.known import carried_over, known_of, last_said
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform.actor import Actor
from dure.platform.verbs import part


@part
def open_filled(case: Case, terms: programs.Terms, *, by: Actor, at: datetime) -> None:
    """Write the carried answers with their source, at version 0 as if nobody had saved yet, and put the papers in."""
    said, known = last_said(case.party_id), known_of(case.party)
    for section in terms.sections:
        if section.filled_by != "applicant":
            continue
        found = {question.key: carried_over(question, said, known) for question in section.questions}
        kept = {key: one for key, one in found.items() if one is not None}
        if kept:
            SectionAnswer.objects.create(
                case=case,
                section=section.key,
                data={key: one.value for key, one in kept.items()},
                prefilled={key: {"value": one.value, "source": one.source} for key, one in kept.items()},
                version=0,
                saved_at=at,
                saved_by_id=by.account_id,
                saved_by_name=by.name,
            )
    _put_papers_in(case, terms, at=at)


def _put_papers_in(case: Case, terms: programs.Terms, *, at: datetime) -> None:
    held = list(people.held_papers([case.party_id])) if any(paper.kind for paper in terms.documents) else []
    today = seoul_date(at)
    warned = people.warned_days(today) if held else 0
    for wanted in terms.documents:
        line = people.paper_for(held, wanted.kind, today=today, warned=warned, within_days=wanted.within_days) if wanted.kind else None
        if line is not None and line.standing.holds and people.usable(line.paper):
            put_in(case, wanted.key, line.paper, at=at)


@part
def put_in(case: Case, document: str, paper: people.WalletPaper, *, at: datetime) -> Attachment:
    """A copy of the wallet's paper for one of the documents that are wanted."""
    stored = people.copy_of(paper, owner=case, purpose=f"document:{document}", at=at)
    return Attachment.objects.create(case=case, document=document, file=stored, paper=paper, added_at=at)
