"""전체 자료: asked for with a reason, made by the worker, taken away; each step stands in the journal."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.grants import facade as grants
from dure.desks.money.making import words_of
from dure.desks.money.queries import auditing, sampling
from dure.desks.money.views.samples import reasons_of
from dure.kernel.errors import Refused
from dure.kernel.typed import row_number
from dure.platform.http import ActorRequest
from dure.platform.views_files import handed_out


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """What was asked for so far, and the form that asks for another."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(lambda: _ask(request))
        if not reasons:
            messages.success(request, _("부탁했어요. 다 만들면 아래 목록에서 받을 수 있어요. 보통 1분 안에 끝나요."))
            return redirect("money_desk:audit-exports")
    years = auditing.years()
    typed = {name: request.POST.get(name, "") for name in ("year", "program", "reason")}
    context = {
        "rows": [(export, words_of(export)) for export in grants.exports_for(request.actor)[:100]],
        "years": [(str(year), f"{year}년") for year in years],
        "programs": sampling.programs_to_pick(years),
        "typed": typed | {"year": typed["year"] or (str(years[0]) if years else "")},
        "reasons": reasons,
        "waiting": grants.exports_for(request.actor).filter(state="asked").exists(),
    }
    return render(request, "desks/money/exports.html", context, status=422 if reasons else 200)


def _ask(request: ActorRequest) -> grants.AuditExport:
    year, program = request.POST.get("year", ""), request.POST.get("program", "")
    if not (year.isdigit() and len(year) == 4):
        raise Refused(_("내려받을 연도를 골라 주세요."))
    return grants.ask_export(
        year=int(year),
        program_id=row_number(program) or None,
        reason=request.POST.get("reason", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_POST
def take(request: HttpRequest, export_id: int) -> HttpResponseBase:
    """Take a made file away; the journal keeps each time."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    found = get_object_or_404(grants.exports_for(request.actor), pk=export_id)
    return handed_out(grants.take_export(export_id=found.pk, by=request.actor, at=request.at, key=request.key))
