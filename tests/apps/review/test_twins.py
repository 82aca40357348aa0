"""Two worlds that differ only in scores and reviewers look the same to the applicant until the announcement (P3, B12, D5)."""

import re

import pytest

from dure.platform.models import Event, JournalLine, Letter
from tests.apps.review import makers

pytestmark = pytest.mark.usefixtures("demo")
PAGES = ("/my/", "/my/applications/", "/apply/{case}/", "/apply/{case}/done/", "/my/applications/{case}/result/", "/results/")
CHANGES = re.compile(rb'(name="(key|csrfmiddlewaretoken)" value=")[^"]*')


def seen_by(client, review, writer):
    """Status, headers that may tell, and bytes of every page; without the keys of forms."""
    client.force_login(writer)
    seen = []
    for address in PAGES:
        answer = client.get(address.format(case=review.cases[0].pk))
        headers = {name: answer.headers.get(name) for name in ("ETag", "Last-Modified", "Content-Length", "Location")}
        seen.append((address, answer.status_code, headers, CHANGES.sub(rb"\1", answer.content)))
    return seen


def told_about(review, writer):
    """What the applicant's mailbox, case timeline and events hold."""
    case_id = review.cases[0].pk
    return (
        list(Letter.objects.filter(to_account_id=writer.pk).values_list("subject", "body")),
        list(Event.objects.filter(case_id=case_id).order_by("id").values_list("kind", flat=True)),
        list(JournalLine.objects.filter(case_id=case_id).order_by("id").values_list("verb", "actor_name", "detail", "reason")),
    )


@pytest.mark.parametrize("worlds", [((5, 5, 5), (1, 1, 1)), ((5, 1, 1), (1, 5, 5))])
def test_until_the_announcement_scores_change_nothing_the_applicant_can_see(client, opened, worlds):
    writer = makers.account()
    makers.joins(writer, opened.cases[0].party)
    seen, told = [], []
    for levels in worlds:
        savepoint = makers.transaction.savepoint()
        at = opened.at
        for step in (lambda levels=levels: opened.scored(*levels), opened.closed, opened.unsealed, opened.decided):
            step()
            opened.tell()
            seen.append(seen_by(client, opened, writer))
            told.append(told_about(opened, writer))
        makers.transaction.savepoint_rollback(savepoint)
        opened.at = at
        opened.panel.refresh_from_db()
    half = len(seen) // 2
    assert seen[:half] == seen[half:]
    assert told[:half] == told[half:]


def test_the_control_the_announcement_is_seen(client, opened):
    writer = makers.account()
    makers.joins(writer, opened.cases[0].party)
    opened.scored(5, 4, 3).closed().unsealed().decided()
    before = seen_by(client, opened, writer)
    opened.announced()
    assert seen_by(client, opened, writer) != before


def test_no_reviewer_is_named_in_the_case_timeline(opened):
    opened.scored().closed().unsealed().announced()
    names = {somebody.account.name for somebody in opened.reviewers}
    lines = JournalLine.objects.filter(case_id__in=[case.pk for case in opened.cases])
    assert lines.exists()
    assert not [line for line in lines if line.actor_name in names or any(name in str(line.detail) for name in names)]
