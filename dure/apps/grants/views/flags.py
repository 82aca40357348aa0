"""Flags: a word before an expense is filed, what waits for the grantee's answer, and the desk's list."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.grants import access, actions
from dure.apps.grants.models import Agreement, Flag, Spending
from dure.apps.grants.queries import flags as queries
from dure.apps.grants.views import own_agreements, reasons_of
from dure.apps.grants.words import EvidenceKind, SpendingState
from dure.apps.grants.words.flags import FlagTurnKind
from dure.kernel.errors import Forbidden, Refused
from dure.kernel.typed import as_typed
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of

_VERDICTS = [
    (FlagTurnKind.CLEARED.value, "설명으로 충분해요", "그대로 두고 집행을 확인해요"),
    (FlagTurnKind.COMPLETION.value, "보완이 필요해요", "조직에 까닭이나 증빙을 더 부탁해요"),
    (FlagTurnKind.DISALLOWED.value, "인정할 수 없어요", "집행을 확인하는 화면에 이 판단이 함께 나와요"),
]
_MOST_ON_A_PAGE = 100


def filed_or_reasons(act: Callable[[], Spending]) -> tuple[Spending | None, list[str]]:
    """The expense as it was filed or held, or why it was refused."""
    try:
        return act(), []
    except Forbidden:
        raise
    except Refused as refused:
        return None, refused.reasons


def redirect_after(spending: Spending) -> HttpResponse:
    """To the list; where something was seen, first to the word that is asked for."""
    if spending.state == SpendingState.DRAFT:
        return redirect("grants:expense-confirm", agreement_id=spending.agreement_id, spending_id=spending.pk)
    return redirect("grants:expenses", agreement_id=spending.agreement_id)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, agreement_id: int, spending_id: int) -> HttpResponse:
    """File it as it is? What was seen, with a box for a word on each."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    held = agreement.spendings.filter(state=SpendingState.DRAFT, evidence__isnull=False).distinct()
    spending = get_object_or_404(held, pk=spending_id)
    access.may_write(request.actor, agreement).or_refuse()
    found = queries.own_findings(spending)
    names = {f"{one.kind}:{one.mark}": f"word_{place}" for place, one in enumerate(found, 1)}
    reasons: list[str] = []
    if request.method == "POST":
        words = {key: request.POST.get(name, "") for key, name in names.items()}
        act = {"spending_id": spending.pk, "words": words, "by": request.actor, "at": request.at, "key": request.key}
        reasons = reasons_of(lambda: actions.file_held(**act))
        if not reasons:
            return redirect("grants:expenses", agreement_id=agreement.pk)
    asked = [(one, name, request.POST.get(name, "")) for one, name in zip(found, names.values(), strict=True)]
    context = {"agreement": agreement, "spending": spending, "asked": asked, "reasons": reasons}
    return render(request, "grants/expense_confirm.html", context, status=422 if reasons else 200)


@require_safe
def mine(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """What was seen on the expenses of a grant, and what was said about it."""
    request = cast("ActorRequest", request)
    return _mine(request, get_object_or_404(own_agreements(request.actor), pk=agreement_id), [])


def _mine(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    shown = [row for rows in queries.shown_by_spending(agreement).values() for row in rows]
    context = {
        "agreement": agreement,
        "waiting": [row for row in shown if row.waits],
        "decided": [row for row in shown if not row.waits],
        "kinds": EvidenceKind.choices,
        "permission": access.may_write(request.actor, agreement),
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "grants/flags.html", context, status=422 if reasons else 200)


@require_POST
def explain(request: HttpRequest, agreement_id: int, flag_id: int) -> HttpResponse:
    """Say how it came, with a paper if there is one."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    flag = get_object_or_404(agreement.flags.all(), pk=flag_id)
    access.may_write(request.actor, agreement).or_refuse()
    kind = request.POST.get("paper_kind", "")
    papers = [(kind, upload) for upload in request.FILES.getlist("paper")] if kind in EvidenceKind.values else []
    act = {
        "flag_id": flag.pk,
        "text": request.POST.get("text", ""),
        "papers": papers,
        "by": request.actor,
        "at": request.at,
        "key": request.key,
    }
    reasons = reasons_of(lambda: actions.explain_flag(**act))
    return _mine(request, agreement, reasons) if reasons else redirect("grants:flags", agreement_id=agreement.pk)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every flag that waits, oldest first, by kind and program."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    return _desk(request, [])


def _desk(request: ActorRequest, reasons: list[str]) -> HttpResponse:
    kind, program = request.GET.get("kind", ""), request.GET.get("program", "")
    rows = queries.waiting_flags(request.actor)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(agreement__case__round__program_id=int(program)) if program.isdigit() and len(program) < 19 else rows
    paged = page_of(request, rows, size=_MOST_ON_A_PAGE)
    kinds, programs = queries.choices_of(request.actor)
    context = {
        "paged": paged,
        "rows": queries.shown_to_desk(paged.page.object_list, request.actor),
        "kinds": kinds,
        "programs": programs,
        "kind": kind,
        "program": program,
        "reasons": reasons,
    }
    return render(request, "grants/desk/flags.html", context, status=422 if reasons else 200)


def _found(request: ActorRequest, flag_id: int) -> Flag:
    return get_object_or_404(queries.with_words(queries.flags_seen_by(request.actor)), pk=flag_id)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, flag_id: int) -> HttpResponse:
    """One flag with everything that was said; an officer decides it."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    flag = _found(request, flag_id)
    permission = access.may_judge_money(request.actor, flag.agreement)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        act = {
            "flag_id": flag.pk,
            "verdict": request.POST.get("verdict", ""),
            "why": request.POST.get("why", ""),
            "remembered": request.POST.get("remembered") == "yes",
            "by": request.actor,
            "at": request.at,
            "key": request.key,
        }
        reasons = reasons_of(lambda: actions.decide_flag(**act))
        if not reasons:
            return redirect("grants:desk-flags")
    (row,) = queries.shown_to_desk([flag], request.actor)
    context = {
        "row": row,
        "agreement": flag.agreement,
        "evidence": flag.spending.evidence.select_related("file").order_by("pk") if flag.spending else [],
        "verdicts": _VERDICTS,
        "may_judge": permission,
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "grants/desk/flag.html", context, status=422 if reasons else 200)
