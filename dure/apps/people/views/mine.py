"""One's own organizations: what is known of them, their statuses, members and invitations."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.people import access, actions, forms
from dure.apps.people.models import Party
from dure.apps.people.queries import parties as queries
from dure.apps.people.views.shown import choices_of_columns, party_page
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest

MOST_TRIES_PER_HOUR = 20


@require_safe
@login_required
def organizations(request: HttpRequest) -> HttpResponse:
    """The parties one belongs to."""
    actor = cast("ActorRequest", request).actor
    return render(request, "people/mine/organizations.html", {"parties": queries.own_parties(actor)})


@require_http_methods(["GET", "POST"])
@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Register a party and become its representative."""
    request = cast("ActorRequest", request)
    access.may_register_party(request.actor).or_refuse()
    reasons: list[str] = []
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _not_too_often(request)
            party = actions.register_party(columns=forms.read_columns(request.POST), by=request.actor, at=request.at, key=request.key)
        except Refused as refused:
            reasons, errors = _told(refused)
        else:
            return redirect("people:organization", party_id=party.pk)
    typed = forms.typed_columns(request.POST) if request.method == "POST" else forms.Blank(kind="organization")
    return _columns_page(request, "people/mine/register.html", typed, reasons, errors)


def _not_too_often(request: ActorRequest) -> None:
    """Registering tells whether a business number is taken, so nobody may try a list of them (B47)."""
    kept = f"people:register:{request.actor.account_id}"
    cache.add(kept, 0, timeout=3600)
    if cache.incr(kept) > MOST_TRIES_PER_HOUR:
        raise Refused("한 시간에 20번까지 등록해 볼 수 있어요. 잠시 뒤에 다시 하거나 센터에 문의해 주세요.")


def _told(refused: Refused) -> tuple[list[str], dict[str, str]]:
    """Reasons that belong to a field stand beside it."""
    errors = getattr(refused, "errors", {})
    return ([] if errors else refused.reasons), errors


def _columns_page(
    request: HttpRequest, template: str, typed: forms.Blank, reasons: list[str], errors: dict[str, str], **more: Any
) -> HttpResponse:
    context = {"typed": typed, "reasons": reasons, "errors": errors, "wrong": forms.Blank(errors), **choices_of_columns(), **more}
    return render(request, template, context, status=422 if reasons or errors else 200)


def _own(request: ActorRequest, party_id: int) -> Party:
    return get_object_or_404(queries.own_parties(request.actor), pk=party_id)


@require_safe
@login_required
def organization(request: HttpRequest, party_id: int) -> HttpResponse:
    """Everything about one party of one's own."""
    request = cast("ActorRequest", request)
    return render(request, "people/mine/organization.html", party_page(request, _own(request, party_id)))


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, party_id: int) -> HttpResponse:
    """Change what is said about the party, unless somebody was faster."""
    request = cast("ActorRequest", request)
    party = _own(request, party_id)
    access.may_write_party(request.actor, party).or_refuse()
    reasons: list[str] = []
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            seen = forms.read_number(request.POST, "version")
            columns = forms.read_columns(request.POST)
            actions.update_party(party_id=party.pk, seen_version=seen, columns=columns, by=request.actor, at=request.at, key=request.key)
        except Refused as refused:
            reasons, errors = _told(refused)
        else:
            return redirect("people:organization", party_id=party.pk)
    typed = forms.typed_columns(request.POST) if request.method == "POST" else forms.columns_of(party)
    return _columns_page(request, "people/mine/edit.html", typed, reasons, errors, party=party)


def _answer(request: ActorRequest, party: Party, do: Callable[[], object], said: str) -> HttpResponse:
    """Do one act of the party's page; a refusal shows the page again with its reasons and what was typed."""
    try:
        do()
    except Forbidden:
        raise
    except Refused as refused:
        context = party_page(request, party, typed=forms.Blank(request.POST.dict()), reasons=refused.reasons)
        return render(request, "people/mine/organization.html", context, status=422)
    messages.success(request, said)
    return redirect("people:organization", party_id=party.pk)


@require_POST
@login_required
def claim_status(request: HttpRequest, party_id: int) -> HttpResponse:
    """Show the paper of a legal status."""
    request = cast("ActorRequest", request)
    party = _own(request, party_id)
    access.may_write_party(request.actor, party).or_refuse()
    return _answer(
        request,
        party,
        lambda: actions.claim_status(
            party_id=party.pk,
            claim=forms.read_claim(request.POST),
            proof=request.FILES.get("proof"),
            by=request.actor,
            at=request.at,
            key=request.key,
        ),
        "증빙을 받았어요. 담당자가 확인하면 메일로 알려 드려요.",
    )


@require_POST
@login_required
def state_fact(request: HttpRequest, party_id: int) -> HttpResponse:
    """State a figure of one's own party."""
    request = cast("ActorRequest", request)
    party = _own(request, party_id)
    access.may_write_party(request.actor, party).or_refuse()
    return _answer(
        request,
        party,
        lambda: actions.record_fact(
            party_id=party.pk,
            fact=request.POST.get("fact", ""),
            value=forms.read_number(request.POST, "value"),
            source="",
            by=request.actor,
            at=request.at,
            key=request.key,
        ),
        "적은 숫자를 저장했어요.",
    )


@require_POST
@login_required
def invite(request: HttpRequest, party_id: int) -> HttpResponse:
    """Invite a mailbox."""
    request = cast("ActorRequest", request)
    party = _own(request, party_id)
    access.may_manage_members(request.actor, party).or_refuse()
    return _answer(
        request,
        party,
        lambda: actions.invite_member(
            party_id=party.pk,
            email=request.POST.get("email", ""),
            role=request.POST.get("role", ""),
            by=request.actor,
            at=request.at,
            key=request.key,
        ),
        "초대 메일을 보냈어요. 14일 동안 한 번 쓸 수 있어요.",
    )


@require_POST
@login_required
def revoke(request: HttpRequest, party_id: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    request = cast("ActorRequest", request)
    party = _own(request, party_id)
    access.may_manage_members(request.actor, party).or_refuse()
    found = get_object_or_404(party.invitations, pk=invitation_id)
    return _answer(
        request,
        party,
        lambda: actions.revoke_invitation(invitation_id=found.pk, by=request.actor, at=request.at, key=request.key),
        "초대를 거두었어요. 보낸 메일의 주소는 이제 열리지 않아요.",
    )


@require_POST
@login_required
def change_role(request: HttpRequest, party_id: int, member_id: int) -> HttpResponse:
    """Give a member another role."""
    request = cast("ActorRequest", request)
    party = _own(request, party_id)
    access.may_manage_members(request.actor, party).or_refuse()
    found = get_object_or_404(queries.members_of(party), pk=member_id)
    role = request.POST.get("role", "")
    return _answer(
        request,
        party,
        lambda: actions.change_role(member_id=found.pk, role=role, by=request.actor, at=request.at, key=request.key),
        "맡은 일을 바꿨어요.",
    )


@require_POST
@login_required
def end_membership(request: HttpRequest, party_id: int, member_id: int) -> HttpResponse:
    """Let a member go, or leave oneself."""
    request = cast("ActorRequest", request)
    party = _own(request, party_id)
    found = get_object_or_404(queries.members_of(party), pk=member_id)
    access.may_end_membership(request.actor, found).or_refuse()
    left = found.account_id == request.actor.account_id
    answer = _answer(
        request,
        party,
        lambda: actions.end_membership(member_id=found.pk, by=request.actor, at=request.at, key=request.key),
        "조직에서 나왔어요." if left else "내보냈어요. 이제 이 조직의 것을 볼 수 없어요.",
    )
    return redirect("people:organizations") if left and answer.status_code == 302 else answer
