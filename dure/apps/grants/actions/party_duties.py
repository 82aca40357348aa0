"""회계감사와 정보공시: laid when a year's grants reach the sum of the law, met by the party with what shows it, reminded of, or skipped in every other year."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.locking import refuse_if, required_reason
from dure.apps.grants.models import PartyDuty
from dure.apps.grants.queries import party_duties as queries
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, files, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@part
def lay_party_duties(year: int, *, at: datetime) -> int:
    """One row for every duty that the year's grants give. Laid again, an open one follows the days of today; a met one stays as it was."""
    held = {(duty.party_id, duty.key): duty for duty in PartyDuty.objects.select_for_update().filter(year=year)}
    laid = 0
    for party_id, received, one in queries.to_lay(year):
        duty = held.get((party_id, one.key))
        if duty is None:
            said = {"due_on": one.due_on, "received": received, "source": one.source[:160], "laid_at": at}
            duty = PartyDuty.objects.create(party_id=party_id, year=year, key=one.key, **said)
            _tell("party_duty_laid", duty, at=at)
            laid += 1
        elif not duty.is_met and (duty.due_on, duty.received) != (one.due_on, received):
            duty.due_on, duty.received = one.due_on, received
            duty.save(update_fields=["due_on", "received"])
    return laid


@part
def remind_party_duties(*, at: datetime) -> int:
    """Two letters before the day, as the rates say, one on it, and one after it; of a worker that slept the nearest one."""
    today, told = seoul_date(at), 0
    steps = (*queries.reminded_before(today), 0, -1)
    for duty in PartyDuty.objects.select_for_update().filter(met_at=None).order_by("pk"):
        left = (duty.due_on - today).days
        reached = min((step for step in steps if left <= step), default=None)
        before = None if duty.told_on is None else min((step for step in steps if (duty.due_on - duty.told_on).days <= step), default=None)
        if reached is None or reached == before:
            continue
        duty.told_on = today
        duty.save(update_fields=["told_on"])
        _tell("party_duty_due", duty, at=at)
        told += 1
    return told


@verb
def meet_party_duty(
    *,
    duty_id: int,
    note: str = "",
    link: str = "",
    paper: files.Upload | None = None,
    skip: bool = False,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> PartyDuty:
    """The party shows that it did what the law asks: the paper of the auditor, the report, or where it disclosed. Or it skips, where it may."""
    duty = PartyDuty.objects.select_for_update(of=("self",)).select_related("party").get(pk=duty_id)
    access.may_meet_party_duty(by, duty.party_id).or_refuse()
    if duty.is_met:
        raise OutOfTurn(_("이미 지킨 의무예요. 화면을 새로 고쳐 확인해 주세요."))
    if skip:
        _skip(duty, note)
    else:
        _show(duty, note, link, paper, by=by, at=at)
    duty.met_at, duty.met_by_id, duty.met_by_name = at, by.account_id, by.name
    duty.save()
    detail = {"key": duty.key, "year": duty.year, "skipped": duty.skipped, "link": duty.link}
    journal.write(duty, "meet_party_duty", by=by, at=at, reason=duty.note, party_ids=[duty.party_id], detail=detail)
    return duty


def _skip(duty: PartyDuty, note: str) -> None:
    if not queries.may_be_skipped(duty):
        raise Refused(_("지난해에 회계감사를 받은 조직만 한 해 걸러 건너뛸 수 있어요."))
    duty.note = required_reason(note, _("왜 건너뛰는지 적어 주세요. 예: 지난해에 감사를 받음"))[:300]
    duty.skipped = True


def _show(duty: PartyDuty, note: str, link: str, paper: files.Upload | None, *, by: Actor, at: datetime) -> None:
    address = link.strip()
    reasons = []
    if address and not (duty.takes_a_link and address.startswith(("https://", "http://")) and len(address) <= 300):
        reasons.append(_("주소는 https://로 시작하게 적어 주세요. 주소가 없으면 파일을 올려 주세요."))
    if paper is None and not address:
        want = _("공시한 곳의 주소를 적거나 파일을 올려 주세요.") if duty.takes_a_link else _("지켰음을 보여 주는 파일을 올려 주세요.")
        reasons.append(want)
    refuse_if(reasons)
    duty.note, duty.link = note.strip()[:300], address
    if paper is not None:
        duty.file = files.receive(
            paper, owner=duty, purpose=duty.key, by=by, at=at, room_left=files.LARGEST_FILE, retention_class="subsidy"
        )


def _tell(kind: str, duty: PartyDuty, *, at: datetime) -> None:
    payload = {"duty_id": duty.pk, "party_id": duty.party_id, "due_on": duty.due_on.isoformat()}
    events.emit(kind, subject=duty, at=at, payload=payload)
