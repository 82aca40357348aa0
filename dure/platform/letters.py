"""Letters: rows written with their cause, sent by the worker over SMTP, tried again with growing pauses."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from dure.platform.models import Letter
from dure.platform.verbs import part

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
LEASE = timedelta(minutes=5)


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
) -> Letter:
    """Put a letter in the outbox. The same `dedupe` writes one letter however often it is asked."""
    letter, _ = Letter.objects.get_or_create(
        dedupe=dedupe,
        defaults={
            "to_address": to_address,
            "to_name": to_name,
            "to_account_id": to_account_id,
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "case_id": case_id,
            "at": at,
            "next_try_at": at,
        },
    )
    return letter


def send_due(*, at: datetime, at_most: int = 100) -> int:
    """Send what is due; each letter is locked, sent and marked by itself. Returns how many went out."""
    due = Letter.objects.filter(sent_at=None, parked_at=None, next_try_at__lte=at).order_by("id").values_list("pk", flat=True)[:at_most]
    return sum(_send(letter_id, at) for letter_id in list(due))


def _send(letter_id: int, at: datetime) -> bool:
    """Claim, send, mark. The claim is a lease, so no lock is held while the mail server thinks; a worker that dies
    between sending and marking costs one repeated letter, never a lost one."""
    claimed = Letter.objects.filter(pk=letter_id, sent_at=None, parked_at=None, next_try_at__lte=at)
    if not claimed.update(next_try_at=at + LEASE, attempts=F("attempts") + 1):
        return False
    letter = Letter.objects.get(pk=letter_id)
    try:
        _hand_to_smtp(letter)
    except Exception as failure:
        log.warning("letter %s not sent: %s", letter_id, type(failure).__name__)
        letter.error = repr(failure)[:2000]
        letter.next_try_at = at + timedelta(minutes=2 ** min(letter.attempts - 1, 8))
        letter.parked_at = at if letter.attempts >= MOST_ATTEMPTS else None
    else:
        letter.sent_at, letter.error = at, ""
    letter.save(update_fields=["error", "next_try_at", "parked_at", "sent_at"])
    return letter.sent_at is not None


def _hand_to_smtp(letter: Letter) -> None:
    message = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to_address],
        headers={"Message-ID": f"<letter-{letter.pk}@{settings.DURE_MAIL_DOMAIN}>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
    message.send()
