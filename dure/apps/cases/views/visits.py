"""A visit on a phone: what was seen, photos, both signatures, and the record as a paper."""

from pathlib import Path
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.cases import access, actions
from dure.apps.cases.models import Visit
from dure.apps.cases.queries.visits import visit_page, visit_paper, visits_for
from dure.apps.cases.views.tiers import number
from dure.kernel.errors import Forbidden, Refused
from dure.platform import papers
from dure.platform.http import ActorRequest

TEMPLATES = Path(__file__).resolve().parents[1] / "papers"


def _found(request: HttpRequest, visit_id: int) -> tuple[ActorRequest, Visit]:
    """A visit to a case that this desk sees."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    return request, get_object_or_404(visits_for(request.actor), pk=visit_id)


@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Plan and record on one page, made for a phone. After both have signed it is only read."""
    request, found = _found(request, visit_id)
    reasons: list[str] = []
    if request.method == "POST":
        access.may_screen(request.actor, found.run).or_refuse()
        try:
            _act(request, found)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("cases:visit", visit_id=found.pk)
    context = visit_page(found) | {
        "reasons": reasons,
        "typed": request.POST,
        "may_write": access.may_screen(request.actor, found.run),
    }
    return render(request, "cases/desk/visit.html", context, status=422 if reasons else 200)


def _act(request: ActorRequest, found: Visit) -> None:
    acts = {"save": _save, "photo": _photo, "sign": _sign, "cancel": _cancel}
    pressed = request.POST.get("act", "")
    if pressed not in acts:
        raise Http404
    acts[pressed](request, found)


def _shared(request: ActorRequest, found: Visit) -> dict[str, Any]:
    return {"visit_id": found.pk, "by": request.actor, "at": request.at}


def _save(request: ActorRequest, found: Visit) -> Visit:
    typed = request.POST
    answers = {name.removeprefix("point-"): typed[name] for name in typed if name.startswith("point-")}
    return actions.save_visit(
        answers=answers,
        findings=typed.get("findings", ""),
        opinion=typed.get("opinion", ""),
        version=number(request, "version"),
        **_shared(request, found),
    )


def _photo(request: ActorRequest, found: Visit) -> None:
    upload = request.FILES.get("photo")
    if upload is None:
        raise Refused("사진을 골라 주세요.")
    actions.add_visit_photo(upload=upload, key=request.key, **_shared(request, found))


def _sign(request: ActorRequest, found: Visit) -> None:
    actions.sign_visit(
        visited_name=request.POST.get("visited_name", ""),
        visited_role=request.POST.get("visited_role", ""),
        strokes=request.POST.get("strokes", "").strip(),
        version=number(request, "version"),
        key=request.key,
        **_shared(request, found),
    )


def _cancel(request: ActorRequest, found: Visit) -> None:
    actions.cancel_visit(reason=request.POST.get("reason", ""), key=request.key, **_shared(request, found))


@require_POST
def autosave(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Keep what was typed so far; what could not be sent waits on the phone and comes here later."""
    request, found = _found(request, visit_id)
    access.may_screen(request.actor, found.run).or_refuse()
    try:
        kept = _save(request, found)
    except Refused as refused:
        return JsonResponse({"saved": False, "reasons": refused.reasons}, status=409)
    return JsonResponse({"saved": True, "version": kept.version})


@require_safe
def record_pdf(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The record that both signed (현지조사서)."""
    _request, found = _found(request, visit_id)
    if found.signed_at is None:
        raise Http404
    content = papers.render(TEMPLATES / "visit.typ", visit_paper(found), at=found.signed_at)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"현지조사서-{found.run.case.receipt}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response
