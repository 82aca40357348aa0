"""Seats: roles are read at every request (B45), a handover moves everything, a second factor opens them (B44)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dure.apps.people import actions, facade
from dure.apps.people.models import Account, SeatHolding
from dure.apps.people.queries.actors import standing_of_account
from dure.kernel.clock import now
from dure.kernel.errors import Forbidden, Refused
from dure.platform.actor import Role
from tests.apps.people import makers

pytestmark = pytest.mark.django_db


def test_roles_are_exactly_the_seats():
    actor = makers.actor(makers.seated(Role.OFFICER, Role.FINANCE))
    assert (actor.roles, actor.tier, actor.is_center) == (frozenset({Role.OFFICER, Role.FINANCE}), "center", True)


def test_an_active_reviewer_reviews_and_a_resting_one_does_not():
    person = makers.account()
    reviewer = actions.enroll_reviewer(account_id=person.pk, by=makers.HOUSE, at=now())
    assert makers.actor(person).roles == frozenset({Role.REVIEWER})
    actions.rest_reviewer(reviewer_id=reviewer.pk, by=makers.HOUSE, at=now())
    assert makers.actor(person).roles == frozenset()


def test_a_handover_moves_everything_in_one_act():
    before, after, at = makers.account(), makers.account(), now()
    chair = makers.seat(Role.OFFICER)
    actions.take_seat(seat_id=chair.pk, account_id=before.pk, by=makers.HOUSE, at=makers.LONG_AGO)
    actions.hand_over(seat_id=chair.pk, to_account_id=after.pk, by=makers.HOUSE, at=at)
    assert makers.actor(before, at=at).seat_id is None
    assert makers.actor(after, at=at).seat_id == chair.pk
    assert makers.actor(before, at=at - timedelta(milliseconds=1)).seat_id == chair.pk
    assert [account_id for account_id, *_ in facade.accounts_of_seat(chair.pk, at=at)] == [after.pk]


def test_a_seat_has_one_holder_and_any_deputies():
    chair, first = makers.seat(Role.OFFICER), makers.account()
    actions.take_seat(seat_id=chair.pk, account_id=first.pk, by=makers.HOUSE, at=makers.LONG_AGO)
    with pytest.raises(Refused, match="이미 누가"):
        actions.take_seat(seat_id=chair.pk, account_id=makers.account().pk, by=makers.HOUSE, at=now())
    deputy = makers.account()
    actions.take_seat(seat_id=chair.pk, account_id=deputy.pk, deputy=True, by=makers.HOUSE, at=now() - timedelta(seconds=1))
    assert makers.actor(deputy).roles == frozenset({Role.OFFICER})
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatHolding.objects.create(seat=chair, account=deputy, since=now())


def test_only_the_administrator_or_the_house_seats_people():
    officer = makers.actor(makers.seated(Role.OFFICER))
    with pytest.raises(Forbidden):
        actions.hand_over(seat_id=makers.seat(Role.APPROVER).pk, to_account_id=officer.account_id, by=officer, at=now())


@pytest.mark.parametrize(
    ("roles", "asked", "found"),
    [
        ((Role.OFFICER,), (Role.OFFICER,), True),
        ((Role.OFFICER, Role.FINANCE), (Role.FINANCE,), True),
        ((Role.OFFICER,), (Role.APPROVER, Role.FINANCE), False),
    ],
)
def test_seats_are_found_by_role(roles, asked, found):
    chair = makers.seat(*roles)
    assert (chair in facade.seats_with(*asked)) is found
    assert chair not in facade.seats_with(*asked, tier="district")


def test_without_the_second_factor_a_center_seat_stays_shut_and_with_it_opens():
    person = makers.seated(Role.APPROVER)
    ours = makers.party(person)
    shut = standing_of_account(person.pk, at=now(), proved=True)
    assert (shut.actor.roles, shut.actor.seat_id, shut.actor.tier, shut.lacks_second_factor) == (frozenset(), None, "", True)
    assert shut.actor.represents(ours.pk)
    makers.add_second_factor(person)
    assert standing_of_account(person.pk, at=now(), proved=False).lacks_second_factor
    assert standing_of_account(person.pk, at=now(), proved=True).actor.roles == frozenset({Role.APPROVER})


def test_the_desk_is_shut_without_the_second_factor_and_explains_how_to_open_it():
    person = makers.seated(Role.OFFICER)
    plain = makers.signed_in(person)
    answer = plain.get("/desk/organizations/")
    assert (answer.status_code, answer["Location"]) == (302, "/my/second-factor/")
    assert "인증 앱 등록하기" in plain.get("/my/second-factor/").content.decode()
    assert plain.post("/desk/reviewers/", {"email": "a@example.kr"}).status_code == 403
    assert makers.signed_in(person, with_second_factor=True).get("/desk/organizations/").status_code == 200


def test_the_demo_waives_the_second_factor(settings):
    settings.DURE_DEMO = True
    assert makers.signed_in(makers.seated(Role.OFFICER)).get("/desk/organizations/").status_code == 200


@pytest.mark.parametrize(("asked", "roles"), [(True, frozenset()), (False, frozenset({Role.REVIEWER}))])
def test_reviewers_need_it_where_the_house_says_so(settings, asked, roles):
    settings.DURE_REVIEWERS_NEED_SECOND_FACTOR = asked
    person = makers.account()
    actions.enroll_reviewer(account_id=person.pk, by=makers.HOUSE, at=now())
    assert standing_of_account(person.pk, at=now()).actor.roles == roles


def test_a_role_taken_away_is_gone_at_the_next_request_of_a_live_session():
    person = makers.seated(Role.OFFICER)
    browser = makers.signed_in(person, with_second_factor=True)
    assert browser.get("/desk/organizations/").status_code == 200
    actions.leave_seat(holding_id=SeatHolding.objects.get(account=person).pk, by=makers.HOUSE, at=now())
    assert browser.get("/desk/organizations/").status_code == 403


def test_a_stopped_account_is_a_stranger_at_its_next_request():
    person = makers.seated(Role.OFFICER)
    browser = makers.signed_in(person, with_second_factor=True)
    actions.stop_account(account_id=person.pk, reason="예시: 퇴직", by=makers.HOUSE, at=now())
    answer = browser.get("/desk/organizations/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/desk/organizations/")
    assert facade.actor_of_account(person.pk, at=now()).account_id is None


def test_one_switches_between_ones_own_seats_only(settings):
    settings.DURE_DEMO = True
    person = makers.seated(Role.OFFICER)
    makers.seated(Role.FINANCE, who=person)
    second = SeatHolding.objects.filter(account=person).order_by("-id").first()
    strangers = makers.seat(Role.APPROVER)
    browser = makers.signed_in(person)
    assert browser.post("/my/seat/", {"seat": second.seat_id}).status_code == 302
    assert browser.get("/my/seat/").wsgi_request.actor.roles == frozenset({Role.FINANCE})
    assert browser.post("/my/seat/", {"seat": strangers.pk}).status_code == 409
    assert browser.get("/my/seat/").wsgi_request.actor.seat_id == second.seat_id


def test_an_anonymous_page_asks_the_database_nothing_and_a_signed_in_one_asks_three_times(django_assert_num_queries, rf):
    from django.contrib.auth.models import AnonymousUser

    from dure.apps.people.middleware import standing_now

    request = rf.get("/")
    request.user, request.at, request.session = AnonymousUser(), now(), {}
    with django_assert_num_queries(0):
        standing_now(request)
    person = makers.seated(Role.OFFICER)
    makers.party(person)
    request.user = Account.objects.get(pk=person.pk)
    with django_assert_num_queries(3):
        standing_now(request)
