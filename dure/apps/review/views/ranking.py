"""The desk: from the sealed tally to the announcement."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from dure.apps.programs import facade as programs
from dure.apps.review import access, actions, forms, papers
from dure.apps.review.models import Panel
from dure.apps.review.queries import after, desk, panels, tally
from dure.apps.review.views.panel import back_to, panel_or_404, round_or_404
from dure.apps.review.words import PanelState
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.http import ActorRequest

_OPEN_STATES = (PanelState.OPENED, PanelState.DECIDED, PanelState.ANNOUNCED)


@require_safe
def ranking(request: HttpRequest, round_id: int) -> HttpResponse:
    """Sealed until two people opened it; then the order, the selection and the announcement."""
    request = cast("ActorRequest", request)
    return page(request, round_or_404(request, round_id), request.GET.get("stage", ""))


def page(request: ActorRequest, found: programs.Round, stage_key: str, reasons: list[str] | None = None) -> HttpResponse:
    """The ranking's page, after a refusal with what was typed."""
    tabs = desk.stage_tabs(found.pk, tier=panels.tier_of(request.actor))
    chosen = desk.chosen_tab(tabs, stage_key)
    links = [{"label": tab.stage.label, "href": f"?stage={tab.stage.key}", "current": tab is chosen, "count": None} for tab in tabs]
    context: dict[str, object] = {
        "round": found,
        "chosen": chosen,
        "tabs": links if len(tabs) > 1 else [],
        "panel": None,
        "reasons": reasons or [],
    }
    if chosen and chosen.panel:
        context |= _panel_context(request, found, chosen.panel)
    return render(request, "review/desk/ranking.html", context, status=422 if reasons else 200)


def _panel_context(request: ActorRequest, found: programs.Round, panel: Panel) -> dict[str, object]:
    context: dict[str, object] = {
        "panel": panel,
        "steps": desk.steps_of(panel),
        "is_opened": panel.state in _OPEN_STATES,
        "may_lead": access.may_lead(request.actor, panel),
        "may_open": access.may_open_tally(request.actor, panel),
        "may_announce": access.may_announce(request.actor, panel),
        "typed": forms.typed(request.POST, "reserves", "short_reason", "awarded", "reason", "announce_day", "announce_time"),
    }
    if panel.state not in _OPEN_STATES:
        return context | {"cases": desk.case_rows(panel)}
    rows = desk.ranking_of(panel)
    decisions = desk.decision_rows(panel)
    sets_limit = programs.terms_of(found.pk).sets_limit
    return context | {
        "titles": desk.titles_of(panel),
        "rows": [(row, _award_shown(request, row, decisions)) for row in rows],
        "asks_money": sets_limit or any(row.case.asked for row in rows),
        "sets_limit": sets_limit,
        "any_short": any(row.is_short for row in rows),
        "places": request.POST.get("places", found.awards_max or ""),
        "decisions": decisions,
        "objections": after.count_of(panel),
        "given_up": tally.given_up(panel),
        "reserve": tally.first_reserve(panel) if panel.state == PanelState.ANNOUNCED else None,
    }


def _award_shown(request: ActorRequest, row: desk.RankRow, decisions: list[desk.DecisionRow]) -> str:
    """What stands in the money box: what was typed, what was drawn up, or what was asked."""
    typed = request.POST.get(f"award-{row.case.pk}")
    drawn = next((line.decision.awarded for line in decisions if line.decision.case_id == row.case.pk and line.decision.awarded), 0)
    return typed if typed is not None else str(drawn or row.case.asked)


@require_POST
def ask(request: HttpRequest, panel_id: int) -> HttpResponse:
    """The first of two people."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_lead(request.actor, found).or_refuse()
    actions.ask_to_open(panel_id=found.pk, by=request.actor, at=request.at, key=request.key)
    return back_to("ranking", found)


@require_POST
def open_tally(request: HttpRequest, panel_id: int) -> HttpResponse:
    """The second of two people."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_open_tally(request.actor, found).or_refuse()
    actions.open_tally(panel_id=found.pk, by=request.actor, at=request.at, key=request.key)
    return back_to("ranking", found)


@require_POST
def decide(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Draw up the selection."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_lead(request.actor, found).or_refuse()
    try:
        actions.decide(
            panel_id=found.pk,
            places=forms.read_count(request.POST, "places", label="선정할 곳 수를"),
            reserves=forms.read_count(request.POST, "reserves", label="예비로 둘 곳 수를"),
            awards=forms.read_awards(request.POST, panels.cases_in(found).values_list("pk", flat=True)),
            short_reason=request.POST.get("short_reason", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except (Forbidden, OutOfTurn):
        raise
    except Refused as refused:
        return page(request, found.round, found.stage_key, refused.reasons)
    return back_to("ranking", found)


@require_POST
def announce(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Tell everyone at one moment."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_announce(request.actor, found).or_refuse()
    actions.announce(panel_id=found.pk, by=request.actor, at=request.at, key=request.key)
    return back_to("ranking", found)


@require_POST
def promote(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Move the first reserve up."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    access.may_announce(request.actor, found).or_refuse()
    try:
        actions.promote_reserve(
            panel_id=found.pk,
            awarded=forms.read_money(request.POST, "awarded"),
            reason=request.POST.get("reason", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except (Forbidden, OutOfTurn):
        raise
    except Refused as refused:
        return page(request, found.round, found.stage_key, refused.reasons)
    return back_to("ranking", found)


@require_safe
def paper(request: HttpRequest, panel_id: int, ending: str) -> HttpResponse:
    """The decision paper, PDF or HWPX."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    if found.state not in {PanelState.DECIDED, PanelState.ANNOUNCED}:
        raise OutOfTurn("선정안을 만든 뒤에 결정서를 내려받을 수 있어요.")
    made = papers.decision_paper if ending == "pdf" else papers.decision_hwpx
    return papers.download(made(found, at=request.at), name=f"decision-{found.pk}", ending=ending)
