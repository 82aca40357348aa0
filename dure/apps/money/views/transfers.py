"""Transfer files: made, given to the bank, answered by it. Account numbers leave only with the file itself."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.money import access, actions
from dure.apps.money.actions.transfers import Transfer, orders_of, transfer_of
from dure.apps.money.models import TransferFile
from dure.apps.money.queries import transfers as queries
from dure.apps.money.tables import RESULT_HEAD
from dure.apps.money.views import reasons_of, typed
from dure.kernel.errors import Refused
from dure.platform.files import Upload
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


def sent_file(made: Transfer) -> HttpResponse:
    """The bytes for the bank, under their digest; nobody on the way keeps them."""
    response = HttpResponse(made.content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="transfer-{made.file.digest[:12]}.csv"'
    response["Digest"] = f"sha-256={made.file.digest}"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Every transfer file with its state; an answer that names its file's digest may be handed in here."""
    request = cast("ActorRequest", request)
    access.may_see_payments(request.actor).or_refuse()
    permission = access.may_make_transfer_file(request.actor)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        reasons = _take(request, None)
        if not reasons:
            return redirect("money:transfers")
    paged = page_of(request, queries.files_for(request.actor))
    context = {
        "paged": paged,
        "rows": [queries.shown(file) for file in paged.page],
        "permission": permission,
        "head": ", ".join(RESULT_HEAD),
        "reasons": reasons,
    }
    return render(request, "money/desk/transfers.html", context, status=422 if reasons else 200)


@require_safe
def page(request: HttpRequest, file_id: int) -> HttpResponse:
    """One file: its digest, its payments, what the bank said, and the next step."""
    request = cast("ActorRequest", request)
    access.may_see_payments(request.actor).or_refuse()
    return _page(request, get_object_or_404(queries.files_for(request.actor), pk=file_id), [])


def _page(request: ActorRequest, file: TransferFile, reasons: list[str]) -> HttpResponse:
    permission = access.may_make_transfer_file(request.actor)
    if permission:
        permission = access.may_handle_transfer(request.actor, orders_of(file))
    result = getattr(file, "result", None)
    context: dict[str, Any] = {
        "file": file,
        "shown": queries.shown(file),
        "paged": page_of(request, queries.lines_of(file)),
        "result": result,
        "kept": queries.kept_answer(result) if result else None,
        "marks": queries.marks_of(file),
        "permission": permission,
        "head": ", ".join(RESULT_HEAD),
        "typed": typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "money/desk/transfer.html", context, status=422 if reasons else 200)


@require_POST
def step(request: HttpRequest, file_id: int, step: str) -> HttpResponse:
    """Take the bytes again, say that the bank has them or never will, hand in its answer."""
    request = cast("ActorRequest", request)
    access.may_see_payments(request.actor).or_refuse()
    file = get_object_or_404(queries.files_for(request.actor), pk=file_id)
    who = {"file_id": file.pk, "by": request.actor, "at": request.at, "key": request.key}
    if step == "fetch":
        try:
            return sent_file(transfer_of(actions.fetch_transfer_file(**who)))
        except Refused as refused:
            return _page(request, file, refused.reasons)
    acts = {
        "send": lambda: reasons_of(lambda: actions.send_transfer_file(**who)),
        "drop": lambda: reasons_of(lambda: actions.drop_transfer_file(reason=request.POST.get("reason", ""), **who)),
        "result": lambda: _take(request, file.pk),
    }
    if step not in acts:
        raise Http404
    reasons = acts[step]()
    return _page(request, file, reasons) if reasons else redirect("money:transfer-file", file_id=file.pk)


def _take(request: ActorRequest, file_id: int | None) -> list[str]:
    access.may_make_transfer_file(request.actor).or_refuse()
    upload = request.FILES.get("result")
    if upload is None:
        return ["은행에서 받은 결과 파일을 골라 주세요."]
    return reasons_of(
        lambda: actions.take_bank_result(upload=cast("Upload", upload), file_id=file_id, by=request.actor, at=request.at, key=request.key)
    )
