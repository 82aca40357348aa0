"""Doors of people, and what they hang on the rail and the menu."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from dure.apps.people import access
from dure.apps.people.models import PartyStatus
from dure.kernel.verdicts import Permission, no
from dure.platform import chrome, doors
from dure.platform.actor import Actor
from dure.platform.chrome import Link


def register() -> None:
    """Tell the platform who may read which kind of thing, and where our pages hang."""
    doors.register("people.partystatus", _status)
    doors.register("people.party", access.may_see_party)
    chrome.register_rail(rail)
    chrome.register_menu(menu)


def _status(actor: Actor, status_id: int) -> Permission:
    """The proof of a status is read by whoever may see its party."""
    status = PartyStatus.objects.filter(pk=status_id).first()
    return access.may_read_status_proof(actor, status) if status else no("없는 자격 기록이에요.")


def rail(actor: Actor, request: HttpRequest) -> Iterable[Link]:
    """Organizations, seats and reviewers, for the desk."""
    if not access.may_see_desk(actor):
        return []
    pages = (
        ("조직", "people:desk_organizations", "building"),
        ("사람과 자리", "people:desk_people", "people"),
        ("심사위원", "people:desk_reviewers", "scales"),
    )
    return [_link(label, reverse(name), request, icon) for label, name, icon in pages]


def menu(actor: Actor, request: HttpRequest) -> Iterable[Link]:
    """One's own organizations, seat and sign-in."""
    links = [_link("내 조직", reverse("people:organizations"), request)]
    if actor.seat_id is not None:
        links.append(_link("내 자리", reverse("people:seat"), request))
    return [
        *links,
        _link("두 번째 인증", reverse("mfa_index"), request),
        _link("비밀번호 바꾸기", reverse("account_change_password"), request),
    ]


def _link(label: str, href: str, request: HttpRequest, icon: str = "") -> Link:
    return Link(label, href, current=request.path.startswith(href), group="사람과 조직" if icon else "", icon=icon)
