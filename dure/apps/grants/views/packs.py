"""서류 묶음 by pages: a small one comes at once, a large one is made by the worker while the page tells how far it is."""

from typing import cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.grants import access, actions
from dure.apps.grants.models import Agreement
from dure.apps.grants.papers import packing
from dure.apps.grants.queries import packs as queries
from dure.apps.grants.queries.agreements import agreements_of, settlement_of
from dure.apps.grants.views import reasons_of
from dure.kernel.clock import seoul_date
from dure.platform.http import ActorRequest
from dure.platform.views_files import handed_out


def _agreement(request: ActorRequest, agreement_id: int) -> Agreement:
    access.may_see_desk(request.actor).or_refuse()
    return get_object_or_404(agreements_of(request.actor), pk=agreement_id)


@require_http_methods(["GET", "POST"])
def pack(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Everything of a settled grant in one ZIP; personal data is in it, so it wants a reason and leaves a line in the journal."""
    request = cast("ActorRequest", request)
    agreement = _agreement(request, agreement_id)
    permission = access.may_download_pack(request.actor, agreement)
    large = queries.is_large(agreement, seoul_date(request.at))
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        verb = actions.ask_pack if large else actions.note_download
        said = {"agreement_id": agreement.pk, "reason": request.POST.get("reason", "")}
        reasons = reasons_of(lambda: verb(**said, by=request.actor, at=request.at, key=request.key))
        if not reasons:
            return _asked(request, agreement) if large else _at_once(request, agreement)
    return _page(request, agreement, large=large, reasons=reasons)


def _at_once(request: ActorRequest, agreement: Agreement) -> FileResponse:
    answer = FileResponse(packing.pack(agreement, at=request.at), as_attachment=True, filename=packing.name_of(agreement))
    answer["Content-Type"], answer["Cache-Control"] = "application/zip", "private, no-store"
    return answer


def _asked(request: ActorRequest, agreement: Agreement) -> HttpResponse:
    messages.success(request, _("부탁했어요. 다 만들면 알려 드리고, 이 화면에서 받을 수 있어요."))
    return redirect("grants:desk-pack", agreement.pk)


def _page(request: ActorRequest, agreement: Agreement, *, large: bool, reasons: list[str]) -> HttpResponse:
    made = list(queries.packs_of(agreement)[:20])
    context = {
        "agreement": agreement,
        "settlement": settlement_of(agreement),
        "contents": packing.CONTENTS,
        "permission": access.may_download_pack(request.actor, agreement),
        "large": large,
        "packs": made,
        "waiting": any(pack.state == "asked" for pack in made),
        "reasons": reasons,
        "typed_reason": request.POST.get("reason", ""),
    }
    return render(request, "grants/desk/pack.html", context, status=422 if reasons else 200)


@require_POST
def take(request: HttpRequest, agreement_id: int, pack_id: int) -> HttpResponseBase:
    """Take a made pack away; the journal keeps each time."""
    request = cast("ActorRequest", request)
    agreement = _agreement(request, agreement_id)
    found = get_object_or_404(queries.packs_of(agreement), pk=pack_id)
    return handed_out(actions.take_pack(pack_id=found.pk, by=request.actor, at=request.at, key=request.key))
