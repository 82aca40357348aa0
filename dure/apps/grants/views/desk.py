"""The center's page of a grant: expenses, reports and settlement on one screen."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dure.apps.cases import facade as cases
from dure.apps.grants import access, actions, forms
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import overview as overviews
from dure.apps.grants.queries import reports, spendings
from dure.apps.grants.queries.agreements import agreements_of, settlement_of, showcase_of
from dure.apps.grants.queries.flags import shown_beside_settlement
from dure.apps.grants.queries.gates import PER_EXPENSE
from dure.apps.grants.queries.promises import late_of
from dure.apps.grants.queries.reimbursing import pays_per_expense, reimbursements_of
from dure.apps.grants.queries.settlements import bounds_of, figures_of
from dure.apps.grants.queries.settling import settling_of
from dure.apps.grants.queries.timeline import lines_of_grant
from dure.apps.grants.views import reasons_of
from dure.kernel.typed import as_typed, read_day, read_won, row_number
from dure.platform.http import ActorRequest


def _found(request: ActorRequest, agreement_id: int) -> Agreement:
    access.may_see_desk(request.actor).or_refuse()
    return get_object_or_404(agreements_of(request.actor), pk=agreement_id)


@require_safe
def grant(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Everything about one grant."""
    request = cast("ActorRequest", request)
    return _page(request, _found(request, agreement_id), [])


def _page(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    sums, parts = overviews.picture_of(agreement)
    settlement = settlement_of(agreement)
    rows = spendings.rows_of(agreement, desk=request.actor)
    by_expense = pays_per_expense(agreement)
    settled = settlement if settlement and settlement.confirmed_at else None
    figures = settled or (figures_of(agreement, interest=settlement.interest) if settlement else None)
    context = {
        "agreement": agreement,
        "steps": cases.tracks_of(agreement.case),
        "next": overviews.next_of(agreement),
        "sums": sums,
        "parts": parts,
        "tranches": overviews.tranches_of(agreement, request.at),
        "per_expense": PER_EXPENSE if by_expense else "",
        "reimbursements": reimbursements_of(agreement) if by_expense else [],
        "waiting": [row for row in rows if row.spending.state == "filed"],
        "judged": [row for row in rows if row.spending.state not in {"filed", "draft"}],
        "room": spendings.room_of(agreement),
        "reports": reports.reports_of(agreement),
        **shown_beside_settlement(agreement, desk=request.actor),
        "settlement": settlement,
        **settling_of(agreement, settlement, request.at),
        "figures": figures,
        "bounds": bounds_of(agreement, figures) if figures else [],
        "showcase": showcase_of(agreement),
        "site_check": overviews.is_open(agreement, "site_check"),
        "may_run": access.may_run(request.actor, agreement),
        "may_judge": access.may_judge_money(request.actor, agreement),
        "lines": lines_of_grant(agreement),
        "late": late_of(agreement, request.at),
        "typed": as_typed(request.POST, returned_on=f"{request.at:%Y-%m-%d}"),
        "reasons": reasons,
    }
    return render(request, "grants/desk/grant.html", context, status=422 if reasons else 200)


def _answer(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    return _page(request, agreement, reasons) if reasons else redirect("grants:desk-grant", agreement_id=agreement.pk)


@require_POST
def judge(request: HttpRequest, agreement_id: int, spending_id: int) -> HttpResponse:
    """Accept or disallow an expense."""
    request = cast("ActorRequest", request)
    agreement = _found(request, agreement_id)
    spending = get_object_or_404(agreement.spendings.all(), pk=spending_id)
    access.may_judge_money(request.actor, agreement).or_refuse()
    act = {
        "spending_id": spending.pk,
        "accepted": request.POST.get("judgment") == "accept",
        "clause": request.POST.get("clause", ""),
        "by": request.actor,
        "at": request.at,
        "key": request.key,
    }
    return _answer(request, agreement, reasons_of(lambda: actions.judge_spending(**act)))


@require_POST
def step(request: HttpRequest, agreement_id: int, step: str) -> HttpResponse:
    """One step of a report, the settlement, the showcase or a site check."""
    request = cast("ActorRequest", request)
    agreement = _found(request, agreement_id)
    acts = {**_of_reports(request, agreement), **_of_settlement(request, agreement), **_of_showcase(request, agreement)}
    if step not in acts:
        raise Http404
    return _answer(request, agreement, reasons_of(acts[step]))


def _who(request: ActorRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at, "key": request.key}


def _of_reports(request: ActorRequest, agreement: Agreement) -> dict[str, Any]:
    """The report is named by the form and must hang on this agreement."""

    def report_id() -> int:
        access.may_run(request.actor, agreement).or_refuse()
        named = request.POST.get("report", "")
        return get_object_or_404(agreement.reports.all(), pk=row_number(named)).pk

    reason = request.POST.get("reason", "")
    return {
        "accept-report": lambda: actions.accept_report(report_id=report_id(), **_who(request)),
        "return-report": lambda: actions.return_report(report_id=report_id(), reason=reason, **_who(request)),
    }


def _of_settlement(request: ActorRequest, agreement: Agreement) -> dict[str, Any]:
    """Who may judge is asked before anything in the form is read."""

    def settlement_id() -> int:
        access.may_judge_money(request.actor, agreement).or_refuse()
        if (found := settlement_of(agreement)) is None:
            raise Http404
        return found.pk

    def confirm() -> None:
        actions.confirm_settlement(
            settlement_id=settlement_id(),
            seen_to_return=read_won(request.POST.get("seen_to_return", ""), "돌려받을 돈"),
            **_who(request),
        )

    def record() -> None:
        actions.record_returned_money(
            settlement_id=settlement_id(),
            amount=read_won(request.POST.get("amount", ""), "들어온 금액"),
            returned_on=read_day(request.POST.get("returned_on", ""), "돈이 들어온 날"),
            bank_reference=request.POST.get("bank_reference", ""),
            **_who(request),
        )

    reason = request.POST.get("reason", "")
    return {
        "confirm-settlement": confirm,
        "return-settlement": lambda: actions.return_settlement(settlement_id=settlement_id(), reason=reason, **_who(request)),
        "returned-money": record,
        "order-refund": lambda: actions.order_refund(settlement_id=settlement_id(), **_who(request)),
        "name-accountant": lambda: actions.name_accountant(
            settlement_id=settlement_id(), **forms.read_accountant(request.POST), **_who(request)
        ),
        "close-settlement": lambda: actions.close_settlement(settlement_id=settlement_id(), **_who(request)),
    }


def _of_showcase(request: ActorRequest, agreement: Agreement) -> dict[str, Any]:
    reason = request.POST.get("reason", "")
    return {
        "publish-showcase": lambda: actions.publish_showcase(agreement_id=agreement.pk, **_who(request)),
        "return-showcase": lambda: actions.return_showcase(agreement_id=agreement.pk, reason=reason, **_who(request)),
        "site-check": lambda: actions.record_site_check(agreement_id=agreement.pk, note=reason, **_who(request)),
    }
