"""표본 점검: drawing a sample, one drawn expense after another, the findings, and the paper of it all."""

import secrets
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.grants import facade as grants
from dure.desks.money.exports import paper
from dure.desks.money.queries import auditing, sampling
from dure.kernel.errors import Forbidden, Refused
from dure.kernel.typed import row_number
from dure.kernel.won import NotWon, parse_won
from dure.platform import hwpx, official
from dure.platform.http import ActorRequest
from dure.platform.views_files import handed_out


def reasons_of(act: Callable[[], object]) -> list[str]:
    """Do it; the reasons if it was refused. That one may not do it at all is another page's matter (403)."""
    try:
        act()
    except Forbidden:
        raise
    except Refused as refused:
        return refused.reasons
    return []


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Every sample, and the form that draws another."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    drawn: list[grants.AuditSample] = []
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(lambda: drawn.append(_draw(request)))
        if not reasons:
            messages.success(request, _("표본을 뽑았어요. 한 건씩 열어 점검해 주세요."))
            return redirect("money_desk:audit-sample", drawn[0].pk)
    years = auditing.years()
    context = {
        "rows": sampling.rows(grants.audits_for(request.actor)),
        "years": [(str(year), f"{year}년") for year in years],
        "programs": sampling.programs_to_pick(years),
        "methods": sampling.METHODS,
        "reasons": reasons,
        "typed": sampling.typed(request.POST or request.GET, seed=secrets.token_hex(4), year=str(years[0]) if years else ""),
    }
    return render(request, "desks/money/samples.html", context, status=422 if reasons else 200)


def _draw(request: ActorRequest) -> grants.AuditSample:
    data = request.POST
    year, size = data.get("year", ""), data.get("size", "").replace(",", "").strip()
    program = data.get("program", "")
    if not (year.isdigit() and len(year) == 4):
        raise Refused(_("점검할 연도를 골라 주세요."))
    return grants.draw_audit(
        year=int(year),
        program_id=row_number(program) or None,
        method=data.get("method", ""),
        size=int(size) if size.isdigit() and len(size) < 7 else None,
        seed=data.get("seed", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def _audit(request: ActorRequest, audit_id: int) -> grants.AuditSample:
    grants.may_audit(request.actor).or_refuse()
    return get_object_or_404(grants.audits_for(request.actor), pk=audit_id)


@require_http_methods(["GET", "POST"])
def sample(request: HttpRequest, audit_id: int) -> HttpResponse:
    """The drawn expenses with their words, how it was drawn and that it can be drawn again, the result; and ending it."""
    request = cast("ActorRequest", request)
    audit = _audit(request, audit_id)
    reasons: list[str] = []
    if request.method == "POST":
        end: dict[str, Any] = {"opinion": request.POST.get("opinion", ""), "by": request.actor, "at": request.at, "key": request.key}
        reasons = reasons_of(lambda: grants.end_audit(audit_id=audit.pk, **end))
        if not reasons:
            return redirect("money_desk:audit-sample", audit.pk)
    kept, same = grants.redrawn(audit)
    context = {
        "audit": audit,
        "items": grants.items_of(audit),
        "result": grants.result_of(audit),
        "facts": sampling.facts_of(audit),
        "kept": kept,
        "same": same,
        "reasons": reasons,
        "typed": request.POST.get("opinion", ""),
    }
    return render(request, "desks/money/sample.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, audit_id: int, item_id: int) -> HttpResponse:
    """One drawn expense: its papers, the auditor's word, the answer, and closing the finding."""
    request = cast("ActorRequest", request)
    audit = _audit(request, audit_id)
    found = get_object_or_404(grants.items_of(audit), pk=item_id)
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(lambda: _act(request, found))
        if not reasons:
            following = audit.items.filter(verdict="").order_by("place").first()
            messages.success(request, _("적었어요."))
            return redirect("money_desk:audit-item", audit.pk, (following or found).pk)
    context = {
        "audit": audit,
        "item": found,
        "papers": found.spending.evidence.select_related("file").order_by("id"),
        "turns": grants.turns_of_finding(found),
        "flags": found.spending.flags.order_by("raised_at", "id"),
        "verdicts": sampling.VERDICTS,
        "typed": sampling.word_of(found, request.POST),
        "may_judge": not (audit.is_ended or found.answered_at or found.closed_at),
        "may_settle": bool(found.answered_at) and not found.closed_at and not audit.is_ended,
        "reasons": reasons,
        "beside": sampling.beside(audit, found),
    }
    return render(request, "desks/money/sample_item.html", context, status=422 if reasons else 200)


def _act(request: ActorRequest, found: grants.AuditItem) -> None:
    data, who = request.POST, {"by": request.actor, "at": request.at, "key": request.key}
    if data.get("act") in {"close", "again"}:
        grants.settle_finding(item_id=found.pk, closes=data["act"] == "close", text=data.get("text", ""), **who)
        return
    try:
        error = parse_won(data.get("error", "") or "0")
    except NotWon as wrong:
        raise Refused(_("잘못된 금액은 숫자로 적어 주세요. 예: 150,000")) from wrong
    grants.judge_audit_item(
        item_id=found.pk,
        verdict=data.get("verdict", ""),
        note=data.get("note", ""),
        clause=data.get("clause", ""),
        error=error,
        **who,
    )


@require_safe
def population(request: HttpRequest, audit_id: int) -> HttpResponseBase:
    """The expenses it was drawn from: number, amount and mark of each, without names."""
    request = cast("ActorRequest", request)
    audit = _audit(request, audit_id)
    assert audit.population_file is not None
    return handed_out(audit.population_file)


@require_safe
def paper_of(request: HttpRequest, audit_id: int, form: str) -> HttpResponse:
    """The paper of the audit as it stands: PDF or HWPX."""
    request = cast("ActorRequest", request)
    audit = _audit(request, audit_id)
    said, at = paper.paper_of(audit), audit.ended_at or request.at
    if form == "hwpx":
        content, media_type = hwpx.write(said, at=at), hwpx.MEDIA_TYPE
    else:
        content, media_type = official.pdf(said, at=at, number=audit.number, sample=audit.sample), "application/pdf"
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="audit-{audit.year}-{audit.pk}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response
