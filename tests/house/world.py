"""The demo center, made once by the rehearsal and copied for whoever asks; and the things that fill an address's arguments."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from dure.apps.cases.models import Case
from dure.apps.people.models import Account, Member
from dure.kernel.clock import now
from dure.platform.models import StoredFile
from tests.house.registry import ROLES

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ADDRESSES = {role: f"{role}@example.test" for role in ROLES} | {"administrator": "admin@example.test", "reviewer": "reviewer1@example.test"}
BY_PARTY = ("applicant", "stranger")
"""Roles that depend on a case: its own representative, and another party's."""


class World:
    """Sample people by role, and things by name."""

    def account(self, role: str) -> Account:
        if role in BY_PARTY:
            return self._representative(of_the_case=role == "applicant")
        return Account.objects.get(email=ADDRESSES[role])

    def client(self, role: str, **options: Any) -> Client:
        """A browser in which the role is signed in."""
        client = Client(raise_request_exception=True, **options)
        if role != "passer_by":
            client.force_login(self.account(role), backend=BACKEND)
        return client

    def arguments(self, thing: str) -> dict[str, Any]:
        """The arguments of an address that shows the thing."""
        return THINGS[thing]() if thing else {}

    def _representative(self, *, of_the_case: bool) -> Account:
        party_id = the_case().party_id
        memberships = Member.objects.filter(role="representative").order_by("id")
        chosen = memberships.filter(party_id=party_id) if of_the_case else memberships.exclude(party_id=party_id)
        return chosen.select_related("account")[0].account


def the_case() -> Case:
    """The first case that was handed in."""
    return Case.objects.exclude(receipt_number=None).order_by("id")[0]


def _file_of_a_case() -> dict[str, Any]:
    case = the_case()
    return {"token": StoredFile.objects.filter(owner_kind="cases.case", owner_id=case.pk, removed_at=None).order_by("id")[0].token}


THINGS: dict[str, Callable[[], dict[str, Any]]] = {
    "case": lambda: {"case_id": the_case().pk},
    "round": lambda: {"round_id": the_case().round_id},
    "file of a case": _file_of_a_case,
}


def fill() -> None:
    """The demo year of today."""
    from dure.config import catalog_apply
    from dure.rehearsal import demo

    at = now()
    list(catalog_apply.apply(at=at))
    list(demo.make(at=at))
