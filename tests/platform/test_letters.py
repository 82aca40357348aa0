"""Letters go out over real SMTP, once each, and are tried again when the mail server is in trouble."""

from datetime import timedelta

import pytest
from django.db import transaction

from dure.platform import letters
from dure.platform.models import Letter
from tests.platform.makers import NOON


def write(dedupe: str = "one", subject: str = "접수를 확인했어요") -> Letter:
    with transaction.atomic():
        return letters.write(
            to_address="applicant@example.test", subject=subject, body="접수번호는 제2026-1호예요.\n", dedupe=dedupe, at=NOON
        )


def test_a_letter_arrives_as_it_was_written(db, mail_sink):
    letter = write()
    assert letters.send_due(at=NOON) == 1
    (message,) = mail_sink.messages
    assert message["To"] == "applicant@example.test"
    assert message["Message-ID"].startswith(f"<letter-{letter.pk}@")
    assert "접수번호는 제2026-1호예요." in message.get_payload(decode=True).decode()


def test_a_letter_goes_out_once(db, mail_sink):
    write()
    write()
    assert [letters.send_due(at=NOON), letters.send_due(at=NOON + timedelta(days=1))] == [1, 0]
    assert len(mail_sink.messages) == 1


def test_a_server_in_trouble_is_asked_again_with_growing_pauses(db, mail_sink):
    write()
    mail_sink.refuse_with = "451 later"
    assert letters.send_due(at=NOON) == 0
    assert letters.send_due(at=NOON + timedelta(seconds=59)) == 0
    mail_sink.refuse_with = ""
    assert letters.send_due(at=NOON + timedelta(minutes=1)) == 1
    assert len(mail_sink.messages) == 1


def test_after_ten_failures_a_letter_is_parked(db, mail_sink):
    write()
    mail_sink.refuse_with, at = "550 no such person", NOON
    while (letter := Letter.objects.get()).parked_at is None:
        letters.send_due(at=at)
        at = Letter.objects.get().next_try_at
    assert (letter.attempts, letter.sent_at) == (letters.MOST_ATTEMPTS, None)


def test_a_letter_of_a_verb_that_failed_is_never_sent(db, mail_sink):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert letters.send_due(at=NOON) == 0


def test_a_subject_carries_no_header_of_its_own(db, mail_sink):
    write(subject="접수\r\nBcc: other@example.test")
    letters.send_due(at=NOON)
    assert mail_sink.messages[0]["Bcc"] is None


def test_a_letter_belongs_inside_a_verb(transactional_db):
    with pytest.raises(RuntimeError, match="inside a verb"):
        letters.write(to_address="a@example.test", subject="x", body="x", dedupe="x", at=NOON)
