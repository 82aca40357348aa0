"""The moment a request arrives, its key, and what becomes of a refusal."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dure.kernel.clock import now
from dure.kernel.errors import Forbidden, Refused
from dure.platform.verbs import Key


class ClockMiddleware:
    """Read the clock once, at arrival. Whatever the body or headers say about time is not believed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.at = now()
        request.key = Key(request.POST.get("key", "")[:80]) if request.method == "POST" else Key("")
        return self.get_response(request)


class RefusalMiddleware:
    """A refusal that no page answered itself becomes a page: 403 with the reason, or 409 with what changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Forbidden):
            return render(request, "403.html", {"reasons": exception.reasons}, status=403)
        if isinstance(exception, Refused):
            return render(request, "409.html", {"reasons": exception.reasons}, status=409)
        return None


def fresh_key(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """Context processor: a new key for each form that is shown."""
    return {"fresh_key": lambda: uuid4().hex}
