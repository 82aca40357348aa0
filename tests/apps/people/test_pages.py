"""The pages: who meets what, lists that stay cheap, refusals that keep what was typed."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dure.apps.people import actions
from dure.apps.people.actions.statuses import StatusClaim
from dure.apps.people.models import Invitation, Member, Party, PartyStatus, Reviewer, SeatHolding
from dure.kernel.clock import now
from dure.platform.actor import Role
from dure.platform.models import Fact, JournalLine
from tests.apps.people import makers

pytestmark = pytest.mark.django_db
MINE = ["/my/organization/", "/my/organization/new/", "/my/seat/", "/my/second-factor/"]
DESK = ["/desk/organizations/", "/desk/people/", "/desk/reviewers/"]
OPENING = [f"/desk/people/{page}/" for page in ("teams/new", "seats/new", "bodies/new", "accounts")]


@pytest.fixture(autouse=True)
def demo(settings):
    """No second factor here; its own tests are in test_seats."""
    settings.DURE_DEMO = True
    cache.clear()


@pytest.fixture
def owner():
    return makers.account("예시 대표")


@pytest.fixture
def ours(owner):
    party = makers.party(owner, name="예시 해든마을협동조합", business_number="124-81-00998", founded_on=date(2020, 5, 15))
    makers.member(party, "editor")
    by = makers.actor(owner)
    actions.invite_member(party_id=party.pk, email="guest@example.kr", role="member", by=by, at=now())
    actions.record_fact(party_id=party.pk, fact="members", value=12, source="", by=by, at=now())
    claim = StatusClaim("village_enterprise", "예시-1", date(2026, 1, 1))
    actions.claim_status(party_id=party.pk, claim=claim, proof=pdf(), by=by, at=now())
    return party


def pdf():
    return SimpleUploadedFile("지정서.pdf", b"%PDF-1.4 sample")


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("address", MINE + DESK + OPENING)
def test_a_stranger_is_led_to_the_door(address):
    assert Client().get(address)["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("address", MINE)
def test_pages_of_ones_own_open_for_everybody_who_signed_in(address, ours, owner):
    assert makers.signed_in(owner).get(address).status_code == 200
    assert makers.signed_in(makers.account()).get(address).status_code == 200


@pytest.mark.parametrize("address", DESK)
def test_the_desk_opens_for_the_center_alone(address, ours, owner):
    assert makers.signed_in(owner).get(address).status_code == 403
    assert makers.signed_in(makers.seated(Role.ADMINISTRATOR)).get(address).status_code == 200


def test_ones_own_party_shows_everything_with_its_source(ours, owner):
    page = text(makers.signed_in(owner).get(f"/my/organization/{ours.pk}/"))
    for shown in ("124-81-00998", "단체가 직접 적음", "지정서.pdf", "guest@example.kr", "확인 중", "2020.5.15."):
        assert shown in page, shown


def test_a_plain_member_reads_and_is_told_whom_to_ask(ours):
    person = makers.member(ours, "member").account
    page = text(makers.signed_in(person).get(f"/my/organization/{ours.pk}/"))
    assert "대표에게 부탁해 주세요" in page
    assert "guest@example.kr" not in page


@pytest.mark.parametrize("path", ["", "edit/"])
def test_another_partys_page_is_not_there(ours, path):
    stranger = makers.account()
    makers.party(stranger)
    assert makers.signed_in(stranger).get(f"/my/organization/{ours.pk}/{path}").status_code == 404


def test_the_desk_sees_everything_known_and_what_happened(ours):
    page = text(makers.signed_in(makers.seated(Role.OFFICER)).get(f"/desk/organizations/{ours.pk}/"))
    for shown in ("조직을 등록함", "구성원을 초대함", "자격 증빙을 올림", "자격 확인", "예시 대표"):
        assert shown in page, shown


def test_the_auditor_reads_the_desk_and_changes_nothing(ours):
    city = actions.open_organization(columns=makers.PartyColumns(name="예시 시청"), tier="city", by=makers.HOUSE, at=makers.LONG_AGO)
    browser = makers.signed_in(makers.seated(Role.AUDITOR, organization=city))
    assert browser.get(f"/desk/organizations/{ours.pk}/").status_code == 200
    status = PartyStatus.objects.get()
    assert browser.post(f"/desk/organizations/{ours.pk}/statuses/{status.pk}/", {"judgment": "verify"}).status_code == 403
    assert browser.post("/desk/reviewers/", {"email": "a@example.kr"}).status_code == 403


def test_registering_by_the_page_keeps_what_was_typed_when_refused(owner):
    browser = makers.signed_in(owner)
    refused = browser.post("/my/organization/new/", {"name": "예시 새 조직", "kind": "organization", "business_number": "124-81-00999"})
    assert refused.status_code == 422
    assert "예시 새 조직" in text(refused)
    assert 'href="#business_number"' in text(refused)
    typed = {"name": "예시 새 조직", "kind": "organization", "business_number": "124 81 00998", "founded_on": "2020. 5. 15.", "key": "once"}
    answers = [browser.post("/my/organization/new/", typed) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Party.objects.get(name="예시 새 조직").founded_on == date(2020, 5, 15)


def test_a_list_of_business_numbers_cannot_be_tried(owner):
    browser = makers.signed_in(owner)
    for _ in range(20):
        browser.post("/my/organization/new/", {"name": "예시", "kind": "organization", "business_number": "124-81-00999"})
    last = browser.post("/my/organization/new/", {"name": "예시", "kind": "organization", "business_number": "220-81-62517"})
    assert "한 시간에 20번" in text(last)
    assert not Party.objects.filter(name="예시").exists()


def test_a_refused_act_shows_the_page_again_with_the_reason(ours, owner):
    member = Member.objects.get(party=ours, account=owner)
    answer = makers.signed_in(owner).post(f"/my/organization/{ours.pk}/members/{member.pk}/end/", {"key": "a"})
    assert answer.status_code == 422
    assert "대표가 한 명은 있어야" in text(answer)


def test_each_form_of_the_party_page_does_its_one_thing(ours, owner):
    browser, base = makers.signed_in(owner), f"/my/organization/{ours.pk}/"
    editor = Member.objects.get(party=ours, role="editor")
    posts = [
        ("facts/", {"fact": "workers", "value": "1,234"}),
        ("statuses/", {"kind": "social_enterprise", "valid_from": "2026-01-01", "proof": pdf()}),
        ("invitations/", {"email": "second@example.kr", "role": "editor"}),
        (f"invitations/{Invitation.objects.get().pk}/revoke/", {}),
        (f"members/{editor.pk}/role/", {"role": "member"}),
    ]
    for number, (path, typed) in enumerate(posts):
        assert browser.post(base + path, {**typed, "key": f"key-{number}"}).status_code == 302, path
    assert Fact.objects.get(key="workers").value == 1234
    assert PartyStatus.objects.count() == 2
    assert Invitation.objects.get(email="guest@example.kr").revoked_at is not None
    assert Member.objects.get(party=ours, account=editor.account, until=None).role == "member"


def test_leaving_leads_away_from_the_party(ours):
    member = Member.objects.get(party=ours, role="editor")
    answer = makers.signed_in(member.account).post(f"/my/organization/{ours.pk}/members/{member.pk}/end/", {"key": "a"})
    assert answer["Location"] == "/my/organization/"


def test_an_invitation_shows_who_invites_and_then_why_it_is_dead(ours, owner):
    guest = makers.account(email="third@example.kr")
    token = "a-token-of-this-test"
    invitation = actions.invite_member(
        party_id=ours.pk, email="third@example.kr", role="member", token=token, by=makers.actor(owner), at=now()
    )
    browser = makers.signed_in(guest)
    assert "예시 대표 님이" in text(browser.get(f"/my/invitations/{token}/"))
    actions.revoke_invitation(invitation_id=invitation.pk, by=makers.actor(owner), at=now())
    dead = browser.get(f"/my/invitations/{token}/")
    assert (dead.status_code, "거두어들인 초대" in text(dead)) == (422, True)
    assert makers.signed_in(owner).get(f"/my/invitations/{token}/").status_code == 403
    assert browser.get("/my/invitations/unknown-token/").status_code == 404


def test_the_desk_judges_records_and_closes(ours):
    browser, base = makers.signed_in(makers.seated(Role.ADMINISTRATOR)), f"/desk/organizations/{ours.pk}/"
    status = PartyStatus.objects.get()
    posts = [
        (f"statuses/{status.pk}/", {"judgment": "verify"}, 302),
        (f"statuses/{status.pk}/", {"judgment": "decline", "reason": "늦음"}, 422),
        ("statuses/", {"kind": "social_enterprise", "valid_from": "2026.1.1."}, 302),
        ("facts/", {"fact": "members", "value": "7", "source": ""}, 422),
        ("facts/", {"fact": "members", "value": "7", "source": "조합원 명부"}, 302),
        ("close/", {"reason": ""}, 422),
        ("close/", {"reason": "예시: 해산"}, 302),
    ]
    for number, (path, typed, status_code) in enumerate(posts):
        assert browser.post(base + path, {**typed, "key": f"key-{number}"}).status_code == status_code, (path, typed)
    assert browser.get(base).status_code == 200
    assert Party.objects.get(pk=ours.pk).closed_at is not None


def test_a_handover_by_the_page(ours, owner):
    browser = makers.signed_in(makers.seated(Role.ADMINISTRATOR))
    chair = SeatHolding.objects.get(account=makers.seated(Role.OFFICER)).seat
    address = f"/desk/people/seats/{chair.pk}/"
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"email": "", "key": "a"}).status_code == 422
    assert browser.post(address, {"email": owner.email, "way": "hand_over", "key": "b"}).status_code == 302
    holding = SeatHolding.objects.get(seat=chair, until=None)
    assert holding.account == owner
    assert browser.post(f"/desk/people/holdings/{holding.pk}/leave/", {"key": "c"}).status_code == 302
    assert not SeatHolding.objects.filter(seat=chair, until=None).exists()
    assert JournalLine.objects.filter(verb__in=["hand_over", "leave_seat"]).count() == 2


def test_an_officer_cannot_hand_seats_over():
    browser = makers.signed_in(makers.seated(Role.OFFICER))
    chair = makers.seat(Role.APPROVER)
    assert browser.get(f"/desk/people/seats/{chair.pk}/").status_code == 403
    assert browser.post(f"/desk/people/seats/{chair.pk}/", {"email": "a@example.kr", "way": "hand_over"}).status_code == 403


def test_reviewers_are_enrolled_and_rest(owner):
    browser = makers.signed_in(makers.seated(Role.OFFICER))
    assert browser.post("/desk/reviewers/", {"email": "nobody@example.kr", "key": "a"}).status_code == 422
    assert browser.post("/desk/reviewers/", {"email": owner.email, "affiliation": "예시 대학", "key": "b"}).status_code == 302
    assert "예시 대학" in text(browser.get("/desk/reviewers/"))
    assert browser.post(f"/desk/reviewers/{Reviewer.objects.get().pk}/rest/", {"key": "c"}).status_code == 302
    assert not Reviewer.objects.get().active


@pytest.mark.parametrize(
    ("query", "found"),
    [("words=해든", True), ("words=124-81", True), ("words=없는이름", False), ("status=village_enterprise", False), ("page=999999", True)],
)
def test_the_list_is_searched(ours, query, found):
    page = text(makers.signed_in(makers.seated(Role.OFFICER)).get(f"/desk/organizations/?{query}"))
    assert ("예시 해든마을협동조합" in page) is found


def test_five_hundred_organizations_cost_as_many_questions_as_three(django_assert_max_num_queries):
    browser = makers.signed_in(makers.seated(Role.OFFICER))
    Party.objects.bulk_create(Party(kind="organization", name=f"예시 조직 {number:03}", sample=True) for number in range(500))
    with django_assert_max_num_queries(12):
        page = text(browser.get("/desk/organizations/"))
    assert "500곳" in page
    assert page.count("<tr>") == 51
