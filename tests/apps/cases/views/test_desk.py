"""The desk's pages."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from dure.apps.cases.models import CompletionRequest
from dure.apps.people import facade as people
from dure.kernel.clock import now
from dure.platform.actor import Role
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db


def queries_for(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_takes_as_many_queries_for_three_as_for_one(officer_browser):
    found = makers.round_open()
    makers.submitted(found)
    address = f"/desk/rounds/{found.pk}/applications/"
    officer_browser.get(address)
    one = queries_for(officer_browser, address)
    for _ in range(2):
        makers.submitted(found)
    assert queries_for(officer_browser, address) == one


def test_filters_stand_in_the_address_and_the_download_is_the_same_list(officer_browser):
    found = makers.round_open()
    first, _ = makers.submitted(found)
    makers.submitted(found)
    query = f"?words={first.receipt}&outcome=running"
    page = officer_browser.get(f"/desk/rounds/{found.pk}/applications/{query}").content.decode()
    assert "신청 1건" in page
    book = officer_browser.get(f"/desk/rounds/{found.pk}/applications.xlsx{query}")
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[3:]] == [first.receipt]
    assert rows[3][5:8] == [4_000_000, 500_000, 4_500_000]


def test_drafts_are_counted_and_never_read(officer_browser):
    case, _ = makers.written()
    page = officer_browser.get(f"/desk/rounds/{case.round_id}/applications/").content.decode()
    assert "쓰는 중인 신청서 1건" in page
    assert case.party.name not in page
    assert officer_browser.get(f"/desk/cases/{case.pk}/").status_code == 404


def test_an_officer_reads_asks_for_completion_and_sees_what_happened(officer_browser):
    case, _ = makers.submitted()
    address = f"/desk/cases/{case.pk}/"
    assert "예시 답변이에요." in officer_browser.get(address).content.decode()
    due = now() + timedelta(days=4)
    sent = {"act": "ask_completion", "places": ["budget"], "message": "", "due_day": f"{due:%Y-%m-%d}", "due_time": "18:00", "key": "a"}
    refused = officer_browser.post(address, sent)
    assert (refused.status_code, CompletionRequest.objects.count()) == (422, 0)
    assert officer_browser.post(address, {**sent, "message": "산출 근거를 나눠 주세요.", "key": "b"}).status_code == 302
    page = officer_browser.get(address).content.decode()
    assert "적격검토: 보완 요청" in page
    assert "산출 근거를 나눠 주세요." in page
    assert officer_browser.get(f"{address}application.pdf").content.startswith(b"%PDF")


def test_passing_and_refusing_from_the_desk(officer_browser):
    passed, _ = makers.submitted()
    assert officer_browser.post(f"/desk/cases/{passed.pk}/", {"act": "pass", "seen": ["명단"], "note": "", "key": "a"}).status_code == 302
    refused, _ = makers.submitted()
    officer_browser.post(f"/desk/cases/{refused.pk}/", {"act": "refuse", "reasons": "서울 밖입니다.", "key": "b"})
    refused.refresh_from_db()
    assert (passed.runs.get(kind="review").state, refused.outcome) == ("open", "refused")
    assert officer_browser.post(f"/desk/cases/{refused.pk}/", {"act": "burn", "key": "c"}).status_code == 404


def test_a_case_is_given_to_another_seat(officer_browser):
    case, _ = makers.submitted()
    other = makers.seat()
    officer_browser.post(f"/desk/cases/{case.pk}/", {"act": "assign", "seat": other.pk, "reason": "휴가", "key": "a"})
    case.refresh_from_db()
    assert (case.seat_id, case.runs.get(kind="review").seat_id) == (other.pk, other.pk)


@pytest.mark.parametrize(("role", "page", "download"), [(Role.AUDITOR, 200, 200), (Role.BUYER, 403, 403)])
def test_the_desk_opens_by_role(role, page, download, browser):
    case, _ = makers.submitted()
    person = makers.account()
    people.SeatHolding.objects.create(seat=makers.seat(role), account=person, since=makers.OPENS)
    client = browser(person.pk)
    assert client.get(f"/desk/rounds/{case.round_id}/applications/").status_code == page
    assert client.get(f"/desk/rounds/{case.round_id}/applications.xlsx").status_code == download


def test_applicants_do_not_come_to_the_desk(browser):
    case, by = makers.submitted()
    client = browser(by.account_id)
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 403
    assert client.post(f"/desk/cases/{case.pk}/", {"act": "pass", "key": "a"}).status_code == 403
