"""The desk: a round's panel, who judges, and how far they are."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.programs import facade as programs
from dure.apps.review import access, actions, forms
from dure.apps.review.models import Panel, PanelSeat
from dure.apps.review.queries import after, covering, desk, panels, pool
from dure.apps.review.words import PanelState
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.kernel.verdicts import Permission
from dure.platform.http import ActorRequest

_FIELDS = ("stage", "quorum", "due_day", "due_time", "blind", "tells_scores", "seat", "case", "reason")


def panel_or_404(request: ActorRequest, panel_id: int) -> Panel:
    """A panel of the desk; whoever belongs to an applicant of the round does not see it either."""
    found = get_object_or_404(panels.panels_for_desk(request.actor), pk=panel_id)
    if not access.may_see_desk(request.actor, found):
        raise Http404
    return found


def round_or_404(request: ActorRequest, round_id: int) -> programs.Round:
    """A round of the desk, under the same condition."""
    found = get_object_or_404(panels.rounds_for(request.actor), pk=round_id)
    if not access.may_see_desk(request.actor, Panel(round_id=found.pk, tier=panels.tier_of(request.actor) or "center")):
        raise Http404
    return found


def back_to(name: str, panel: Panel) -> HttpResponse:
    """To the panel's own place on a page of its round."""
    return redirect(reverse(f"review:{name}", args=[panel.round_id]) + f"?stage={panel.stage_key}")


@require_http_methods(["GET", "POST"])
def panel(request: HttpRequest, round_id: int) -> HttpResponse:
    """The panel of the chosen review stage; without one, the form that sets it up."""
    request = cast("ActorRequest", request)
    found = round_or_404(request, round_id)
    if request.method == "GET":
        return page(request, found, request.GET.get("stage", ""))
    access.may_lead(request.actor, Panel(round_id=found.pk, tier=panels.tier_of(request.actor) or "center")).or_refuse()
    stage_key = request.POST.get("stage", "")
    try:
        formed = actions.form_panel(
            round_id=found.pk,
            stage_key=stage_key,
            quorum=forms.read_count(request.POST, "quorum", label="신청 한 건을 심사할 사람 수를"),
            due_at=forms.read_instant(request.POST, "due"),
            blind=request.POST.get("blind") == "yes",
            tells_scores=request.POST.get("tells_scores") == "yes",
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except Refused as refused:
        return page(request, found, stage_key, refused.reasons)
    return back_to("panel", formed)


def page(request: ActorRequest, found: programs.Round, stage_key: str, reasons: list[str] | None = None) -> HttpResponse:
    """The panel's page, after a refusal with what was typed."""
    tabs = desk.stage_tabs(found.pk, tier=panels.tier_of(request.actor))
    chosen = desk.chosen_tab(tabs, stage_key)
    context = {
        "round": found,
        "chosen": chosen,
        "tabs": [_tab(tab, chosen) for tab in tabs] if len(tabs) > 1 else [],
        "may_lead": _may_lead(request, found, chosen),
        "typed": forms.typed(request.POST, *_FIELDS),
        "sheet": programs.terms_of(found.pk).score_sheet,
        "panel": None,
        "sees_pool": panels.sits_at_desk(request.actor),
        "reasons": reasons or [],
    }
    if chosen and chosen.panel:
        context |= _panel_context(request, chosen.panel)
    return render(request, "review/desk/panel.html", context, status=422 if reasons else 200)


def _tab(tab: desk.StageTab, chosen: desk.StageTab | None) -> dict[str, object]:
    return {"label": tab.stage.label, "href": f"?stage={tab.stage.key}", "current": tab is chosen, "count": None}


def _may_lead(request: ActorRequest, found: programs.Round, chosen: desk.StageTab | None) -> Permission:
    return access.may_lead(
        request.actor, (chosen and chosen.panel) or Panel(round_id=found.pk, tier=panels.tier_of(request.actor) or "center")
    )


def _panel_context(request: ActorRequest, panel: Panel) -> dict[str, object]:
    takes_seats = panel.state in {"planned", "open"}
    cases = desk.case_rows(panel)
    return {
        "panel": panel,
        "steps": desk.steps_of(panel),
        "seats": desk.seat_rows(panel),
        "cases": cases,
        "short": sum(row.is_short for row in cases),
        "seat_options": [(seat.pk, seat.reviewer.account.name) for seat in panels.seats_in(panel).exclude(state="declined")],
        "case_options": [(row.case.pk, f"{row.case.receipt} {row.case.title}") for row in cases],
        "candidates": pool.candidates(panel, request.at) if takes_seats else [],
        "following": pool.next_in_turn(panel, request.at) if takes_seats else None,
        "declined": _unfilled(panel),
        "challenges": after.challenges_of(panel),
        "takes_seats": takes_seats,
    }


def _unfilled(panel: Panel) -> list[PanelSeat]:
    """Seats that were declined and have no substitute yet."""
    seats = list(panels.seats_in(panel))
    filled = {seat.substitutes_id for seat in seats}
    return [seat for seat in seats if seat.state == "declined" and seat.pk not in filled]


@require_POST
def invite(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Give somebody of the pool a seat."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_lead(request.actor, found).or_refuse()
    reviewer = get_object_or_404(panels.reviewers_to_invite(found), pk=forms.read_id(request.POST, "reviewer"))
    actions.invite_reviewer(panel_id=found.pk, reviewer_id=reviewer.pk, by=request.actor, at=request.at, key=request.key)
    return back_to("panel", found)


@require_POST
def conflict(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Take a reviewer off an application."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_lead(request.actor, found).or_refuse()
    seat = get_object_or_404(panels.seats_in(found), pk=forms.read_id(request.POST, "seat"))
    try:
        actions.record_conflict(
            seat_id=seat.pk,
            case_id=forms.read_id(request.POST, "case"),
            reason=request.POST.get("reason", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except Forbidden:
        raise
    except Refused as refused:
        return page(request, found.round, found.stage_key, refused.reasons)
    return back_to("panel", found)


@require_POST
def recheck(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Compute all ties again."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    actions.recheck_conflicts(panel_id=found.pk, by=request.actor, at=request.at, key=request.key)
    return back_to("panel", found)


@require_POST
def open_panel(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Let the reviewers begin."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    try:
        actions.open_panel(panel_id=found.pk, by=request.actor, at=request.at, key=request.key)
    except Forbidden:
        raise
    except Refused as refused:
        return page(request, found.round, found.stage_key, refused.reasons)
    return back_to("panel", found)


@require_POST
def close(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Lock the sheets; the tally stays sealed."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    try:
        actions.close_panel(panel_id=found.pk, by=request.actor, at=request.at, key=request.key)
    except Forbidden:
        raise
    except Refused as refused:
        return page(request, found.round, found.stage_key, refused.reasons)
    return back_to("ranking", found)


@login_required
@require_http_methods(["GET", "POST"])
def copies(request: HttpRequest, panel_id: int, case_id: int) -> HttpResponse:
    """Before and during a blind review: which attachments open for the reviewers, and a covered copy for those that do not."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    case = get_object_or_404(panels.cases_in(found), pk=case_id) if found.blind else None
    if case is None:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        access.may_lead(request.actor, found).or_refuse()
        number, copy = forms.read_id(request.POST, "paper"), request.FILES.get("copy")
        who = {"by": request.actor, "at": request.at, "key": request.key}
        try:
            actions.attach_copy(panel_id=found.pk, case_id=case.pk, number=number, copy=copy, **who)
        except (Forbidden, OutOfTurn):
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "가린 사본을 올렸어요. 심사위원은 이 사본을 열어요.")
            return redirect("review:copies", panel_id=found.pk, case_id=case.pk)
    may_attach = access.may_lead(request.actor, found) and found.state in {PanelState.PLANNED, PanelState.OPEN}
    context = {"panel": found, "case": case, "papers": covering.papers_to_cover(found, case), "may_attach": may_attach, "reasons": reasons}
    return render(request, "review/desk/copies.html", context, status=422 if reasons else 200)
