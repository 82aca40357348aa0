"""What the desks hang on the left rail and in the menu of a signed-in person."""

from django.http import HttpRequest
from django.urls import reverse

from dure.platform import chrome, noticing
from dure.platform.actor import Actor, Role
from dure.platform.chrome import Link

_STAFF = (Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR)
_RAIL = (
    ("내 할 일", "staff:home", "일", ()),
    ("모집 현황", "staff:rounds", "일", ()),
    ("창구 접수", "cases:counter", "일", (Role.OFFICER, Role.ADMINISTRATOR)),
    ("사업", "programs:desk", "일", _STAFF),
    ("모임", "gatherings:desk", "일", (*_STAFF, Role.AUDITOR)),
    ("이의신청", "review:objections", "일", (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR)),
    ("오늘 할 돈 일", "money_desk:home", "돈", (*_STAFF, Role.AUDITOR)),
    ("장부와 예산", "money:books", "돈", (*_STAFF, Role.AUDITOR)),
    ("지급", "money:payments", "돈", (*_STAFF, Role.AUDITOR)),
    ("계좌 확인", "money:payees", "돈", (*_STAFF, Role.AUDITOR)),
    ("인건비 신청", "labor:desk", "돈", (*_STAFF, Role.AUDITOR)),
    ("정산", "grants:desk-settlements", "돈", (*_STAFF, Role.AUDITOR)),
    ("확인할 점", "grants:desk-flags", "돈", (*_STAFF, Role.AUDITOR)),
    ("사후 조사", "grants:desk-follow-ups", "돈", (*_STAFF, Role.AUDITOR)),
    ("연도별 사업", "money_desk:audit", "감사", (Role.AUDITOR,)),
    ("표본 점검", "money_desk:audit-samples", "감사", (Role.AUDITOR,)),
    ("전체 자료", "money_desk:audit-exports", "감사", (Role.AUDITOR,)),
    ("조직", "people:desk_organizations", "사람", ()),
    ("자리와 담당자", "people:desk_people", "사람", ()),
    ("심사위원 등록", "people:desk_reviewers", "사람", ()),
    ("심사위원 풀", "review:pool", "사람", (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR)),
    ("휴가와 대리", "people:leaves", "사람", _STAFF),
    ("기관 양식", "grants:desk-forms", "센터", (*_STAFF, Role.AUDITOR)),
    ("기준값", "staff:rates", "센터", (*_STAFF, Role.AUDITOR)),
    ("알림 문구", "notices:wordings", "센터", (Role.ADMINISTRATOR,)),
)
_GOVERNMENT_RAIL = (("내 할 일", "government:home", "일", ()), ("신청 목록", "government:files", "일", ()))
_OPERATOR_RAIL = (
    ("내 할 일", "operator:home", "일", ()),
    ("지급", "money:payments", "돈", ()),
    ("인건비 신청", "labor:desk", "돈", ()),
    ("정산", "grants:desk-settlements", "돈", ()),
    ("확인할 점", "grants:desk-flags", "돈", ()),
    ("자리", "operator:seats", "사람", ()),
    ("휴가와 대리", "people:leaves", "사람", ()),
)

_STANDS_UNDER = (
    ("/desk/panels/", "staff:rounds"),
    ("/desk/cases/", "staff:rounds"),
    ("/desk/visits/", "staff:rounds"),
    ("/desk/scans/", "cases:counter"),
    ("/desk/decisions/", "staff:rounds"),
    ("/desk/agreements/", "money_desk:home"),
    ("/desk/grants/", "money_desk:home"),
    ("/desk/fiscal-years/", "money:books"),
    ("/desk/transfers/", "money:payments"),
    ("/desk/refunds/", "grants:desk-settlements"),
)
"""Pages whose address does not begin like that of the line of the rail from which one comes to them."""


def declare() -> None:
    """Register both with the platform."""
    chrome.register_rail(rail)
    chrome.register_menu(menu)


def rail(actor: Actor, request: HttpRequest) -> list[Link]:
    """The staff's rail: only what this seat may open."""
    if not (actor.is_center or actor.has(Role.AUDITOR, Role.GOVERNMENT, Role.OPERATOR)):
        return []
    lines = _lines_for(actor)
    allowed = [(label, reverse(name), group) for label, name, group, roles in lines if not roles or actor.has(*roles)]
    under = next((reverse(name) for beginning, name in _STANDS_UNDER if request.path.startswith(beginning)), request.path)
    here = max((href for _, href, _ in allowed if under.startswith(href)), key=len, default="")
    return [Link(label, href, current=href == here, group=group) for label, href, group in allowed]


def _lines_for(actor: Actor) -> tuple[tuple[str, str, str, tuple[Role, ...]], ...]:
    if actor.is_center or actor.has(Role.AUDITOR):
        return _RAIL
    return _GOVERNMENT_RAIL if actor.has(Role.GOVERNMENT) else _OPERATOR_RAIL


def menu(actor: Actor, request: HttpRequest) -> list[Link]:
    """Where a signed-in person's own pages are."""
    links = [
        Link("내 할 일", reverse("mine:home")),
        Link("내 신청", reverse("cases:mine")),
        Link("우리 조직에 맞는 사업", reverse("finding:mine")),
        Link("내 조직", reverse("people:organizations")),
        Link("알림", reverse("notices:inbox"), count=noticing.unread_count(actor.account_id or 0)),
    ]
    if actor.is_center or actor.has(Role.AUDITOR):
        links.append(Link("센터 업무", reverse("staff:home")))
    if actor.has(Role.GOVERNMENT) and not actor.is_center:
        links.append(Link("기관 업무", reverse("government:home")))
    if actor.has(Role.OPERATOR):
        links.append(Link("수행기관 업무", reverse("operator:home")))
    if actor.has(Role.REVIEWER):
        links.append(Link("심사", reverse("review:rounds")))
    return links
