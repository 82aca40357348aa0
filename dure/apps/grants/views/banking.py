"""The bank's and the card's lines: a file taken in, its columns confirmed, each line answered."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.grants import access, actions
from dure.apps.grants.forms import expenses as forms_expenses
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import banking as queries
from dure.apps.grants.queries.spendings import is_open
from dure.apps.grants.views import own_agreements, reasons_of
from dure.apps.grants.words import BankKind
from dure.kernel.errors import Refused
from dure.kernel.identifiers import accounts_hidden
from dure.kernel.korean import table_day
from dure.kernel.typed import row_number, row_numbers
from dure.kernel.won import won_in_full
from dure.platform.http import ActorRequest

PREVIEWED = 10


def _who(request: ActorRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at, "key": request.key}


@require_http_methods(["GET", "POST"])
def bank(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Every line with its answer, and expenses that no line shows; here a file is taken in."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    if request.method == "GET":
        return _bank(request, agreement, [])
    access.may_write(request.actor, agreement).or_refuse()
    upload = request.FILES.get("file")
    if upload is None:
        return _bank(request, agreement, ["은행이나 카드사에서 내려받은 파일을 골라 주세요."])
    try:
        file = actions.receive_bank_file(agreement_id=agreement.pk, kind=request.POST.get("kind", ""), upload=upload, **_who(request))
    except Refused as refused:
        return _bank(request, agreement, refused.reasons)
    return redirect("grants:bank-file", agreement_id=agreement.pk, file_id=file.pk)


def _bank(request: ActorRequest, agreement: Agreement, reasons: list[str]) -> HttpResponse:
    lines = queries.lines_of(agreement)
    unmatched = list(queries.unmatched_expenses(agreement))
    context = {
        "agreement": agreement,
        "open_lines": [line for line in lines if not line.answer],
        "answered": [line for line in lines if line.answer],
        "unmatched": unmatched,
        "files": list(agreement.bank_files.select_related("stored").order_by("-id")),
        "draftable": [
            (str(one.line.pk), f"{table_day(one.line.on)} {one.line.payee_shown or one.line.memo_shown} {won_in_full(one.line.amount)}")
            for one in lines
            if not one.answer and not one.proposed and not one.line.incoming
        ],
        "ticked": request.POST.getlist("line"),
        "kinds": BankKind.choices,
        "kind": request.POST.get("kind", "bank"),
        "permission": access.may_write(request.actor, agreement),
        "open": is_open(agreement),
        "reasons": reasons,
    }
    return render(request, "grants/bank.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, agreement_id: int, file_id: int) -> HttpResponse:
    """Which column is what, as it was recognized, with the first lines as they would be read; confirmed, the lines are kept."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    held = get_object_or_404(queries.files_of(agreement), pk=file_id)
    access.may_write(request.actor, agreement).or_refuse()
    columns, reasons = dict(held.columns), list[str]()
    if request.method == "POST":
        try:
            columns = forms_expenses.read_columns(request.POST, tuple(queries.COLUMN_WORDS))
            if request.POST.get("act") == "keep":
                actions.keep_bank_lines(file_id=held.pk, columns=columns, **_who(request))
                return redirect("grants:bank", agreement_id=agreement.pk)
        except Refused as refused:
            reasons = refused.reasons
    read = queries.read_file(held, columns)
    head = columns.get("head", -1)
    heads = held.table[head] if 0 <= head < len(held.table) else held.table[0]
    options = [(str(place), f"{place + 1}열 {accounts_hidden(cell)}".strip()) for place, cell in enumerate(heads)]
    context = {
        "agreement": agreement,
        "file": held,
        "head": head,
        "fields": [(name, word, options, str(columns[name]) if name in columns else "") for name, word in queries.COLUMN_WORDS.items()],
        "preview": [
            {**one, "payee": accounts_hidden(one["payee"]), "memo": accounts_hidden(one["memo"])} for one in read.lines[:PREVIEWED]
        ],
        "count": len(read.lines),
        "problems": [accounts_hidden(problem) for problem in read.problems[:PREVIEWED]],
        "reasons": reasons,
    }
    return render(request, "grants/bank_file.html", context, status=422 if reasons else 200)


@require_POST
def drafts(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Write an expense down for each of the ticked lines; their papers come next."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_write(request.actor, agreement).or_refuse()
    ticked = row_numbers(request.POST.getlist("line"))
    reasons = reasons_of(lambda: actions.draft_from_lines(agreement_id=agreement.pk, line_ids=ticked, **_who(request)))
    return _bank(request, agreement, reasons) if reasons else redirect("grants:expenses-papers", agreement_id=agreement.pk)


@require_POST
def line(request: HttpRequest, agreement_id: int, line_id: int, step: str) -> HttpResponse:
    """Answer one line."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    found = get_object_or_404(agreement.bank_lines.all(), pk=line_id)
    access.may_write(request.actor, agreement).or_refuse()
    spending_id = row_number(request.POST.get("spending"))
    acts = {
        "match": lambda: actions.match_bank_line(line_id=found.pk, spending_id=spending_id, **_who(request)),
        "explain": lambda: actions.explain_bank_line(line_id=found.pk, why=request.POST.get("why", ""), **_who(request)),
        "draft": lambda: actions.draft_from_line(line_id=found.pk, **_who(request)),
        "unmatch": lambda: actions.unmatch_bank_line(line_id=found.pk, **_who(request)),
    }
    if step not in acts:
        raise Http404
    reasons = reasons_of(acts[step])
    return _bank(request, agreement, reasons) if reasons else redirect("grants:bank", agreement_id=agreement.pk)
