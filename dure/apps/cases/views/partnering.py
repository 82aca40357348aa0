"""A partner's own part of somebody else's application: what it fills in, reads and signs. It sees nothing else."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.cases import access, actions
from dure.apps.cases.actions import Overtaken
from dure.apps.cases.models import Partner
from dure.apps.cases.queries.asking import differing, questions_of, settled, typed_data
from dure.apps.cases.queries.partners import part_page, parts_of
from dure.apps.cases.queries.presence import others_in_part, present_words
from dure.apps.cases.queries.standing import open_places
from dure.apps.cases.rules.answers import read_section
from dure.apps.cases.rules.conditions import flat
from dure.apps.cases.rules.places import PARTNERS
from dure.apps.cases.views.shared import labeled, saved_answer, seen_version
from dure.apps.programs import facade as programs
from dure.kernel.errors import Forbidden, Refused
from dure.platform.http import ActorRequest


def _found(request: HttpRequest, case_id: int, partner_id: int) -> tuple[ActorRequest, Partner]:
    """The part of one's own party, or of a partner of one's own application; a stranger meets 404."""
    request = cast("ActorRequest", request)
    return request, get_object_or_404(parts_of(request.actor), pk=partner_id, case_id=case_id)


@require_http_methods(["GET", "POST"])
@login_required
def part(request: HttpRequest, case_id: int, partner_id: int) -> HttpResponse:
    """The part with its pages, the share of the budget and the signature."""
    request, partner = _found(request, case_id, partner_id)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            if request.POST.get("act") == "leave":
                actions.leave_as_partner(partner_id=partner.pk, reason=request.POST.get("reason", ""), **_shared(request))
                messages.success(request, "참여를 그만두었어요. 신청한 조직에 알렸어요.")
                return redirect("cases:mine")
            if not request.POST.get("agreed"):
                raise Refused("내용을 읽고 동의한다고 표시한 뒤 서명해 주세요.")
            actions.sign_part(partner_id=partner.pk, seen_sha256=request.POST.get("sha256", ""), **_shared(request))
        except Forbidden:
            raise
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("cases:part", case_id=case_id, partner_id=partner_id)
        partner.refresh_from_db()
    return render(request, "cases/part.html", _part_context(request, partner) | {"reasons": reasons}, status=422 if reasons else 200)


def _shared(request: ActorRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at, "key": request.key}


def _part_context(request: ActorRequest, partner: Partner) -> dict[str, Any]:
    case = partner.case
    terms = programs.terms_of(case.round_id, case.terms_sha256)
    opened = open_places(case, request.at)
    is_open = opened.holds(PARTNERS)
    page = part_page(partner)
    return {
        "case": case,
        "partner": partner,
        "page": page,
        "sections": [
            (section, [(answer.label, answer.words or "아직 답하지 않았어요.") for answer in section.answers]) for section in page.sections
        ],
        "signs": terms.partners_sign,
        "may_write": access.may_write_part(request.actor, partner) and is_open,
        "may_sign": access.may_sign_part(request.actor, partner) and is_open,
        "sign_reason": access.may_sign_part(request.actor, partner).reason,
        "may_leave": bool(access.may_leave_as_partner(request.actor, partner)),
        "opened": opened,
        "is_open": is_open,
    }


@require_http_methods(["GET", "POST"])
@login_required
def part_section(request: HttpRequest, case_id: int, partner_id: int, section: str) -> HttpResponse:
    """One page of the partner's part."""
    request, partner = _found(request, case_id, partner_id)
    form = _form_of(partner, section)
    rows = {row.section: row for row in partner.answers.order_by("id")}
    kept = rows.get(section)
    page: dict[str, Any] = {"data": kept.data if kept else {}, "version": kept.version if kept else 0, "errors": {}, "reasons": []}
    said = flat({name: row.data for name, row in rows.items() if name != section})
    if request.method == "POST":
        access.may_write_part(request.actor, partner).or_refuse()
        typed = dict(request.POST.lists())
        page["data"] = typed_data(form, typed, page["data"])
        try:
            page["version"] = seen_version(request)
            stays = settled(typed)
            if stays is None:
                raise Refused("두 글 가운데 어느 것으로 할지 문항마다 골라 주세요.")
            shared = {"version": page["version"], "stays": stays, **_shared(request)}
            actions.save_part(partner_id=partner.pk, section=section, typed=typed, **shared)
        except Overtaken as early:
            page |= {"reasons": early.reasons, "version": early.row.version, "overtaken": early.row}
            page["differing"] = differing(form, early.row.data, page["data"])
        except Refused as refused:
            page["errors"] = read_section(form, typed, said).errors
            page["reasons"] = [] if page["errors"] else refused.reasons
        else:
            more = request.POST.get("then") == "more"
            return redirect(request.path) if more else redirect("cases:part", case_id=case_id, partner_id=partner_id)
    context = _part_context(request, partner) | {
        "section": form,
        "questions": questions_of(form, page["data"], page["errors"], said=said),
        "version": page["version"],
        "overtaken": page.get("overtaken"),
        "differing": page.get("differing", []),
        "reasons": page["reasons"],
        "errors": labeled(form, page["errors"]),
        "present": _present(request, partner, section),
    }
    return render(request, "cases/part_section.html", context, status=422 if page["reasons"] or page["errors"] else 200)


def _form_of(partner: Partner, section: str) -> programs.Section:
    form = programs.terms_of(partner.case.round_id, partner.case.terms_sha256).section(section)
    if form is None or form.filled_by != "partner":
        raise Http404
    return form


@require_POST
@login_required
def autosave_part(request: HttpRequest, case_id: int, partner_id: int, section: str) -> HttpResponse:
    """Keep what can be kept of a partner's page while somebody types."""
    request, partner = _found(request, case_id, partner_id)
    _form_of(partner, section)
    access.may_write_part(request.actor, partner).or_refuse()
    typed = dict(request.POST.lists())
    try:
        row = actions.save_part(
            partner_id=partner.pk,
            section=section,
            typed=typed,
            version=seen_version(request),
            by=request.actor,
            at=request.at,
            keep_good=True,
        )
        actions.be_present_in_part(partner_id=partner.pk, section=section, by=request.actor, at=request.at)
    except Refused as refused:
        return JsonResponse({"saved": False, "reasons": refused.reasons, "overtaken": isinstance(refused, Overtaken)}, status=409)
    return JsonResponse(saved_answer(row.saved_at, row.version) | {"present": _present(request, partner, section)})


@require_POST
@login_required
def presence_in_part(request: HttpRequest, case_id: int, partner_id: int, section: str) -> HttpResponse:
    """The browser says that somebody has this page of the part open, and learns who else has."""
    request, partner = _found(request, case_id, partner_id)
    _form_of(partner, section)
    access.may_write_part(request.actor, partner).or_refuse()
    actions.be_present_in_part(partner_id=partner.pk, section=section, by=request.actor, at=request.at)
    return JsonResponse({"present": _present(request, partner, section)})


def _present(request: ActorRequest, partner: Partner, section: str) -> str:
    return present_words(others_in_part(partner, section, request.actor, request.at))
