"""The desk: the pool of reviewers with its load and rotation, one reviewer, and who is bound to whom."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import access, forms
from dure.apps.review.queries import panels, pool
from dure.apps.review.queries.ties import TIE_WORDS
from dure.apps.review.views.panel import panel_or_404
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


def _reviewer_or_404(request: ActorRequest, reviewer_id: int) -> people.Reviewer:
    if not panels.sits_at_desk(request.actor):
        raise Http404
    return get_object_or_404(pool.whole_pool(), pk=reviewer_id)


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Everybody of the pool: fields, organization, open sheets, this year's count, term."""
    request = cast("ActorRequest", request)
    if not panels.sits_at_desk(request.actor):
        raise Http404
    field = request.GET.get("field", "")
    paged = page_of(request, panels.pool_of(field))
    context = {"paged": paged, "rows": pool.pool_rows(paged.page, request.at), "field": field, "fields": _field_options()}
    return render(request, "review/desk/pool.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def reviewer(request: HttpRequest, reviewer_id: int) -> HttpResponse:
    """What one reviewer brings along, how long they serve, and what binds them to organizations."""
    request = cast("ActorRequest", request)
    found = _reviewer_or_404(request, reviewer_id)
    if request.method == "GET":
        return _page(request, found)
    access.may_keep_pool(request.actor).or_refuse()
    try:
        people.describe_reviewer(reviewer_id=found.pk, profile=_profile(request), by=request.actor, at=request.at, key=request.key)
    except Refused as refused:
        return _page(request, found, refused.reasons)
    messages.success(request, "심사위원 정보를 고쳤어요.")
    return redirect("review:reviewer", reviewer_id=found.pk)


def _profile(request: ActorRequest) -> people.Profile:
    sent = request.POST
    return people.Profile(
        affiliation=sent.get("affiliation", ""),
        expertise=sent.get("expertise", ""),
        fields=tuple(name for name in sent.getlist("fields") if name in programs.FIELD_WORDS),
        description=sent.get("description", ""),
        organization_id=panels.party_named(sent.get("organization", "")),
        term_from=parse_date(sent.get("term_from") or ""),
        term_until=parse_date(sent.get("term_until") or ""),
        most_open=forms.read_count(sent, "most_open", label="한 번에 맡는 심사표 수를") if sent.get("most_open") else None,
    )


def _page(request: ActorRequest, found: people.Reviewer, reasons: list[str] | None = None) -> HttpResponse:
    context = {
        "reviewer": found,
        "row": pool.pool_rows([found], request.at)[0],
        "ties": pool.ties_known(found),
        "fields": _field_options(),
        "kinds": [(kind, TIE_WORDS[kind]) for kind in people.TIE_KINDS],
        "may_keep": access.may_keep_pool(request.actor),
        "today": seoul_date(request.at).isoformat(),
        "typed": forms.typed(request.POST, "party", "kind", "source", "since", "until"),
        "reasons": reasons or [],
    }
    return render(request, "review/desk/reviewer.html", context, status=422 if reasons else 200)


def _field_options() -> list[tuple[str, str]]:
    return [(name, name) for name in programs.FIELD_WORDS]


@login_required
@require_POST
def tie(request: HttpRequest, reviewer_id: int) -> HttpResponse:
    """Write down from a paper what binds the reviewer to an organization, or that it does not any more."""
    request = cast("ActorRequest", request)
    found = _reviewer_or_404(request, reviewer_id)
    access.may_keep_pool(request.actor).or_refuse()
    sent = request.POST
    try:
        people.record_tie(
            reviewer_id=found.pk,
            party_id=panels.party_named(sent.get("party", "")) or 0,
            kind=sent.get("kind", ""),
            source=sent.get("source", ""),
            since=parse_date(sent.get("since") or "") or seoul_date(request.at),
            until=parse_date(sent.get("until") or ""),
            holds=sent.get("act") != "take_back",
            by=request.actor,
            at=request.at,
            key=request.key,
        )
    except Refused as refused:
        return _page(request, found, refused.reasons)
    messages.success(request, "관계를 적었어요. 이 조직이 신청한 심사에서 바로 셈에 들어가요.")
    return redirect("review:reviewer", reviewer_id=found.pk)


@login_required
@require_safe
def matrix(request: HttpRequest, panel_id: int) -> HttpResponse:
    """Every reviewer of the pool against every application, with the reason, before anybody is invited."""
    request = cast("ActorRequest", request)
    found = panel_or_404(request, panel_id)
    in_panel, rows = pool.matrix_of(found, request.at)
    return render(request, "review/desk/matrix.html", {"panel": found, "cases": in_panel, "rows": rows})
