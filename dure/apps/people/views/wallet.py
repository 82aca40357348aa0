"""The document wallet of one's own organization, and the center's look into it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.people import access, actions, forms
from dure.apps.people.actions.wallet import PaperSaid
from dure.apps.people.models import Party
from dure.apps.people.papers import paper_kinds
from dure.apps.people.queries import parties as queries
from dure.apps.people.queries import wallet
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
@login_required
def papers(request: HttpRequest, party_id: int) -> HttpResponse:
    """Every paper with its days; one may be added, replaced or taken out."""
    request = cast("ActorRequest", request)
    party = get_object_or_404(queries.own_parties(request.actor), pk=party_id)
    reasons: list[str] = []
    if request.method == "POST":
        access.may_write_party(request.actor, party).or_refuse()
        try:
            _change(request, party)
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("people:papers", party_id=party.pk)
    typed = request.POST if reasons else forms.Blank(kind=request.GET.get("kind", ""))
    context = _page(request, party) | {"typed": typed, "reasons": reasons, "may_write": access.may_write_party(request.actor, party)}
    return render(request, "people/mine/papers.html", context, status=422 if reasons else 200)


def _page(request: ActorRequest, party: Party) -> dict[str, Any]:
    return {
        "party": party,
        "lines": wallet.wallet_of(party.pk, at=request.at),
        "kinds": [(kind.key, f"{kind.title} · {kind.validity}") for kind in paper_kinds().values()],
    }


def _change(request: ActorRequest, party: Party) -> None:
    shared: dict[str, Any] = {"by": request.actor, "at": request.at, "key": request.key}
    if gone := request.POST.get("remove", ""):
        found = get_object_or_404(wallet.held_papers([party.pk]), pk=gone if gone.isascii() and gone.isdigit() and len(gone) < 16 else 0)
        actions.remove_paper(paper_id=found.pk, **shared)
        messages.success(request, "서류함에서 뺐어요. 이미 낸 신청서의 사본은 그대로예요.")
        return
    said = PaperSaid(
        kind=request.POST.get("kind", ""),
        issued_on=forms.read_day(request.POST, "issued_on"),
        expires_on=forms.read_day(request.POST, "expires_on"),
        number=request.POST.get("number", ""),
    )
    actions.add_paper(party_id=party.pk, said=said, upload=request.FILES.get("paper"), **shared)
    messages.success(request, "서류함에 넣었어요. 기한이 남은 동안은 신청할 때 다시 여쭙지 않아요.")


@require_http_methods(["GET", "POST"])
@login_required
def desk_papers(request: HttpRequest, party_id: int) -> HttpResponse:
    """The center's officers look at the papers of an organization and write down that they did."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    party = get_object_or_404(queries.parties_for(request.actor), pk=party_id)
    if request.method == "POST":
        access.may_record_fact(request.actor, party).or_refuse()
        wanted = request.POST.get("verify", "")
        found = get_object_or_404(
            wallet.held_papers([party.pk]), pk=wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 16 else 0
        )
        actions.verify_paper(paper_id=found.pk, by=request.actor, at=request.at, key=request.key)
        return redirect("people:desk_papers", party_id=party.pk)
    context = _page(request, party) | {"may_verify": access.may_record_fact(request.actor, party)}
    return render(request, "people/desk/papers.html", context)
