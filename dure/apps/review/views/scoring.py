"""A reviewer: one application beside its rubric."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.cases import facade as cases
from dure.apps.review import access, actions, forms
from dure.apps.review.models import PanelSeat
from dure.apps.review.queries import covering, marking, panels, reviewing
from dure.apps.review.stripping import CannotBeCovered
from dure.apps.review.views.reviewer import seat_or_404
from dure.apps.review.words import PanelState
from dure.kernel.errors import Refused
from dure.kernel.korean import clock_words
from dure.platform.http import ActorRequest


def _case_or_404(request: ActorRequest, seat: PanelSeat, case_id: int) -> cases.Case:
    """A case the seat declared itself free of, while the panel judges; any other is not there."""
    if seat.panel.state == PanelState.OPEN:
        for case in panels.readable_cases(seat, request.at):
            if case.pk == case_id:
                return case
    raise Http404


@login_required
@require_http_methods(["GET", "POST"])
def scoring(request: HttpRequest, panel_id: int, case_id: int) -> HttpResponse:
    """Read and judge; saving keeps the page, confirming goes on to the next application."""
    request = cast("ActorRequest", request)
    seat = seat_or_404(request, panel_id)
    case = _case_or_404(request, seat, case_id)
    access.may_score(request.actor, seat).or_refuse()
    if request.method == "GET":
        return _page(request, seat, case)
    try:
        return _write(request, seat, case)
    except Refused as refused:
        return _page(request, seat, case, refused.reasons)


def _write(request: ActorRequest, seat: PanelSeat, case: cases.Case) -> HttpResponse:
    keys = panels.points_of(seat.panel)
    act = actions.confirm_sheet if request.POST.get("act") == "confirm" else actions.save_sheet
    act(
        seat_id=seat.pk,
        case_id=case.pk,
        levels=forms.read_levels(request.POST, keys),
        comments=forms.read_comments(request.POST, keys),
        version=forms.read_version(request.POST),
        by=request.actor,
        at=request.at,
        key=request.key,
    )
    if act is actions.save_sheet:
        return redirect("review:scoring", panel_id=seat.panel_id, case_id=case.pk)
    following = reviewing.next_after(reviewing.review_list(seat, request.at), case.pk)
    return redirect(following.href) if following else redirect("review:summary", panel_id=seat.panel_id)


def _page(request: ActorRequest, seat: PanelSeat, case: cases.Case, reasons: list[str] | None = None) -> HttpResponse:
    keys = panels.points_of(seat.panel)
    typed = (forms.read_levels(request.POST, keys), forms.read_comments(request.POST, keys)) if reasons else None
    sheet = covering.blind_sheet(case) if seat.panel.blind else cases.case_sheet(case)
    notes = marking.notes_of(seat, case.pk)
    shown = reviewing.review_list(seat, request.at)
    prechecks = [] if seat.panel.blind else cases.prechecks_of(case, shared_only=True)
    context = {
        "seat": seat,
        "panel": seat.panel,
        "case": case,
        "number": f"{case.receipt_number or 0:02d}",
        "sheet": sheet,
        "sections": marking.marked(sheet, notes),
        "notes": notes,
        "places": [(answer.key, answer.label) for section in sheet.sections for answer in section.answers],
        "prechecks": prechecks,
        "tabs": _tabs(sheet, len(prechecks)),
        "plan": next((paper for paper in sheet.papers if paper.document == "work_plan"), None),
        "list": shown,
        "following": reviewing.next_after(shown, case.pk),
        "rubric": reviewing.rubric_of(seat, case.pk, typed=typed),
        "reasons": reasons or [],
    }
    return render(request, "review/scoring.html", context, status=422 if reasons else 200)


def _tabs(sheet: cases.CaseSheet, prechecks: int) -> list[dict[str, object]]:
    """In-page places of the document column; nothing typed is lost by going from one to another."""
    has_plan = any(paper.document == "work_plan" for paper in sheet.papers)
    places: list[tuple[str, str, int | None]] = [
        ("신청서", "#answers", None),
        ("사업계획서", "#plan" if has_plan else "", None),
        ("예산", "#budget" if sheet.budget else "", None),
        ("참여 기관", "#partners", len(sheet.partners)),
        ("첨부", "#papers", len(sheet.papers)),
        ("사전진단", "#prechecks" if prechecks else "", prechecks),
    ]
    return [{"label": label, "href": href, "current": False, "count": count} for label, href, count in places if href]


@login_required
@require_POST
def autosave(request: HttpRequest, panel_id: int, case_id: int) -> HttpResponse:
    """Keep what stands in the rubric. Its version tells a stale window, so that the same key may save many times."""
    request = cast("ActorRequest", request)
    seat = seat_or_404(request, panel_id)
    case = _case_or_404(request, seat, case_id)
    keys = panels.points_of(seat.panel)
    try:
        sheet = actions.save_sheet(
            seat_id=seat.pk,
            case_id=case.pk,
            levels=forms.read_levels(request.POST, keys),
            comments=forms.read_comments(request.POST, keys),
            version=forms.read_version(request.POST),
            by=request.actor,
            at=request.at,
        )
    except Refused as refused:
        return JsonResponse({"reasons": refused.reasons}, status=409)
    rubric = reviewing.rubric_of(seat, case.pk)
    said = f"{clock_words(request.at)} 저장됨"
    return JsonResponse(
        {"saved": said, "version": sheet.version, "total": rubric.total, "possible": rubric.possible, "missing": rubric.missing}
    )


@login_required
@require_POST
def note(request: HttpRequest, panel_id: int, case_id: int) -> HttpResponse:
    """Mark words or write a note for oneself, or take one away."""
    request = cast("ActorRequest", request)
    seat = seat_or_404(request, panel_id)
    case = _case_or_404(request, seat, case_id)
    who = {"by": request.actor, "at": request.at, "key": request.key}
    if dropped := forms.read_id(request.POST, "drop"):
        actions.drop_note(seat_id=seat.pk, note_id=dropped, **who)
        return redirect("review:scoring", panel_id=panel_id, case_id=case_id)
    said = {name: request.POST.get(name, "") for name in ("place", "quote", "text")}
    try:
        actions.keep_note(seat_id=seat.pk, case_id=case.pk, **said, **who)
    except Refused as refused:
        return _page(request, seat, case, refused.reasons)
    return redirect("review:scoring", panel_id=panel_id, case_id=case_id)


@login_required
@require_safe
def blind_paper(request: HttpRequest, panel_id: int, case_id: int, number: int) -> HttpResponse:
    """An attachment in a blind review: a neutral name, no metadata, no names; a page that says so where that cannot be had."""
    request = cast("ActorRequest", request)
    seat = seat_or_404(request, panel_id)
    case = _case_or_404(request, seat, case_id)
    try:
        found = covering.blind_paper(seat.panel, case, number) if seat.panel.blind else None
    except CannotBeCovered:
        return render(request, "review/uncovered.html", {"panel": seat.panel, "case": case, "number": number})
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@login_required
@require_POST
def reopen(request: HttpRequest, panel_id: int, case_id: int) -> HttpResponse:
    """Take one's own confirmation back."""
    request = cast("ActorRequest", request)
    seat = seat_or_404(request, panel_id)
    case = _case_or_404(request, seat, case_id)
    actions.reopen_sheet(seat_id=seat.pk, case_id=case.pk, by=request.actor, at=request.at, key=request.key)
    return redirect("review:scoring", panel_id=panel_id, case_id=case_id)
