"""What the tests of cases share: a demo center, so that sample staff sign in by password alone."""

import pytest
from django.test import Client

from dure.apps.people import facade as people
from tests.apps.cases import makers


@pytest.fixture
def demo(settings):
    settings.DURE_DEMO = True


@pytest.fixture
def browser(db, demo):
    """browser(account_id) → a client in which that account is signed in."""

    def sign_in(account_id: int) -> Client:
        client = Client()
        person = people.Account.objects.get(pk=account_id)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def officer_browser(browser):
    """An officer of the center at the desk."""
    person, seat = makers.account(), makers.seat()
    people.SeatHolding.objects.create(seat=seat, account=person, since=makers.OPENS)
    return browser(person.pk)
