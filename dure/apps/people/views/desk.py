"""The center's desk of organizations: the list, one of them, its statuses and figures."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dure.apps.people import access, actions, forms, rules
from dure.apps.people.models import Party
from dure.apps.people.queries import parties as queries
from dure.apps.people.queries.history import history_of
from dure.apps.people.views.shown import fact_rows, member_rows, rows_of, status_rows
from dure.apps.people.words import FACT_WORDS, Status
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
@login_required
def organizations(request: HttpRequest) -> HttpResponse:
    """All organizations, by name, district and status."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    asked = {name: request.GET.get(name, "")[:120] for name in ("words", "district", "status")}
    context = {
        "paged": page_of(request, queries.search_parties(request.actor, **asked)),
        "asked": asked,
        "districts": queries.district_choices(),
        "status_kinds": [(status.value, status.label) for status in Status],
    }
    return render(request, "people/desk/organizations.html", context)


@require_safe
@login_required
def organization(request: HttpRequest, party_id: int) -> HttpResponse:
    """Everything known of an organization and what happened to it."""
    request = cast("ActorRequest", request)
    return _page(request, _seen(request, party_id))


def _seen(request: ActorRequest, party_id: int) -> Party:
    access.may_see_desk(request.actor).or_refuse()
    return get_object_or_404(queries.parties_for(request.actor), pk=party_id)


def _page(request: ActorRequest, party: Party, *, reasons: tuple[str, ...] = ()) -> HttpResponse:
    context = {
        "party": party,
        "rows": rows_of(party),
        "warning": rules.business_number_warning(party.business_number or "", party.legal_form),
        "facts": fact_rows(request, party),
        "statuses": status_rows(request.actor, party),
        "members": member_rows(request.actor, party),
        "history": history_of(party),
        "fact_kinds": list(FACT_WORDS.items()),
        "status_kinds": [(status.value, status.label) for status in Status],
        "may_record": access.may_record_fact(request.actor, party),
        "may_close": access.may_manage_seats(request.actor).allowed and party.closed_at is None and not party.tier,
        "typed": forms.Blank(request.POST.dict()),
        "reasons": list(reasons),
    }
    return render(request, "people/desk/organization.html", context, status=422 if reasons else 200)


def _answer(request: ActorRequest, party: Party, do: Callable[[], object], said: str) -> HttpResponse:
    try:
        do()
    except Forbidden:
        raise
    except Refused as refused:
        return _page(request, party, reasons=tuple(refused.reasons))
    messages.success(request, said)
    return redirect("people:desk_organization", party_id=party.pk)


@require_POST
@login_required
def judge_status(request: HttpRequest, party_id: int, status_id: int) -> HttpResponse:
    """The proof shows the status, or it does not and why."""
    request = cast("ActorRequest", request)
    party = _seen(request, party_id)
    status = get_object_or_404(queries.statuses_for(request.actor).filter(party=party), pk=status_id)
    access.may_judge_status(request.actor, status).or_refuse()
    reason = request.POST.get("reason", "")
    if request.POST.get("judgment") == "decline":
        return _answer(
            request,
            party,
            lambda: actions.decline_status(status_id=status.pk, reason=reason, by=request.actor, at=request.at, key=request.key),
            "받지 않은 까닭을 조직에 알렸어요.",
        )
    return _answer(
        request,
        party,
        lambda: actions.verify_status(status_id=status.pk, by=request.actor, at=request.at, key=request.key),
        "자격을 확인했어요.",
    )


@require_POST
@login_required
def record_status(request: HttpRequest, party_id: int) -> HttpResponse:
    """Write down a status seen in a paper or a register."""
    request = cast("ActorRequest", request)
    party = _seen(request, party_id)
    access.may_record_fact(request.actor, party).or_refuse()
    return _answer(
        request,
        party,
        lambda: actions.record_status(
            party_id=party.pk, claim=forms.read_claim(request.POST), by=request.actor, at=request.at, key=request.key
        ),
        "자격을 적었어요.",
    )


@require_POST
@login_required
def record_fact(request: HttpRequest, party_id: int) -> HttpResponse:
    """Write down a figure with the paper it comes from."""
    request = cast("ActorRequest", request)
    party = _seen(request, party_id)
    access.may_record_fact(request.actor, party).or_refuse()
    return _answer(
        request,
        party,
        lambda: actions.record_fact(
            party_id=party.pk,
            fact=request.POST.get("fact", ""),
            value=forms.read_number(request.POST, "value"),
            source=request.POST.get("source", ""),
            until=forms.read_day(request.POST, "until") if request.POST.get("until") else None,
            by=request.actor,
            at=request.at,
            key=request.key,
        ),
        "숫자를 적었어요.",
    )


@require_POST
@login_required
def close(request: HttpRequest, party_id: int) -> HttpResponse:
    """The organization is no more."""
    request = cast("ActorRequest", request)
    party = _seen(request, party_id)
    access.may_manage_seats(request.actor).or_refuse()
    reason = request.POST.get("reason", "")
    return _answer(
        request,
        party,
        lambda: actions.close_party(party_id=party.pk, reason=reason, by=request.actor, at=request.at, key=request.key),
        "조직을 닫았어요.",
    )
