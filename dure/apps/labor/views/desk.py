"""The center's pages: claims that wait, one claim with all its figures and overlaps, what an agreement hangs on, the month as a workbook."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.grants import facade as grants
from dure.apps.labor import access, actions, exports, forms, rules
from dure.apps.labor.models import Claim
from dure.apps.labor.queries import claims as queries
from dure.apps.labor.queries.corrections import corrections_of, open_ones, set_offs_in
from dure.apps.labor.queries.workers import agreement_for, kinds_of, standing_suggested, support_of, workers_of
from dure.apps.labor.views import reasons_of
from dure.apps.labor.words import CLAIM_TONES, CORRECTION_TONES, ClaimState, Standing, Verdict
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.typed import as_typed, read_day, row_number
from dure.platform import reading, workbooks
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of

_FILTERS = [("waiting", "확인 기다림"), ("all", "모두"), *[(str(state), str(state.label)) for state in ClaimState if state != "handed_in"]]


def _asked(request: ActorRequest) -> tuple[str, Any]:
    state = request.GET.get("state", "waiting")
    state = state if state in dict(_FILTERS) else "waiting"
    month = forms.read_month(request.GET.get("month", ""))
    rows = queries.claims_of(request.actor)
    if state == "waiting":
        rows = rows.filter(state=ClaimState.HANDED_IN).order_by("handed_in_at", "pk")
    elif state != "all":
        rows = rows.filter(state=state)
    return state, rows.filter(month=month) if month else rows


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Claims by state and month."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    state, rows = _asked(request)
    months = dict.fromkeys(queries.claims_of(request.actor).order_by("-month").values_list("month", flat=True))
    context = {
        "paged": page_of(request, rows),
        "tones": CLAIM_TONES,
        "states": _FILTERS,
        "state": state,
        "months": [(f"{month:%Y-%m}", f"{month.year}년 {month.month}월") for month in months],
        "month": request.GET.get("month", ""),
        "without_terms": queries.without_support(request.actor),
    }
    return render(request, "labor/desk/listing.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The same list, a line a worker."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    _state, rows = _asked(request)
    found = queries.lines_of_claims(rows)
    response = HttpResponse(exports.month_workbook(found), content_type=workbooks.MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="labor-claims.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """One month with everything in view; judge its lines or send it back."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(queries.claims_of(request.actor), pk=claim_id)
    reasons: list[str] = []
    if request.method == "POST" and reading.is_noted(request.actor):
        return _read(request, found)
    if request.method == "POST":
        access.may_check(request.actor, found.agreement).or_refuse()
        reasons = reasons_of(lambda: _judge(request, found))
        if not reasons:
            return redirect("labor:desk-claim", claim_id=found.pk)
    return _claim_page(request, found, reasons)


def _read(request: ActorRequest, found: Claim) -> HttpResponse:
    """An auditor sees masked names until the journal says that names were looked at."""
    if request.POST.get("act") != "read":
        access.may_check(request.actor, found.agreement).or_refuse()
    case = found.agreement.case
    what = f"{case.party.name} {found.month:%Y-%m} 인건비 신청의 이름"
    shown = reading.Reading(what, found, case.pk, (case.party_id,), deed=reading.VIEW_PERSON)
    reading.note_reading(reading=shown, by=request.actor, at=request.at, key=request.key)
    return _claim_page(request, found, [], noted=True)


def _judge(request: ActorRequest, found: Claim) -> None:
    who: dict[str, Any] = {"by": request.actor, "at": request.at, "key": request.key}
    if request.POST.get("act") == "return":
        actions.return_claim(claim_id=found.pk, reason=request.POST.get("reason", ""), **who)
        return
    judgments = forms.read_judgments(request.POST, list(queries.lines_of(found)))
    actions.check_claim(claim_id=found.pk, judgments=judgments, **who)


def _claim_page(request: ActorRequest, found: Claim, reasons: list[str], *, noted: bool = False) -> HttpResponse:
    overlaps, order = queries.overlaps_in(found), money.order_for(found.subject_key)
    lines = [
        {
            "line": line,
            "overlaps": [
                (one, next((d for d in reversed(line.decisions.all()) if d.other_worker_id == one.other.pk), None))
                for one in overlaps.get(line.worker_id, [])
            ],
            "verdict": request.POST.get(f"verdict_{line.pk}", line.verdict or "accepted"),
            "amount": request.POST.get(f"amount_{line.pk}", line.approved if line.verdict == "lowered" else ""),
            "reason": request.POST.get(f"reason_{line.pk}", line.reason),
        }
        for line in queries.lines_of(found)
    ]
    sums, may_read = grants.sums_of(found.agreement), access.may_read_workers(request.actor, found.agreement)
    context = {
        "claim": found,
        "agreement": found.agreement,
        "support": support_of(found.agreement),
        "lines": lines,
        "papers": list(found.papers.select_related("file")),
        "is_late": bool(found.handed_in_at and seoul_date(found.handed_in_at) > found.due_on and not found.adjusts_id),
        "tone": CLAIM_TONES[found.state],
        "verdicts": Verdict.choices,
        "order": order,
        "left": sums.undisbursed,
        "may_check": access.may_check(request.actor, found.agreement),
        "in_full": may_read and (noted or not reading.is_noted(request.actor)),
        "may_open": bool(may_read),
        "corrections": corrections_of(found.agreement).filter(claim__month=found.month),
        "set_offs": list(set_offs_in(found)),
        "correction_tones": CORRECTION_TONES,
        "versions": queries.claims_of_agreement(found.agreement).filter(month=found.month).exclude(pk=found.pk),
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "labor/desk/claim.html", context, status=422 if reasons else 200)


@require_POST
def overlap(request: HttpRequest, claim_id: int, line_id: int) -> HttpResponse:
    """Decide whether a second support in the month may stand."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    found = get_object_or_404(queries.claims_of(request.actor), pk=claim_id)
    line = get_object_or_404(found.lines.all(), pk=line_id)
    access.may_check(request.actor, found.agreement).or_refuse()
    other = request.POST.get("other", "")
    reasons = reasons_of(
        lambda: actions.decide_overlap(
            line_id=line.pk,
            other_worker_id=row_number(other),
            stands=request.POST.get("stands") == "yes",
            reason=request.POST.get("overlap_reason", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    )
    return _claim_page(request, found, reasons) if reasons else redirect("labor:desk-claim", claim_id=found.pk)


@require_safe
def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """What the ratios of an agreement hang on, its workers and its months."""
    request = cast("ActorRequest", request)
    return _agreement_page(request, _found(request, agreement_id), [])


def _found(request: ActorRequest, agreement_id: int) -> grants.Agreement:
    access.may_see_desk(request.actor).or_refuse()
    return get_object_or_404(agreement_for(request.actor, agreement_id))


def _agreement_page(request: ActorRequest, found: grants.Agreement, reasons: list[str]) -> HttpResponse:
    support, kinds = support_of(found), kinds_of(found)
    suggested = {
        "standing": support.standing if support else standing_suggested(found),
        "first_month": f"{support.first_month if support else rules.month_of(found.starts_on):%Y-%m-%d}",
        "months_before": support.months_before if support else 0,
    }
    context = {
        "agreement": found,
        "support": support,
        "is_monthly": bool(kinds),
        "standings": Standing.choices,
        "workers": list(workers_of(found)) if access.may_read_workers(request.actor, found) else [],
        "months": queries.months_of(found, request.at),
        "tones": CLAIM_TONES,
        "years": queries.years_ahead(support, kinds, rules.month_of(seoul_date(request.at))) if support else [],
        "sums": grants.sums_of(found),
        "corrections": corrections_of(found),
        "owed": sum(one.amount for one in open_ones(found)),
        "correction_tones": CORRECTION_TONES,
        "may_check": access.may_check(request.actor, found),
        "typed": as_typed(request.POST, **suggested),
        "reasons": reasons,
    }
    return render(request, "labor/desk/agreement.html", context, status=422 if reasons else 200)


@require_POST
def step(request: HttpRequest, agreement_id: int, step: str) -> HttpResponse:
    """Set the terms of the support, or say that every month is settled."""
    request = cast("ActorRequest", request)
    found = _found(request, agreement_id)
    who: dict[str, Any] = {"by": request.actor, "at": request.at, "key": request.key}

    def set_support() -> None:
        before = request.POST.get("months_before") or "0"
        actions.set_support(
            agreement_id=found.pk,
            standing=request.POST.get("standing", ""),
            first_month=read_day(request.POST.get("first_month", ""), "지원을 시작한 달"),
            months_before=int(before) if before.isascii() and before.isdigit() and len(before) < 4 else -1,
            **who,
        )

    acts: dict[str, Any] = {
        "support": set_support,
        "finish": lambda: actions.finish_claims(agreement_id=found.pk, **who),
        "refund": lambda: actions.refund_corrections(agreement_id=found.pk, **who),
    }
    if step not in acts:
        raise Http404
    access.may_check(request.actor, found).or_refuse()
    reasons = reasons_of(acts[step])
    return _agreement_page(request, found, reasons) if reasons else redirect("labor:desk-agreement", agreement_id=found.pk)
