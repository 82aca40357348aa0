"""Beginning a draft, its task list, publishing it and dropping it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.programs import access
from dure.apps.programs.actions import drafting
from dure.apps.programs.editing.difference import differences
from dure.apps.programs.editing.shaping import finished
from dure.apps.programs.models import Program
from dure.apps.programs.queries import desk
from dure.apps.programs.queries import editing as queries
from dure.apps.programs.views.editing.shared import entered, linked, the_draft
from dure.kernel.errors import Refused


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose the year and from what the new program begins."""
    request = entered(request)
    access.may_open_edition(request.actor).or_refuse()
    editions = queries.editions_to_plan_in()
    reasons: list[str] = []
    if request.method == "POST":
        year, start = request.POST.get("year", ""), request.POST.get("start", "")
        edition = next((one for one in editions if str(one.year) == year), None)
        if edition is None:
            reasons = ["운영할 해를 골라 주세요. 없으면 사업 화면에서 새 해를 먼저 열어 주세요."]
        elif start and start not in dict(queries.starts()):
            reasons = ["시작할 사업을 목록에서 골라 주세요."]
        else:
            draft = drafting.begin_draft(
                edition_id=edition.pk, from_version_id=int(start) if start else None, by=request.actor, at=request.at, key=request.key
            )
            return redirect("programs:draft", draft_id=draft.pk)
    context = {
        "years": tuple((str(one.year), one.title) for one in editions),
        "year": request.POST.get("year", str(editions[0].year) if editions else ""),
        "starts": queries.starts(),
        "start": request.POST.get("start", ""),
        "drafts": queries.open_drafts(request.actor),
        "reasons": reasons,
    }
    return render(request, "programs/edit/new.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, program_id: int) -> HttpResponse:
    """Go on with the program's draft, or begin one from its newest version."""
    request = entered(request)
    program = get_object_or_404(desk.program_for(request.actor), pk=program_id)
    may = access.may_plan(request.actor, program)
    going = queries.open_drafts(request.actor).filter(program=program).first()
    if request.method == "POST":
        may.or_refuse()
        begun = drafting.begin_draft(edition_id=program.edition_id, program_id=program.pk, by=request.actor, at=request.at, key=request.key)
        return redirect("programs:draft", draft_id=begun.pk)
    if going is not None and may:
        return redirect("programs:draft", draft_id=going.pk)
    return render(request, "programs/edit/begin.html", {"program": program, "may": may})


@require_safe
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The task list: each topic, what is in them, and what is still wrong."""
    request = entered(request)
    found = the_draft(request, draft_id)
    wrong = queries.troubles_of(found)
    return render(
        request, "programs/edit/draft.html", {"draft": found, "tasks": queries.standing(found.document, wrong), "wrong": len(wrong)}
    )


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Everything that is wrong, or what the new version changes; then the reason."""
    request = entered(request)
    found = the_draft(request, draft_id)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            made = drafting.publish_draft(
                draft_id=found.pk,
                version=_number(request.POST.get("version", "")),
                reason=request.POST.get("reason", ""),
                show=bool(request.POST.get("show")),
                by=request.actor,
                at=request.at,
                key=request.key,
            )
        except Refused as refused:
            reasons = refused.reasons
            found.refresh_from_db()
        else:
            return redirect("programs:program", program_id=made.program_id)
    wrong = queries.troubles_of(found)
    changed = (
        [] if wrong or found.program is None or found.based_on is None else differences(found.based_on.document, finished(found.document))
    )
    context = {
        "draft": found,
        "wrong": linked(found, wrong),
        "changed": changed,
        "reasons": [] if wrong else reasons,
        "reason": request.POST.get("reason", ""),
        "asks_to_show": found.program is None or found.program.published_at is None,
        "show": (("yes", "반영하면서 지원사업 목록에 바로 공개해요"),),
        "opened": _opened_rounds(found.program),
    }
    return render(request, "programs/edit/publish.html", context, status=422 if reasons else 200)


def _opened_rounds(program: Program | None) -> int:
    return 0 if program is None else program.rounds.filter(opened_at__isnull=False).exclude(state__in=["ended", "cancelled"]).count()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@require_POST
def drop(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Give the draft up."""
    request = entered(request)
    found = the_draft(request, draft_id)
    drafting.drop_draft(draft_id=found.pk, by=request.actor, at=request.at, key=request.key)
    return redirect("programs:program", program_id=found.program_id) if found.program_id else redirect("programs:desk")
