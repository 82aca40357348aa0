"""The document wallet: papers once, with their days, put in while they hold and named before they expire."""

from datetime import date, timedelta

import pytest

from dure.apps.people import actions
from dure.apps.people.actions.wallet import PaperSaid
from dure.apps.people.duties import name_expiring_papers
from dure.apps.people.models import Account, WalletPaper
from dure.apps.people.papers import paper_kinds, standing
from dure.apps.people.queries.facts import party_facts
from dure.apps.people.queries.wallet import expiring_papers, wallet_of
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Forbidden, Refused
from dure.platform.models import Letter
from tests.apps.cases import makers
from tests.apps.people import makers as people_makers

AT = makers.LATER
TODAY = seoul_date(AT)


@pytest.mark.parametrize(
    ("kind", "last"),
    [("business_registration", None), ("corporate_register", date(2026, 5, 11)), ("tax_clearance", date(2026, 3, 13))],
)
def test_a_kind_knows_how_long_it_usually_holds(kind, last):
    assert paper_kinds()[kind].last_day(date(2026, 2, 11)) == last
    assert paper_kinds()[kind].stated_by.startswith("dure")


@pytest.mark.parametrize(
    ("issued", "expires", "within", "holds"),
    [
        (TODAY, None, None, True),
        (TODAY - timedelta(days=9), TODAY, None, True),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), None, False),
        (TODAY - timedelta(days=30), None, 30, True),
        (TODAY - timedelta(days=31), None, 30, False),
    ],
)
def test_a_paper_holds_through_its_last_day_and_as_young_as_whoever_asks_wants_it(issued, expires, within, holds):
    assert standing(issued_on=issued, expires_on=expires, today=TODAY, warned=30, within_days=within).holds is holds


pytestmark = pytest.mark.django_db


def add(party, by, kind="tax_clearance", issued=TODAY, **more):
    said = PaperSaid(kind, issued, **more)
    return actions.add_paper(party_id=party.pk, said=said, upload=makers.upload(f"{kind}.pdf"), by=by, at=AT)


@pytest.fixture
def browser(settings):
    """browser(account_id) → a client in which that account is signed in."""
    settings.DURE_DEMO = True
    return lambda account_id: people_makers.signed_in(Account.objects.get(pk=account_id))


@pytest.fixture
def owner():
    party = makers.party()
    return party, makers.member(party)


def test_a_new_paper_takes_the_place_of_the_old_one(owner):
    party, by = owner
    old = add(party, by, issued=TODAY - timedelta(days=20))
    new = add(party, by)
    old.refresh_from_db()
    assert old.replaced_by == new
    assert [line.paper for line in wallet_of(party.pk, at=AT)] == [new]
    assert new.expires_on == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (PaperSaid("tax_clearance", None), "발급일을"),
        (PaperSaid("tax_clearance", TODAY + timedelta(days=1)), "오늘보다 뒤"),
        (PaperSaid("nothing", TODAY), "목록에서"),
        (PaperSaid("articles", TODAY, TODAY - timedelta(days=1)), "발급일보다 앞"),
    ],
)
def test_what_cannot_be_is_refused(owner, said, sentence):
    party, by = owner
    with pytest.raises(Refused, match=sentence):
        actions.add_paper(party_id=party.pk, said=said, upload=makers.upload(), by=by, at=AT)
    assert not WalletPaper.objects.exists()


def test_strangers_and_readers_put_nothing_in_and_a_stranger_finds_no_wallet(owner, browser):
    party, by = owner
    add(party, by)
    for somebody in (makers.member(party, "member"), makers.member(makers.party())):
        with pytest.raises(Forbidden):
            add(party, somebody)
    stranger = makers.member(makers.party())
    assert browser(stranger.account_id).get(f"/my/parties/{party.pk}/papers/").status_code == 404
    assert browser(by.account_id).get(f"/my/parties/{party.pk}/papers/").status_code == 200


def test_staff_from_outside_the_party_verify_a_paper(owner):
    party, by = owner
    paper = add(party, by)
    with pytest.raises(Forbidden):
        actions.verify_paper(paper_id=paper.pk, by=by, at=AT)
    officer = makers.staff()
    assert actions.verify_paper(paper_id=paper.pk, by=officer, at=AT).verified_by_name == officer.name


def test_a_paper_is_named_thirty_days_before_its_last_day_and_once(owner):
    party, by = owner
    paper = add(party, by, kind="articles", expires_on=TODAY + timedelta(days=31))
    name_expiring_papers(AT)
    assert not Letter.objects.exists()
    assert expiring_papers(by, at=AT) == []
    tomorrow = AT + timedelta(days=1)
    for _ in range(2):
        name_expiring_papers(tomorrow)
    assert paper.title in Letter.objects.get(to_account_id=by.account_id).body
    assert [line.paper for line in expiring_papers(by, at=tomorrow)] == [paper]


def test_an_expired_paper_is_still_named_on_ones_own_page_and_not_put_in(owner):
    party, by = owner
    add(party, by, issued=TODAY - timedelta(days=40))
    (line,) = expiring_papers(by, at=AT)
    assert (line.standing.holds, "만료됐어요" in line.standing.word) == (False, True)


def test_the_pages_of_the_wallet(owner, browser):
    party, by = owner
    client, address = browser(by.account_id), f"/my/parties/{party.pk}/papers/"
    assert client.post(address, {"kind": "tax_clearance"}).status_code == 422
    assert client.post(address, {"kind": "tax_clearance", "issued_on": TODAY.isoformat(), "paper": makers.upload()}).status_code == 302
    paper = WalletPaper.objects.get()
    assert "납세증명서" in client.get(address).content.decode()
    assert client.post(address, {"remove": str(paper.pk)}).status_code == 302
    assert wallet_of(party.pk, at=AT) == []


def test_a_paper_in_the_wallet_is_a_fact_until_its_last_day(owner):
    party, by = owner
    paper = add(party, by)
    known = party_facts(party.pk, at=AT).facts["document:tax_clearance"]
    assert (known.value, known.valid_to) == (1, paper.expires_on)
    assert "document:tax_clearance" not in party_facts(party.pk, at=AT + timedelta(days=400)).facts
    actions.remove_paper(paper_id=paper.pk, by=by, at=AT + timedelta(hours=1))
    assert party_facts(party.pk, at=AT + timedelta(hours=1)).facts["document:tax_clearance"].value == 0
