"""Opening teams, seats and bodies, seating by mail, deputies with days, the last administrator, stopped accounts."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from dure.apps.people import actions, rules
from dure.apps.people.models import Account, Party, Reviewer, Seat, SeatHolding, Team
from dure.apps.people.queries.actors import actor_of_account
from dure.apps.people.words import BODY_WORDS, ROLE_HINTS, Tier
from dure.kernel.clock import now, seoul, seoul_date
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.actor import Role
from dure.platform.models import JournalLine, Letter
from tests.apps.people import makers

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def demo(settings):
    """No second factor here; the whole way with it is in test_empty_house."""
    settings.DURE_DEMO = True
    cache.clear()


@pytest.fixture
def admin():
    return makers.seated(Role.ADMINISTRATOR)


@pytest.fixture
def browser(admin):
    return makers.signed_in(admin)


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(("body", "word"), list(BODY_WORDS.items()))
def test_a_body_is_opened_with_its_team_and_a_seat(browser, body, word):
    typed = {
        "body": body,
        "name": f"예시 {word}",
        "team_title": "예시 부서",
        "seat_title": "예시 담당",
        "telephone": "02-123-4567",
        "key": "a",
    }
    if body == "district":
        assert browser.post("/desk/people/bodies/new/", typed).status_code == 422
        typed |= {"district": district(), "key": "b"}
    answer = browser.post("/desk/people/bodies/new/", typed)
    seat = Seat.objects.get(title="예시 담당")
    tier, role = rules.BODIES[body]
    assert answer["Location"] == f"/desk/people/seats/{seat.pk}/"
    assert (seat.team.organization.tier, seat.role_set, seat.telephone) == (tier, {role}, "021234567")
    assert browser.post("/desk/people/bodies/new/", {**typed, "key": "c"}).status_code == 422
    assert {"open_organization", "open_team", "open_seat"} <= set(JournalLine.objects.values_list("verb", flat=True))


def district():
    from dure.apps.people.models import District

    return District.objects.get_or_create(code="11530", name="예시구", roman="guro", zone="예시")[0].pk


ALLOWED = {
    Tier.CENTER: {"officer", "approver", "finance", "administrator", "auditor"},
    Tier.DISTRICT: {"government", "auditor"},
    Tier.CITY: {"government", "auditor"},
    Tier.MINISTRY: {"government", "auditor"},
    Tier.BUYER: {"buyer"},
    Tier.OPERATOR: {"operator"},
    Tier.NONE: set(),
}


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("role", Role)
def test_what_a_seat_may_be_given_follows_the_tier(tier, role):
    assert (rules.roles_refused({role}, tier) is None) is (role in ALLOWED[tier])


def test_a_seat_without_a_role_is_none_and_the_form_offers_every_role_but_reviewing():
    assert rules.roles_refused(set(), Tier.CENTER)
    assert set(ROLE_HINTS) == set(Role) - {Role.REVIEWER}


def test_a_team_and_a_seat_are_opened_and_refusals_keep_what_was_typed(browser):
    center = str(makers.center().pk)
    assert browser.post("/desk/people/teams/new/", {"organization": center, "title": " ", "key": "a"}).status_code == 422
    assert browser.post("/desk/people/teams/new/", {"organization": center, "title": "사업팀", "key": "b"}).status_code == 302
    again = browser.post("/desk/people/teams/new/", {"organization": center, "title": "사업팀", "key": "c"})
    assert (again.status_code, 'value="사업팀"' in text(again)) == (422, True)
    team = Team.objects.get(title="사업팀")
    typed = {"team": team.pk, "title": "사업 담당 9", "roles": ["officer", "finance"], "telephone": "02-123-4567"}
    assert "전화번호" in text(browser.post("/desk/people/seats/new/", {**typed, "telephone": "12", "key": "d"}))
    assert "줄 수 없는 일" in text(browser.post("/desk/people/seats/new/", {**typed, "roles": ["government"], "key": "e"}))
    assert browser.post("/desk/people/seats/new/", {**typed, "key": "f"}).status_code == 302
    assert Seat.objects.get(title="사업 담당 9").role_set == {Role.OFFICER, Role.FINANCE}
    assert "사업 담당 9" in text(browser.get("/desk/people/"))


@pytest.mark.parametrize("page", ["teams/new", "seats/new", "bodies/new", "accounts"])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.FINANCE, Role.APPROVER])
def test_only_administrators_open(page, role):
    plain = makers.signed_in(makers.seated(role))
    assert plain.get(f"/desk/people/{page}/").status_code == 403
    assert plain.post(f"/desk/people/{page}/").status_code == (405 if page == "accounts" else 403)
    assert plain.get("/desk/people/").status_code == 200


def test_somebody_without_an_account_is_seated_by_mail_and_a_letter_shows_the_way_in(browser):
    chair = makers.seat(Role.OFFICER)
    address = f"/desk/people/seats/{chair.pk}/"
    assert "이름도 적으면" in text(browser.post(address, {"email": "New@example.kr", "key": "a"}))
    assert browser.post(address, {"email": "New@example.kr", "name": "예시 새 담당", "key": "b"}).status_code == 302
    account = Account.objects.get(email="new@example.kr")
    assert not account.has_usable_password()
    assert SeatHolding.objects.get(seat=chair, until=None).account == account
    letter = Letter.objects.get(to_address="new@example.kr")
    assert letter.href == "/accounts/password/reset/"
    assert chair.title in letter.body
    assert browser.get("/desk/people/").status_code == 200


def test_a_known_mailbox_keeps_its_account_and_a_stopped_one_is_refused(admin):
    person, by = makers.account(), makers.actor(admin)
    holding = actions.seat_by_mail(seat_id=makers.seat(Role.OFFICER).pk, email=person.email.upper(), name="", by=by, at=now())
    assert holding.account == person
    assert Letter.objects.get(to_address=person.email).href == "/accounts/login/"
    actions.stop_account(account_id=person.pk, reason="예시: 퇴직", by=by, at=now())
    with pytest.raises(Refused, match="멈춘 계정"):
        actions.seat_by_mail(seat_id=makers.seat(Role.OFFICER).pk, email=person.email, name="", by=by, at=now())


def test_a_deputy_sits_on_the_days_that_were_said(browser):
    chair, deputy = makers.seat(Role.OFFICER), makers.account()
    today = seoul_date(now())
    first, last = today + 2 * DAY, today + 3 * DAY
    address, typed = f"/desk/people/seats/{chair.pk}/", {"email": deputy.email, "way": "deputy", "first": first.isoformat()}
    assert browser.post(address, {**typed, "last": today.isoformat(), "key": "a"}).status_code == 422
    assert browser.post(address, {**typed, "last": last.isoformat(), "key": "b"}).status_code == 302
    begins, ends = midnight(first), midnight(last + DAY)
    moments = {begins - timedelta(milliseconds=1): False, begins: True, ends - timedelta(milliseconds=1): True, ends: False}
    assert {at: actor_of_account(deputy.pk, at=at).seat_id == chair.pk for at in moments} == moments
    assert f"{last.year}.{last.month}.{last.day}.까지" in text(browser.get("/desk/people/"))


def midnight(day: date):
    return seoul(day.year, day.month, day.day)


def test_a_deputy_of_later_days_can_be_called_off(admin):
    chair, deputy, at = makers.seat(Role.OFFICER), makers.account(), now()
    days = rules.DeputyDays(seoul_date(at) + 5 * DAY, None)
    holding = actions.take_seat(seat_id=chair.pk, account_id=deputy.pk, deputy=True, days=days, by=makers.actor(admin), at=at)
    actions.leave_seat(holding_id=holding.pk, by=makers.actor(admin), at=at)
    assert actor_of_account(deputy.pk, at=at + 9 * DAY).seat_id is None


def test_the_last_administrator_neither_leaves_nor_is_stopped(browser, admin):
    holding = SeatHolding.objects.get(account=admin)
    refused = browser.post(f"/desk/people/holdings/{holding.pk}/leave/", {"key": "a"})
    assert (refused.status_code, "마지막 관리 담당" in text(refused)) == (409, True)
    with pytest.raises(Refused, match="마지막 관리 담당"):
        actions.stop_account(account_id=admin.pk, reason="예시", by=makers.HOUSE, at=now())
    makers.seated(Role.ADMINISTRATOR)
    assert browser.post(f"/desk/people/holdings/{holding.pk}/leave/", {"key": "b"}).status_code == 302


def test_a_deputy_for_some_days_does_not_count_as_an_administrator(admin):
    holding, at = SeatHolding.objects.get(account=admin), now()
    days = rules.DeputyDays(None, seoul_date(at) + DAY)
    actions.take_seat(seat_id=holding.seat_id, account_id=makers.account().pk, deputy=True, days=days, by=makers.HOUSE, at=at)
    with pytest.raises(Refused, match="마지막 관리 담당"):
        actions.leave_seat(holding_id=holding.pk, by=makers.HOUSE, at=at)


def test_an_account_is_found_and_stopped_with_its_reason_and_its_session_dies(browser):
    person = makers.account("예시 떠나는 사람")
    live = makers.signed_in(person)
    assert live.get("/my/organization/").status_code == 200
    assert "예시 떠나는 사람" in text(browser.get("/desk/people/accounts/?words=떠나는"))
    address = f"/desk/people/accounts/{person.pk}/"
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"reason": " ", "key": "a"}).status_code == 422
    assert browser.post(address, {"reason": "예시: 퇴직", "key": "b"}).status_code == 302
    assert live.get("/my/organization/")["Location"].startswith("/accounts/login/")
    assert JournalLine.objects.get(verb="stop_account").reason == "예시: 퇴직"
    assert "멈춘 계정이에요" in text(browser.get(address))
    with pytest.raises(OutOfTurn):
        actions.stop_account(account_id=person.pk, reason="또", by=makers.HOUSE, at=now())
    assert browser.get("/desk/people/accounts/999999/").status_code == 404


def test_one_does_not_stop_oneself(browser, admin):
    assert browser.post(f"/desk/people/accounts/{admin.pk}/", {"reason": "예시", "key": "a"}).status_code == 422


def test_a_reviewer_without_an_account_is_enrolled_by_mail(settings):
    browser = makers.signed_in(makers.seated(Role.OFFICER))
    typed = {"email": "expert@example.kr", "name": "예시 전문가", "affiliation": "예시 대학", "key": "a"}
    assert browser.post("/desk/reviewers/", typed).status_code == 302
    assert Reviewer.objects.get().account.email == "expert@example.kr"
    assert "심사위원으로 등록" in Letter.objects.get().body


def test_only_the_machine_appoints_an_administrator(admin):
    makers.center()
    with pytest.raises(Forbidden):
        actions.appoint_administrator(email="x@example.kr", name="예시", password="예시-비밀번호", by=makers.actor(admin), at=now())
    assert Party.objects.filter(tier="center").count() == 1
