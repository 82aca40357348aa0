"""The pages of gatherings, for everybody and for the hosts."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dure.apps.gatherings import actions
from dure.apps.gatherings.models import Registration
from dure.apps.gatherings.notices import token_of
from dure.platform.verbs import NO_KEY
from tests.apps.gatherings.makers import AT, a_plan, called, comer, officer

pytestmark = pytest.mark.django_db


def test_a_guest_registers_without_an_account_and_gives_the_place_back():
    found = called(officer())
    with time_machine.travel(AT):
        browser = Client()
        typed = {"name": "예시 손님", "email": "guest@example.test", "consents": "yes", "key": "k1"}
        answer = browser.post(reverse("gatherings:register", args=[found.pk]), typed)
        mine = Registration.objects.get()
        assert answer["Location"] == reverse("gatherings:registration", args=[token_of(mine)])
        assert "자리를 잡아 두었어요" in browser.get(answer["Location"]).content.decode()
        browser.post(answer["Location"], {"key": "k2"})
    mine.refresh_from_db()
    assert mine.standing == "cancelled"


def test_what_was_typed_stays_when_something_is_missing():
    found = called(officer())
    with time_machine.travel(AT):
        answer = Client().post(reverse("gatherings:register", args=[found.pk]), {"name": "예시 손님", "email": "guest@"})
    assert answer.status_code == 422
    assert 'value="guest@"' in answer.content.decode()


def test_a_plan_is_seen_by_nobody_outside():
    planned = actions.plan(plan=a_plan(), by=officer(), at=AT, key=NO_KEY)
    assert Client().get(planned.get_absolute_url()).status_code == 404


def test_a_forged_registration_opens_nothing():
    mine = comer(called(officer()))
    forged = token_of(mine).replace(str(mine.pk), str(mine.pk + 1), 1)
    assert Client().get(reverse("gatherings:registration", args=[forged])).status_code == 404


def test_lists_ask_as_many_questions_for_many_as_for_one(django_assert_max_num_queries):
    by = officer()
    for _ in range(60):
        called(by)
    with django_assert_max_num_queries(6):
        assert Client().get(reverse("gatherings:index")).status_code == 200
