"""사후관리 조사 as lists show them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from dure.apps.grants.models import Agreement, FollowUp
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.queries.reports import SheetSection, filled_section
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform.actor import Actor

STATES = (("waiting", "답을 기다림"), ("late", "기한 지남"), ("answered", "답함"), ("coming", "아직 때가 아님"))
_RELATED = ("agreement__case__party", "agreement__case__round__program__edition")


def open_for(actor: Actor, at: datetime) -> list[FollowUp]:
    """What the actor's own parties are asked now, the earliest due first."""
    rows = FollowUp.objects.filter(agreement__case__party_id__in=actor.party_ids, answered_at=None, opens_on__lte=seoul_date(at))
    return list(rows.select_related(*_RELATED).order_by("due_on", "id"))


def of_agreement(agreement: Agreement) -> list[FollowUp]:
    """The agreement's surveys in their order."""
    return list(FollowUp.objects.filter(agreement=agreement).order_by("months"))


def for_desk(actor: Actor, *, state: str, today: date) -> QuerySet[FollowUp]:
    """Surveys of the agreements the actor may see, in one state, the earliest due first."""
    rows = FollowUp.objects.filter(agreement__in=agreements_of(actor)).select_related(*_RELATED)
    if state == "answered":
        return rows.filter(answered_at__isnull=False).order_by("-answered_at", "-id")
    rows = rows.filter(answered_at=None)
    if state == "waiting":
        rows = rows.filter(opens_on__lte=today, due_on__gte=today)
    elif state == "late":
        rows = rows.filter(due_on__lt=today)
    elif state == "coming":
        rows = rows.filter(opens_on__gt=today)
    return rows.order_by("due_on", "id")


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey with its form and what was said."""

    row: FollowUp
    sections: tuple[SheetSection, ...]
    open: bool


def survey(row: FollowUp, terms: programs.Terms, at: datetime, *, typed: object = None) -> Survey:
    """The form with the answers, or with what was just typed."""
    said = row.data if typed is None else typed
    sections = tuple(filled_section(section, said) for section in (terms.follow_up.sections if terms.follow_up else ()))
    return Survey(row, sections, not row.is_answered and seoul_date(at) >= row.opens_on)
