"""Staff: the year's programs, planning and opening a round, moving its dates, closing it."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.programs import access, forms
from dure.apps.programs.actions import rounds as rounds_actions
from dure.apps.programs.actions import stages as stage_actions
from dure.apps.programs.models import Program, Round
from dure.apps.programs.queries import desk as queries
from dure.apps.programs.queries.drift import drift_of_program
from dure.apps.programs.queries.parts import frame_left, operated_parts, parts_of, tracks_of
from dure.apps.programs.queries.programs import edition_now
from dure.apps.programs.queries.rounds import terms_of
from dure.apps.programs.views.editing.windows import district_openings
from dure.apps.programs.words import DEFAULT_CLOSING_HOUR
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """The programs of a year, planned ones too."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    editions = list(queries.editions_with_counts())
    asked = request.GET.get("year", "")
    now = edition_now(request.at)
    year = int(asked) if asked.isdigit() and len(asked) == 4 else now.year if now else request.at.year
    may_open = access.may_open_edition(request.actor)
    context = {
        "year": year,
        "editions": editions,
        "programs": queries.programs_of(request.actor, year),
        "may_open": may_open,
        "this_year": request.at.year,
    }
    return render(request, "programs/desk/programs.html", context)


@require_safe
def program(request: HttpRequest, program_id: int) -> HttpResponse:
    """One program: its version, its rounds, and what one may do."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(queries.program_for(request.actor), pk=program_id)
    now = edition_now(request.at)
    brings_into = now if now and now.is_current and now.year > found.edition.year and access.may_open_edition(request.actor) else None
    context = {
        "program": found,
        "rounds": queries.rounds_of(found),
        "may_plan": access.may_plan(request.actor, found),
        "brings_into": brings_into,
        "drifts": drift_of_program(found),
        **_ways(found),
    }
    return render(request, "programs/desk/program.html", context)


def _ways(found: Program) -> dict[str, Any]:
    """Tracks and parts of which the center may announce a round; parts with operators are announced by these."""
    document = found.version.document if found.version else {}
    parts, operated = parts_of(document), operated_parts(found)
    return {
        "tracks": [(track["key"], track["title"]) for track in document.get("tracks", ())],
        "must_choose": bool(tracks_of(document)),
        "parts": parts,
        "own_parts": [(key, title) for key, title in parts if key not in operated],
        "operated": [(title, operated[key]) for key, title in parts if key in operated],
    }


@require_POST
def plan(request: HttpRequest, program_id: int) -> HttpResponse:
    """Put a round on the plan."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(queries.program_for(request.actor), pk=program_id)
    ways = _ways(found)
    for name, word in (("track", "유형"), ("part", "단계")):
        if (asked := request.POST.get(name)) and asked not in dict(ways["tracks" if name == "track" else "own_parts"]):
            raise Refused(f"고른 {word}의 모집은 여기에서 준비할 수 없어요. 사업 화면에서 다시 골라 주세요.")
    planned = rounds_actions.plan_round(
        program_id=found.pk,
        track=request.POST.get("track", ""),
        part=request.POST.get("part", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )
    return redirect("programs:open", round_id=planned.pk)


@require_http_methods(["GET", "POST"])
def open_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Set the windows and figures of a planned round, and open it."""
    request = cast("ActorRequest", request)
    access.may_see_rounds(request.actor).or_refuse()
    found = get_object_or_404(queries.rounds_for(request.actor), pk=round_id)
    access.may_open(request.actor, found).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            form = forms.read_opening(request.POST, seat_id=request.actor.seat_id or 0, districts=district_openings(found))
            assert form.plan is not None
            rounds_actions.open_round(
                round_id=found.pk, windows=form.windows, plan=form.plan, by=request.actor, at=request.at, key=request.key
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("staff:round", round_id=found.pk)
    typed = request.POST if request.method == "POST" else _suggested(found)
    windows = found.windows.select_related("district").order_by("district__name")
    context = {"round": found, "terms": terms_of(found.pk), "typed": typed, "reasons": reasons, "windows": windows}
    return render(request, "programs/desk/open.html", context, status=422 if reasons else 200)


def _suggested(found: Round) -> dict[str, str]:
    """What the definition says, to be confirmed: the document's days, and the center's closing hour where it names none."""
    intake = next(iter(terms_of(found.pk).stages_of("intake")), None)
    window = intake.window if intake else None
    budget, awards = _figures(found)
    hour = window.closing_time if window else None
    return {
        "opens_day": window.first.isoformat() if window and window.first else "",
        "opens_time": "09:00",
        "closes_day": window.last.isoformat() if window and window.last else "",
        "closes_time": hour.strftime("%H:%M") if hour else f"{DEFAULT_CLOSING_HOUR}:00",
        "hour_source": "document" if hour else "round",
        "receipt_prefix": f"{found.program.edition.year}-{found.program_id:03d}-{found.number}",
        "budget": f"{budget:,}" if budget else "",
        "awards_max": str(awards or ""),
    }


def _figures(found: Round) -> tuple[int | None, int | None]:
    """Money and number of awards: in an operator's round what its agreement leaves, otherwise what the definition says."""
    if found.appointment is not None:
        left = frame_left(found.appointment, without=found)
        return left.budget or None, left.firms
    document = found.version.document
    return (document.get("budget") or {}).get("max"), (document.get("awards") or {}).get("max")


@require_http_methods(["GET", "POST"])
def change_dates(request: HttpRequest, round_id: int) -> HttpResponse:
    """Move the dates of a published round, with a reason that is published."""
    request = cast("ActorRequest", request)
    access.may_see_rounds(request.actor).or_refuse()
    found = get_object_or_404(queries.rounds_for(request.actor), pk=round_id)
    access.may_change_dates(request.actor, found).or_refuse()
    if not found.windows.filter(district=None).exists():
        return redirect("programs:windows", round_id=found.pk)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            rounds_actions.change_round_dates(
                round_id=found.pk,
                windows=(*forms.read_windows(request.POST), *district_openings(found)),
                announce_at=forms.read_instant(request.POST, "announce"),
                reason=request.POST.get("reason", ""),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("staff:round", round_id=found.pk)
    context = {"round": found, "typed": request.POST if request.method == "POST" else {}, "reasons": reasons}
    return render(request, "programs/desk/dates.html", context, status=422 if reasons else 200)


@require_POST
def close(request: HttpRequest, round_id: int) -> HttpResponse:
    """Stop taking applications early, with a reason; call the round off, with a reason; or end it."""
    request = cast("ActorRequest", request)
    access.may_see_rounds(request.actor).or_refuse()
    found = get_object_or_404(queries.rounds_for(request.actor), pk=round_id)
    given = {"round_id": found.pk, "by": request.actor, "at": request.at, "key": request.key}
    if request.POST.get("act") == "end":
        rounds_actions.end_round(**given)
    elif request.POST.get("act") == "cancel":
        rounds_actions.cancel_round(**given, reason=request.POST.get("reason", ""))
    else:
        rounds_actions.close_round(**given, reason=request.POST.get("reason", ""))
    return redirect("staff:round", round_id=found.pk)


@require_POST
def stage(request: HttpRequest, round_id: int, stage_key: str) -> HttpResponse:
    """Begin or finish a tracked stage."""
    request = cast("ActorRequest", request)
    access.may_see_rounds(request.actor).or_refuse()
    found = get_object_or_404(queries.rounds_for(request.actor), pk=round_id)
    act = stage_actions.begin_stage if request.POST.get("act") == "begin" else stage_actions.finish_stage
    act(round_id=found.pk, stage_key=stage_key, note=request.POST.get("note", ""), by=request.actor, at=request.at, key=request.key)
    return redirect("staff:round", round_id=found.pk)
