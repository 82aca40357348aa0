"""Notices: read in the browser, sent the way the person chose, gathered once a day; calendars by secret address; a center's own words."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from dure.kernel.clock import seoul
from dure.kernel.errors import Refused
from dure.platform import letters, messengers, noticing, wordings
from dure.platform.actor import Actor
from dure.platform.models import Letter, Wording
from dure.platform.notice_words import Topic
from dure.platform.verbs import NO_KEY
from tests.platform.makers import NOON

AT = seoul(2027, 3, 9, 10, 0)


def make_account(email):
    return get_user_model().objects.create_user(email=email, name="예시")


@pytest.fixture
def reader(db):
    account = make_account("reader@example.test")
    return Actor(account_id=account.pk, name="예시 독자")


def write(reader, dedupe="one", topic=Topic.PROGRESS, at=AT):
    with transaction.atomic():
        return letters.write(
            to_address="reader@example.test",
            to_account_id=reader.account_id,
            subject=f"소식 {dedupe}",
            body="본문이에요.",
            dedupe=dedupe,
            topic=topic,
            href="/my/",
            at=at,
        )


def choose(reader, **ways):
    noticing.choose_ways(ways=ways, by=reader, at=AT, key=NO_KEY)


def test_a_letter_can_be_read_in_the_browser_and_counts_until_it_is(reader):
    letter = write(reader)
    assert noticing.unread_count(reader.account_id) == 1
    noticing.read_notice(letter_id=letter.pk, by=reader, at=AT, key=NO_KEY)
    assert noticing.unread_count(reader.account_id) == 0
    assert [found.pk for found in noticing.notices_of(reader)] == [letter.pk]


def test_nobody_reads_the_notices_of_others(reader):
    letter = write(reader)
    stranger = Actor(account_id=make_account("stranger@example.test").pk, name="예시 남")
    assert list(noticing.notices_of(stranger)) == []
    with pytest.raises(Letter.DoesNotExist):
        noticing.read_notice(letter_id=letter.pk, by=stranger, at=AT, key=NO_KEY)


def test_a_letter_leads_to_its_page_by_mail_too(reader, mail_sink, settings):
    settings.DURE_SITE = "https://center.example.test"
    write(reader)
    letters.send_due(at=AT)
    assert "https://center.example.test/my/" in mail_sink.messages[0].get_payload(decode=True).decode()


def test_what_one_only_wants_to_read_here_is_not_mailed(reader, mail_sink):
    choose(reader, progress="browser")
    write(reader)
    assert letters.send_due(at=AT) == 0
    assert noticing.unread_count(reader.account_id) == 1


def test_what_binds_is_mailed_whatever_was_chosen(reader, mail_sink):
    with pytest.raises(Refused):
        choose(reader, decision="browser")
    write(reader, topic=Topic.DECISION)
    assert letters.send_due(at=AT) == 1


def test_a_digest_gathers_what_was_held_into_one_mail_a_day(reader, mail_sink):
    choose(reader, progress="digest")
    for number in range(3):
        write(reader, dedupe=str(number))
    assert letters.send_due(at=AT) == 0
    noticing.write_digests(AT)
    noticing.write_digests(AT + timedelta(hours=1))
    assert letters.send_due(at=AT) == 1
    body = mail_sink.messages[0].get_payload(decode=True).decode()
    assert all(f"소식 {number}" in body for number in range(3))
    write(reader, dedupe="late", at=AT + timedelta(hours=2))
    noticing.write_digests(AT + timedelta(hours=2))
    assert Letter.objects.filter(topic=Topic.DIGEST).count() == 1
    noticing.write_digests(AT + timedelta(days=1))
    assert Letter.objects.filter(topic=Topic.DIGEST).count() == 2


def test_no_digest_is_written_before_eight(reader):
    choose(reader, progress="digest")
    write(reader)
    noticing.write_digests(seoul(2027, 3, 9, 7, 59))
    assert not Letter.objects.filter(topic=Topic.DIGEST).exists()


def test_a_message_goes_to_the_telephone_through_the_centers_adapter(reader, mail_sink, settings, tmp_path):
    settings.DURE_MESSENGER, settings.DURE_MESSAGES = "dure.platform.messengers.FolderMessenger", tmp_path / "messages"
    messengers._named.cache_clear()
    account = make_account("phone@example.test")
    account.phone = "01000000000"
    account.save()
    owner = Actor(account_id=account.pk, name="예시")
    choose(owner, progress="message")
    letter = write(owner)
    assert letters.send_due(at=AT) == 1
    told = json.loads((tmp_path / "messages" / f"letter-{letter.pk}.json").read_text())
    assert told["to"] == "01000000000"
    assert mail_sink.messages == []


def test_without_an_adapter_a_message_becomes_a_mail(reader, mail_sink):
    choose(reader, progress="message")
    write(reader)
    assert letters.send_due(at=AT) == 1
    assert len(mail_sink.messages) == 1


def test_a_forged_or_ended_calendar_address_opens_nothing(reader):
    feed = noticing.make_feed(kind="mine", query="", title="내 할 일", by=reader, at=NOON, key=NO_KEY)
    token = noticing.token_of(feed)
    assert noticing.feed_by_token(token) == feed
    assert noticing.feed_by_token(f"{feed.pk + 1}~{token.split('~')[1]}") is None
    noticing.end_feed(feed_id=feed.pk, by=reader, at=NOON, key=NO_KEY)
    assert noticing.feed_by_token(token) is None


def test_a_center_puts_its_own_words_and_takes_them_back(reader):
    text = wordings.texts()["round_opened"]
    wordings.reword(text_key=text.key, subject="모집: {round}", body="{opens}에 시작해요.", by=reader, at=AT, key=NO_KEY)
    said = wordings.say(text.key, {"round": "예시 모집", "opens": "내일", "closes": "모레"})
    assert (said.subject, said.body) == ("모집: 예시 모집", "내일에 시작해요.")
    wordings.reword(text_key=text.key, subject=text.subject, body=text.body, by=reader, at=AT, key=NO_KEY)
    assert not Wording.objects.exists()


@pytest.mark.parametrize("body", ["{password}", "{round.__class__}", "{round!r}", "{", "{0}"])
def test_a_name_the_letter_does_not_know_is_refused(reader, body):
    with pytest.raises(Refused):
        wordings.reword(text_key="round_opened", subject="모집", body=body, by=reader, at=AT, key=NO_KEY)


def test_every_text_speaks_in_its_register_and_reads_well_with_its_samples():
    for text in wordings.texts().values():
        shown = wordings.preview(text, text.subject, text.body)
        assert "{" not in shown.subject + shown.body
        endings = [line.strip() for line in shown.body.split("\n") if line.strip().endswith((".", "요"))]
        formal = [line for line in endings if line.endswith("니다.")]
        assert formal == (endings if text.register == "formal" else []), text.key
