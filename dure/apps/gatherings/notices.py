"""Letters about gatherings, to exactly those concerned."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from dure.apps.gatherings.models import Duty, Gathering, Question, Registration
from dure.apps.gatherings.words import Standing
from dure.apps.people import facade as people
from dure.kernel.korean import day_words, instant_words
from dure.platform.events import EventData, answers
from dure.platform.letters import write_to

_SIGNER = Signer(salt="dure.gathering-registration", sep="~")


def token_of(registration: Registration) -> str:
    """The secret of a registration's own page, for people without an account."""
    return _SIGNER.sign(str(registration.pk))


def number_in(token: str) -> int | None:
    """The registration that the token opens; nothing for a forged one."""
    try:
        return int(_SIGNER.unsign(token))
    except BadSignature:
        return None


@answers("registered", name="gatherings.confirm")
def confirm(told: EventData) -> None:
    """The place, or the place on the waiting list, and how to give it back."""
    mine = Registration.objects.select_related("gathering").get(pk=told.subject_id)
    if mine.standing == Standing.CANCELLED:
        return
    text = "gathering_waiting" if mine.standing == Standing.WAITING else "gathering_registered"
    text = "gathering_moved_up" if told.payload.get("moved_up") else text
    _tell(mine, text, {}, dedupe=f"event:{told.id}:{mine.pk}", at=told.at)


@answers("gathering_moved", name="gatherings.tell_moved")
def tell_moved(told: EventData) -> None:
    """Old and new, and why, to everyone on the list."""
    values = {"old": _said(told.payload["old"]), "new": _said(told.payload["new"]), "reason": told.payload["reason"]}
    _tell_all(told, "gathering_moved", values)


@answers("gathering_cancelled", name="gatherings.tell_cancelled")
def tell_cancelled(told: EventData) -> None:
    """It is off, and why."""
    _tell_all(told, "gathering_cancelled", {"reason": told.payload["reason"]})


@answers("duty_given", name="gatherings.tell_duty")
def tell_duty(told: EventData) -> None:
    """To whoever sits in the seat."""
    duty = Duty.objects.select_related("gathering").get(pk=told.subject_id)
    values = {"title": duty.gathering.title, "duty": duty.text, "due": day_words(duty.due_on)}
    holders, href = people.accounts_of_seat(duty.seat_id, at=told.at), reverse("gatherings:minutes", args=[duty.gathering_id])
    write_to(holders, "duty_given", values, dedupe=f"event:{told.id}", href=href, at=told.at)


@answers("question_answered", name="gatherings.tell_answer")
def tell_answer(told: EventData) -> None:
    """To whoever asked and left an address."""
    question = Question.objects.select_related("gathering").get(pk=told.subject_id)
    found, asker = question.gathering, (None, question.asked_email, question.asked_name)
    values = {"title": found.title, "question": question.text, "answer": question.answer}
    write_to([asker], "question_answered", values, dedupe=f"event:{told.id}", href=found.get_absolute_url(), at=told.at)


def tell_tomorrow(mine: Registration, at: datetime) -> None:
    """The day before; once a date."""
    _tell(mine, "gathering_tomorrow", {}, dedupe=f"tomorrow:{mine.pk}:{mine.gathering.starts_at:%Y%m%d%H%M}", at=at)


def _tell_all(told: EventData, text: str, values: dict[str, Any]) -> None:
    found = Gathering.objects.get(pk=told.subject_id)
    for mine in found.registrations.exclude(standing=Standing.CANCELLED).select_related("gathering"):
        _tell(mine, text, values, dedupe=f"event:{told.id}:{mine.pk}", at=told.at)


def _tell(mine: Registration, text: str, values: dict[str, Any], *, dedupe: str, at: datetime) -> None:
    found = mine.gathering
    known = {
        "name": mine.name,
        "title": found.title,
        "when": instant_words(found.starts_at),
        "where": where_words(found.place, found.link),
        "cancel": settings.DURE_SITE + reverse("gatherings:registration", args=[token_of(mine)]),
    }
    contact = (mine.account_id, mine.email, mine.name)
    write_to([contact], text, known | values, dedupe=dedupe, href=found.get_absolute_url(), at=at)


def where_words(place: str, link: str) -> str:
    """The place, the address on the net, or both."""
    return " · ".join(part for part in (place, link) if part)


def _said(when_and_where: dict[str, Any]) -> str:
    starts = instant_words(datetime.fromisoformat(when_and_where["starts_at"]))
    return f"{starts} · {where_words(when_and_where['place'], when_and_where['link'])}"
