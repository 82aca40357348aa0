"""What somebody must know before beginning an application."""

from dataclasses import dataclass
from datetime import datetime

from dure.apps.cases.models import Case
from dure.apps.cases.queries.standing import verdict_lines
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.kernel.period import Period
from dure.kernel.verdicts import Findings, Permission, Verdict
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Choice:
    """Who applies and where, with what follows from it."""

    parties: list[tuple[str, str]]
    districts: list[tuple[str, str]]
    party: people.Party | None
    district: str
    findings: Findings | None
    verdicts: list[tuple[Verdict, str, str]]
    window: Period | None
    permission: Permission
    existing: Case | None
    terms: programs.Terms


def round_to_apply(round_id: int) -> programs.Round | None:
    """A round that has been published."""
    published = programs.Round.objects.filter(pk=round_id, published_at__isnull=False, program__published_at__isnull=False)
    return published.exclude(state="cancelled").select_related("program__edition", "seat").first()


def choice_of(actor: Actor, found: programs.Round, *, party: str, district: str, at: datetime) -> Choice:
    """The parties one may write for, the places that take applications, and the rules' answers for the one that is picked."""
    writable = [party_id for party_id in actor.party_ids if actor.may_write_for(party_id)]
    parties = list(people.Party.objects.filter(pk__in=writable, closed_at=None).order_by("name", "id"))
    picked = next((one for one in parties if str(one.pk) == party), parties[0] if len(parties) == 1 else None)
    places = _districts(found)
    where = district if district in dict(places) else (picked.district_id or "" if picked else "")
    terms = programs.terms_of(found.pk)
    noticed = seoul_date(found.published_at) if found.published_at else None
    findings = programs.check_party(terms, people.party_facts(picked.pk, at=at), at=at, noticed_on=noticed) if picked else None
    return Choice(
        parties=[(str(one.pk), one.name) for one in parties],
        districts=places,
        party=picked,
        district=where,
        findings=findings,
        verdicts=verdict_lines(findings) if findings else [],
        window=_window(found, where),
        permission=programs.may_hand_in(found.pk, where, at),
        existing=_existing(found, picked),
        terms=terms,
    )


def _districts(found: programs.Round) -> list[tuple[str, str]]:
    """Every district, or only those that have a window of their own where there is none for all."""
    windows = programs.windows_by_district([found.pk]).get(found.pk, [])
    if any(window.district_id is None for window in windows):
        return [(one.code, one.name) for one in people.District.objects.order_by("code")]
    return [(window.district_id or "", window.district.name) for window in windows if window.district]


def _window(found: programs.Round, district: str) -> Period | None:
    try:
        return programs.intake_window(found.pk, district)
    except Refused:
        return None


def _existing(found: programs.Round, party: people.Party | None) -> Case | None:
    living = Case.objects.filter(round=found, party=party).exclude(outcome=Outcome.WITHDRAWN)
    return living.first() if party else None
