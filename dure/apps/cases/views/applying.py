"""Writing an application: the task list and the pages of questions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.cases import access, actions
from dure.apps.cases.actions import Overtaken
from dure.apps.cases.models import Case
from dure.apps.cases.queries.asking import differing, known_for, others_said, questions_of, settled, typed_data
from dure.apps.cases.queries.forms import answer_row
from dure.apps.cases.queries.presence import others_present, present_words
from dure.apps.cases.queries.standing import open_places
from dure.apps.cases.rules.answers import missing, read_section
from dure.apps.cases.rules.conditions import hidden_keys
from dure.apps.cases.rules.places import section_place
from dure.apps.cases.views.shared import found_case, frame, is_open, labeled, onward, saved_answer, seen_version
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


@require_safe
def tasks(request: HttpRequest, case_id: int) -> HttpResponse:
    """The task list of a draft; what became of an application that was handed in."""
    request, case = found_case(request, case_id)
    if not case.is_draft and case.receipt_number is not None and not open_places(case, request.at).any:
        return redirect("cases:done", case_id=case.pk)
    shared = frame(request, case)
    missing = next((task for task in shared["tasks"] if task.tone != "done" and task.status != "선택"), None)
    context = shared | {"may_withdraw": access.may_withdraw(request.actor, case), "missing": missing}
    return render(request, "cases/tasks.html", context)


def _form_of(case: Case, section: str) -> programs.Section:
    form = programs.terms_of(case.round_id, case.terms_sha256).section(section)
    if form is None or form.filled_by != "applicant":
        raise Http404
    return form


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, case_id: int, section: str) -> HttpResponse:
    """One page of questions. Who was overtaken sees both texts, question by question, and chooses."""
    request, case = found_case(request, case_id)
    form = _form_of(case, section)
    kept = answer_row(case, section)
    page: dict[str, Any] = {"data": kept.data if kept else {}, "version": kept.version if kept else 0, "errors": {}, "reasons": []}
    if request.method == "POST":
        access.may_write(request.actor, case).or_refuse()
        answer = _save(request, case, form, page)
        if answer is not None:
            return answer
        kept = answer_row(case, section)
    return _section_page(request, case, form, kept, page)


def _save(request: ActorRequest, case: Case, form: programs.Section, page: dict[str, Any]) -> HttpResponse | None:
    """Save, and go on; or put into `page` what it must show to have it saved."""
    typed, before = dict(request.POST.lists()), page["data"]
    said = others_said(case, form.key)
    page["data"] = typed_data(form, typed, before)
    try:
        page["version"] = seen_version(request)
        stays = settled(typed)
        if stays is None:
            raise Refused("두 글 가운데 어느 것으로 할지 문항마다 골라 주세요.")
        uploads = dict(request.FILES.items())
        shared: dict[str, Any] = {"version": page["version"], "by": request.actor, "at": request.at, "key": request.key}
        row = actions.save_section(case_id=case.pk, section=form.key, typed=typed, uploads=uploads, stays=stays, **shared)
    except Overtaken as overtaken:
        page |= {"reasons": overtaken.reasons, "version": overtaken.row.version, "overtaken": overtaken.row}
        page["differing"] = differing(form, overtaken.row.data, page["data"])
    except Refused as refused:
        page["errors"] = read_section(form, typed, said).errors
        page["reasons"] = [] if page["errors"] else refused.reasons
        if typed.get("differing") and (saved := answer_row(case, form.key)) is not None:
            page |= {"overtaken": saved, "version": saved.version, "differing": differing(form, saved.data, page["data"])}
    else:
        return _onward(request, case, form, {**said, **before}, {**said, **row.data})
    return None


def _onward(request: ActorRequest, case: Case, form: programs.Section, before: dict[str, Any], after: dict[str, Any]) -> HttpResponse:
    """To the next page; back here if one asked for more, or if the answers brought up questions that want an answer."""
    came_up = hidden_keys(form.questions, before) - hidden_keys(form.questions, after)
    if came_up & {question.key for question in missing(form, after, after)}:
        messages.info(request, "답에 따라 물어볼 것이 더 생겼어요. 새로 나온 문항에 답해 주세요.")
        return redirect("cases:section", case_id=case.pk, section=form.key)
    if request.POST.get("then") == "more":
        return redirect("cases:section", case_id=case.pk, section=form.key)
    return onward(request, case, form.key)


def _section_page(request: ActorRequest, case: Case, form: programs.Section, kept: Any, page: dict[str, Any]) -> HttpResponse:
    shared = frame(request, case, here=form.key)
    place = section_place(form.key)
    questions = questions_of(
        form,
        page["data"],
        page["errors"],
        said=others_said(case, form.key),
        known=known_for(case, form),
        prefilled=kept.prefilled if kept else {},
    )
    context = shared | {
        "section": form,
        "questions": questions,
        "has_files": any(question.kind == "file" for question in form.questions),
        "has_conditions": any(question.shown_when for question in form.questions),
        "version": page["version"],
        "overtaken": page.get("overtaken"),
        "differing": page.get("differing", []),
        "saved_at": kept.saved_at if kept and kept.version else None,
        "saved_by": kept.saved_by_name if kept else "",
        "carried_count": sum(1 for question in questions if question.source and question.kind != "party_fact"),
        "is_open": is_open(request, case, shared["opened"], place),
        "place": place,
        "present": present_words(others_present(case, place, request.actor, request.at)),
        "reasons": page["reasons"],
        "errors": labeled(form, page["errors"]),
        "back_to_check": (request.POST.get("back") or request.GET.get("back")) == "check",
    }
    return render(request, "cases/section.html", context, status=422 if page["reasons"] or page["errors"] else 200)


@require_POST
def autosave(request: HttpRequest, case_id: int, section: str) -> HttpResponse:
    """Keep what can be kept while somebody types; answers when it was saved and the version to go on from."""
    request, case = found_case(request, case_id)
    form = _form_of(case, section)
    access.may_write(request.actor, case).or_refuse()
    typed, shared = dict(request.POST.lists()), {"by": request.actor, "at": request.at}
    try:
        kept = actions.save_section(case_id=case.pk, section=section, typed=typed, version=seen_version(request), keep_good=True, **shared)
        actions.be_present(case_id=case.pk, place=section_place(section), **shared)
    except Refused as refused:
        return JsonResponse({"saved": False, "reasons": refused.reasons, "overtaken": isinstance(refused, Overtaken)}, status=409)
    errors = read_section(form, typed, others_said(case, section)).errors
    present = present_words(others_present(case, section_place(section), request.actor, request.at))
    return JsonResponse(saved_answer(kept.saved_at, kept.version) | {"errors": errors, "present": present})


@require_POST
def presence(request: HttpRequest, case_id: int, place: str) -> HttpResponse:
    """The browser says that somebody has the page open, and learns who else has."""
    request, case = found_case(request, case_id)
    access.may_write(request.actor, case).or_refuse()
    actions.be_present(case_id=case.pk, place=place, by=request.actor, at=request.at)
    return JsonResponse({"present": present_words(others_present(case, place, request.actor, request.at))})
