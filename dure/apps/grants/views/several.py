"""Several expenses on one page: typed as a table, or pasted from a sheet, looked at row by row, and written down in one act."""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.grants import access, actions
from dure.apps.grants.actions.evidence import Reused
from dure.apps.grants.actions.spendings import reasons_to_write
from dure.apps.grants.forms import expenses as forms_expenses
from dure.apps.grants.forms.expenses import TypedRow
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import spendings as queries
from dure.apps.grants.queries.agreements import left_in_budget
from dure.apps.grants.queries.loose import Row, row_of
from dure.apps.grants.queries.weighing import weigh
from dure.apps.grants.rules.kinds import USUAL_KIND, payment_kinds
from dure.apps.grants.views import dropping, own_agreements, reasons_of
from dure.apps.grants.words import Source
from dure.kernel.errors import Refused
from dure.kernel.won import won_in_full
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def several(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """A table of expenses. Each button does one thing: read what was pasted, add rows, look, or write down all or the good ones. Files that
    come with it are kept at once and shown at their rows before anything is written down."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_write(request.actor, agreement).or_refuse()
    reasons: list[str] = []
    act = request.POST.get("act", "look")
    if request.method == "POST" and act == "read":
        try:
            rows = forms_expenses.pasted_rows(request.POST.get("sheet", ""), queries.category_words(agreement), year=agreement.fiscal_year)
        except Refused as refused:
            rows, reasons = forms_expenses.typed_rows(request.POST), refused.reasons
    else:
        rows = forms_expenses.typed_rows(request.POST, more=forms_expenses.ROWS_SHOWN if act == "more" else 0)
    _look(request, agreement, rows)
    reasons += reasons_of(lambda: reasons.extend(dropping.dropped(request, agreement)))
    if not request.FILES and act in {"write-all", "write-good"}:
        reasons = _write(request, agreement, rows, good_only=act == "write-good")
        if not reasons:
            return redirect("grants:expenses-papers", agreement_id=agreement.pk)
    context = {
        **dropping.page_of(request, agreement, _targets(agreement, rows)),
        "agreement": agreement,
        "rows": rows,
        "ready": sum(row.bill is not None and not row.problems for row in rows),
        "wrong": sum(bool(row.problems) for row in rows),
        "total": sum(row.bill.amount for row in rows if row.bill),
        "categories": [(row.key, row.title) for row in queries.room_of(agreement)],
        "kinds": [(key, kind.title) for key, kind in payment_kinds().items() if not kind.is_personal],
        "sources": Source.choices,
        "sheet": request.POST.get("sheet", "") if reasons else "",
        "reasons": reasons,
    }
    return render(request, "grants/expenses_several.html", context, status=422 if reasons else 200)


def _look(request: ActorRequest, agreement: Agreement, rows: Sequence[TypedRow]) -> None:
    """Read each row that says something; name what is wrong with it, the rows before it taking their room."""
    left = left_in_budget(agreement)
    for row in rows:
        if row.is_blank:
            continue
        forms_expenses.read_row(row, kind=USUAL_KIND)
        if row.bill is None:
            continue
        row.problems += reasons_to_write(agreement, row.bill, request.at)
        place, amount = (row.bill.category, row.bill.source), weigh(agreement, row.bill).charge.amount
        if place not in left:
            row.problems.append("승인된 예산에 있는 비목을 골라 주세요.")
        elif amount > left[place]:
            row.problems.append(f"이 비목에 {won_in_full(max(left[place], 0))}이 남았어요.")
        else:
            left[place] -= amount


def _targets(agreement: Agreement, rows: Sequence[TypedRow]) -> list[Row]:
    """The rows that can be read, as places for papers; each keeps the number that it has on the page."""
    return [row_of(f"row-{row.place}", row.place + 1, row.bill, weigh(agreement, row.bill)) for row in rows if row.bill]


def _write(request: ActorRequest, agreement: Agreement, rows: Sequence[TypedRow], *, good_only: bool) -> list[str]:
    wrong = [row for row in rows if row.problems]
    if wrong and not good_only:
        places = ", ".join(f"{row.place + 1}번째" for row in wrong)
        return [f"{places} 줄을 고치거나 '괜찮은 줄만 적기'를 눌러 주세요."]
    good = [row for row in rows if row.bill and not row.problems]
    if not good:
        return ["적을 집행이 없어요. 금액과 받은 곳, 내용을 적어 주세요."]
    papers = dropping.chosen(request, agreement, _targets(agreement, rows))
    loose = [Reused(loose=tuple((one.kind, one.loose.pk) for one in papers if one.to == f"row-{row.place}")) for row in good]
    bills = [row.bill for row in good if row.bill]
    return reasons_of(
        lambda: actions.draft_spendings(
            agreement_id=agreement.pk, bills=bills, loose=loose, by=request.actor, at=request.at, key=request.key
        )
    )
