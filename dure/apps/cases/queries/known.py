"""What is known before anybody asks: the party's record with its source, and what it last said under each fact key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from dure.apps.cases.models import Submission
from dure.apps.cases.rules.answers import words_of
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.identifiers import business_number_shown, telephone_shown
from dure.kernel.korean import table_day
from dure.platform.models import Fact, JournalLine

MOST_SUBMISSIONS = 20
FACT_OF_PARTY = {"members_count": "members", "workers_count": "workers", "org_purpose": "party.summary"}
"""Fact keys that the party's own record answers until the party has said otherwise in an application."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value with where it comes from, as people read it."""

    value: Any
    source: str

    @property
    def words(self) -> str:
        return f"{self.value:,}" if isinstance(self.value, int) else str(self.value)


def known_of(party: people.Party) -> dict[str, Known]:
    """The party's columns (`party.name` …) and its figures (`members` …), each with its source and day. Two queries."""
    return known_of_all([party])[party.pk]


def known_of_all(parties: Sequence[people.Party]) -> dict[int, dict[str, Known]]:
    """The same of several parties, in two queries as well; none where there is no party."""
    if not parties:
        return {}
    ids = {party.pk for party in parties}
    newest = JournalLine.objects.filter(kind="people.party", subject_id__in=ids).order_by().values("subject_id").annotate(last=Max("id"))
    changed = dict(JournalLine.objects.filter(pk__in=newest.values("last")).values_list("subject_id", "at"))
    found: dict[int, dict[str, Known]] = {}
    for party in parties:
        since = changed.get(party.pk) or party.created_at
        source = f"조직 정보, {table_day(seoul_date(since))}" if since else "조직 정보"
        found[party.pk] = {f"party.{name}": Known(value, source) for name, value in _columns(party).items() if value}
    for fact in Fact.objects.filter(subject_kind="party", subject_id__in=ids, other_id=None, valid_to=None).order_by("id"):
        found[fact.subject_id][fact.key] = Known(fact.value, f"{fact.source}, {table_day(fact.valid_from)}")
    return found


def _columns(party: people.Party) -> dict[str, str]:
    number = party.corporate_number
    return {
        "name": party.name,
        "legal_form": str(party.get_legal_form_display()) if party.legal_form else "",
        "business_number": business_number_shown(party.business_number) if party.business_number else "",
        "corporate_number": f"{number[:6]}-{number[6:]}" if number else "",
        "district": party.district.name if party.district else "",
        "address": party.address,
        "founded_on": table_day(party.founded_on) if party.founded_on else "",
        "phone": telephone_shown(party.phone) if party.phone else "",
        "email": party.email,
        "homepage": party.homepage,
        "summary": party.summary,
    }


def last_said(party_id: int) -> dict[str, tuple[programs.Question, Known]]:
    """Under each fact key the newest answer that the party handed in, with the day and the application it stands in."""
    found: dict[str, tuple[programs.Question, Known]] = {}
    rows = Submission.objects.filter(case__party_id=party_id).select_related("case__round").order_by("-at", "-id")
    for submission in rows[:MOST_SUBMISSIONS]:
        source = f"{table_day(seoul_date(submission.at))} {submission.case.round.title} 신청서에서"
        for section in programs.terms_of(submission.case.round_id, submission.content["terms"]).sections:
            data = submission.content["sections"].get(section.key, {})
            for question in section.questions:
                value = data.get(question.key)
                if question.fact and question.fact not in found and words_of(question, value):
                    found[question.fact] = (question, Known(value, source))
    return found


def carried_over(
    question: programs.Question, said: Mapping[str, tuple[programs.Question, Known]], known: Mapping[str, Known]
) -> Known | None:
    """What a question opens with: the last answer to its fact that fits it, or the party's own record."""
    if not question.fact or question.kind in {"party_fact", "file", "consent"}:
        return None
    if question.fact in said and _fits(question, *said[question.fact]):
        return said[question.fact][1]
    own = known.get(FACT_OF_PARTY.get(question.fact, question.fact))
    return own if own is not None and _holds(question, own.value) else None


_TEXTS = {"text", "long_text"}


def _fits(question: programs.Question, before: programs.Question, known: Known) -> bool:
    same = question.kind == before.kind or {question.kind, before.kind} <= _TEXTS
    if question.kind == "table" and [column.key for column in question.columns] != [column.key for column in before.columns]:
        return False
    return same and _holds(question, known.value)


def _holds(question: programs.Question, value: Any) -> bool:
    """Is the value one that this question takes?"""
    if question.kind in _TEXTS:
        return isinstance(value, str) and len(value) <= (question.longest or (300 if question.kind == "text" else 5000))
    if question.kind in {"number", "money"}:
        least, most = question.least or 0, question.most if question.most is not None else value
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    if question.kind == "choice":
        return value in dict(question.choices)
    if question.kind == "choices":
        return isinstance(value, list) and set(value) <= set(dict(question.choices))
    return True
