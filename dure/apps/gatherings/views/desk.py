"""The desk of gatherings: plan, call, attendance."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.gatherings import access, actions, forms
from dure.apps.gatherings.models import Gathering
from dure.apps.gatherings.queries import gatherings as queries
from dure.apps.gatherings.views.shared import found_for_desk, tabs_of
from dure.apps.gatherings.words import Admission, Kind, State
from dure.kernel.clock import SEOUL
from dure.kernel.errors import Refused
from dure.platform import files, workbooks
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every gathering with its numbers."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    kind, state = kind if kind in Kind.values else "", state if state in State.values else ""
    context = {
        "paged": page_of(request, queries.for_desk(kind=kind, state=state)),
        "kinds": [("", "모든 종류"), *Kind.choices],
        "states": [("", "모든 상태"), *State.choices],
        "kind": kind,
        "state": state,
        "may_host": access.may_host(request.actor),
    }
    return render(request, "gatherings/desk/index.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Plan a gathering; `about=round:12` in the address says what it belongs to."""
    request = cast("ActorRequest", request)
    access.may_host(request.actor).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            found = actions.plan(
                plan=forms.read_plan(request.POST.dict()), about=_about(request), by=request.actor, at=request.at, key=request.key
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "모임을 일정에 올렸어요. 준비되면 ‘알리기’를 눌러 주세요.")
            return redirect("gatherings:manage", found.pk)
    return _form(request, None, reasons)


def _about(request: ActorRequest) -> tuple[str, int, str]:
    """What the gathering belongs to, as the page that led here wrote it."""
    kind, _, number = request.POST.get("about", "").partition(":")
    if kind in {"round", "edition", "agreement"} and number.isascii() and number.isdigit() and len(number) < 12:
        return kind, int(number), request.POST.get("about_title", "")[:160]
    return "", 0, ""


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Change a gathering that was not held yet."""
    request = cast("ActorRequest", request)
    found = found_for_desk(request, gathering_id)
    access.may_host(request.actor).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            actions.change(
                gathering_id=found.pk,
                plan=forms.read_plan(request.POST.dict()),
                reason=request.POST.get("reason", ""),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "고친 내용을 저장했어요.")
            return redirect("gatherings:manage", found.pk)
    return _form(request, found, reasons)


def _form(request: ActorRequest, found: Gathering | None, reasons: list[str]) -> HttpResponse:
    """The plan's form, with what was typed or what stands in the row."""
    names = ("kind", "title", "summary", "place", "link", "admission", "capacity", "reason", "about", "about_title")
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in names}
        typed |= {
            f"{name}_{part}": request.POST.get(f"{name}_{part}", "") for name in ("starts", "ends", "until") for part in ("day", "time")
        }
    else:
        typed = {name: str(getattr(found, name, "") or "") for name in names} if found else dict.fromkeys(names, "")
        typed |= {"about": request.GET.get("about", ""), "about_title": request.GET.get("title", "")[:160]} if not found else {}
        instants = {"starts": found.starts_at, "ends": found.ends_at, "until": found.register_until} if found else {}
        for name in ("starts", "ends", "until"):
            instant = instants.get(name)
            local = instant.astimezone(SEOUL) if instant else None
            typed |= {f"{name}_day": f"{local:%Y-%m-%d}" if local else "", f"{name}_time": f"{local:%H:%M}" if local else ""}
    context = {
        "gathering": found,
        "typed": typed,
        "kinds": Kind.choices,
        "admissions": Admission.choices,
        "asks_reason": found is not None and found.state == State.CALLED,
        "reasons": reasons,
    }
    return render(request, "gatherings/desk/form.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "POST"])
@login_required
def page(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """One gathering for its hosts; POST calls, holds, closes or cancels it, or adds a material."""
    request = cast("ActorRequest", request)
    found = found_for_desk(request, gathering_id)
    reasons: list[str] = []
    if request.method == "POST":
        access.may_host(request.actor).or_refuse()
        try:
            said = _act(request, found)
        except Refused as refused:
            reasons = refused.reasons
            found.refresh_from_db()
        else:
            messages.success(request, said)
            return redirect("gatherings:manage", found.pk)
    context = {
        "gathering": found,
        "tabs": tabs_of(found, "manage"),
        "materials": files.files_of(found),
        "may_host": access.may_host(request.actor),
        "cancel_reason": request.POST.get("reason", ""),
        "reasons": reasons,
    }
    return render(request, "gatherings/desk/page.html", context, status=422 if reasons else 200)


def _act(request: ActorRequest, found: Gathering) -> str:
    """The button that was pressed, and what to say about it."""
    act, who = request.POST.get("act", ""), {"by": request.actor, "at": request.at, "key": request.key}
    if act == "call":
        actions.call(gathering_id=found.pk, **who)
        return "모임을 알렸어요. 이제 누구나 보고 신청할 수 있어요."
    if act == "hold":
        actions.hold(gathering_id=found.pk, **who)
        return "열었음으로 적었어요. 회의록을 적어 주세요."
    if act == "close":
        actions.close(gathering_id=found.pk, **who)
        return "회의록을 확정했어요. 이제 출석과 회의록은 바뀌지 않아요."
    if act == "cancel":
        actions.cancel(gathering_id=found.pk, reason=request.POST.get("reason", ""), **who)
        return "모임을 취소하고 신청한 사람들에게 알렸어요."
    if act.startswith("remove:") and act[7:].isdigit() and files.files_of(found).filter(pk=int(act[7:])).exists():
        actions.remove_material(gathering_id=found.pk, file_id=int(act[7:]), **who)
        return "자료를 뺐어요."
    if act == "material" and "file" in request.FILES:
        actions.add_material(gathering_id=found.pk, upload=request.FILES["file"], **who)
        return "자료를 올렸어요."
    raise Refused("무엇을 할지 버튼으로 골라 주세요. 자료를 올리려면 파일을 먼저 골라 주세요.")


@require_http_methods(["GET", "POST"])
@login_required
def attendance(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """Who is coming and who is here; POST checks in or out, or adds somebody at the door."""
    request = cast("ActorRequest", request)
    found = found_for_desk(request, gathering_id)
    reasons: list[str] = []
    typed = {name: request.POST.get(name, "") for name in ("name", "email", "organization")}
    if request.method == "POST":
        access.may_host(request.actor).or_refuse()
        try:
            _mark(request, found)
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("gatherings:attendance", found.pk)
    rows = queries.attendance(found)
    context = {
        "gathering": found,
        "tabs": tabs_of(found, "attendance"),
        "rows": rows,
        "here": sum(row.is_here for row in rows),
        "came": sum(bool(row.is_here or row.minutes) for row in rows),
        "typed": typed,
        "may_host": access.may_host(request.actor) and found.state in {"planned", "called", "held"},
        "reasons": reasons,
    }
    return render(request, "gatherings/desk/attendance.html", context, status=422 if reasons else 200)


def _mark(request: ActorRequest, found: Gathering) -> None:
    act, _, number = request.POST.get("act", "").partition(":")
    who = {"by": request.actor, "at": request.at, "key": request.key}
    if act == "add":
        typed = {name: request.POST.get(name, "") for name in ("name", "email", "organization")}
        actions.invite(gathering_id=found.pk, **typed, **who)
        return
    mine = get_object_or_404(found.registrations, pk=int(number) if number.isdigit() and len(number) < 18 else 0)
    if act == "in":
        actions.check_in(registration_id=mine.pk, **who)
    else:
        actions.check_out(registration_id=mine.pk, **who)


@require_safe
@login_required
def attendance_xlsx(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """The attendance list as a workbook."""
    request = cast("ActorRequest", request)
    found = found_for_desk(request, gathering_id)
    access.may_host(request.actor).or_refuse()
    heads = ("번호", "이름", "소속", "상태", "참석 시간(분)")
    rows = [
        (number, row.registration.name, row.registration.organization, row.registration.get_standing_display(), row.minutes)
        for number, row in enumerate(queries.attendance(found), 1)
    ]
    answer = HttpResponse(workbooks.workbook("참석자", heads, rows), content_type=workbooks.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="attendance-{found.pk}.xlsx"'
    return answer
