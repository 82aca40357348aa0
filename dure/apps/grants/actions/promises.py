"""Dated duties: laid when an agreement is signed, moved when its days move, met by what happens or by hand."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.locking import remember, required_reason
from dure.apps.grants.models import Agreement, AgreementDuty
from dure.apps.grants.queries.promises import duties_wanted
from dure.apps.grants.words import DutyWay
from dure.kernel.errors import OutOfTurn
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@part
def lay_duties(agreement: Agreement, *, at: datetime) -> None:
    """One row for every duty the agreement gives; laid again, what is not met moves to its new day, and what no longer is one counts as met."""
    held = {(duty.key, duty.turn): duty for duty in agreement.duties.select_for_update()}
    for one in duties_wanted(agreement):
        duty = held.pop((one.key, one.turn), None)
        if duty is None:
            said = {"title": one.title[:160], "source": one.source[:160], "who": one.who, "way": one.way, "which": one.which}
            AgreementDuty.objects.create(agreement=agreement, key=one.key, turn=one.turn, due_on=one.due_on, **said)
        elif not duty.is_met and duty.due_on != one.due_on:
            duty.due_on = one.due_on
            duty.save(update_fields=["due_on"])
    for gone in held.values():
        if not gone.is_met:
            gone.met_at, gone.met_by_name, gone.note = at, "두레", _("협약이 바뀌어 없어진 의무")
            gone.save(update_fields=["met_at", "met_by_name", "note"])


@part
def meet_by(agreement_id: int, way: DutyWay, *, which: str = "", at: datetime) -> None:
    """A report or a settlement came in: its duty is met. Told twice, the first time counts."""
    for duty in AgreementDuty.objects.select_for_update().filter(agreement_id=agreement_id, way=way, which=which, met_at=None):
        duty.met_at, duty.met_by_name, duty.note = at, "두레", str(DutyWay(way).label)
        duty.save(update_fields=["met_at", "met_by_name", "note"])


@verb
def meet_duty(*, duty_id: int, note: str, paper: files.Upload | None = None, by: Actor, at: datetime, key: Key = NO_KEY) -> AgreementDuty:
    """Say by hand that a duty was met, with what was done and, if there is one, the paper that shows it."""
    related = ("agreement__case__party", "agreement__case__round")
    duty = AgreementDuty.objects.select_for_update(of=("self",)).select_related(*related).get(pk=duty_id)
    access.may_meet_duty(by, duty).or_refuse()
    if duty.is_met or duty.way != DutyWay.HAND:
        raise OutOfTurn(_("이미 지켰거나 보고와 정산으로 저절로 확인되는 의무예요. 화면을 새로 고쳐 확인해 주세요."))
    duty.note = required_reason(note, _("어떻게 지켰는지 짧게 적어 주세요."))[:300]
    if paper is not None:
        duty.file = files.receive(paper, owner=duty.agreement, purpose="duty", by=by, at=at, room_left=files.LARGEST_FILE)
    duty.met_at, duty.met_by_name = at, by.name
    duty.save()
    remember(duty, "meet_duty", duty.agreement, by=by, at=at, reason=duty.note, detail={"key": duty.key, "turn": duty.turn})
    return duty
