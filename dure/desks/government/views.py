"""The desk of a district, the city or a ministry: what waits, every file that has come, several sent on at once."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from dure.apps.cases import facade as cases
from dure.desks.government import access, exports, queries
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this tier, by urgency; of a long group the first ones."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    duties = queries.duties_of(request.actor, request.at)
    waits = [(name, items[: queries.SHOWN_PER_GROUP], len(items)) for name, items in duties.items()]
    return render(request, "desks/government/home.html", {"waits": waits})


@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """Every file that has come to this tier, narrowed by what stands in the address."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    filters = queries.Filters.read(request.GET)
    kept = request.GET.copy()
    kept.pop("after", None)
    context = {
        "filters": filters,
        "slice": queries.slice_of(queries.narrowed(queries.runs_of(request.actor), filters), filters.after),
        "query": kept.urlencode(),
        "rounds": queries.rounds_of(request.actor),
        "turns": list(queries.TURNS.items()),
    }
    return render(request, "desks/government/files.html", context)


@require_safe
def files_xlsx(request: HttpRequest) -> HttpResponse:
    """Exactly the list on the screen, without pages."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    rows = queries.rows_of(queries.narrowed(queries.runs_of(request.actor), queries.Filters.read(request.GET)))
    response = HttpResponse(exports.workbook(request.actor.seat_title, rows, at=request.at), content_type=SPREADSHEET)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename="신청 목록.xlsx") or ""
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def forward(request: HttpRequest) -> HttpResponse:
    """First say what would happen; then, with an opinion, send on all that are ready."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    chosen = [int(typed) for typed in request.POST.getlist("case") if typed.isascii() and typed.isdigit() and len(typed) < 16]
    rehearsed = queries.rehearse(request.actor, chosen)
    reasons: list[str] = [] if rehearsed.ready else ["넘길 수 있는 신청이 없어요. 목록에서 내 차례인 신청을 골라 주세요."]
    if request.POST.get("act") == "forward":
        ready = [run.case_id for run in rehearsed.ready]
        try:
            cases.forward_many(case_ids=ready, note=request.POST.get("note", ""), by=request.actor, at=request.at, key=request.key)
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("government:files")
    context = {"rehearsed": rehearsed, "reasons": reasons, "note": request.POST.get("note", "")}
    return render(request, "desks/government/forward.html", context, status=422 if reasons else 200)
