"""The auditor's walk: programs of a year, agreements, expenses, evidence, entries and the journal. Nothing here changes money."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from dure.apps.grants import facade as grants
from dure.desks.money.queries import auditing as queries
from dure.kernel.clock import seoul_date
from dure.platform import deeds
from dure.platform.http import ActorRequest
from dure.platform.models import StoredFile
from dure.platform.paging import page_of
from dure.platform.views_files import handed_out


def year_of(request: HttpRequest, years: list[int], today_year: int) -> int:
    """The year the address asks for, else the newest there is."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and len(asked) == 4 else (years[0] if years else today_year)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Programs of a year with their sums, flags and lateness."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    years, today = queries.years(), seoul_date(request.at)
    year = year_of(request, years, today.year)
    rows, whole = queries.programs_of(year, today)
    tabs = [{"label": f"{one}년", "href": f"?year={one}", "current": one == year} for one in years]
    context = {"year": year, "tabs": tabs, "rows": rows, "whole": whole, "waiting": grants.findings_waiting(request.actor, request.at)}
    return render(request, "desks/money/audit_home.html", context)


@require_safe
def program(request: HttpRequest, year: int, program_id: int) -> HttpResponse:
    """A program's agreements of the year."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    found = get_object_or_404(queries.every_program(), pk=program_id)
    by, today = queries.asked(request.GET), seoul_date(request.at)
    paged = page_of(request, queries.agreements_of(year, found, by, today), size=queries.ROWS_A_PAGE)
    context = {
        "year": year,
        "program": found,
        "paged": paged,
        "rows": queries.agreement_rows(paged.page.object_list, year, today),
        "by": by,
        "states": queries.STATES,
        "only": queries.ONLY,
    }
    return render(request, "desks/money/audit_program.html", context)


@require_safe
def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """An agreement's expenses, and what people did about the case."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    found = get_object_or_404(grants.agreements_of(request.actor), pk=agreement_id)
    by = queries.asked(request.GET)
    expenses = queries.expenses_of(found, by)
    context = {
        "agreement": found,
        "sums": grants.sums_of(found),
        "ledger_key": grants.ledger_key(found),
        "words": grants.category_words(found),
        "paged": page_of(request, expenses, size=queries.ROWS_A_PAGE),
        "amount": queries.sum_of(expenses),
        "lines": deeds.told(queries.journal_of_case(found.case_id)[:30]),
        "by": by,
        "states": queries.EXPENSE_STATES,
    }
    return render(request, "desks/money/audit_agreement.html", context)


@require_safe
def case_journal(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Every line of the journal about the case, page by page."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    found = get_object_or_404(grants.agreements_of(request.actor), pk=agreement_id)
    paged = page_of(request, queries.journal_of_case(found.case_id), size=queries.ROWS_A_PAGE)
    context = {"agreement": found, "paged": paged, "lines": deeds.told(paged.page.object_list)}
    return render(request, "desks/money/audit_journal.html", context)


def _expense(request: ActorRequest, spending_id: int) -> grants.Spending:
    return get_object_or_404(queries.expenses_seen_by(request.actor), pk=spending_id)


@require_safe
def expense(request: HttpRequest, spending_id: int) -> HttpResponse:
    """One expense: its papers, its flags, its entries in the ledger, its journal, and the samples it was drawn in."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    found = _expense(request, spending_id)
    context = {
        "expense": found,
        "category": grants.category_words(found.agreement).get(found.category, found.category),
        "papers": found.evidence.select_related("file").order_by("id"),
        "flags": found.flags.order_by("raised_at", "id"),
        "entries": queries.entries_of(found),
        "lines": queries.journal_of(found),
        "items": found.audit_items.select_related("audit").order_by("-id"),
        "may_see_ledger": True,
        "year": found.agreement.fiscal_year,
    }
    return render(request, "desks/money/audit_expense.html", context)


@require_POST
def evidence(request: HttpRequest, spending_id: int, evidence_id: int) -> HttpResponseBase:
    """Open a paper: written in the journal first, then handed out. What is still being checked is not."""
    request = cast("ActorRequest", request)
    grants.may_audit(request.actor).or_refuse()
    found = _expense(request, spending_id)
    paper = get_object_or_404(found.evidence.select_related("file"), pk=evidence_id)
    if paper.file.state != StoredFile.State.CLEAN or paper.file.removed_at:
        raise Http404
    file = grants.view_evidence(evidence_id=paper.pk, by=request.actor, at=request.at, key=request.key)
    return handed_out(file)
