"""What stands around every page: the center's name, the header's links, the demo banner, and what apps hang on the rail and the menu."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.functional import SimpleLazyObject

from dure.platform.actor import Actor

DEFAULT_CENTER_NAME = "서울시사회적경제지원센터"
PUBLIC_LINKS = (
    ("지원사업", "/programs/"),
    ("추진일정표", "/timetable/"),
    ("예산", "/budget/"),
    ("선정결과", "/results/"),
    ("모임", "/events/"),
    ("센터 소개", "/center/"),
)

Links = Iterable["Link | dict[str, Any]"]
Source = Callable[[Actor, HttpRequest], Links]
_rails: list[Source] = []
_menus: list[Source] = []


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a header, rail or menu; the count is how many things wait for this person there."""

    label: str
    href: str
    current: bool = False
    count: int = 0
    group: str = ""
    icon: str = ""


def register_rail(source: Source) -> Source:
    """An app says what it hangs on the left rail of the working pages."""
    if source not in _rails:
        _rails.append(source)
    return source


def register_menu(source: Source) -> Source:
    """An app says what it adds to the menu of a signed-in person."""
    if source not in _menus:
        _menus.append(source)
    return source


def _gathered(sources: list[Source], request: HttpRequest, actor: Actor) -> list[Any]:
    return [link for source in sources for link in source(actor, request)]


def _header(path: str) -> list[Link]:
    return [Link(label, href, current=path.startswith(href)) for label, href in PUBLIC_LINKS]


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nobody's rail or menu is asked for until a layout shows it, and a stranger's never."""
    actor: Actor = getattr(request, "actor", None) or Actor.anonymous()
    signed_in = actor.account_id is not None
    return {
        "demo": getattr(settings, "DURE_DEMO", False),
        "center_name": getattr(settings, "DURE_CENTER_NAME", DEFAULT_CENTER_NAME),
        "nav": _header(request.path),
        "search_text": request.GET.get("text", ""),
        "actor": actor,
        "signed_in": signed_in,
        "sign_in_href": SimpleLazyObject(lambda: f"{resolve_url(settings.LOGIN_URL)}"),
        "waiting_count": getattr(request, "waiting_count", 0),
        "rail": SimpleLazyObject(lambda: _gathered(_rails, request, actor) if signed_in else []),
        "menu": SimpleLazyObject(lambda: _gathered(_menus, request, actor) if signed_in else []),
    }
