"""Pages for when something is wrong: what happened and what to do now, in words."""

import logging
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

_log = logging.getLogger(__name__)

STALE_FORM = "화면을 연 지 오래되어 보내지 못했어요. 앞 화면으로 돌아가 새로 고친 뒤 다시 보내 주세요."


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason when one was given."""
    return render(request, "403.html", {"reasons": [str(exception)] if exception and str(exception) else []}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its mark: usually a page left open over a sign-in."""
    return render(request, "403.html", {"reasons": [STALE_FORM]}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, drawn without context processors or database: whatever broke may be one of them."""
    number = uuid4().hex[:4].upper()
    _log.error("server error shown to the reader as %s at %s", number, request.path)
    return HttpResponse(loader.get_template("500.html").render({"number": number}), status=500)
