"""The windows of districts: noted before a round opens, moved with a published reason while it is open."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from dure.apps.programs import access, forms
from dure.apps.programs.actions import windows as noting
from dure.apps.programs.actions.rounds import Opening, change_round_dates
from dure.apps.programs.models import Round, RoundWindow
from dure.apps.programs.queries import desk
from dure.apps.programs.queries import editing as queries
from dure.apps.programs.words import RoundState
from dure.kernel.errors import Refused
from dure.kernel.period import Period
from dure.platform.http import ActorRequest

_ENDS = ("opens", "closes")


@require_http_methods(["GET", "POST"])
def windows(request: HttpRequest, round_id: int) -> HttpResponse:
    """One row per district; an empty row means the window for everybody."""
    request = cast("ActorRequest", request)
    access.may_see_rounds(request.actor).or_refuse()
    found = get_object_or_404(desk.rounds_for(request.actor), pk=round_id)
    access.may_change_dates(request.actor, found).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            _save(request, found)
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("staff:round", round_id=found.pk)
    typed = request.POST if request.method == "POST" else None
    general, rows = _rows(found, typed)
    is_open = found.state == RoundState.OPEN
    context = {
        "round": found,
        "rows": rows,
        "general": general,
        "is_open": is_open,
        "reasons": reasons,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "programs/edit/windows.html", context, status=422 if reasons else 200)


def _save(request: ActorRequest, found: Round) -> None:
    given: dict[str, Any] = {"round_id": found.pk, "by": request.actor, "at": request.at, "key": request.key}
    openings = read_districts(request.POST)
    if found.state == RoundState.PLANNED:
        noting.plan_windows(windows=openings, **given)
        return
    general = forms.read_windows(request.POST) if found.windows.filter(district=None).exists() else ()
    change_round_dates(windows=(*general, *openings), reason=request.POST.get("reason", ""), **given)


def read_districts(data: Any) -> list[Opening]:
    """The districts of which both ends were typed; half a window is refused by name."""
    found = []
    for code, name in queries.districts():
        opens, closes = (forms.read_instant(data, f"w-{code}-{end}") for end in _ENDS)
        if opens is None and closes is None:
            continue
        if opens is None or closes is None:
            raise Refused(f"{name}의 시작하는 날과 끝나는 날을 모두 적어 주세요.")
        if closes <= opens:
            raise Refused(f"{name}의 접수가 끝나는 때는 시작하는 때보다 뒤여야 해요.")
        found.append(Opening(Period(opens, closes), code))
    return found


def district_openings(found: Round) -> tuple[Opening, ...]:
    """The windows that districts have already, or will have when the round opens."""
    own = found.windows.filter(district__isnull=False).order_by("district_id")
    return tuple(Opening(Period(window.opens_at, window.closes_at), window.district_id or "") for window in own)


def _rows(found: Round, typed: Any) -> tuple[dict[str, str], list[dict[str, str]]]:
    windows = {window.district_id or "": window for window in found.windows.all()}
    general = _general(windows.get(""), typed)
    rows = []
    for code, name in queries.districts():
        held = _parts(windows.get(code))
        row = {part: typed.get(f"w-{code}-{part}", "") for part in held} if typed is not None else held
        rows.append({"code": code, "name": name, **row})
    return general, rows


def _general(window: RoundWindow | None, typed: Any) -> dict[str, str]:
    if window is None:
        return {}
    held = _parts(window)
    return {part: typed.get(part, "") for part in held} if typed is not None else held


def _parts(window: RoundWindow | None) -> dict[str, str]:
    """Days and times as the fields take them; midnight at the end of a day shows as the next day, 00:00."""
    found = {}
    for end in _ENDS:
        at = localtime(getattr(window, f"{end}_at")) if window else None
        found[f"{end}_day"] = at.strftime("%Y-%m-%d") if at else ""
        found[f"{end}_time"] = at.strftime("%H:%M") if at else {"opens": "09:00", "closes": "18:00"}[end]
    return found
