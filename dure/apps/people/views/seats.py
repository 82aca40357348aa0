"""The center's desk of people: seats, who sits in them, handovers, and the pool of reviewers."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.people import access, actions
from dure.apps.people.models import Seat
from dure.apps.people.queries import seats as queries
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Every seat, its roles, its holder and deputies."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    rows = [{"seat": seat, "roles": queries.role_words(seat), "present": seat.present} for seat in _seats(request)]
    return render(request, "people/desk/people.html", {"rows": rows, "may_manage": access.may_manage_seats(request.actor)})


def _seats(request: ActorRequest) -> Any:
    return queries.seats_for_desk(at=request.at)


def _seat(request: ActorRequest, seat_id: int) -> Seat:
    access.may_manage_seats(request.actor).or_refuse()
    return get_object_or_404(_seats(request), pk=seat_id)


@require_http_methods(["GET", "POST"])
@login_required
def hand_over(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Hand a seat over in one act, or sit a deputy beside its holder."""
    request = cast("ActorRequest", request)
    seat = _seat(request, seat_id)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            said = _move(request, seat)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, said)
            return redirect("people:desk_people")
    context = {
        "seat": seat,
        "roles": queries.role_words(seat),
        "accounts": [(account.pk, f"{account.name} ({account.email})") for account in queries.accounts_to_seat()],
        "chosen": request.POST.get("account", ""),
        "ways": [("hand_over", "자리를 넘겨요. 지금 앉은 사람은 이 자리의 일을 더 볼 수 없어요."), ("deputy", "대리로 함께 앉아요.")],
        "way": request.POST.get("way", "hand_over"),
        "reasons": reasons,
    }
    return render(request, "people/desk/hand_over.html", context, status=422 if reasons else 200)


def _move(request: ActorRequest, seat: Seat) -> str:
    typed = request.POST.get("account", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 18):
        raise Refused("누구에게 넘길지 골라 주세요.")
    given = {"seat_id": seat.pk, "by": request.actor, "at": request.at, "key": request.key}
    if request.POST.get("way") == "deputy":
        actions.take_seat(account_id=int(typed), deputy=True, **given)
        return "대리를 정했어요."
    actions.hand_over(to_account_id=int(typed), **given)
    return "자리를 넘겼어요. 이 자리의 일과 권한, 연락처가 모두 옮겨졌어요."


@require_POST
@login_required
def leave(request: HttpRequest, holding_id: int) -> HttpResponse:
    """Somebody gets up from a seat."""
    request = cast("ActorRequest", request)
    access.may_manage_seats(request.actor).or_refuse()
    holding = get_object_or_404(queries.holdings_for_desk(), pk=holding_id)
    actions.leave_seat(holding_id=holding.pk, by=request.actor, at=request.at, key=request.key)
    messages.success(request, "자리를 비웠어요. 기다리는 일은 자리에 그대로 있어요.")
    return redirect("people:desk_people")


@require_http_methods(["GET", "POST"])
@login_required
def reviewers(request: HttpRequest) -> HttpResponse:
    """The pool of reviewers; enroll somebody who has an account."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        access.may_enroll_reviewer(request.actor).or_refuse()
        try:
            _enroll(request)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "심사위원으로 등록했어요.")
            return redirect("people:desk_reviewers")
    typed = {name: request.POST.get(name, "") for name in ("email", "affiliation", "expertise")}
    context = {
        "paged": page_of(request, queries.reviewers_of_pool()),
        "typed": typed,
        "may_enroll": access.may_enroll_reviewer(request.actor),
        "reasons": reasons,
    }
    return render(request, "people/desk/reviewers.html", context, status=422 if reasons else 200)


def _enroll(request: ActorRequest) -> None:
    account = queries.account_of_mailbox(request.POST.get("email", ""))
    if account is None:
        raise Refused("이 주소로 가입한 사람이 없어요. 먼저 가입해 달라고 부탁해 주세요.")
    actions.enroll_reviewer(
        account_id=account.pk,
        affiliation=request.POST.get("affiliation", ""),
        expertise=request.POST.get("expertise", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


@require_POST
@login_required
def rest_reviewer(request: HttpRequest, reviewer_id: int) -> HttpResponse:
    """Somebody leaves the pool."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    access.may_enroll_reviewer(request.actor).or_refuse()
    found = get_object_or_404(queries.reviewers_of_pool(), pk=reviewer_id)
    actions.rest_reviewer(reviewer_id=found.pk, by=request.actor, at=request.at, key=request.key)
    return redirect("people:desk_reviewers")
