"""Who has a page of a draft open. Told by the browser, never by looking."""

from datetime import datetime, timedelta

from dure.apps.cases import access
from dure.apps.cases.models import Case, DraftPresence, Partner
from dure.apps.cases.rules.places import part_place
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

FORGOTTEN_AFTER = timedelta(days=1)


@verb
def be_present(*, case_id: int, place: str, by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """Say that this person has the page open now; yesterday's are forgotten. Returns the case's number."""
    case = Case.objects.select_related("party").get(pk=case_id)
    access.may_write(by, case).or_refuse()
    _seen(case, place, by, at)
    return case.pk


@verb
def be_present_in_part(*, partner_id: int, section: str, by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """The same of a page that a partner fills in itself. Returns the partner's number."""
    partner = Partner.objects.select_related("case__party").get(pk=partner_id)
    access.may_write_part(by, partner).or_refuse()
    _seen(partner.case, part_place(partner.pk, section), by, at)
    return partner.pk


def _seen(case: Case, place: str, by: Actor, at: datetime) -> None:
    if by.account_id is None:
        return
    DraftPresence.objects.update_or_create(case=case, place=place[:80], account_id=by.account_id, defaults={"name": by.name, "seen_at": at})
    DraftPresence.objects.filter(case=case, seen_at__lt=at - FORGOTTEN_AFTER).delete()
