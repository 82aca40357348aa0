"""The grantee's page of a grant: where it stands, asking for money, settling, showing what came of it."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.cases import facade as cases
from dure.apps.grants import access, actions, forms
from dure.apps.grants.models import Agreement, Showcase
from dure.apps.grants.queries import overview as overviews
from dure.apps.grants.queries import reports, spendings
from dure.apps.grants.queries.agreements import settlement_of, showcase_of, sums_of, terms_of
from dure.apps.grants.queries.flags import shown_beside_settlement
from dure.apps.grants.queries.follow_ups import of_agreement
from dure.apps.grants.queries.gates import PER_EXPENSE, gates_of, papers_of, term_of
from dure.apps.grants.queries.months import months_of
from dure.apps.grants.queries.promises import late_of
from dure.apps.grants.queries.reimbursing import pays_per_expense, reimbursements_of
from dure.apps.grants.queries.settlements import bounds_of, figures_of
from dure.apps.grants.queries.settling import months_said, settling_of
from dure.apps.grants.views import own_agreements, reasons_of
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.typed import as_typed, read_won
from dure.platform.files import Upload
from dure.platform.http import ActorRequest


@require_safe
def overview(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Steps, money, instalments, reports, and what is next."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    sums, parts = overviews.picture_of(agreement)
    context = {
        "agreement": agreement,
        "steps": cases.tracks_of(agreement.case),
        "next": overviews.next_of(agreement),
        "sums": sums,
        "parts": parts,
        "tranches": overviews.tranches_of(agreement, request.at),
        "per_expense": PER_EXPENSE if pays_per_expense(agreement) else "",
        "reimbursements": reimbursements_of(agreement) if pays_per_expense(agreement) else [],
        "reports": reports.reports_of(agreement),
        "counts": spendings.counts_of(agreement),
        "months": months_of(agreement, today=seoul_date(request.at)),
        "settlement": settlement_of(agreement),
        "showcase": showcase_of(agreement),
        "has_showcase": bool(terms_of(agreement).stages_of("showcase")),
        "payee": money.payee_of(agreement.case.party_id),
        "follow_ups": of_agreement(agreement),
        "late": late_of(agreement, request.at),
    }
    return render(request, "grants/overview.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, agreement_id: int, number: int) -> HttpResponse:
    """Ask for an instalment."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    tranche = get_object_or_404(agreement.tranches.all(), number=number)
    permission = access.may_ask(request.actor, agreement)
    reasons: list[str] = []
    if request.method == "POST" and request.POST.get("paper"):
        access.may_write(request.actor, agreement).or_refuse()
        reasons = _hand_in_paper(request, agreement, number)
        if not reasons:
            return redirect("grants:ask", agreement_id=agreement.pk, number=number)
    elif request.method == "POST":
        permission.or_refuse()
        reasons = reasons_of(
            lambda: actions.ask_tranche(agreement_id=agreement.pk, number=number, by=request.actor, at=request.at, key=request.key)
        )
        if not reasons:
            return redirect("grants:grant", agreement_id=agreement.pk)
    shown = next(row for row in overviews.tranches_of(agreement, request.at) if row.number == tranche.number)
    payee = money.payee_of(agreement.case.party_id)
    context = {
        "agreement": agreement,
        "tranche": shown,
        "per_expense": PER_EXPENSE if pays_per_expense(agreement) else "",
        "gates": [] if pays_per_expense(agreement) else gates_of(agreement, tranche, request.at),
        "wanted": term_of(agreement, tranche).papers,
        "papers": papers_of(tranche),
        "may_write": access.may_write(request.actor, agreement),
        "permission": permission,
        "payee": payee,
        "reasons": reasons,
    }
    return render(request, "grants/ask.html", context, status=422 if reasons else 200)


def _hand_in_paper(request: ActorRequest, agreement: Agreement, number: int) -> list[str]:
    upload = request.FILES.get("file")
    if upload is None:
        return ["올릴 파일을 골라 주세요."]
    return reasons_of(
        lambda: actions.hand_in_tranche_paper(
            agreement_id=agreement.pk,
            number=number,
            name=request.POST["paper"],
            upload=cast("Upload", upload),
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    )


@require_POST
def reimburse(request: HttpRequest, agreement_id: int, spending_id: int) -> HttpResponse:
    """Ask again for an accepted expense whose payment came back."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    spending = get_object_or_404(agreement.spendings.all(), pk=spending_id)
    access.may_ask(request.actor, agreement).or_refuse()
    actions.ask_reimbursement(spending_id=spending.pk, by=request.actor, at=request.at, key=request.key)
    return redirect("grants:grant", agreement_id=agreement.pk)


@require_http_methods(["GET", "POST"])
def settlement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Hand in the settlement: the figures stand in the ledger, the interest and the statement are new."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    permission = access.may_ask(request.actor, agreement)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        reasons = reasons_of(lambda: _hand_in_settlement(request, agreement))
        if not reasons:
            return redirect("grants:settlement", agreement_id=agreement.pk)
    context = {**_settlement_context(request, agreement), "permission": permission, "reasons": reasons}
    return render(request, "grants/settlement.html", context, status=422 if reasons else 200)


def _hand_in_settlement(request: ActorRequest, agreement: Agreement) -> None:
    actions.hand_in_settlement(
        agreement_id=agreement.pk,
        interest=read_won(request.POST.get("interest") or "0", "이자"),
        note=request.POST.get("note", ""),
        months=forms.read_months(request.POST.get("months", "")),
        statement=request.FILES.get("statement"),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def _settlement_context(request: ActorRequest, agreement: Agreement) -> dict[str, Any]:
    found = settlement_of(agreement)
    interest = found.interest if found else 0
    settled = found if found and found.state in {"confirmed", "closed"} else None
    figures = settled or figures_of(agreement, interest=interest)
    return {
        "agreement": agreement,
        "settlement": found,
        "figures": figures,
        "bounds": bounds_of(agreement, figures),
        **settling_of(agreement, found, request.at),
        "sums": sums_of(agreement),
        **shown_beside_settlement(agreement),
        "waiting": spendings.counts_of(agreement)["filed"],
        "open": overviews.is_open(agreement, "settlement"),
        "typed": as_typed(request.POST, interest=interest, note=found.note if found else "", months=months_said(found)),
    }


@require_http_methods(["GET", "POST"])
def showcase(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Write the result page."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    permission = access.may_write(request.actor, agreement)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        reasons = reasons_of(lambda: _write_showcase(request, agreement))
        if not reasons:
            return redirect("grants:showcase", agreement_id=agreement.pk)
    found = showcase_of(agreement)
    context = {
        "agreement": agreement,
        "showcase": found,
        "open": overviews.is_open(agreement, "showcase"),
        "permission": permission,
        "typed": as_typed(request.POST, **_written(found)),
        "program": terms_of(agreement).title,
        "reasons": reasons,
    }
    return render(request, "grants/showcase.html", context, status=422 if reasons else 200)


def _write_showcase(request: ActorRequest, agreement: Agreement) -> None:
    actions.write_showcase(
        agreement_id=agreement.pk,
        title=request.POST.get("title", ""),
        summary=request.POST.get("summary", ""),
        figures=forms.read_figures(request.POST.get("figures", "")),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def _written(found: Showcase | None) -> dict[str, str]:
    if found is None:
        return {}
    figures = "\n".join(f"{figure['label']}: {figure['value']}" for figure in found.figures)
    return {"title": found.title, "summary": found.summary, "figures": figures}
