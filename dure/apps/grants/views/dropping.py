"""Many papers at once: dropped together, matched with the expenses that wait for them, looked at, put there, and what lacks nothing filed."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.grants import access, actions
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries import loose as queries
from dure.apps.grants.queries import spendings as spendings_queries
from dure.apps.grants.queries.loose import AWAY, PaperShown, Row
from dure.apps.grants.views import own_agreements
from dure.apps.grants.words import EvidenceKind
from dure.kernel.errors import Refused
from dure.kernel.typed import row_number
from dure.platform.http import ActorRequest

FILES, CATEGORY = "papers", "category_"
KINDS = [(str(kind), str(kind.label)) for kind in EvidenceKind]


@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Everything that waits for papers on one page. New files are kept at once; nothing is put anywhere before it was seen where."""
    request = cast("ActorRequest", request)
    agreement = get_object_or_404(own_agreements(request.actor), pk=agreement_id)
    access.may_write(request.actor, agreement).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            reasons = dropped(request, agreement)
            if not request.FILES and (done := _act(request, agreement)):
                return done
        except Refused as refused:
            reasons = refused.reasons
    rows = queries.rows_waiting(agreement)
    context = {
        **page_of(request, agreement, rows),
        "agreement": agreement,
        "ready": any(row.draft and row.target.held and not row.target.lacking() for row in rows),
        "categories": [(row.key, row.title) for row in spendings_queries.room_of(agreement)],
        "open": spendings_queries.is_open(agreement),
        "reasons": reasons,
    }
    return render(request, "grants/expenses_papers.html", context, status=422 if reasons else 200)


def dropped(request: ActorRequest, agreement: Agreement) -> list[str]:
    """Keep the files of the page, if there are any; why some were not kept."""
    uploads = request.FILES.getlist(FILES)
    if not uploads:
        return []
    found = actions.drop_papers(
        agreement_id=agreement.pk, papers=[("", upload) for upload in uploads], by=request.actor, at=request.at, key=request.key
    )
    return [str(reason) for reason in found["refused"]]


def page_of(request: ActorRequest, agreement: Agreement, rows: Sequence[Row]) -> dict[str, Any]:
    """The dropped papers with their places, and what each row has and lacks with them."""
    shown = chosen(request, agreement, rows)
    return {
        "loose": shown,
        "unplaced": queries.unplaced(shown),
        "rows_shown": queries.shown_rows(rows, shown),
        "targets": [(row.target.key, row.title) for row in rows] + [(AWAY, "잘못 올렸어요. 치울게요")],
        "paper_kinds": KINDS,
    }


def chosen(request: ActorRequest, agreement: Agreement, rows: Sequence[Row]) -> list[PaperShown]:
    """The papers that wait, each where the page says or its name suggests."""
    return queries.placed(list(queries.waiting_papers(agreement)), rows, request.POST)


def _act(request: ActorRequest, agreement: Agreement) -> HttpResponse | None:
    """Put the papers where the page says, or file what lacks nothing; a look alone changes nothing."""
    who: dict[str, Any] = {"by": request.actor, "at": request.at, "key": request.key}
    act = request.POST.get("act")
    if act == "put":
        shown = chosen(request, agreement, queries.rows_waiting(agreement))
        actions.put_papers(
            agreement_id=agreement.pk,
            puts=[actions.Put(one.loose.pk, _spending_of(one.to), one.kind) for one in shown if _spending_of(one.to)],
            away=[one.loose.pk for one in shown if one.to == AWAY],
            categories={row_number(name[len(CATEGORY) :]): said for name, said in request.POST.items() if name.startswith(CATEGORY)},
            **who,
        )
        return redirect("grants:expenses-papers", agreement_id=agreement.pk)
    if act == "file":
        found = actions.file_ready(agreement_id=agreement.pk, **who)
        if not found["filed"] and not found["asked"]:
            raise Refused("아직 모두 갖춘 집행이 없어요. 무엇이 빠졌는지 아래에서 확인해 주세요.")
        return redirect("grants:expenses", agreement_id=agreement.pk)
    return None


def _spending_of(key: str) -> int:
    return row_number(key.removeprefix("spending-"))
