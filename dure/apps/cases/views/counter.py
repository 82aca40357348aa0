"""The counter: entering an application for somebody, its papers, and scans that find their file."""

from pathlib import Path
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.cases import access, actions
from dure.apps.cases.actions.proxying import Caller
from dure.apps.cases.models import ProxyEntry
from dure.apps.cases.queries import proxy as queries
from dure.apps.cases.queries.counter import columns_typed, counter_page
from dure.apps.cases.views.tiers import number
from dure.kernel.errors import Forbidden, Refused
from dure.platform import papers
from dure.platform.http import ActorRequest

TEMPLATES = Path(__file__).resolve().parents[1] / "papers"


@require_http_methods(["GET", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """Begin for a party that is known or is written down here; and what was begun before."""
    request = cast("ActorRequest", request)
    access.may_enter_for(request.actor).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            case = _start(request)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("cases:proxy", case_id=case.pk)
    words = (request.POST if request.method == "POST" else request.GET).get("words", "")
    context = counter_page(words, request.at) | {"reasons": reasons, "typed": request.POST}
    return render(request, "cases/desk/counter.html", context, status=422 if reasons else 200)


def _start(request: ActorRequest) -> Any:
    typed = request.POST
    party_id = number(request, "party") or None
    return actions.start_for(
        round_id=number(request, "round"),
        caller=Caller(typed.get("person_name", ""), typed.get("person_role", ""), typed.get("person_phone", "")),
        party_id=party_id,
        new_party=columns_typed(typed) if party_id is None and typed.get("name") else None,
        district=typed.get("district", ""),
        title=typed.get("title", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_http_methods(["GET", "POST"])
def proxy(request: HttpRequest, case_id: int) -> HttpResponse:
    """One entry, step by step: write, print, read back, consent, hand in."""
    request = cast("ActorRequest", request)
    access.may_enter_for(request.actor).or_refuse()
    entry = get_object_or_404(queries.entries(), case_id=case_id)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            answer = _act(request, entry)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return answer or redirect("cases:proxy", case_id=case_id)
        entry.refresh_from_db()
    context = queries.entry_page(entry) | {"reasons": reasons, "typed": request.POST}
    return render(request, "cases/desk/proxy.html", context, status=422 if reasons else 200)


def _act(request: ActorRequest, entry: ProxyEntry) -> HttpResponse | None:
    acts = {"print": _print, "consent": _consent, "read_back": _read_back, "submit": _submit, "cover": _cover}
    pressed = request.POST.get("act", "")
    if pressed not in acts:
        raise Http404
    shared = {"case_id": entry.case_id, "by": request.actor, "at": request.at, "key": request.key}
    return acts[pressed](request, shared)


def _print(request: ActorRequest, shared: dict[str, Any]) -> HttpResponse:
    """The code is made of the form's key, so that pressing twice prints the same paper."""
    code = queries.code_from(f"{shared['case_id']}:{request.key}")
    entry = actions.print_read_back(code=code, **shared)
    entry.case = queries.case_of_entry(entry.case_id)
    return _pdf("slip", queries.slip_paper(entry, code), entry.printed_at, "대리 신청 확인서와 동의서.pdf")


def _consent(request: ActorRequest, shared: dict[str, Any]) -> None:
    upload = request.FILES.get("consent")
    if upload is None:
        raise Refused("서명한 동의서를 스캔한 파일을 골라 주세요.")
    actions.keep_consent(upload=upload, **shared)


def _read_back(request: ActorRequest, shared: dict[str, Any]) -> None:
    if wrong := actions.read_back(typed=request.POST.get("code", ""), **shared):
        raise Refused(wrong)


def _submit(_request: ActorRequest, shared: dict[str, Any]) -> None:
    actions.submit_for(**shared)


def _cover(request: ActorRequest, shared: dict[str, Any]) -> HttpResponse:
    cover = actions.make_cover(document=request.POST.get("document", ""), **shared)
    cover.case = queries.case_of_entry(cover.case_id)
    return _pdf("cover", queries.cover_paper(cover), cover.made_at, f"표지-{cover.code}.pdf")


def _pdf(name: str, data: dict[str, Any], at: Any, filename: str) -> HttpResponse:
    response = HttpResponse(papers.render(TEMPLATES / f"{name}.typ", data, at=at), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def scans(request: HttpRequest) -> HttpResponse:
    """Give scans in; bind by hand what found no file."""
    request = cast("ActorRequest", request)
    access.may_enter_for(request.actor).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            upload = request.FILES.get("scan")
            if upload is None:
                raise Refused("스캔한 파일을 골라 주세요.")
            actions.take_scans(upload=upload, code=request.POST.get("code", ""), by=request.actor, at=request.at, key=request.key)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("cases:scans")
    context = {"tray": list(queries.tray()[:200]), "bound": queries.lately_bound(), "covers": queries.places_to_bind(), "reasons": reasons}
    return render(request, "cases/desk/scans.html", context, status=422 if reasons else 200)


@require_POST
def scan(request: HttpRequest, scan_id: int) -> HttpResponse:
    """Bind one bundle of the tray, or put it away."""
    request = cast("ActorRequest", request)
    access.may_enter_for(request.actor).or_refuse()
    found = get_object_or_404(queries.tray(), pk=scan_id)
    shared: dict[str, Any] = {"scan_id": found.pk, "by": request.actor, "at": request.at, "key": request.key}
    if request.POST.get("act") == "drop":
        actions.drop_scan(reason=request.POST.get("reason", ""), **shared)
    else:
        actions.bind_scan(code=request.POST.get("cover", ""), **shared)
    return redirect("cases:scans")
