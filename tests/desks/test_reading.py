"""Whatever an auditor opens, from whichever page, is written in the journal first; a GET writes nothing, and nobody else's reading is slowed."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from dure.apps.grants import facade as grants
from dure.apps.labor.models import Worker
from dure.platform import reading
from dure.platform.models import JournalLine
from dure.platform.verbs import Key
from tests.apps.grants import makers
from tests.apps.grants.makers import AUDITOR, FINANCE, OFFICER
from tests.apps.labor import makers as labor
from tests.apps.people import makers as people
from tests.desks.test_money_desk import NoMessages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path
    settings.DURE_SCANNER = "off"


@pytest.fixture
def paid():
    people.center()
    life = makers.life()
    life.signed()
    life.with_payee()
    life.paid(1)
    life.accepted(1_000_000)
    return life


def ask(life, path, *, by, data=None):
    factory = RequestFactory()
    request = factory.get(path) if data is None else factory.post(path, data)
    request.actor, request.at, request.key, request.session = by, life.at, Key(""), {}
    request.user = SimpleNamespace(is_authenticated=True)
    request._messages = NoMessages(request)
    found = resolve(path)
    return found.func(request, *found.args, **found.kwargs)


def content(response):
    if not response.streaming:
        return response.content
    whole = b"".join(response.streaming_content)
    for close in response._resource_closers:
        close()
    return whole


def lines():
    return JournalLine.objects.filter(verb__in=(reading.VIEW_EVIDENCE, reading.VIEW_PERSON))


def papers_of(life):
    """Everything of an agreement that shows evidence or a person's data, outside of /audit/."""
    spending = life.agreement.spendings.get()
    evidence = spending.evidence.first()
    return (
        (reverse("file", args=[evidence.file.token]), b"%PDF"),
        (reverse("file", args=[life.agreement.file.token]), b"%PDF"),
        (reverse("grants:money-paper", args=[life.agreement.pk, "decision", "pdf"]), b"%PDF"),
        (reverse("grants:voucher", args=[life.agreement.pk, spending.pk, "hwpx"]), b"PK"),
        (reverse("grants:vouchers-xlsx", args=[life.agreement.pk]), b"PK"),
        (reverse("grants:withheld", args=[life.agreement.pk, "2026-03"]), b"PK"),
        (reverse("grants:agreement-hwpx", args=[life.agreement.pk]), b"PK"),
    )


@pytest.mark.parametrize("number", range(7))
def test_an_auditor_is_journaled_before_a_paper_is_shown(paid, number):
    path, begins = papers_of(paid)[number]
    asked = content(ask(paid, path, by=AUDITOR))
    assert "기록하고 열기" in asked.decode()
    assert not lines().exists()
    assert content(ask(paid, path, by=AUDITOR, data={"reason": "예시 점검"})).startswith(begins)
    line = lines().get()
    assert (line.account_id, line.reason, line.case_id, line.party_ids) == (
        AUDITOR.account_id,
        "예시 점검",
        paid.case.pk,
        [paid.case.party_id],
    )


@pytest.mark.parametrize("number", range(7))
def test_others_read_as_before_and_leave_no_line(paid, number):
    """The control: the line comes of the auditor's seat, not of the address."""
    path, begins = papers_of(paid)[number]
    for by in (OFFICER, paid.grantee):
        assert content(ask(paid, path, by=by)).startswith(begins)
        assert ask(paid, path, by=by, data={}).status_code == 405
    assert not lines().exists()


def test_every_paper_of_grants_that_shows_a_person_is_journaled(paid):
    """The control: a paper without the mark is found."""
    for path, _begins in papers_of(paid):
        assert getattr(resolve(path).func, "is_journaled", False), path
    assert not getattr(resolve(reverse("grants:record", args=[1])).func, "is_journaled", False)


def test_a_stranger_with_an_auditors_eye_still_meets_the_door(paid):
    with pytest.raises(Exception, match="No StoredFile"):
        ask(paid, reverse("file", args=["x" * 43]), by=AUDITOR)
    assert not lines().exists()


def test_names_of_workers_are_masked_for_an_auditor_until_the_journal_says_so(db):
    firm = labor.firm()
    firm.supported()
    firm.ready()
    claim = firm.handed_in()
    path = reverse("labor:desk-claim", args=[claim.pk])
    name = Worker.objects.get().name
    assert name in content(ask(firm.life, path, by=FINANCE)).decode()
    page = content(ask(firm.life, path, by=AUDITOR)).decode()
    assert name not in page
    assert "이름 모두 보기" in page
    assert name in content(ask(firm.life, path, by=AUDITOR, data={"act": "read"})).decode()
    line = lines().get()
    assert (line.verb, line.subject_id, line.party_ids) == ("view_personal_data", claim.pk, [firm.life.case.party_id])
    assert grants.whose_agreement(firm.agreement.pk).case_id == firm.life.case.pk
