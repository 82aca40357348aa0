"""The desk: a round's applications, and one application with its screening."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.cases import access, actions, exports
from dure.apps.cases.actions.running import run_of
from dure.apps.cases.models import Case
from dure.apps.cases.queries.cases import cases_of
from dure.apps.cases.queries.desk import desk_page, filter_choices
from dure.apps.cases.queries.lists import DeskFilters, desk_list, desk_rows, drafts_in, rounds_on_desk
from dure.apps.cases.views import tiers
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def applications(request: HttpRequest, round_id: int) -> HttpResponse:
    """The round's applications by number, narrowed by what stands in the address."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(rounds_on_desk(request.actor), pk=round_id)
    filters = DeskFilters.read(request.GET)
    paged = page_of(request, desk_list(request.actor, found.pk, filters))
    context = {
        "round": found,
        "filters": filters,
        "choices": filter_choices(),
        "paged": paged,
        "rows": desk_rows(paged.page.object_list),
        "drafts": drafts_in(found.pk) if access.may_count_drafts(request.actor) else None,
        "may_download": access.may_download(request.actor),
    }
    return render(request, "cases/desk/applications.html", context)


@require_safe
def applications_xlsx(request: HttpRequest, round_id: int) -> HttpResponse:
    """Exactly the list on the screen, without pages."""
    request = cast("ActorRequest", request)
    access.may_download(request.actor).or_refuse()
    found = get_object_or_404(rounds_on_desk(request.actor), pk=round_id)
    rows = desk_rows(desk_list(request.actor, found.pk, DeskFilters.read(request.GET)))
    response = HttpResponse(exports.applications(found.title, rows, at=request.at), content_type=SPREADSHEET)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"신청 목록-{found.title}.xlsx") or ""
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Reading one application, and what the desk may do with it."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(cases_of(request.actor).filter(receipt_number__isnull=False), pk=case_id)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            act(request, found)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect(request.path)
    context = desk_page(request.actor, found, request.at) | {
        "reasons": reasons,
        "typed": request.POST,
        "chosen": request.POST.getlist("places"),
    }
    context["precheck_form"] = [(section, tiers.asked_of(section, request)) for section in context["precheck_sections"]]
    return render(request, "cases/desk/case.html", context, status=422 if reasons else 200)


def act(request: ActorRequest, found: Case) -> None:
    """The one verb that the pressed button names. Who may not screen is told so before the form is read."""
    acts = {
        "ask_completion": _ask_completion,
        "extend_completion": _extend_completion,
        "pass": _pass,
        "refuse": _refuse,
        "assign": _assign,
        "send_back": tiers.send_back,
        "plan_visit": tiers.plan_visit,
        "precheck": tiers.record_precheck,
    }
    pressed = request.POST.get("act", "")
    if pressed not in acts:
        raise Http404
    if pressed not in {"assign", "precheck", "send_back"}:
        access.may_screen(request.actor, run_of(found.pk, "screening")).or_refuse()
    acts[pressed](request, found)


def _ask_completion(request: ActorRequest, found: Case) -> None:
    actions.ask_completion(
        case_id=found.pk,
        places=request.POST.getlist("places"),
        message=request.POST.get("message", ""),
        due_at=tiers.moment(request, "due", "보완 기한"),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def _extend_completion(request: ActorRequest, found: Case) -> None:
    reason = request.POST.get("reason", "")
    actions.extend_completion(
        case_id=found.pk, due_at=tiers.moment(request, "due", "보완 기한"), reason=reason, by=request.actor, at=request.at, key=request.key
    )


def _pass(request: ActorRequest, found: Case) -> None:
    note = request.POST.get("note", "")
    actions.pass_screening(case_id=found.pk, findings=_findings(request), note=note, by=request.actor, at=request.at, key=request.key)


def _findings(request: ActorRequest) -> list[dict[str, object]]:
    """Points that were ticked as seen; the points are the rules and the documents of the terms."""
    return [{"point": point[:300], "ok": True} for point in request.POST.getlist("seen")[:100]]


def _refuse(request: ActorRequest, found: Case) -> None:
    reasons = request.POST.get("reasons", "").splitlines()
    actions.refuse_case(case_id=found.pk, reasons=reasons, findings=_findings(request), by=request.actor, at=request.at, key=request.key)


def _assign(request: ActorRequest, found: Case) -> None:
    seat = request.POST.get("seat", "")
    seat_id = int(seat) if seat.isascii() and seat.isdigit() and len(seat) < 16 else 0
    actions.assign_seat(
        case_id=found.pk, seat_id=seat_id, reason=request.POST.get("reason", ""), by=request.actor, at=request.at, key=request.key
    )
