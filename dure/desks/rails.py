"""What the desks hang on the left rail and in the menu of a signed-in person."""

from django.http import HttpRequest
from django.urls import reverse

from dure.platform import chrome
from dure.platform.actor import Actor, Role
from dure.platform.chrome import Link

_STAFF = (Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR)
_RAIL = (
    ("내 할 일", "staff:home", "일", ()),
    ("모집 현황", "staff:rounds", "일", ()),
    ("사업", "programs:desk", "일", _STAFF),
    ("지급", "money:payments", "돈", (*_STAFF, Role.AUDITOR)),
    ("계좌 확인", "money:payees", "돈", (*_STAFF, Role.AUDITOR)),
    ("정산", "grants:desk-settlements", "돈", (*_STAFF, Role.AUDITOR)),
    ("조직", "people:desk_organizations", "사람", ()),
    ("자리와 담당자", "people:desk_people", "사람", ()),
    ("심사위원", "people:desk_reviewers", "사람", ()),
)


def declare() -> None:
    """Register both with the platform."""
    chrome.register_rail(rail)
    chrome.register_menu(menu)


def rail(actor: Actor, request: HttpRequest) -> list[Link]:
    """The staff's rail: only what this seat may open."""
    if not (actor.is_center or actor.has(Role.AUDITOR)):
        return []
    allowed = [(label, reverse(name), group) for label, name, group, roles in _RAIL if not roles or actor.has(*roles)]
    here = max((href for _, href, _ in allowed if request.path.startswith(href)), key=len, default="")
    return [Link(label, href, current=href == here, group=group) for label, href, group in allowed]


def menu(actor: Actor, request: HttpRequest) -> list[Link]:
    """Where a signed-in person's own pages are."""
    links = [
        Link("내 할 일", reverse("mine:home")),
        Link("내 신청", reverse("cases:mine")),
        Link("내 조직", reverse("people:organizations")),
    ]
    if actor.is_center or actor.has(Role.AUDITOR):
        links.append(Link("센터 업무", reverse("staff:home")))
    if actor.has(Role.REVIEWER):
        links.append(Link("심사", reverse("review:rounds")))
    return links
