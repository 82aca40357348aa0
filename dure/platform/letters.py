"""Letters: rows written with their cause, read in the browser, sent by the worker the way the person chose, tried again with growing pauses."""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from dure.platform import messengers, wordings
from dure.platform.models import Letter, NoticeChoice
from dure.platform.notice_words import BINDING, Topic, Way
from dure.platform.verbs import part

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
LEASE = timedelta(minutes=5)
CARRIED = (Way.MAIL, Way.MESSAGE)

Contact = tuple[int | None, str, str]
"""Account, address, name; somebody without an account is told by mail only."""


@part
def write_to(
    contacts: Iterable[Contact],
    text: str,
    values: Mapping[str, Any],
    *,
    dedupe: str,
    at: datetime,
    href: str = "",
    case_id: int | None = None,
) -> list[Letter]:
    """Write the text with its values to each of them, once a person for `dedupe`, however often it is asked."""
    said = wordings.say(text, values)
    return [
        write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=said.subject,
            body=said.body,
            topic=said.topic,
            href=href,
            dedupe=f"{dedupe}:{account_id or _short(address)}",
            case_id=case_id,
            at=at,
        )
        for account_id, address, name in contacts
    ]


def _short(address: str) -> str:
    """An address may be longer than the mark by which a letter is known."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


@part
def write(
    *,
    to_address: str,
    subject: str,
    body: str,
    dedupe: str,
    at: datetime,
    to_name: str = "",
    to_account_id: int | None = None,
    case_id: int | None = None,
    topic: Topic = Topic.PROGRESS,
    href: str = "",
) -> Letter:
    """Put a letter in the outbox. The same `dedupe` writes one letter however often it is asked; `href` is a path of this house."""
    letter, _ = Letter.objects.get_or_create(
        dedupe=dedupe,
        defaults={
            "to_address": to_address,
            "to_name": to_name,
            "to_account_id": to_account_id,
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "case_id": case_id,
            "topic": topic,
            "way": _way(to_account_id, topic),
            "href": href[:300],
            "at": at,
            "next_try_at": at,
        },
    )
    return letter


def _way(account_id: int | None, topic: Topic) -> Way:
    """What the person chose for the topic; what binds comes by mail."""
    if account_id is None or topic in BINDING:
        return Way.MAIL
    chosen = NoticeChoice.objects.filter(account_id=account_id, topic=topic).values_list("way", flat=True).first()
    way = Way(chosen) if chosen else Way.MAIL
    return Way.MAIL if way == Way.MESSAGE and not messengers.is_configured() else way


def send_due(*, at: datetime, at_most: int = 100) -> int:
    """Send what is due; each letter is locked, sent and marked by itself. Returns how many went out."""
    due = Letter.objects.filter(sent_at=None, parked_at=None, next_try_at__lte=at, way__in=CARRIED)
    return sum(_send(letter_id, at) for letter_id in list(due.order_by("id").values_list("pk", flat=True)[:at_most]))


def _send(letter_id: int, at: datetime) -> bool:
    """Claim, send, mark. The claim is a lease, so no lock is held while the mail server thinks; a worker that dies
    between sending and marking costs one repeated letter, never a lost one."""
    claimed = Letter.objects.filter(pk=letter_id, sent_at=None, parked_at=None, next_try_at__lte=at)
    if not claimed.update(next_try_at=at + LEASE, attempts=F("attempts") + 1):
        return False
    letter = Letter.objects.get(pk=letter_id)
    try:
        _hand_over(letter, at)
    except Exception as failure:
        log.warning("letter %s not sent: %s", letter_id, type(failure).__name__)
        letter.error = repr(failure)[:2000]
        letter.next_try_at = at + timedelta(minutes=2 ** min(letter.attempts - 1, 8))
        letter.parked_at = at if letter.attempts >= MOST_ATTEMPTS else None
    else:
        letter.sent_at, letter.error = at, ""
    letter.save(update_fields=["error", "next_try_at", "parked_at", "sent_at"])
    return letter.sent_at is not None


def _hand_over(letter: Letter, at: datetime) -> None:
    """By message if that was chosen and there is a number, otherwise by mail."""
    telephone = _telephone(letter.to_account_id) if letter.way == Way.MESSAGE else ""
    if telephone:
        text = f"{letter.subject}\n{settings.DURE_SITE}{letter.href}" if letter.href else letter.subject
        messengers.messenger().send(telephone=telephone, text=text, reference=f"letter-{letter.pk}", at=at)
    else:
        _hand_to_smtp(letter)


def _telephone(account_id: int | None) -> str:
    """The telephone of the account, from whatever model signs people in."""
    from django.contrib.auth import get_user_model

    phone = get_user_model()._default_manager.filter(pk=account_id or 0).values_list("phone", flat=True).first()
    return str(phone or "")


def _hand_to_smtp(letter: Letter) -> None:
    body = f"{letter.body}\n\n{settings.DURE_SITE}{letter.href}" if letter.href else letter.body
    message = EmailMessage(
        subject=letter.subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to_address],
        headers={"Message-ID": f"<letter-{letter.pk}@{settings.DURE_MAIL_DOMAIN}>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
    message.send()
