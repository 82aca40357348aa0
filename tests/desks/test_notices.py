"""A person's notices in the browser, how they come, calendar addresses, and the center's own words in its letters."""

from datetime import timedelta

import pytest
from django.test import Client

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import now
from dure.kernel.period import Period
from dure.platform import letters, noticing, wordings
from dure.platform.actor import Role
from dure.platform.models import Feed, Letter, NoticeChoice, Wording
from dure.platform.verbs import NO_KEY, verb
from tests.apps.cases import makers
from tests.apps.cases.makers import LATER
from tests.apps.people.makers import account, seated, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    """Somebody with an account."""
    return account()


@verb
def tell(*, to, text, values, by, at, key):
    letters.write_to([(to.pk, to.email, to.name)], text, values, dedupe=f"test:{text}", href="/my/", at=at)


def told(reader, text="round_opened", **values):
    """A letter of that text to the reader."""
    filled = {**wordings.texts()[text].values, **values}
    tell(to=reader, text=text, values=filled, by=makers.HOUSE, at=LATER, key=NO_KEY)
    return Letter.objects.get(to_account_id=reader.pk, dedupe__startswith=f"test:{text}")


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_inbox_narrows_by_topic_and_by_what_is_unread(reader):
    browser = signed_in(reader)
    opened, paid = told(reader), told(reader, "money_paid")
    assert opened.subject in page(browser, "/my/notices/")
    by_topic = page(browser, "/my/notices/?topic=decision")
    assert (paid.subject in by_topic, opened.subject in by_topic) == (True, False)
    browser.post(f"/my/notices/{paid.pk}/", {"key": "read"})
    unread = page(browser, "/my/notices/?unread=1")
    assert (paid.subject in unread, opened.subject in unread) == (False, True)


def test_the_menu_counts_what_is_unread_and_reading_leads_to_the_page(reader):
    browser, letter = signed_in(reader), told(reader)
    assert '<a href="/my/notices/">알림<span class="count">1<' in page(browser, "/programs/")
    assert letter.body.split("\n")[0] in page(browser, f"/my/notices/{letter.pk}/")
    assert browser.post(f"/my/notices/{letter.pk}/", {"key": "read"})["Location"] == "/my/"
    assert noticing.unread_count(reader.pk) == 0


def test_a_notice_of_somebody_else_is_not_there(reader):
    letter, stranger = told(reader), signed_in(account())
    assert stranger.get(f"/my/notices/{letter.pk}/").status_code == 404
    assert stranger.post(f"/my/notices/{letter.pk}/", {"key": "read"}).status_code == 404
    assert noticing.unread_count(reader.pk) == 1


def test_one_chooses_how_a_topic_comes_but_not_what_binds(reader):
    browser = signed_in(reader)
    shown = page(browser, "/my/notices/choices/")
    assert 'name="dates"' in shown
    assert 'name="decision"' not in shown
    assert 'name="work"' not in shown
    assert 'name="work"' in page(signed_in(seated(Role.REVIEWER), with_second_factor=True), "/my/notices/choices/")
    browser.post("/my/notices/choices/", {"key": "choose", "dates": "digest", "programs": "browser", "decision": "browser"})
    chosen = dict(NoticeChoice.objects.filter(account_id=reader.pk).values_list("topic", "way"))
    assert (chosen["dates"], chosen["programs"], "decision" in chosen) == ("digest", "browser", False)
    assert browser.post("/my/notices/choices/", {"key": "wrong", "dates": "pigeon"}).status_code == 422


def made_feed(browser, reader, **typed):
    browser.post("/my/calendars/", {"key": f"make-{typed}", **typed})
    feed = Feed.objects.filter(account_id=reader.pk).latest("id")
    return feed, f"/calendar/{noticing.token_of(feed)}.ics"


def test_a_calendar_address_opens_without_signing_in_until_it_is_ended(reader):
    browser = signed_in(reader)
    feed, address = made_feed(browser, reader, kind="mine")
    assert address in page(browser, "/my/calendars/")
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    signed_in(account()).post("/my/calendars/", {"key": "foreign", "end": feed.pk})
    assert Client().get(address).status_code == 200
    browser.post("/my/calendars/", {"key": "end", "end": feed.pk})
    assert Client().get(address).status_code == 404


def test_a_calendar_of_my_deadlines_follows_a_changed_date(reader):
    opens = now() - timedelta(days=4)
    closes, later = opens + timedelta(days=9), opens + timedelta(days=16)
    found = makers.round_open(opens=opens, closes=closes)
    case, by = makers.started(found, at=opens + timedelta(days=1))
    writer = people.Member.objects.get(account_id=by.account_id).account
    _, address = made_feed(signed_in(writer), writer, kind="mine")
    before = Client().get(address).content.decode()
    change(found, Period(opens, later), at=opens + timedelta(days=2))
    after = Client().get(address).content.decode()
    assert f"DTEND;TZID=Asia/Seoul:{closes:%Y%m%dT%H%M%S}" in before
    assert f"DTEND;TZID=Asia/Seoul:{later:%Y%m%dT%H%M%S}" in after
    assert f":{closes:%Y%m%d}T" not in after
    assert f"/apply/{case.pk}/" in after


def test_a_calendar_of_the_timetable_follows_a_changed_date(reader):
    opens = now() - timedelta(days=4)
    closes, later = opens + timedelta(days=9), opens + timedelta(days=16)
    found = makers.round_open(opens=opens, closes=closes)
    _, address = made_feed(signed_in(reader), reader, kind="timetable", query="year=2026")
    before = Client().get(address).content.decode()
    change(found, Period(opens, later), at=opens + timedelta(days=2))
    after = Client().get(address).content.decode()
    assert [f"DTEND;TZID=Asia/Seoul:{end:%Y%m%dT%H%M%S}" in before for end in (closes, later)] == [True, False]
    assert [f"DTEND;TZID=Asia/Seoul:{end:%Y%m%dT%H%M%S}" in after for end in (closes, later)] == [False, True]


def change(found, period, *, at):
    windows = [programs.Opening(period)]
    programs.change_round_dates(round_id=found.pk, windows=windows, reason="예시 까닭", by=makers.HOUSE, at=at, key=NO_KEY)


def test_a_reworded_letter_is_sent_in_the_new_words_and_says_who_reworded(reader):
    admin = seated(Role.ADMINISTRATOR)
    browser = signed_in(admin, with_second_factor=True)
    assert wordings.texts()["round_opened"].title in page(browser, "/desk/wordings/")
    address = "/desk/wordings/round_opened/"
    assert browser.post(address, {"key": "wrong", "subject": "{nobody}", "body": "글", "act": "save"}).status_code == 422
    browser.post(address, {"key": "right", "subject": "새 모집: {round}", "body": "{closes}까지 받아요.", "act": "save"})
    letter = told(reader, round="예시 모집", closes="내일")
    assert (letter.subject, letter.body) == ("새 모집: 예시 모집", "내일까지 받아요.")
    assert Wording.objects.get().changed_by_id == admin.pk
    browser.post(address, {"key": "back", "subject": "", "body": "", "act": "restore"})
    assert not Wording.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.FINANCE, Role.AUDITOR])
def test_only_administrators_reword(role, reader):
    browser = signed_in(seated(role), with_second_factor=True)
    assert browser.get("/desk/wordings/").status_code == 403
    assert browser.post("/desk/wordings/round_opened/", {"key": "x", "subject": "가", "body": "나"}).status_code == 403
    assert not Wording.objects.exists()
