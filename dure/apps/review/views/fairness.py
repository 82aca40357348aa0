"""The desk: substitutes, challenges, feedback, objections, and an announcement set for an instant."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.review import access, actions, forms
from dure.apps.review.models import Decision, Objection
from dure.apps.review.queries import after, panels, pool
from dure.apps.review.queries.feedback import remark_drafts
from dure.apps.review.views.panel import back_to, panel_or_404
from dure.apps.review.views.panel import page as panel_page
from dure.apps.review.views.ranking import page as ranking_page
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.http import ActorRequest


@require_POST
def substitute(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Invite the next in turn without a tie for a seat that was declined: one click."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_lead(request.actor, found).or_refuse()
    seat = get_object_or_404(panels.seats_in(found), pk=forms.read_id(request.POST, "seat"), state="declined")
    following = pool.next_in_turn(found, request.at)
    if following is None:
        return panel_page(request, found.round, found.stage_key, ["이해관계 없이 초대할 수 있는 심사위원이 더 없어요."])
    actions.invite_reviewer(
        panel_id=found.pk,
        reviewer_id=following.reviewer.pk,
        substitutes=seat.pk,
        by=request.actor,
        at=request.at,
        key=request.key,
    )
    messages.success(request, f"{following.reviewer.account.name} 심사위원을 대신 초대했어요.")
    return back_to("panel", found)


@require_POST
def challenge(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Decide a challenge, with the reason."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_lead(request.actor, found).or_refuse()
    filed = get_object_or_404(after.challenges_of(found), pk=forms.read_id(request.POST, "challenge"))
    try:
        actions.judge_challenge(
            challenge_id=filed.pk,
            upheld=request.POST.get("act") == "uphold",
            answer=request.POST.get("answer", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except (Forbidden, OutOfTurn):
        raise
    except Refused as refused:
        return panel_page(request, found.round, found.stage_key, refused.reasons)
    return back_to("panel", found)


@require_POST
def schedule(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Set the instant of the announcement, or take it back."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_announce(request.actor, found).or_refuse()
    try:
        actions.schedule_announcement(
            panel_id=found.pk,
            announce_on=None if request.POST.get("act") == "cancel" else forms.read_instant(request.POST, "announce"),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except (Forbidden, OutOfTurn):
        raise
    except Refused as refused:
        return ranking_page(request, found.round, found.stage_key, refused.reasons)
    return back_to("ranking", found)


def _decision_or_404(request: ActorRequest, decision_id: int) -> Decision:
    found = get_object_or_404(after.decisions(), pk=decision_id)
    panel_or_404(request, found.panel_id)
    return found


@login_required
@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The reviewers' comments beside the words that the applicant will read."""
    request = cast("ActorRequest", request)
    found, reasons = _decision_or_404(request, decision_id), list[str]()
    remarks: dict[str, str] | None = None
    if request.method == "POST":
        access.may_lead(request.actor, found.panel).or_refuse()
        remarks = {key: request.POST.get(f"remark-{key}", "") for key in panels.points_of(found.panel)}
        try:
            actions.approve_feedback(decision_id=found.pk, remarks=remarks, by=request.actor, at=request.at, key=request.key)
        except (Forbidden, OutOfTurn):
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "심사 의견을 승인했어요.")
            return back_to("ranking", found.panel)
    context = {
        "decision": found,
        "panel": found.panel,
        "lines": remark_drafts(found, remarks),
        "may_lead": access.may_lead(request.actor, found.panel),
        "reasons": reasons,
    }
    return render(request, "review/desk/feedback.html", context, status=422 if reasons else 200)


@login_required
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    """Every objection, the unanswered first, what is overdue marked."""
    request = cast("ActorRequest", request)
    if not panels.sits_at_desk(request.actor) and not panels.tier_of(request.actor):
        raise Http404
    return render(request, "review/desk/objections.html", {"rows": after.objection_rows(request.actor, request.at)})


@login_required
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """One objection: what the applicant says, the decision as it stands, and the second look."""
    request = cast("ActorRequest", request)
    found = get_object_or_404(after.objections(), pk=objection_id)
    panel = panel_or_404(request, found.decision.panel_id)
    reasons: list[str] = []
    if request.method == "POST":
        access.may_judge_objection(request.actor, panel, found.decision).or_refuse()
        try:
            _judge(request, found)
        except (Forbidden, OutOfTurn):
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("review:objection", objection_id=found.pk)
    context = {
        "objection": found,
        "panel": panel,
        "decision": found.decision,
        "papers": after.papers_of(found),
        "is_late": after.is_late(found, request.at),
        "may_judge": access.may_judge_objection(request.actor, panel, found.decision),
        "ways": [("", "받아들이지 않아요"), ("selected", "받아들여 선정해요"), ("reserve", "받아들여 예비 순위에 올려요")],
        "typed": forms.typed(request.POST, "answer", "outcome", "awarded"),
        "reasons": reasons,
    }
    return render(request, "review/desk/objection.html", context, status=422 if reasons else 200)


def _judge(request: ActorRequest, found: Objection) -> None:
    outcome = request.POST.get("outcome", "")
    actions.judge_objection(
        objection_id=found.pk,
        answer=request.POST.get("answer", ""),
        outcome=outcome if outcome in {"selected", "reserve"} else "",
        awarded=forms.read_money(request.POST, "awarded") if outcome == "selected" else 0,
        by=request.actor,
        at=request.at,
        key=request.key,
    )
