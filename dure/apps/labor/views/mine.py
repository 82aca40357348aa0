"""The firm's pages: its workers, the month's claim, and what became of the others."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.grants import facade as grants
from dure.apps.labor import access, actions, forms, rules
from dure.apps.labor.models import Claim
from dure.apps.labor.queries import claims as queries
from dure.apps.labor.queries.corrections import STANDING, corrections_of
from dure.apps.labor.queries.workers import kinds_of, own_agreements, support_of, workers_of
from dure.apps.labor.views import month_or_404, reasons_of
from dure.apps.labor.words import CLAIM_TONES, FIRM_WORDS, Kind, PaperKind
from dure.kernel.clock import seoul_date
from dure.kernel.typed import as_typed, read_maybe_day, read_won
from dure.platform.http import ActorRequest


@require_safe
def home(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """What is to be done now, who is supported, every month, and the share of each year."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    support, kinds = support_of(agreement), kinds_of(agreement)
    months = queries.months_of(agreement, request.at)
    waiting = queries.unclaimed_months(agreement, request.at) if support and not support.finished_at else []
    context = {
        "agreement": agreement,
        "support": support,
        "is_monthly": bool(kinds),
        "next": waiting[0] if waiting else None,
        "months": [(row, *_shown(row.claim)) for row in months],
        "workers": list(workers_of(agreement)),
        "in_full": access.may_read_workers(request.actor, agreement),
        "permission": access.may_write(request.actor, agreement),
        "years": queries.years_ahead(support, kinds, rules.month_of(seoul_date(request.at))) if support else [],
    }
    return render(request, "labor/home.html", context)


def _shown(claim: Claim | None) -> tuple[str, str]:
    return (str(FIRM_WORDS[claim.state]), CLAIM_TONES[claim.state]) if claim else ("아직", "todo")


@require_http_methods(["GET", "POST"])
def new_worker(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Name a worker."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_write(request.actor, agreement).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(
            lambda: actions.add_worker(
                agreement_id=agreement.pk,
                person=forms.read_person(request.POST),
                contract=request.FILES.get("contract"),
                vulnerable_paper=request.FILES.get("vulnerable_paper"),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        )
        if not reasons:
            messages.success(request, "지원 인력을 올렸어요.")
            return redirect("labor:home", agreement_id=agreement.pk)
    kinds = kinds_of(agreement)
    context = {
        "agreement": agreement,
        "kinds": [(kind, str(Kind(kind).label)) for kind in kinds],
        "typed": as_typed(request.POST, kind=kinds[0] if kinds else "", week_hours="40"),
        "reasons": reasons,
    }
    return render(request, "labor/worker_new.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "POST"])
def worker(request: HttpRequest, agreement_id: int, worker_id: int) -> HttpResponse:
    """Read a worker, or say what changed."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    found = get_object_or_404(workers_of(agreement), pk=worker_id)
    access.may_read_workers(request.actor, agreement).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(
            lambda: actions.change_worker(
                worker_id=found.pk,
                left_on=read_maybe_day(request.POST.get("left_on", ""), "그만둔 날"),
                birth_date=read_maybe_day(request.POST.get("birth_date", ""), "생년월일"),
                week_hours=forms.read_hours(request.POST.get("week_hours", ""), "한 주에 일하는 시간"),
                month_pay=read_won(request.POST.get("month_pay", ""), "한 달 급여"),
                vulnerable=bool(request.POST.get("vulnerable")),
                contract=request.FILES.get("contract"),
                vulnerable_paper=request.FILES.get("vulnerable_paper"),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        )
        if not reasons:
            messages.success(request, "고친 것을 저장했어요.")
            return redirect("labor:home", agreement_id=agreement.pk)
    kept = {
        "left_on": f"{found.left_on:%Y-%m-%d}" if found.left_on else "",
        "week_hours": rules.shown(found.week_hours),
        "month_pay": found.month_pay,
        "vulnerable": "yes" if found.vulnerable and request.method != "POST" else "",
    }
    context = {"agreement": agreement, "worker": found, "typed": as_typed(request.POST, **kept), "reasons": reasons}
    return render(request, "labor/worker.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, agreement_id: int, month: str) -> HttpResponse:
    """The month on one page: each worker's sum with its figures, the papers, what is missing, and handing it in."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    first, reasons = month_or_404(month), []
    if request.method == "POST":
        access.may_hand_in(request.actor, agreement).or_refuse()
        reasons = reasons_of(
            lambda: actions.hand_in_claim(
                agreement_id=agreement.pk,
                month=first,
                note=request.POST.get("note", ""),
                seen=read_won(request.POST.get("seen", ""), "신청 금액"),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        )
        if not reasons:
            messages.success(request, "신청을 냈어요. 센터가 확인하면 알려 드려요.")
            return redirect("labor:claim", agreement_id=agreement.pk, month=month)
    return _claim_page(request, agreement, first, reasons)


def _claim_page(request: ActorRequest, agreement: grants.Agreement, month: date, reasons: list[str]) -> HttpResponse:
    found = queries.claim_in(agreement, month)
    is_open = found is None or found.state in {"draft", "returned"}
    support = support_of(agreement)
    rows = queries.reckon(agreement, support, month) if is_open else []
    papers = list(found.papers.select_related("file")) if found else []
    amount, own, _hours = queries.total_of(rows)
    missing: list[str] = []
    if is_open and support:
        missing = queries.reasons_before(agreement, support, month, rows, [paper.kind for paper in papers], today=seoul_date(request.at))
    context: dict[str, Any] = {
        "agreement": agreement,
        "month": month,
        "month_key": f"{month:%Y-%m}",
        "claim": found,
        "word": FIRM_WORDS[found.state] if found else "",
        "tone": CLAIM_TONES[found.state] if found else "",
        "is_open": is_open and not (support and support.finished_at),
        "may_adjust": found is not None and found.state in {"paid", "closed"},
        "support": support,
        "rows": rows,
        "lines": list(queries.lines_of(found)) if found and not is_open else [],
        "papers": papers,
        "paper_kinds": [(str(kind), str(kind.label)) for kind in PaperKind],
        "amount": amount,
        "own": own,
        "due_on": found.due_on if found else queries.due_of(month),
        "missing": missing,
        "in_full": access.may_read_workers(request.actor, agreement),
        "may_write": access.may_write(request.actor, agreement),
        "may_hand_in": access.may_hand_in(request.actor, agreement),
        "corrections": corrections_of(agreement).filter(claim__month=month, state__in=STANDING),
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "labor/claim.html", context, status=422 if reasons else 200)


@require_POST
def attach(request: HttpRequest, agreement_id: int, month: str) -> HttpResponse:
    """Put papers with the month."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    first = month_or_404(month)
    access.may_write(request.actor, agreement).or_refuse()
    upload = request.FILES.get("paper")
    reasons = ["올릴 파일을 골라 주세요."]
    if upload is not None:
        reasons = reasons_of(
            lambda: actions.attach_claim_paper(
                agreement_id=agreement.pk,
                month=first,
                kind=request.POST.get("paper_kind", ""),
                upload=upload,
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        )
    return _claim_page(request, agreement, first, reasons) if reasons else redirect("labor:claim", agreement_id=agreement.pk, month=month)


@require_POST
def adjust(request: HttpRequest, agreement_id: int, month: str) -> HttpResponse:
    """Begin to claim a difference of a paid month."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    first = month_or_404(month)
    access.may_write(request.actor, agreement).or_refuse()
    found = get_object_or_404(queries.claims_of_agreement(agreement).filter(month=first).order_by("-version")[:1])
    reasons = reasons_of(lambda: actions.adjust_claim(claim_id=found.pk, by=request.actor, at=request.at, key=request.key))
    return _claim_page(request, agreement, first, reasons) if reasons else redirect("labor:claim", agreement_id=agreement.pk, month=month)
