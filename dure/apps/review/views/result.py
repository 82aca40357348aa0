"""An applicant: who judges, the result once it has been told, its papers, an objection, a place given up."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.review import access, actions, forms, papers
from dure.apps.review.models import Decision
from dure.apps.review.queries import after, panels
from dure.apps.review.queries.feedback import feedback_of, result_for
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.http import ActorRequest


def _told_or_404(request: ActorRequest, case_id: int) -> Decision:
    """The told result of one's own case; before the announcement there is none, scored or not."""
    decision = result_for(request.actor, case_id)
    if decision is None:
        raise Http404
    return decision


@login_required
@require_safe
def result(request: HttpRequest, case_id: int) -> HttpResponse:
    """Before the announcement this page is not there, for a scored application and for one nobody has read alike."""
    request = cast("ActorRequest", request)
    decision = _told_or_404(request, case_id)
    told = feedback_of(decision)
    context = {
        "decision": decision,
        "case": decision.case,
        "panel": decision.panel,
        "feedback": told,
        "has_remarks": any(line.remark for line in told.lines),
        "objection": after.objection_of(decision.pk),
        "may_object": access.may_object(request.actor, decision, at=request.at),
        "objections_end": panels.objections_end(decision),
        "may_give_up": decision.outcome == "selected"
        and access.may_give_up(request.actor, decision)
        and panels.may_still_give_up(decision.case),
    }
    return render(request, "review/result.html", context)


@login_required
@require_safe
def notice(request: HttpRequest, case_id: int, kind: str, ending: str) -> HttpResponse:
    """The result notice or the feedback letter as a paper, PDF or HWPX, from the same rows."""
    request = cast("ActorRequest", request)
    decision = _told_or_404(request, case_id)
    made = papers.result_notice if kind == "notice" else papers.feedback_letter
    return papers.answer(made(decision), name=f"{kind}-{case_id}", ending=ending, at=decision.announced_at or request.at)


@login_required
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, case_id: int) -> HttpResponse:
    """Object to the result, within its days; afterwards, how it stands."""
    request = cast("ActorRequest", request)
    decision = _told_or_404(request, case_id)
    reasons: list[str] = []
    if request.method == "POST":
        access.may_object(request.actor, decision, at=request.at).or_refuse()
        try:
            actions.object_to(
                case_id=case_id,
                text=request.POST.get("text", ""),
                papers=request.FILES.getlist("papers"),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except (Forbidden, OutOfTurn):
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "이의신청을 접수했어요.")
            return redirect("review:object", case_id=case_id)
    filed = after.objection_of(decision.pk)
    context = {
        "decision": decision,
        "case": decision.case,
        "panel": decision.panel,
        "objection": filed,
        "papers": after.papers_of(filed) if filed else [],
        "may_object": access.may_object(request.actor, decision, at=request.at),
        "objections_end": panels.objections_end(decision),
        "typed": forms.typed(request.POST, "text"),
        "reasons": reasons,
    }
    return render(request, "review/objection.html", context, status=422 if reasons else 200)


@login_required
@require_http_methods(["GET", "POST"])
def give_up(request: HttpRequest, case_id: int) -> HttpResponse:
    """The representative gives the place up."""
    request = cast("ActorRequest", request)
    decision = _told_or_404(request, case_id)
    if decision.outcome != "selected":
        raise Http404
    access.may_give_up(request.actor, decision).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            actions.give_up_selection(case_id=case_id, reason=reason, by=request.actor, at=request.at, key=request.key)
        except (Forbidden, OutOfTurn):
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "선정 포기를 접수했어요.")
            return redirect("review:result", case_id=case_id)
    context = {
        "decision": decision,
        "case": decision.case,
        "panel": decision.panel,
        "typed": forms.typed(request.POST, "reason"),
        "reasons": reasons,
    }
    return render(request, "review/give_up.html", context, status=422 if reasons else 200)


@login_required
@require_http_methods(["GET", "POST"])
def judges(request: HttpRequest, case_id: int) -> HttpResponse:
    """Who judges one's own application, without names, where the definition says so; and the challenge."""
    request = cast("ActorRequest", request)
    case = get_object_or_404(after.own_cases(request.actor), pk=case_id)
    panel = after.panel_to_challenge(case)
    if panel is None:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        access.may_challenge(request.actor, panel, case, at=request.at).or_refuse()
        members = {member.seat_id for member in after.disclosed_members(panel, case)}
        seat_id = forms.read_id(request.POST, "seat")
        if seat_id not in members:
            raise Http404
        try:
            reason = request.POST.get("reason", "")
            actions.challenge_reviewer(seat_id=seat_id, case_id=case.pk, reason=reason, by=request.actor, at=request.at, key=request.key)
        except (Forbidden, OutOfTurn):
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "기피신청을 접수했어요.")
            return redirect("review:judges", case_id=case.pk)
    context = {
        "case": case,
        "panel": panel,
        "members": after.disclosed_members(panel, case),
        "may_challenge": access.may_challenge(request.actor, panel, case, at=request.at),
        "reasons": reasons,
    }
    return render(request, "review/judges.html", context, status=422 if reasons else 200)
